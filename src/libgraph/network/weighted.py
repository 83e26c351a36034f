"""A weighted graph of numbered bodies, as an engine measures it.

Bodies are 0, 1, 2 …; what an engine is given are columns of numbers, so that no object has to be
made for each tie. Every engine gives the same numbers; `measures` says what they mean.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from random import Random
from typing import Any, ClassVar, Protocol

Values = list[float | None]
SAMPLE = 256  # bodies that chains are followed from, where an estimate is asked for


class Numbers(Protocol):
    """A column of whole numbers: a tuple, or an array."""

    def __len__(self) -> int: ...
    def __iter__(self) -> Iterator[Any]: ...


@dataclass(frozen=True, slots=True, eq=False)
class Pairs:
    """Which bodies are tied, and how often: three columns, in order, the smaller number first."""

    starts: Numbers
    ends: Numbers
    weights: Numbers

    def __len__(self) -> int:
        return len(self.starts)

    def __iter__(self) -> Iterator[tuple[int, int, int]]:
        return zip(self.starts, self.ends, self.weights, strict=True)


class Weighted(ABC):
    """`size` bodies and the pairs of them that are tied; `sample` is None where all is exact."""

    engine: ClassVar[str]
    seeded: ClassVar[bool] = True
    """Whether another seed starts another search for communities."""

    def __init__(self, size: int, pairs: Pairs, *, approximate: bool = False) -> None:
        self.size = size
        self.pairs = pairs
        small = size <= SAMPLE
        self.sample = (
            sorted(Random(0).sample(range(size), SAMPLE)) if approximate and not small else None
        )

    def __len__(self) -> int:
        return self.size

    @property
    def sources(self) -> Sequence[int]:
        """The bodies that chains are followed from: all, or a sample of them."""
        return self.sample or range(self.size)

    @abstractmethod
    def degree(self) -> list[int]:
        """To how many others each is tied."""

    @abstractmethod
    def strength(self) -> list[int]:
        """How many ties each has."""

    @abstractmethod
    def neighbours(self, node: int) -> Iterable[int]:
        """To whom one is tied."""

    @abstractmethod
    def among(self, nodes: Iterable[int]) -> Mapping[int, int]:
        """How many ties each of these has to others of these."""

    @abstractmethod
    def chains_through(self) -> list[float]:
        """For how many pairs of others the shortest chain runs through each; equal ones share.

        Where there is a sample: from each of it to everybody.
        """

    @abstractmethod
    def nearness(self) -> list[float]:
        """The sum of 1/steps to every other; where there is a sample, to those in it."""

    @abstractmethod
    def core(self) -> list[int]:
        """The largest k so that each is in a circle where all have k ties to others of it."""

    @abstractmethod
    def constraint(self) -> Values:
        """Burt's constraint, over the partners and with weights; None without partners."""

    @abstractmethod
    def triangles(self) -> list[int]:
        """How many pairs of each one's partners are tied."""

    @abstractmethod
    def transitivity(self) -> float:
        """Of all pairs with a common partner, the share that are tied; there must be some."""

    @abstractmethod
    def components(self) -> Iterable[Iterable[int]]:
        """The groups that no tie connects, in any order."""

    @abstractmethod
    def blocks(self) -> Iterable[Iterable[int]]:
        """The largest groups that hang together without any one of their bodies."""

    @abstractmethod
    def communities(self, seed: int) -> Iterable[Iterable[int]]:
        """Communities of those who have a tie, searched from a start."""

    @abstractmethod
    def modularity(self, communities: Sequence[Sequence[int]]) -> float:
        """How far the ties inside these exceed what chance would put there."""
