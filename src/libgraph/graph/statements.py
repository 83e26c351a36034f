"""Statements as the build reads them out of the merged default graph."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pyoxigraph import BlankNode, DefaultGraph, Literal, NamedNode, Store

from libgraph.dates import NO_BOUNDS, Bounds
from libgraph.evidence import source_of
from libgraph.namespaces import DATINGS, NORMAL, QUOTED_FROM, RANKS, TYPE, lg

if TYPE_CHECKING:
    from libgraph.graph.protocol import Graph

_DEFAULT = DefaultGraph()
_TYPE = NamedNode(TYPE)
_RANK = lg("rank")


Term = NamedNode | BlankNode | Literal


@dataclass(slots=True)
class Statement:
    """One statement: its node, what it says (values by predicate), and its bounds."""

    node: NamedNode | BlankNode
    said: dict[str, list[Term]]
    bounds: Bounds = NO_BOUNDS

    @property
    def rank(self) -> int:
        """3 preferred, 2 normal, 1 weak, 0 deprecated."""
        return RANKS.get(self.value(_RANK), NORMAL)

    @property
    def source(self) -> str:
        """The IRI of its source, '' if it names none."""
        evidence = self.said.get(QUOTED_FROM)
        return min(source_of(passage.value) for passage in evidence) if evidence else ""

    @property
    def dating(self) -> tuple[str, str]:
        """The dating property and the date as written; both '' where it is undated."""
        for way in DATINGS:
            if way in self.said:
                return way, self.value(way)
        return "", ""

    def value(self, predicate: str) -> str:
        """The text of the first value of `predicate`, '' if it has none."""
        values = self.said.get(predicate)
        return min(str(getattr(term, "value", "")) for term in values) if values else ""


def statements(store: Store, kind: str) -> Iterator[Statement]:
    """The statements of one kind (a class IRI)."""
    for found in store.quads_for_pattern(None, _TYPE, NamedNode(kind), _DEFAULT):
        said: dict[str, list[Term]] = defaultdict(list)
        for quad in store.quads_for_pattern(found.subject, None, None, _DEFAULT):
            said[quad.predicate.value].append(quad.object)  # type: ignore[arg-type]
        yield Statement(found.subject, said)  # type: ignore[arg-type]


def told(graph: Graph, kind: str) -> Iterator[Statement]:
    """The statements of one kind (a class IRI) in a graph that was opened, wherever it lives."""
    said: dict[Term, dict[str, list[Term]]] = defaultdict(lambda: defaultdict(list))
    query = f"SELECT ?statement ?says ?what {{ ?statement a <{kind}> ; ?says ?what }}"
    for statement, says, what in graph.select(query):
        said[statement][says.value].append(what)  # type: ignore[index, union-attr, arg-type]
    return (Statement(node, values) for node, values in said.items())  # type: ignore[arg-type]
