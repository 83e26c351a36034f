"""Measures by GraphFrames on Spark: what spreads over machines, and nothing else.

Edges stay in Spark; a number for each body comes back.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Never

from pyspark.sql import DataFrame
from pyspark.sql import functions as f

from libgraph.errors import UsageError
from libgraph.network.spark_ties import SparkPairs
from libgraph.network.weighted import Values, Weighted

ROUNDS = 10
"""So often labels are handed on: what has not settled by then seldom does."""


@dataclass(frozen=True, slots=True)
class _Grouping:
    """Bodies by the labels of their groups, and the ties of each to others of its own."""

    labels: Mapping[int, int]
    sizes: Mapping[int, int]
    inside: Sequence[int]

    def has(self, nodes: Sequence[int]) -> bool:
        """Whether the nodes (each once) are one whole group."""
        found = {self.labels.get(node, -1) for node in nodes}
        return len(found) == 1 and self.sizes.get(found.pop()) == len(nodes)


class InSpark(Weighted):
    """A graph of GraphFrames, under `graph`; its numbers are those of the projection."""

    engine = "spark"
    seeded = False
    pairs: SparkPairs

    def __init__(self, size: int, pairs: SparkPairs, *, approximate: bool = False) -> None:
        super().__init__(size, pairs, approximate=approximate)
        self._place = {number: place for place, number in enumerate(pairs.ids)}
        self._groupings: list[_Grouping] = []

    @cached_property
    def graph(self) -> Any:
        from graphframes import GraphFrame  # it comes with the jar that the session brings

        ends = self._ends.select("id").distinct()
        return GraphFrame(ends.cache(), self.pairs.frame)

    @property
    def _ends(self) -> DataFrame:
        """Each end of each pair, with what the pair weighs."""
        one, other = (
            self.pairs.frame.select(f.col(end).alias("id"), "weight") for end in ("src", "dst")
        )
        return one.union(other)

    def _column(self, frame: DataFrame) -> list[int]:
        """A number for each body, from rows of a body and its number; 0 where there is none."""
        found = [0] * self.size
        for number, value in frame.collect():
            found[self._place[number]] = value
        return found

    @cached_property
    def _degree(self) -> list[int]:
        return self._column(self.graph.degrees.select("id", "degree"))

    def degree(self) -> list[int]:
        return self._degree

    @cached_property
    def _strength(self) -> list[int]:
        return self._column(self._ends.groupBy("id").agg(f.sum("weight")))

    def strength(self) -> list[int]:
        return self._strength

    @cached_property
    def _components(self) -> list[list[int]]:
        found = self.graph.connectedComponents().select("id", "component")
        groups = self._grouped(found)
        tied = {node for group in groups for node in group}
        return [*groups, *([node] for node in range(self.size) if node not in tied)]

    def components(self) -> Iterable[Iterable[int]]:
        return self._components

    def communities(self, seed: int) -> Iterable[Iterable[int]]:
        return self._grouped(self.graph.labelPropagation(maxIter=ROUNDS).select("id", "label"))

    def _grouped(self, frame: DataFrame) -> list[list[int]]:
        """The groups of bodies with one label; what ties each has inside its own is kept."""
        frame = frame.toDF("id", "group").cache()
        labels = {self._place[number]: label for number, label in frame.collect()}
        inside = self._column(self._within(frame))
        self._groupings.append(_Grouping(labels, Counter(labels.values()), inside))
        groups = defaultdict(list)
        for node, label in labels.items():
            groups[label].append(node)
        return list(groups.values())

    def _within(self, groups: DataFrame) -> DataFrame:
        """How many ties each body has to others of its group."""
        one, other = groups.toDF("src", "one"), groups.toDF("dst", "other")
        inside = self.pairs.frame.join(one, "src").join(other, "dst").where("one = other")
        ends = inside.select(f.col("src").alias("id"), "weight").union(
            inside.select("dst", "weight")
        )
        return ends.groupBy("id").agg(f.sum("weight"))

    def among(self, nodes: Iterable[int]) -> Mapping[int, int]:
        wanted = list(nodes)
        for grouping in self._groupings:
            if grouping.has(wanted):
                return {node: grouping.inside[node] for node in wanted}
        alone = self.pairs.frame.sparkSession.createDataFrame(
            [(self.pairs.ids[node], 0) for node in wanted], "id long, group long"
        )
        inside = self._column(self._within(alone))
        return {node: inside[node] for node in wanted}

    def modularity(self, communities: Sequence[Sequence[int]]) -> float:
        total, worth = sum(self._strength), 0.0
        for group in communities:
            ends = sum(self._strength[node] for node in group)
            worth += sum(self.among(group).values()) / total - (ends / total) ** 2
        return worth

    def neighbours(self, node: int) -> Never:
        _not_given("neighbours")

    def chains_through(self) -> Never:
        _not_given("betweenness")

    def nearness(self) -> Never:
        _not_given("closeness")

    def core(self) -> Never:
        _not_given("core")

    def constraint(self) -> Values:
        _not_given("constraint")

    def triangles(self) -> Never:
        _not_given("triangles")

    def transitivity(self) -> Never:
        _not_given("clustering")

    def blocks(self) -> Never:
        _not_given("cut points")


def _not_given(measure: str) -> Never:
    raise UsageError(f"Spark gives no {measure}: take another --engine")
