"""Export a graph: what was read, for all time or for a time, and what was worked out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from pyoxigraph import Literal, NamedNode, Quad

from libgraph.dates import Holds, Span
from libgraph.export.rdf import serialized
from libgraph.graph.holding import held_statements
from libgraph.graph.protocol import Graph
from libgraph.namespaces import DERIVED_GRAPH, lg

_DERIVED = NamedNode(DERIVED_GRAPH)
_HOLDS = NamedNode(lg("holds"))


def written(
    graph: Graph,
    format_: str,
    *,
    derived: bool = False,
    framed: bool = False,
    span: Span | None = None,
    certain: bool = False,
) -> bytes:
    """The graph in an RDF format (see :data:`libgraph.export.rdf.NAMES`).

    What is derived stands in the graph ``graph/derived`` where the format has graphs; reading
    an export back leaves it out and works it out again. With `span` only the statements that
    hold at some time in it, each marked ``lg:holds`` yes or possibly; things are described
    whatever the time.
    """
    quads = _quads(graph, derived, span, certain)
    if framed:
        from libgraph.export.jsonld import framed as tree

        return tree(quads)
    return serialized(quads, format_)


def _quads(graph: Graph, derived: bool, span: Span | None, certain: bool) -> Iterator[Quad]:
    if span is None:
        yield from graph.said()
    else:
        held = held_statements(graph, span, certain=certain)
        silent = held_statements(graph, None).keys() - held.keys()
        yield from (quad for quad in graph.said() if _name(quad) not in silent)
        yield from _marks(held)
    if derived:
        for triple in graph.derived():
            yield Quad(triple.subject, triple.predicate, triple.object, _DERIVED)


def _name(quad: Quad) -> str:
    return quad.subject.value if isinstance(quad.subject, NamedNode) else ""


def _marks(held: Mapping[str, Holds]) -> Iterator[Quad]:
    for iri, holds in held.items():
        yield Quad(NamedNode(iri), _HOLDS, Literal(str(holds)), _DERIVED)
