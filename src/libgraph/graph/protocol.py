"""A graph that can be asked, wherever it lives: the one thing that every room above knows."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Hashable, Iterator
from typing import TYPE_CHECKING, TypeVar, cast

from pyoxigraph import (
    Literal,
    NamedNode,
    Quad,
    QueryBoolean,
    QuerySolutions,
    QueryTriples,
    Triple,
)

from libgraph.errors import BadQuery

if TYPE_CHECKING:
    import rdflib

Term = NamedNode | Literal | None
Row = tuple[Term, ...]
Result = QuerySolutions | QueryBoolean | QueryTriples
T = TypeVar("T")


class Graph(ABC):
    """A graph that can be asked.

    Questions see the merged default graph: what all sources say, with what is derived. What
    one source says stands in the named graph that has the source's IRI. `notices` are what who
    asks it should know, such as that a store lags behind its files; `known_at` is the day (EDTF)
    by which all that it holds had been written, '' where it holds all.
    """

    notices: tuple[str, ...] = ()
    known_at: str = ""

    @abstractmethod
    def query(self, sparql: str) -> Result:
        """Run any SPARQL query; the project's prefixes need not be declared.

        Raises:
            BadQuery: it does not parse, or is an update; the message gives line and column.
        """

    @abstractmethod
    def said(self) -> Iterator[Quad]:
        """What was read: every quad of the graphs of sources, things and decisions."""

    @abstractmethod
    def derived(self) -> Iterator[Triple]:
        """What follows from it: bounds, relationships, shortcuts; in no named graph."""

    def solutions(self, sparql: str) -> QuerySolutions:
        """What a SELECT query about relationships finds, with the names of its columns."""
        result = self.query(sparql)
        if not isinstance(result, QuerySolutions):
            raise BadQuery("a SELECT query is needed here: begin it with SELECT")
        return result

    def select(self, sparql: str) -> Iterator[Row]:
        """The rows of a SELECT query, as tuples of terms; None where unbound."""
        return (cast(Row, tuple(solution)) for solution in self.solutions(sparql))

    def texts(self, sparql: str) -> Iterator[tuple[str, ...]]:
        """The rows of a SELECT query as plain texts: IRIs and words; '' where unbound."""
        for row in self.select(sparql):
            yield tuple("" if term is None else term.value for term in row)

    def once(self, key: Hashable, make: Callable[[], T]) -> T:
        """What follows from the whole graph; one that never changes keeps it, by its key."""
        return make()

    def ask(self, sparql: str) -> bool:
        """The answer of an ASK query."""
        return bool(self.query(sparql))

    def to_rdflib(self) -> rdflib.Dataset:
        """What was read, as an rdflib dataset."""
        import rdflib
        from pyoxigraph import RdfFormat, serialize

        dataset = rdflib.Dataset()
        dataset.parse(data=serialize(self.said(), format=RdfFormat.N_QUADS), format="nquads")
        return dataset

    def _repr_html_(self) -> str:
        """How much is in it, for a notebook."""
        from libgraph import showing
        from libgraph.graph.counts import counts

        rows = [[name, f"{number:,}"] for name, number in counts(self).items()]
        return showing.block(showing.table(["in this graph", "how many"], rows))
