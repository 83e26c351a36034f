"""What is counted over all ties of a network: they may be a tuple, or columns of numbers."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence

from libgraph.dates import Holds
from libgraph.network.tie import Tie, weights
from libgraph.network.weighted import Pairs


class Tallies(ABC):
    """Counts over ties."""

    @abstractmethod
    def bodies(self) -> tuple[str, ...]:
        """Who has a tie, in the order of their IRIs."""

    @abstractmethod
    def certain(self) -> Sequence[Tie]:
        """Those that hold for certain."""

    @abstractmethod
    def pairs(self, bodies: Sequence[str]) -> Pairs:
        """Who is tied how often, by the bodies' places."""

    @abstractmethod
    def by_layer(self) -> Mapping[str, int]:
        """How many there are of each layer that has any."""

    @abstractmethod
    def largest_thing(self) -> tuple[str, int] | None:
        """The third thing that most go through, and how many; None where there is no such."""

    @abstractmethod
    def shared(self, bodies: Sequence[str]) -> list[int]:
        """Through how many things each is tied; what needs no third thing counts by itself."""


def tallies(ties: Sequence[Tie]) -> Tallies:
    """The counts over ties, which columns bring with them."""
    return ties if isinstance(ties, Tallies) else Listed(ties)


class Listed(Tallies):
    """Counts over ties one by one."""

    def __init__(self, ties: Sequence[Tie]) -> None:
        self._ties = ties

    def bodies(self) -> tuple[str, ...]:
        return tuple(sorted({end for tie in self._ties for end in (tie.start, tie.end)}))

    def certain(self) -> Sequence[Tie]:
        return tuple(tie for tie in self._ties if tie.holds is Holds.YES)

    def pairs(self, bodies: Sequence[str]) -> Pairs:
        return by_place(bodies, weights(self._ties))

    def by_layer(self) -> Mapping[str, int]:
        return Counter(tie.layer for tie in self._ties)

    def largest_thing(self) -> tuple[str, int] | None:
        counted = Counter(tie.via for tie in self._ties if tie.via not in (tie.start, tie.end))
        return max(counted.items(), key=lambda item: (item[1], item[0]), default=None)

    def shared(self, bodies: Sequence[str]) -> list[int]:
        things = defaultdict(set)
        for tie in self._ties:
            thing = (tie.layer, tie.via, tie.start if tie.via == tie.end else "")
            things[tie.start].add(thing)
            things[tie.end].add(thing)
        return [len(things[body]) for body in bodies]


def by_place(bodies: Sequence[str], counted: Mapping[tuple[str, str], int]) -> Pairs:
    """Pairs of bodies and how many ties they have, by the bodies' places, in order."""
    place = {body: number for number, body in enumerate(bodies)}
    ends = ((*sorted((place[one], place[other])), ties) for (one, other), ties in counted.items())
    found = sorted(ends)
    columns = zip(*found, strict=True) if found else ((), (), ())
    return Pairs(*(tuple(column) for column in columns))
