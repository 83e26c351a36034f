"""An answer: rows under columns, ready to be written in any format."""

from __future__ import annotations

from dataclasses import dataclass

from pyoxigraph import BlankNode, Literal, QuerySolutions, Store, Variable

from libgraph.graph.opened import Term


@dataclass(frozen=True)
class Answer:
    """Columns, and rows of terms (None where there is nothing)."""

    columns: tuple[str, ...]
    rows: list[tuple[Term, ...]]

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


def text(term: Term) -> str:
    """A term as a reader sees it: the IRI, or the words."""
    return "" if term is None else str(getattr(term, "value", term))


def _written(term: Term) -> str:
    if isinstance(term, BlankNode):
        return str(Literal(str(term)))
    return "UNDEF" if term is None else str(term)
