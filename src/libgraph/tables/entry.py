"""One row while it is read: its cells as things, terms and texts, and what is wrong with them."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cached_property

from pyoxigraph import Literal, NamedNode

from libgraph.namespaces import DATINGS, PREFIXES, lg, local_name
from libgraph.tables.cells import TAG
from libgraph.tables.columns import Column
from libgraph.tables.faults import Fault, Wrong
from libgraph.tables.lookup import Names, Unclear
from libgraph.tables.quotes import Quotes
from libgraph.tables.table import Row, Table
from libgraph.tables.terms import literal, speaks, terms

Term = NamedNode | Literal
Pair = tuple[str, Term]
UNDATED: Pair = (lg("undated"), Literal(True))
DEFAULTS = {"capacity": "plain-member", "role": "attendee", "support_kind": "partnership"}
_TAGGED = re.compile(rf"(.*\S)\s*@({TAG})", re.DOTALL)


@dataclass(frozen=True)
class Desk:
    """What all rows are read with: the names at hand, the texts at hand, a list of faults."""

    names: Names
    quotes: Quotes
    faults: list[Fault] = field(default_factory=list)


@dataclass(frozen=True)
class Entry:
    """A row on the desk."""

    desk: Desk
    table: Table
    row: Row

    @property
    def file(self) -> str:
        """Where the row stands, without its number: file, and sheet of a workbook."""
        return (
            f"{self.table.path} ({self.table.sheet})" if self.table.sheet else str(self.table.path)
        )

    @property
    def key(self) -> tuple[str, int]:
        """What tells the row from all others."""
        return self.file, self.row.number

    @property
    def place(self) -> str:
        """Where the row stands, for people."""
        return self.table.place(self.row)

    def wrong(self, column: str, value: str, why: str) -> None:
        """Note a fault of a cell."""
        where = str(self.table.path), self.table.sheet, self.row.number
        self.desk.faults.append(Fault(*where, column, value, why))

    def text(self, column: str) -> str:
        """A cell as it is written; '' where it is empty."""
        return self.row.cells.get(column, "")

    def thing(self, column: str) -> str | None:
        """The one thing that a cell names; None where it is empty, or wrong, which is noted."""
        cell = self.text(column)
        return self.named(column, cell) if cell and self._is_one(column, cell) else None

    def things(self, column: str) -> list[str]:
        """The things that a cell names, each once."""
        found = (self.named(column, cell) for cell in self.row.values(column))
        return list(dict.fromkeys(thing for thing in found if thing))

    def named(self, column: str, cell: str, classes: tuple[str, ...] | None = None) -> str | None:
        """The thing that these words of a cell name."""
        try:
            return self.desk.names.find(
                cell, self._column(column).classes if classes is None else classes
            )
        except Unclear as error:
            self.wrong(column, cell, str(error))
            return None

    def term(self, column: str) -> str | None:
        """The class, concept or relation that a cell names, or the usual one where it is empty."""
        cell = self.text(column) or DEFAULTS.get(column, "")
        return self._term(column, cell) if cell and self._is_one(column, cell) else None

    def _term(self, column: str, cell: str) -> str | None:
        classes = self._column(column).classes
        known = terms()
        among = known.below(classes) if self._column(column).datatype == "class" else [
            one for scheme in classes for one in known.members(scheme)
        ]  # fmt: skip
        found = known.find(cell, among)
        if found is None:
            listed = ", ".join(known.label(one) for one in among)
            self.wrong(column, cell, f"is not in the list: write one of {listed}")
        return found

    def _is_one(self, column: str, cell: str) -> bool:
        if ";" not in cell or self._column(column).several:
            return True
        self.wrong(column, cell, "are several values, and here stands one: write a row for each")
        return False

    def _column(self, name: str) -> Column:
        return self.table.kind.columns[name]

    def pairs(self, name: str) -> list[Pair]:
        """What a cell says, as property and value; several for several values."""
        column = self._column(name)
        if not column.property:
            return []
        match column.datatype:
            case "thing":
                things = self.things(name) if column.several else [self.thing(name)]
                return [(column.property, NamedNode(thing)) for thing in things if thing]
            case "concept" | "class":
                term = self.term(name)
                return [(column.property, NamedNode(term))] if term else []
        if column.datatype == "iri" and column.property.startswith(PREFIXES["foaf"]):
            return [(column.property, NamedNode(self.text(name)))] if self.text(name) else []
        texts = self.row.values(name) if column.several else [self.text(name)]
        return [(column.property, self._literal(column, text)) for text in texts if text]

    def _literal(self, column: Column, text: str) -> Literal:
        if column.property == lg("form"):
            return Literal(text, language=self.text("language") or "und")
        tagged = _TAGGED.fullmatch(text) if column.datatype == "text" else None
        if tagged and speaks(column.property):
            return Literal(tagged[1], language=tagged[2])
        return literal(column.property, text, column.datatype)

    @cached_property
    def dating(self) -> Pair:
        """How the row is dated: in one way, or not at all."""
        filled = [name for name in map(local_name, DATINGS) if self.text(name)]
        if len(filled) > 1:
            said = " and ".join(f"{name} {self.text(name)}" for name in filled)
            self.wrong(filled[1], self.text(filled[1]), f"is a second dating ({said}): keep one")
        return (lg(filled[0]), Literal(self.text(filled[0]))) if filled else UNDATED

    @cached_property
    def source(self) -> str | None:
        """The source of the row."""
        return self.thing("source")

    @cached_property
    def evidence(self) -> list[str]:
        """Where the row stands in its source: passages, or the source as a whole."""
        if self.source is None:
            return []
        quote, passage = self.text("quote"), self.text("passage")
        try:
            if passage:
                if quote:
                    raise Wrong("stands beside a quote, and one is enough: keep the quote")
                return self.desk.quotes.at(self.source, self.row.values("passage"))
            if quote:
                return self.desk.quotes.saying(self.source, quote, self.file)
        except Wrong as error:
            column = "passage" if passage else "quote"
            self.wrong(column, self.text(column), str(error))
        return [self.source]
