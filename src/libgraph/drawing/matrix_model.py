"""What a matrix is made of: bodies in their order, and the pairs of them that are tied."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Shared:
    """One tie: `what` two bodies share ('' where it needs no third thing), when, and who says so.

    `layer` is the name of a projection; `way` is 1 or -1 where the tie has a direction (from
    the pair's first body to its second, or back), else 0.
    """

    layer: str
    what: str
    when: str
    possible: bool
    way: int
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Pair:
    """Two bodies, by their places in the matrix (`one` < `other`), and what they share."""

    one: int
    other: int
    shared: tuple[Shared, ...]

    @property
    def possible(self) -> int:
        """How many of the ties are only possible."""
        return sum(tie.possible for tie in self.shared)

    @property
    def certain(self) -> int:
        return len(self.shared) - self.possible


@dataclass(frozen=True, slots=True)
class Body:
    """A row and column: `ties` and `partners` are those shown.

    `community` counts from 1; it is 0 for the one the matrix is around, and for who is tied
    with that one alone.
    """

    iri: str
    label: str
    community: int
    ties: int
    partners: int


@dataclass(frozen=True, slots=True)
class Matrix:
    """What a matrix shows; `caption` states its date, layers, what was left out, and sources."""

    title: str
    caption: str
    bodies: tuple[Body, ...]
    pairs: tuple[Pair, ...]
    lang: str = "en"

    @property
    def communities(self) -> list[range]:
        """The places of each community's bodies, in order."""
        places: dict[int, list[int]] = defaultdict(list)
        for place, body in enumerate(self.bodies):
            places[body.community].append(place)
        return [range(at[0], at[-1] + 1) for number, at in places.items() if number]

    def ties(self, block: range) -> tuple[int, int]:
        """How many ties are inside a block, and how many lead from it to others."""
        inside = outside = 0
        for pair in self.pairs:
            ends = (pair.one in block) + (pair.other in block)
            inside += len(pair.shared) * (ends == 2)
            outside += len(pair.shared) * (ends == 1)
        return inside, outside
