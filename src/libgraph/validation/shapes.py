"""The shapes that travel with libgraph."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from rdflib import Graph
from rdflib.term import Node, URIRef

from libgraph import resources
from libgraph.validation.terms import AT


@dataclass(frozen=True)
class Shapes:
    """All shape files as one graph."""

    graph: Graph

    def points_at(self, shape: Node) -> URIRef | None:
        """The property whose line a finding of this shape points at, where the shape says so."""
        found = self.graph.value(shape, AT)
        return found if isinstance(found, URIRef) else None


@cache
def load() -> Shapes:
    """The shapes in ``ontology/shapes``."""
    graph = Graph(bind_namespaces="none")
    for file in sorted((resources.folder("ontology") / "shapes").glob("*.ttl")):
        graph.parse(file, format="turtle")
    return Shapes(graph)
