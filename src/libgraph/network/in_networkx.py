"""Measures by networkx: always there, and quick enough for some thousand ties.

Edges are added in order, so that nothing depends on hashing.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from typing import cast

import networkx as nx

from libgraph.network.weighted import Pairs, Values, Weighted


class InNetworkx(Weighted):
    """A graph of networkx, under `graph`."""

    engine = "networkx"

    def __init__(self, size: int, pairs: Pairs, *, approximate: bool = False) -> None:
        super().__init__(size, pairs, approximate=approximate)
        self.graph: nx.Graph[int] = nx.Graph()
        self.graph.add_nodes_from(range(size))
        self.graph.add_weighted_edges_from(pairs)

    def degree(self) -> list[int]:
        return [self.graph.degree(node) for node in self.graph]

    def strength(self) -> list[int]:
        return [self.graph.degree(node, weight="weight") for node in self.graph]

    def neighbours(self, node: int) -> Iterable[int]:
        return self.graph[node]

    def among(self, nodes: Iterable[int]) -> Mapping[int, int]:
        inside = set(nodes)
        return {
            node: sum(e["weight"] for other, e in self.graph[node].items() if other in inside)
            for node in inside
        }

    def chains_through(self) -> list[float]:
        if self.sample is None:
            through = nx.betweenness_centrality(self.graph, normalized=False)
        else:
            through = nx.betweenness_centrality_subset(self.graph, self.sample, list(self.graph))
        return [through[node] for node in self.graph]

    def nearness(self) -> list[float]:
        near = nx.harmonic_centrality(self.graph, sources=self.sample)
        return [near[node] for node in self.graph]

    def core(self) -> list[int]:
        numbers = nx.core_number(self.graph)
        return [numbers[node] for node in self.graph]

    def constraint(self) -> Values:
        # networkx has it too, but imports numpy where there is one, and is slow where there is not
        strengths = dict(self.graph.degree(weight="weight"))
        shares = {
            node: {other: edge["weight"] / strengths[node] for other, edge in partners.items()}
            for node, partners in self.graph.adjacency()
        }
        return [_constraint(shares[node], shares) for node in self.graph]

    def triangles(self) -> list[int]:
        found = cast(dict[int, int], nx.triangles(self.graph))
        return [found[node] for node in self.graph]

    def transitivity(self) -> float:
        return float(nx.transitivity(self.graph))

    def components(self) -> Iterable[Iterable[int]]:
        return nx.connected_components(self.graph)

    def blocks(self) -> Iterable[Iterable[int]]:
        return cast(Iterable[set[int]], nx.biconnected_components(self.graph))

    def communities(self, seed: int) -> Iterable[Iterable[int]]:
        return cast(list[set[int]], nx.community.louvain_communities(self._tied, seed=seed))

    def modularity(self, communities: Sequence[Sequence[int]]) -> float:
        return float(nx.community.modularity(self._tied, map(set, communities)))

    @cached_property
    def _tied(self) -> nx.Graph[int]:
        tied = self.graph.copy()
        tied.remove_nodes_from(list(nx.isolates(self.graph)))
        return tied


def _constraint(
    own: Mapping[int, float], shares: Mapping[int, Mapping[int, float]]
) -> float | None:
    invested = defaultdict(float, own)
    for partner, share in own.items():
        for other, further in shares[partner].items():
            if other in own:
                invested[other] += share * further
    return sum(part * part for part in invested.values()) if own else None
