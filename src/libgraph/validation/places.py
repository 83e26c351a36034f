"""Where triples stand: the file and, where the format has lines, the line."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import NamedTuple

from rdflib import RDF
from rdflib.term import Node

Triple = tuple[Node, Node, Node]


class Place(NamedTuple):
    """A file and a line of it (a row, in a table); the line is None where a format has none."""

    file: str
    line: int | None = None

    def __str__(self) -> str:
        return self.file if self.line is None else f"{self.file}:{self.line}"


class Places:
    """The first place of each triple that was asked for, in the order in which files were read.

    Lines are looked up when something is wrong (`libgraph.validation.locating`), and for what
    findings are about: most triples need none.
    """

    def __init__(self) -> None:
        self._about: defaultdict[Node, dict[Triple, tuple[Triple, Place]]] = defaultdict(dict)
        self._rank: dict[str, int] = {}

    def expect(self, file: str) -> None:
        """Let a file come after those that are known, whenever its places are recorded."""
        self._rank.setdefault(file, len(self._rank))

    def record(self, triple: Triple, place: Place) -> None:
        """Remember where a triple stands, unless it stands somewhere before."""
        self.expect(place.file)
        known = self._about[triple[0]].get(triple)
        if known is None or self._order(place) < self._order(known[1]):
            self._about[triple[0]][triple] = triple, place

    def _order(self, place: Place) -> tuple[int, int]:
        return self._rank[place.file], place.line or 0

    def of(self, triple: Triple) -> Place | None:
        """Where the triple stands."""
        found = self._known(triple)
        return found and found[1]

    def as_written(self, triple: Triple) -> Triple:
        """The triple as its file has it: parsers differ in the case of languages."""
        found = self._known(triple)
        return found[0] if found else triple

    def _known(self, triple: Triple) -> tuple[Triple, Place] | None:
        return self._about[triple[0]].get(triple) if triple[0] in self._about else None

    def of_node(self, node: Node) -> Place | None:
        """Where a node is described: its type, else the first triple about it."""
        return self._first(node, RDF.type) or self._first(node)

    def _first(self, node: Node, predicate: Node | None = None) -> Place | None:
        return min(self._places(node, predicate), key=_by_name, default=None)

    def last(self, node: Node, predicate: Node) -> Place | None:
        """The last place of a property of a node."""
        return max(self._places(node, predicate), key=_by_name, default=None)

    def _places(self, node: Node, predicate: Node | None) -> Iterable[Place]:
        for triple, place in self._about.get(node, {}).values():
            if predicate is None or triple[1] == predicate:
                yield place

    def knows(self, node: Node) -> bool:
        """Whether a triple about the node has a place."""
        return node in self._about


def _by_name(place: Place) -> tuple[str, int]:
    return place.file, place.line or 0
