"""A graph in the parts that a server takes: its named graphs, and the merge of all."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass

from pyoxigraph import DefaultGraph, NamedNode, Quad, RdfFormat, Store, serialize

from libgraph.namespaces import MERGED_GRAPH

_BLANK = re.compile(r"_:\w+")
_MODULUS = 1 << 256


@dataclass(frozen=True, slots=True)
class Part:
    """One graph: its name (of the merge: ``graph/merged``), its size, and what tells it apart.

    The digest is the same in whatever order the triples come, and whatever their blank nodes
    are called.
    """

    name: str
    triples: int
    digest: str


def parts(store: Store) -> Iterator[Part]:
    """The parts of a store, the merge last: by then everything it rests on is there."""
    for name in sorted(graph.value for graph in store.named_graphs()):
        yield _part(store, name)
    yield _part(store, MERGED_GRAPH)


def _part(store: Store, name: str) -> Part:
    total = number = 0
    for line in lines(store, name):
        digest = hashlib.sha256(_BLANK.sub("_:", line).encode()).digest()
        total = (total + int.from_bytes(digest, "big")) % _MODULUS
        number += 1
    return Part(name, number, f"{total:064x}")


def lines(store: Store, name: str) -> Iterator[str]:
    """The triples of a part as lines of N-Triples."""
    for quad in _quads(store, name):
        yield f"{quad.triple} .\n"


def _quads(store: Store, name: str) -> Iterator[Quad]:
    graph = DefaultGraph() if name == MERGED_GRAPH else NamedNode(name)
    return store.quads_for_pattern(None, None, None, graph)


def nquads(store: Store) -> bytes:
    """All parts as one file, for servers that read files: the merge is its default graph."""
    ordered = sorted(store, key=str)
    return serialize(ordered, format=RdfFormat.N_QUADS) or b""
