"""Derive the key by which each name of a thing is found, whatever its script and spelling."""

from __future__ import annotations

from collections.abc import Iterator

from pyoxigraph import DefaultGraph, NamedNode, Store

from libgraph.folding import fold
from libgraph.namespaces import ONTOLOGY_GRAPH, SKOS, lg

_NAMES = tuple(NamedNode(SKOS + name) for name in ("prefLabel", "altLabel", "hiddenLabel"))
_KEY = NamedNode(lg("nameKey"))


def keys(store: Store, thing: NamedNode | None = None) -> Iterator[str]:
    """The folded names of all things, or of one, as lines."""
    for predicate in _NAMES:
        for quad in store.quads_for_pattern(thing, predicate, None, DefaultGraph()):
            named, name = quad.subject, quad.object
            if isinstance(named, NamedNode) and not named.value.startswith(ONTOLOGY_GRAPH):
                yield f'{named} {_KEY} "{fold(name.value)}" .\n'  # type: ignore[union-attr]
