"""The numbers: what networkx, and a few lines of our own, say about a weighted graph.

The only module that imports networkx when it is loaded: load it when a measure runs. Nodes
are 0, 1, 2 … in the order of the bodies, and edges are added in order, so that nothing
depends on hashing. Chains count steps, not weights; undefined values are None.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias, cast

import networkx as nx

Values = list[float | None]
Weighted: TypeAlias = "nx.Graph[int]"
_STARTS, _LARGE = 10, 5000


def weighted(bodies: Sequence[str], weights: Mapping[tuple[str, str], int]) -> nx.Graph[int]:
    """The graph of the bodies' places, with `weight` on its edges."""
    place = {body: number for number, body in enumerate(bodies)}
    graph: nx.Graph[int] = nx.Graph()
    graph.add_nodes_from(range(len(bodies)))
    graph.add_weighted_edges_from(
        sorted((place[one], place[other], weight) for (one, other), weight in weights.items())
    )
    return graph


def degree(graph: nx.Graph[int]) -> Values:
    """To how many others each is tied."""
    return [graph.degree(node) for node in graph]


def strength(graph: nx.Graph[int]) -> Values:
    """How many ties each has."""
    return [graph.degree(node, weight="weight") for node in graph]


def chains_through(graph: nx.Graph[int]) -> list[float]:
    """For how many pairs of others the shortest chain runs through each; equal chains share."""
    through = nx.betweenness_centrality(graph, normalized=False)
    return [round(through[node], 9) for node in graph]


def betweenness(graph: nx.Graph[int]) -> Values:
    """The same as a share of all pairs of others; undefined where there are none."""
    pairs = (len(graph) - 1) * (len(graph) - 2) / 2
    return [through / pairs if pairs else None for through in chains_through(graph)]


def closeness(graph: nx.Graph[int]) -> Values:
    """The average of 1/steps to every other (harmonic closeness); undefined for one alone."""
    others = len(graph) - 1
    harmonic = nx.harmonic_centrality(graph)
    return [harmonic[node] / others if others else None for node in graph]


def core(graph: nx.Graph[int]) -> Values:
    """The largest k so that each belongs to a circle where all are tied to k others of it."""
    numbers = nx.core_number(graph)
    return [numbers[node] for node in graph]


def constraint(graph: nx.Graph[int]) -> Values:
    """Burt's constraint, over the partners and with weights; undefined without partners.

    networkx has it too, but imports numpy where there is one, and is slow where there is not.
    """
    strengths = dict(graph.degree(weight="weight"))
    shares = {
        node: {other: edge["weight"] / strengths[node] for other, edge in graph[node].items()}
        for node in graph
    }
    return [_constraint(shares[node], shares) for node in graph]


def _constraint(
    own: Mapping[int, float], shares: Mapping[int, Mapping[int, float]]
) -> float | None:
    invested = defaultdict(float, own)
    for partner, share in own.items():
        for other, further in shares[partner].items():
            if other in own:
                invested[other] += share * further
    return sum(part * part for part in invested.values()) if own else None


def effective_size(graph: nx.Graph[int]) -> Values:
    """Partners, less the average number of ties among them (Borgatti); undefined without."""
    triangles = cast(dict[int, int], nx.triangles(graph))
    return [
        len(graph[node]) - 2 * triangles[node] / len(graph[node]) if len(graph[node]) else None
        for node in graph
    ]


def clustering(graph: nx.Graph[int]) -> float | None:
    """Of all pairs with a common partner, the share that are tied; None without such pairs."""
    common = any(neighbours > 1 for _, neighbours in graph.degree)
    return float(nx.transitivity(graph)) if common else None


def groups(graph: nx.Graph[int]) -> list[list[int]]:
    """The components, the largest first; within and among equals in the order of the nodes."""
    return _ordered(nx.connected_components(graph))


def parts_without(graph: nx.Graph[int]) -> dict[int, list[list[int]]]:
    """For each cut point, the parts that its group falls into without it."""
    return {node: _parts(graph, node) for node in sorted(nx.articulation_points(graph))}


def _parts(graph: nx.Graph[int], cut: int) -> list[list[int]]:
    """Search from each neighbour of the cut point, never through it."""
    parts: list[set[int]] = []
    for start in graph[cut]:
        if not any(start in part for part in parts):
            parts.append(_reached(graph, start, cut))
    return _ordered(parts)


def _reached(graph: nx.Graph[int], start: int, cut: int) -> set[int]:
    found, todo = {start}, [start]
    while todo:
        new = [node for node in graph[todo.pop()] if node != cut and node not in found]
        found.update(new)
        todo.extend(new)
    return found


@dataclass(frozen=True, slots=True)
class Division:
    """The bodies with a tie, divided into communities.

    `modularity` is None without ties; `alike` of `starts` searches found these communities.
    """

    communities: list[list[int]]
    modularity: float | None
    alike: int
    starts: int


def divide(graph: nx.Graph[int]) -> Division:
    """Louvain's search for communities, from several fixed starts; the best is taken."""
    tied = graph.copy()
    tied.remove_nodes_from(list(nx.isolates(graph)))
    if not len(tied):
        return Division([], None, 0, 0)
    starts = _STARTS if tied.number_of_edges() <= _LARGE else 1
    found = [_ordered(nx.community.louvain_communities(tied, seed=seed)) for seed in range(starts)]
    worth = [_modularity(tied, division) for division in found]
    best, division = max(zip(worth, found, strict=True), key=lambda pair: pair[0])
    return Division(division, best, found.count(division), starts)


def _modularity(graph: nx.Graph[int], division: list[list[int]]) -> float:
    return round(float(nx.community.modularity(graph, map(set, division))), 9)


def _ordered(parts: Iterable[set[int]]) -> list[list[int]]:
    return sorted((sorted(part) for part in parts), key=lambda part: (-len(part), part))


def ranks(values: Iterable[float | None]) -> list[str | None]:
    """The place of each value, the greatest first; '2=' where several share it.

    >>> ranks([5, 3, 3, 1, None])
    ['1', '2=', '2=', '4', None]
    """
    values = list(values)
    counted = Counter(value for value in values if value is not None)
    places: dict[float, str] = {}
    place = 1
    for value in sorted(counted, reverse=True):
        places[value] = f"{place}=" if counted[value] > 1 else f"{place}"
        place += counted[value]
    return [None if value is None else places[value] for value in values]
