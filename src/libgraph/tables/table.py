"""Tables as they are read: rows of checked cells, of a known kind."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from difflib import get_close_matches
from pathlib import Path

from libgraph.tables import delimited, workbook
from libgraph.tables.cells import TAG, Raw, Sheet, check, is_error, sound
from libgraph.tables.columns import Column, Kind, by_head, kinds, plain
from libgraph.tables.faults import Complaints, Fault, Wrong

_READERS = {".csv": delimited.sheets, ".tsv": delimited.sheets, ".xlsx": workbook.sheets}
_LABEL = re.compile(rf"label[\s_]+({TAG})", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Row:
    """One row: its filled cells by column, checked; and what stood in unknown columns."""

    number: int  # as a spreadsheet shows it
    cells: dict[str, str]
    notes: tuple[tuple[str, str], ...] = ()

    def values(self, name: str) -> list[str]:
        """The values of a cell that may hold several, separated by ';'.

        >>> Row(2, {"parties": "nlrk; nl-korea ;"}).values("parties")
        ['nlrk', 'nl-korea']
        """
        return [part.strip() for part in self.cells.get(name, "").split(";") if part.strip()]


@dataclass(frozen=True, slots=True)
class Table:
    """The rows of one CSV file, or of one sheet."""

    path: Path
    sheet: str
    kind: Kind
    rows: tuple[Row, ...]
    unknown: tuple[str, ...]  # heads of columns that the kind does not have

    @property
    def name(self) -> str:
        """The table for people: its file, and its sheet in a workbook."""
        return f"{self.path}, sheet {self.sheet}" if self.sheet else str(self.path)

    def place(self, row: Row) -> str:
        """Where a row stands: file, sheet and row."""
        return f"{self.name}, row {row.number}"


def read(path: Path, faults: list[Fault], kind: str | None = None) -> list[Table]:
    """Read the tables of one file; what is wrong is added to `faults`, and never raised.

    A row keeps its good cells beside faulty ones, so that other rows find what it names; it is
    left out where a required cell is missing or faulty. `kind` is what a file is whose name does
    not say it.
    """
    complain = Complaints(faults, str(path))
    try:
        found = _READERS[path.suffix.lower()](path, complain, kind)
    except Wrong as wrong:
        complain(str(wrong))
        return []
    tables = (_table(path, sheet, complain.of(sheet.name)) for sheet in found)
    return [table for table in tables if table]


def _table(path: Path, sheet: Sheet, complain: Complaints) -> Table | None:
    kind = kinds()[sheet.kind]
    rows = (pair for pair in sheet.rows if not _is_comment(pair[1]))
    first, cells = next(rows, (1, []))
    heads = Heads.read(kind, first, cells, complain)
    if not heads.columns:
        return None
    found = [_row(heads, number, raws, complain) for number, raws in rows]
    return Table(
        path, sheet.name, kind, tuple(row for row in found if row), tuple(heads.unknown.values())
    )


def _is_comment(cells: list[Raw]) -> bool:
    first = next(raw for raw in cells if raw.text.strip())
    return first.text.lstrip().startswith("#") and not is_error(first)


# ── Heads ────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class Heads:
    """What the columns of one table are, by their places."""

    kind: Kind
    columns: dict[int, Column] = field(default_factory=dict)
    names: dict[int, str] = field(default_factory=dict)  # of columns: label_fr for any label_XX
    unknown: dict[int, str] = field(default_factory=dict)

    @classmethod
    def read(cls, kind: Kind, number: int, cells: list[Raw], complain: Complaints) -> Heads:
        """Read the first row; all that is wrong with it is complained of."""
        heads = cls(kind)
        for place, raw in enumerate(cells):
            try:
                heads._add(place, sound(raw))
            except Wrong as wrong:
                complain(str(wrong), number, value=raw.text)
        if heads.columns:
            heads._complete(number, complain)
        else:
            complain(
                f"no head of a column of {kind.name} stands here: write "
                f"{', '.join(list(kind.columns)[:3])} …, or begin with what  "
                f"libgraph import template {kind.name}  prints",
                number,
            )
        return heads

    def _add(self, place: int, head: str) -> None:
        if not head:
            return
        column = by_head(self.kind).get(plain(head))
        label = _LABEL.fullmatch(head.rstrip("* "))
        name = column.name if column else ""
        if not column and label and "label" in self.kind.columns:
            column, name = self.kind.columns["label"], f"label_{label[1].lower()}"
        if not column:
            self.unknown[place] = head
        elif name in self.names.values():
            raise Wrong(f"is the column {name} once more: keep one of the two")
        else:
            self.columns[place], self.names[place] = column, name

    def _complete(self, number: int, complain: Complaints) -> None:
        unknown = {plain(head): head for head in self.unknown.values()}
        for name, column in _required(self.kind).items():
            if name in self.names.values():
                continue
            near = get_close_matches(plain(name), unknown, n=1, cutoff=0.7)
            hint = f" (perhaps what is called {unknown[near[0]]} here)" if near else ""
            said = column.description.rstrip(".")
            complain(f"the column is missing{hint}: add it: {said}", number, name)


def _required(kind: Kind) -> dict[str, Column]:
    return {name: column for name, column in kind.columns.items() if column.required}


# ── Rows ─────────────────────────────────────────────────────────────────────────────────


def _row(heads: Heads, number: int, raws: list[Raw], complain: Complaints) -> Row | None:
    cells: dict[str, str] = {}
    notes: list[tuple[str, str]] = []
    faulty: set[str] = set()
    for place, raw in enumerate(raws):
        if not raw.text.strip():
            continue
        name = heads.names.get(place, heads.unknown.get(place, ""))
        try:
            if place in heads.columns:
                cells[name] = check(raw, heads.columns[place])
            else:
                notes.append((_headed(name, place), sound(raw)))
        except Wrong as wrong:
            faulty.add(name)
            complain(str(wrong), number, name, raw.text)
    missing = list(_missing(heads, cells))
    for column in missing:
        if column.name in heads.names.values() and column.name not in faulty:
            said = column.description.rstrip(".")
            complain(f"the cell is empty: {said}", number, column.name)
    return None if missing else Row(number, cells, tuple(notes))


def _headed(head: str, place: int) -> str:
    if not head:
        raise Wrong(
            f"stands in cell {place + 1}, which has no head: name the column, or put a cell with "
            "a separator in it into quotation marks"
        )
    return head


def _missing(heads: Heads, cells: dict[str, str]) -> Iterator[Column]:
    return (column for name, column in _required(heads.kind).items() if name not in cells)
