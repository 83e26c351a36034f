"""Ties that stay in Spark: what is counted over them is counted there."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any, overload

from pyspark.sql import DataFrame
from pyspark.sql import functions as f

from libgraph.dates import Holds
from libgraph.network.tallies import Tallies
from libgraph.network.tie import Tie
from libgraph.network.weighted import Pairs


@dataclass(frozen=True, slots=True)
class Cells:
    """A column of a frame as whole numbers, fetched a part at a time."""

    frame: DataFrame
    name: str

    def __len__(self) -> int:
        return self.frame.count()

    def __iter__(self) -> Iterator[Any]:
        return (row[0] for row in self.frame.select(self.name).toLocalIterator())


@dataclass(frozen=True, slots=True, eq=False)
class SparkPairs(Pairs):
    """Pairs of bodies in a frame: src, dst and weight, in the numbers of the projection.

    `ids` has the number that the projection gives to each body.
    """

    frame: DataFrame
    ids: Sequence[int]


@dataclass(frozen=True, eq=False)
class SparkTies(Tallies, Sequence[Tie]):
    """Ties in a frame with the columns of ``edges.parquet``; `iris` are those of its bodies."""

    frame: DataFrame
    iris: Mapping[int, str]

    @cached_property
    def _size(self) -> int:
        return self.frame.count()

    def __len__(self) -> int:
        return self._size

    @overload
    def __getitem__(self, key: int) -> Tie: ...
    @overload
    def __getitem__(self, key: slice) -> Sequence[Tie]: ...
    def __getitem__(self, key: int | slice) -> Tie | Sequence[Tie]:
        return list(self)[key]

    def __iter__(self) -> Iterator[Tie]:
        columns = ("src", "dst", "layer", "via", "certain", "relationships")
        for row in self.frame.select(*columns).toLocalIterator():
            end = self.iris[row.dst]
            holds = Holds.YES if row.certain else Holds.POSSIBLY
            rests = tuple(row.relationships)
            yield Tie(self.iris[row.src], end, row.via or end, row.layer, holds, rests)

    def bodies(self) -> tuple[str, ...]:
        ends = self._ends(f.col("src")).select("body").distinct().collect()
        return tuple(sorted(self.iris[row.body] for row in ends))

    def certain(self) -> SparkTies:
        return replace(self, frame=self.frame.where("certain"))

    def pairs(self, bodies: Sequence[str]) -> SparkPairs:
        ends = f.least("src", "dst").alias("src"), f.greatest("src", "dst").alias("dst")
        found = self.frame.select(*ends).groupBy("src", "dst").agg(f.count("*").alias("weight"))
        found = found.cache()
        number = {iri: number for number, iri in self.iris.items()}
        one, other, weight = (Cells(found, name) for name in ("src", "dst", "weight"))
        return SparkPairs(one, other, weight, found, [number[body] for body in bodies])

    def by_layer(self) -> Mapping[str, int]:
        return {row.layer: row["count"] for row in self.frame.groupBy("layer").count().collect()}

    def largest_thing(self) -> tuple[str, int] | None:
        most = f.desc("count"), f.desc("via")
        counted = self.frame.where("via is not null").groupBy("via").count().orderBy(*most)
        row = counted.first()
        return (row.via, row["count"]) if row else None

    def shared(self, bodies: Sequence[str]) -> list[int]:
        alone = f.when(f.col("via").isNull(), f.struct("src", "dst"))
        things = self._ends(f.struct("layer", "via", alone)).distinct()
        counted = {self.iris[row.body]: row["count"] for row in _by_body(things).collect()}
        return [counted.get(body, 0) for body in bodies]

    def _ends(self, what: Any) -> DataFrame:
        """A row for each end of each tie: body, thing."""
        one, other = (self.frame.select(f.col(e).alias("body"), what.alias("thing")) for e in _ENDS)
        return one.union(other)


_ENDS = ("src", "dst")


def _by_body(frame: DataFrame) -> DataFrame:
    return frame.groupBy("body").count()
