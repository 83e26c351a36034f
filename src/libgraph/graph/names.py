"""Derive the key by which each name of a thing is found, whatever its script and spelling."""

from __future__ import annotations

from collections.abc import Iterator

from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad, Store

from libgraph.folding import fold
from libgraph.namespaces import ONTOLOGY_GRAPH, SKOS, lg

_NAMES = tuple(NamedNode(SKOS + name) for name in ("prefLabel", "altLabel", "hiddenLabel"))
_KEY = NamedNode(lg("nameKey"))


def keys(store: Store) -> Iterator[Quad]:
    """The folded names of all things, as triples of the default graph."""
    for predicate in _NAMES:
        for quad in store.quads_for_pattern(None, predicate, None, DefaultGraph()):
            thing, name = quad.subject, quad.object
            if isinstance(thing, NamedNode) and not thing.value.startswith(ONTOLOGY_GRAPH):
                yield Quad(thing, _KEY, Literal(fold(name.value)))  # type: ignore[union-attr]
