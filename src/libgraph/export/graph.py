"""Export a graph: what was read, and on request what was worked out."""

from __future__ import annotations

from collections.abc import Iterator

from pyoxigraph import NamedNode, Quad

from libgraph.export.rdf import serialized
from libgraph.graph.opened import Graph
from libgraph.namespaces import DERIVED_GRAPH

_DERIVED = NamedNode(DERIVED_GRAPH)


def written(graph: Graph, format_: str, *, derived: bool = False, framed: bool = False) -> bytes:
    """The graph in an RDF format (see :data:`libgraph.export.rdf.NAMES`).

    What is derived stands in the graph ``graph/derived`` where the format has graphs; reading
    an export back leaves it out and works it out again.
    """
    quads = _quads(graph, derived)
    if framed:
        from libgraph.export.jsonld import framed as tree

        return tree(quads)
    return serialized(quads, format_)


def _quads(graph: Graph, derived: bool) -> Iterator[Quad]:
    yield from graph.said()
    if derived:
        for triple in graph.derived():
            yield Quad(triple.subject, triple.predicate, triple.object, _DERIVED)
