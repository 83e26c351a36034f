"""Statements of a graph that was opened, wherever it lives."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pyoxigraph import BlankNode, Literal, NamedNode

from libgraph.evidence import source_of
from libgraph.namespaces import DATINGS, QUOTED_FROM

if TYPE_CHECKING:
    from libgraph.graph.protocol import Graph

Term = NamedNode | BlankNode | Literal


@dataclass(slots=True)
class Statement:
    """One statement: its node, and what it says (values by predicate)."""

    node: NamedNode | BlankNode
    said: dict[str, list[Term]]

    @property
    def source(self) -> str:
        """The IRI of its source, '' if it names none."""
        evidence = self.said.get(QUOTED_FROM)
        return min(source_of(str(passage.value)) for passage in evidence) if evidence else ""

    @property
    def written(self) -> str:
        """Its date as written, '' where it has none."""
        return next((text for way in DATINGS if (text := self.value(way))), "")

    def value(self, predicate: str) -> str:
        """The text of the first value of `predicate`, '' if it has none."""
        return min((str(term.value) for term in self.said.get(predicate, ())), default="")


def told(graph: Graph, kind: str) -> Iterator[Statement]:
    """The statements of one kind (a class IRI) in a graph that was opened, wherever it lives."""
    said: dict[Term, dict[str, list[Term]]] = defaultdict(lambda: defaultdict(list))
    query = f"SELECT ?statement ?says ?what {{ ?statement a <{kind}> ; ?says ?what }}"
    for statement, says, what in graph.select(query):
        said[statement][says.value].append(what)  # type: ignore[index, union-attr, arg-type]
    return (Statement(node, values) for node, values in said.items())  # type: ignore[arg-type]
