"""A network as the measures see it: once over all time, or twice where a time is asked about.

At a time, every measure is taken of the certain ties alone and of the certain and possible
ones, over the same bodies, so that a reader sees how far uncertainty can move a number.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from libgraph.network.engines import measured
from libgraph.network.tallies import Tallies, tallies
from libgraph.network.tie import Tie
from libgraph.network.ties import Network
from libgraph.network.weighted import Values, Weighted

CERTAIN, POSSIBLE = "certain", "certain and possible"
_PREFIXES = ("Certain ties only: ", "With possible ties: ")
Read = TypeVar("Read")


@dataclass(frozen=True, slots=True)
class Reading:
    """One reading: `title` is '' where there is no other; `names` are those of nodes 0, 1, 2 …"""

    title: str
    network: Network
    ties: Sequence[Tie]
    graph: Weighted
    names: tuple[str, ...]

    def tied(self) -> list[int]:
        """The bodies that have a tie in this reading."""
        return [node for node, others in enumerate(self.graph.degree()) if others]

    @property
    def tallies(self) -> Tallies:
        """What is counted over the ties."""
        return tallies(self.ties)

    def central(self, nodes: Iterable[int]) -> list[int]:
        """The nodes, those with most ties among themselves first, then by name."""
        ties = self.graph.among(nodes)
        return sorted(ties, key=lambda node: (-ties[node], self.names[node], node))

    def called(self, nodes: Iterable[int]) -> list[str]:
        """The names of nodes."""
        return [self.names[node] for node in nodes]


@dataclass(frozen=True, slots=True)
class Measured:
    """A reading with measures of its bodies, by the names of the measures."""

    reading: Reading
    values: Mapping[str, Values]


def readings(
    network: Network, engine: str = "auto", *, approximate: bool = False
) -> tuple[Reading, ...]:
    """The two readings of a network at a time; over all time, or of certain ties alone, one.

    `engine` is one of `engines.ENGINES`; with `approximate`, what follows every chain is estimated.

    Raises:
        UsageError: there is no such engine, or it is not installed.
    """
    names = tuple(map(network.name, network.bodies))

    def read(title: str, ties: Sequence[Tie]) -> Reading:
        pairs = tallies(ties).pairs(network.bodies)
        graph = measured(len(network.bodies), pairs, engine, approximate=approximate)
        return Reading(title, network, ties, graph, names)

    if network.span is None or network.only_certain:
        return (read("", network.ties),)
    return read(CERTAIN, network.certain().ties), read(POSSIBLE, network.ties)


def told(read: Sequence[Read], *sentences: Callable[[Read], Iterable[str]]) -> list[str]:
    """What each of the sentences says of the readings; once, where it says the same of both."""
    lines: list[str] = []
    for sentence in sentences:
        said = [list(sentence(each)) for each in read]
        if said[1:] in ([], said[:1]):
            lines += said[0]
        else:
            lines += [
                prefix + line for prefix, own in zip(_PREFIXES, said, strict=True) for line in own
            ]
    return lines
