"""Where every triple stands: its file and, where the format has lines, its line."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from rdflib import RDF, Graph
from rdflib.term import Node

Triple = tuple[Node, Node, Node]


class Place(NamedTuple):
    """A file and a line of it (a row, in a table); the line is None where a format has none."""

    file: str
    line: int | None = None

    def __str__(self) -> str:
        return self.file if self.line is None else f"{self.file}:{self.line}"


class Places:
    """The first place of each triple, in the order in which the files were read."""

    def __init__(self) -> None:
        self._first: dict[Triple, Place] = {}

    def record(self, triple: Triple, place: Place) -> None:
        """Remember where a triple stands, unless it stood somewhere before."""
        known = self._first.get(triple)
        if known is None or _is_earlier(place, known):
            self._first[triple] = place

    def of(self, triple: Triple) -> Place | None:
        """Where the triple stands."""
        return self._first.get(triple)

    def of_node(self, graph: Graph, node: Node) -> Place | None:
        """Where a node is described: its type, else its first triple, else its first mention."""
        patterns: tuple[tuple[Node | None, Node | None, Node | None], ...] = (
            (node, RDF.type, None),
            (node, None, None),
            (None, None, node),
        )
        found = (self.first(graph.triples(pattern)) for pattern in patterns)
        return next((place for place in found if place), None)

    def first(self, triples: Iterable[Triple]) -> Place | None:
        """The earliest place of several triples."""
        return min(self._known(triples), key=_order, default=None)

    def last(self, triples: Iterable[Triple]) -> Place | None:
        """The latest place of several triples."""
        return max(self._known(triples), key=_order, default=None)

    def _known(self, triples: Iterable[Triple]) -> list[Place]:
        return [self._first[triple] for triple in triples if triple in self._first]


def _order(place: Place) -> tuple[str, int]:
    return place.file, place.line or 0


def _is_earlier(place: Place, known: Place) -> bool:
    return place.file == known.file and (place.line or 0) < (known.line or 0)
