"""An answer: rows under columns, ready to be written in any format."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from pyoxigraph import BlankNode, Literal, QuerySolutions, Store, Variable

from libgraph import showing
from libgraph.graph.protocol import Term
from libgraph.namespaces import shorten


@dataclass(frozen=True)
class Answer:
    """Columns, and rows of terms (None where there is nothing)."""

    columns: tuple[str, ...]
    rows: list[tuple[Term, ...]]

    def first(self, rows: int | None) -> Answer:
        """The first rows, or all of them."""
        return self if rows is None else replace(self, rows=self.rows[:rows])

    def texts(self) -> list[list[str]]:
        """The rows as plain text, '' where there is nothing."""
        return [[text(term) for term in row] for row in self.rows]

    def solutions(self) -> QuerySolutions:
        """The answer as SPARQL solutions, for the engine's own writers."""
        names = " ".join(str(Variable(name)) for name in self.columns)
        rows = "\n".join(f"({' '.join(map(_written, row))})" for row in self.rows)
        found = Store().query(f"SELECT {names} WHERE {{ VALUES ({names}) {{\n{rows}\n}} }}")
        assert isinstance(found, QuerySolutions)
        return found

    def __repr__(self) -> str:
        return f"<Answer: {len(self.rows)} × {', '.join(self.columns)}>"

    def _repr_html_(self) -> str:
        """The first rows for reading, for a notebook."""
        if not self.rows:
            return showing.block(showing.small("nothing found"))
        columns, rows = named(self.columns, self.first(showing.SHOWN).texts())
        return showing.block(showing.table(columns, rows, len(self.rows)))


def named(names: Sequence[str], rows: Sequence[Sequence[str]]) -> tuple[list[str], list[list[str]]]:
    """Columns and rows for reading: ``xLabel`` in place of ``x``, and IRIs shortened."""
    labelled = {name.removesuffix("Label") for name in names if name.endswith("Label")}
    shown = [place for place, name in enumerate(names) if name not in labelled]
    columns = [names[place].removesuffix("Label") for place in shown]
    return columns, [[_short(row[place]) for place in shown] for row in rows]


def _short(cell: str) -> str:
    if "://" not in cell:
        return cell
    return " ".join(shorten(word).removeprefix("src:") for word in cell.split(" "))


def text(term: Term) -> str:
    """A term as a reader sees it: the IRI, or the words."""
    return "" if term is None else str(getattr(term, "value", term))


def _written(term: Term) -> str:
    if isinstance(term, BlankNode):
        return str(Literal(str(term)))
    return "UNDEF" if term is None else str(term)
