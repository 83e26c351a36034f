"""What a projection answers: as text, which small networks split and large ones read as columns."""

from __future__ import annotations

from collections.abc import Iterator
from typing import cast

from pyoxigraph import QueryResultsFormat

from libgraph.graph import Graph
from libgraph.network.projection import Projection


def answer(graph: Graph, projection: Projection) -> bytes:
    """The rows of a projection as SPARQL's TSV."""
    solutions = graph.solutions(projection.sparql)
    return cast(bytes, solutions.serialize(format=QueryResultsFormat.TSV))


def rows(table: bytes) -> Iterator[list[str]]:
    """The rows of such a table: IRIs, names of blank nodes, '' where unbound."""
    for line in table.decode().split("\n")[1:-1]:
        yield [_plain(term) for term in line.split("\t")]


def _plain(term: str) -> str:
    return term[1:-1] if term[:1] == "<" else term.removeprefix("_:")
