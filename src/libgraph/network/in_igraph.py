"""Measures by igraph: compiled, and what makes a hundred thousand ties a matter of seconds.

igraph, numpy and scipy come with ``libgraph[fast]``; load this module when they are there.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from random import Random

import igraph
import numpy as np

from libgraph.network.holes import constraint
from libgraph.network.weighted import Pairs, Values, Weighted

_CHUNK = 16  # bodies whose distances to all others are looked at together
_WEIGHT = "weight"


class InIgraph(Weighted):
    """A graph of igraph, under `graph`."""

    engine = "igraph"

    def __init__(self, size: int, pairs: Pairs, *, approximate: bool = False) -> None:
        super().__init__(size, pairs, approximate=approximate)
        self._ends = [np.asarray(one, dtype=np.int64) for one in (pairs.starts, pairs.ends)]
        self._weights = np.asarray(pairs.weights, dtype=np.int64)
        self.graph = igraph.Graph(size, np.column_stack(self._ends))
        self.graph.es[_WEIGHT] = self._weights

    def degree(self) -> list[int]:
        return list(self.graph.degree())

    def strength(self) -> list[int]:
        return [round(total) for total in self.graph.strength(weights=_WEIGHT)]

    def neighbours(self, node: int) -> Iterable[int]:
        return list(self.graph.neighbors(node))

    def among(self, nodes: Iterable[int]) -> Mapping[int, int]:
        wanted = np.fromiter(nodes, dtype=np.int64)
        inside = np.zeros(self.size, dtype=bool)
        inside[wanted] = True
        both = inside[self._ends[0]] & inside[self._ends[1]]
        ties = np.zeros(self.size, dtype=np.int64)
        for column in self._ends:
            np.add.at(ties, column[both], self._weights[both])
        return dict(zip(wanted.tolist(), ties[wanted].tolist(), strict=True))

    def chains_through(self) -> list[float]:
        return list(self.graph.betweenness(directed=False, sources=self.sample))

    def nearness(self) -> list[float]:
        if self.sample is None:
            harmonic = self.graph.harmonic_centrality(mode="all", normalized=False)
            return list(harmonic)
        total = np.zeros(self.size)
        for begin in range(0, len(self.sample), _CHUNK):
            steps = np.asarray(
                self.graph.distances(self.sample[begin : begin + _CHUNK]), dtype=float
            )
            steps[steps == 0] = np.inf  # nobody is near to himself
            total += (1 / steps).sum(axis=0)
        return [float(near) for near in total]

    def core(self) -> list[int]:
        return list(self.graph.coreness())

    def constraint(self) -> Values:
        return constraint(self.size, self.pairs)

    def triangles(self) -> list[int]:
        shares = self.graph.transitivity_local_undirected(mode="zero")
        degrees = self.degree()
        return [round(share * d * (d - 1) / 2) for share, d in zip(shares, degrees, strict=True)]

    def transitivity(self) -> float:
        return float(self.graph.transitivity_undirected())

    def components(self) -> Iterable[Iterable[int]]:
        return (part for part in self.graph.connected_components())

    def blocks(self) -> Iterable[Iterable[int]]:
        return (part for part in self.graph.biconnected_components())

    def communities(self, seed: int) -> Iterable[Iterable[int]]:
        igraph.set_random_number_generator(Random(seed))
        found = self.graph.community_leiden("modularity", weights=_WEIGHT, n_iterations=-1)
        return (part for part in found if len(part) > 1)  # one alone has no tie

    def modularity(self, communities: Sequence[Sequence[int]]) -> float:
        member = np.full(self.size, len(communities), dtype=np.int64)
        for number, part in enumerate(communities):
            member[list(part)] = number
        return float(self.graph.modularity(member.tolist(), weights=_WEIGHT))
