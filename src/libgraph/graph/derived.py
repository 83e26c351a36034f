"""Tell what the build itself made from what was read."""

from __future__ import annotations

from collections.abc import Iterator

from pyoxigraph import DefaultGraph, NamedNode, Quad, Store, Triple

from libgraph.graph.blank import blank
from libgraph.graph.vocabulary import vocabulary
from libgraph.namespaces import DERIVED_GRAPH, ID, ONTOLOGY_GRAPH, RELATIONSHIP, SKOS

_DERIVED = NamedNode(DERIVED_GRAPH)
_NAMES = {SKOS + name for name in ("prefLabel", "altLabel", "hiddenLabel")}


def worked_out(quad: Quad, derived: frozenset[str]) -> bool:
    """Whether the build itself made this quad, in an export that is now read back."""
    if quad.predicate.value in derived or quad.graph_name == _DERIVED:
        return True
    name = quad.subject.value if isinstance(quad.subject, NamedNode) else ""
    named = quad.predicate.value in _NAMES and name.startswith(ID)
    return named or name.startswith(RELATIONSHIP)


def made(store: Store) -> Iterator[Triple]:
    """The triples that the build added to the merged graph: bounds, relationships, shortcuts."""
    derived = vocabulary().derived
    for quad in store.quads_for_pattern(None, None, None, DefaultGraph()):
        if worked_out(quad, derived) or _is_new_name(quad, store):
            yield blank(quad).triple


def _is_new_name(quad: Quad, store: Store) -> bool:
    if quad.predicate.value not in _NAMES or str(quad.subject).startswith(f"<{ONTOLOGY_GRAPH}"):
        return False
    known = store.quads_for_pattern(quad.subject, quad.predicate, quad.object, None)
    return sum(1 for _ in known) == 1
