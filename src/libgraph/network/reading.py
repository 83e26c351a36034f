"""A network as the measures see it: once over all time, or twice where a time is asked about.

At a time, every measure is taken of the certain ties alone and of the certain and possible
ones, over the same bodies, so that a reader sees how far uncertainty can move a number.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

from libgraph.network import measures
from libgraph.network.measures import Values
from libgraph.network.ties import Network, Tie, weights

if TYPE_CHECKING:
    import networkx as nx

CERTAIN, POSSIBLE = "certain", "certain and possible"
_PREFIXES = ("Certain ties only: ", "With possible ties: ")
Read = TypeVar("Read")


@dataclass(frozen=True, slots=True)
class Reading:
    """One reading: `title` is '' where there is no other; `names` are those of nodes 0, 1, 2 …"""

    title: str
    network: Network
    ties: tuple[Tie, ...]
    graph: nx.Graph[int]
    names: tuple[str, ...]

    def tied(self) -> list[int]:
        """The bodies that have a tie in this reading."""
        return [node for node in self.graph if self.graph.degree(node)]

    def central(self, nodes: Iterable[int]) -> list[int]:
        """The nodes, those with most ties among themselves first, then by name."""
        inside = set(nodes)
        return sorted(
            inside, key=lambda node: (-self._ties_to(node, inside), self.names[node], node)
        )

    def _ties_to(self, node: int, others: set[int]) -> int:
        return sum(e["weight"] for other, e in self.graph[node].items() if other in others)

    def called(self, nodes: Iterable[int]) -> list[str]:
        """The names of nodes."""
        return [self.names[node] for node in nodes]


@dataclass(frozen=True, slots=True)
class Measured:
    """A reading with measures of its bodies, by the names of the measures."""

    reading: Reading
    values: Mapping[str, Values]


def readings(network: Network) -> tuple[Reading, ...]:
    """The two readings of a network at a time; over all time, or of certain ties alone, one."""
    if network.span is None or network.only_certain:
        return (_reading("", network, network.ties),)
    certain = _reading(CERTAIN, network, network.certain().ties)
    return certain, _reading(POSSIBLE, network, network.ties)


def _reading(title: str, network: Network, ties: tuple[Tie, ...]) -> Reading:
    graph = measures.weighted(network.bodies, weights(ties))
    return Reading(title, network, ties, graph, tuple(map(network.name, network.bodies)))


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
