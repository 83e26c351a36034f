"""What lies around a thing: found step by step from it, so that no more of the graph is read.

A post stands for its body there, and a PAC region for its centre, as in every picture.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from libgraph.drawing.drawn_ties import ENDS, folded
from libgraph.drawing.things import DETAILS
from libgraph.errors import UsageError
from libgraph.graph.batches import batches
from libgraph.graph.protocol import Graph
from libgraph.namespaces import lg

_PARTS = """SELECT ?part { VALUES ?whole { %s }
    { ?part lg:postIn ?whole } UNION { ?whole lg:serves ?part } }"""
_TIED = """SELECT ?r ?kind ?as ?end { VALUES ?%s { %s }
    ?r ?as ?end ; a lg:Relationship ; lg:kind ?kind }"""
_TOLD = """SELECT ?r ?kind { VALUES ?thing { %s }
    ?r lg:of ?thing ; a lg:Relationship ; lg:kind ?kind }"""
_ENDS_OF = {lg(kind): {lg(end) for end in ends} for kind, ends in ENDS.items()}

_TELLING = set(map(lg, DETAILS))


class TooMuchAround(UsageError):
    """More lies around a thing than is wanted."""


@dataclass(frozen=True, slots=True)
class Surroundings:
    """Relationships around a thing, and what stands for what among their ends."""

    relationships: set[str]
    folds: dict[str, str]


def surroundings(graph: Graph, thing: str, depth: int, most: int | None = None) -> Surroundings:
    """All relationships between things within so many steps of one, and what tells of them.

    There may be others among them: of what is one step further away.

    Raises:
        TooMuchAround: there are more than `most`.
    """
    walk = _Walk(graph, most)
    known = frontier = {walk.whole(thing)}
    for _ in range(depth):
        tied = walk.tied(frontier)
        frontier = {walk.folds.get(end, end) for ends in tied.values() for end in ends} - known
        known = known | frontier
    walk.tied_among(frontier)
    walk.told(known)
    return Surroundings(walk.found, walk.folds)


class _Walk:
    """Goes from thing to thing, and keeps what it has found."""

    def __init__(self, graph: Graph, most: int | None) -> None:
        self._graph, self._most = graph, most
        self.folds: dict[str, str] = {}
        self.found: set[str] = set()

    def whole(self, thing: str) -> str:
        """What a thing stands for."""
        self.folds |= folded(self._graph, [thing])
        return self.folds.get(thing, thing)

    def tied(self, things: set[str]) -> dict[str, set[str]]:
        """The relationships that these things have a part in, and all ends of each."""
        begun = set(self._ends("end", self._standing_for(things)))
        self._take(begun)
        found = self._ends("r", begun)
        self.folds |= folded(self._graph, {end for ends in found.values() for end in ends})
        return found

    def tied_among(self, things: set[str]) -> None:
        """The relationships between two of these things."""
        found = self._ends("end", self._standing_for(things))
        self._take({iri for iri, ends in found.items() if len(ends) > 1})

    def told(self, things: set[str]) -> None:
        """What is told of these things beside their ties."""
        for batch in batches(self._standing_for(things)):
            told = self._graph.texts(_TOLD % batch)
            self.found |= {iri for iri, kind in told if kind in _TELLING}

    def _take(self, relationships: set[str]) -> None:
        self.found |= relationships
        if self._most is not None and len(self.found) > self._most:
            raise TooMuchAround(
                f"more than {self._most:,} ties are to be drawn: ask for fewer steps, or run  "
                "libgraph draw network  instead"
            )

    def _standing_for(self, things: set[str]) -> set[str]:
        """These things, and the parts that stand for them."""
        parts = {part for batch in batches(things) for (part,) in self._graph.texts(_PARTS % batch)}
        self.folds |= folded(self._graph, parts)
        return things | {part for part in parts if self.folds[part] in things}

    def _ends(self, by: str, iris: Iterable[str]) -> dict[str, set[str]]:
        """The ends of relationships, as far as ties are drawn to them; by `r`, or by an `end`."""
        found: dict[str, set[str]] = defaultdict(set)
        for iri, end in self._rows(by, iris):
            found[iri].add(end)
        return found

    def _rows(self, by: str, iris: Iterable[str]) -> Iterator[tuple[str, str]]:
        for batch in batches(iris):
            for iri, kind, way, end in self._graph.texts(_TIED % (by, batch)):
                if way in _ENDS_OF.get(kind, ()):
                    yield iri, end
