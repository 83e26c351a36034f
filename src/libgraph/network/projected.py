"""A network as numbers: bodies by place, ties with their outermost days, and what they rest on.

numpy and pyarrow come with ``libgraph[fast]`` and ``libgraph[spark]``.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import numpy as np
import pyarrow as pa

from libgraph.dates import Bounds, Holds, Span
from libgraph.graph import Graph
from libgraph.graph.holding import bounds_of, holding
from libgraph.network.answers import answer
from libgraph.network.columns import Column, Grounds, TieColumns, tie_columns
from libgraph.network.projection import Projection

_NEVER, _ALWAYS = -(10**9), 10**9  # no limit before, no limit after
_EPOCH = np.datetime64("1970-01-01", "D").astype("O").toordinal()
Days = np.ndarray[Any, np.dtype[np.int64]]
"""For each row the bounds as day numbers: begins earliest and latest, ends earliest and latest."""


def ties_of(graph: Graph, layers: Sequence[Projection], span: Span | None) -> TieColumns | None:
    """The ties of some layers, at a time or over all time; None where there is none."""
    answers = {layer.name: answer(graph, layer) for layer in layers}
    if not any(table.strip().count(b"\n") for table in answers.values()):
        return None

    def holds(iris: Sequence[str]) -> Mapping[str, Holds]:
        return holding(graph, iris, span) if span else {}

    return tie_columns(answers, holds if span else None)


def days(graph: Graph, ties: TieColumns) -> Days:
    """Between which days each tie began and ended, as far as anything that shows it says."""
    known = _of_relationships(graph, ties.grounds.names.to_pylist())
    held = np.flatnonzero(ties.grounds.holds > 0)
    ways = _of_ways(known, ties.grounds.relationships[held])
    return _outermost(ties.grounds.tie[held], ways, int(ties.grounds.tie.max()) + 1)[ties.place]


def relationships(ties: TieColumns) -> pa.ListArray:
    """What each tie rests on: IRIs, in order."""
    grounds: Grounds = ties.grounds
    held = np.flatnonzero(grounds.holds > 0)
    rests, tie = grounds.relationships[held], grounds.tie[held].astype(np.int64)
    both = tie[:, None] * (len(grounds.names) + 1) + rests
    one = np.unique(both[rests >= 0])
    owner, name = np.divmod(one, len(grounds.names) + 1)
    kept = np.isin(owner, ties.place)
    offsets = np.searchsorted(owner[kept], np.append(ties.place, grounds.tie.max() + 1))
    return pa.ListArray.from_arrays(
        pa.array(offsets, pa.int32()), grounds.names.take(pa.array(name[kept]))
    )


def dates(column: Column) -> pa.Array:
    """Day numbers as dates; null where there is no limit."""
    limited = (column > _NEVER) & (column < _ALWAYS)
    return pa.array(np.where(limited, column, 0).astype(np.int32), mask=~limited).cast(pa.date32())


def _of_relationships(graph: Graph, iris: Sequence[str]) -> Days:
    place = {iri: number for number, iri in enumerate(iris)}
    owners, rows = [], []
    for iri, bounds in bounds_of(graph, iris):
        owners.append(place[iri])
        rows.append(_numbers(bounds))
    owner, every = np.asarray(owners, dtype=np.int64), np.asarray(rows, dtype=np.int64)
    return _outermost(owner, every.reshape(-1, 4), len(iris))


def _numbers(bounds: Bounds) -> tuple[int, ...]:
    four = (
        bounds.begins_earliest, bounds.begins_latest, bounds.ends_earliest, bounds.ends_latest,
    )  # fmt: skip
    limits = (_NEVER, _ALWAYS, _NEVER, _ALWAYS)
    return tuple(
        day.toordinal() - _EPOCH if day else none for day, none in zip(four, limits, strict=True)
    )


def _outermost(owner: Column, rows: Days, size: int) -> Days:
    """The widest bounds that any row of each owner leaves; no limits without a row."""
    found = np.tile(np.asarray([_ALWAYS, _NEVER, _ALWAYS, _NEVER], dtype=np.int64), (size, 1))
    for column, widest in enumerate((np.minimum, np.maximum, np.minimum, np.maximum)):
        widest.at(found[:, column], owner, rows[:, column])
    found[np.setdiff1d(np.arange(size), owner)] = (_NEVER, _ALWAYS, _NEVER, _ALWAYS)
    return found


def _of_ways(known: Days, ways: Column) -> Days:
    """The bounds of rows that need all of their relationships."""
    unlimited = np.append(known, [[_NEVER, _ALWAYS, _NEVER, _ALWAYS]], axis=0)  # for none, -1
    found = unlimited[ways[:, 0]]
    for column in range(1, ways.shape[1]):
        there = np.flatnonzero(ways[:, column] >= 0)
        found[there] = _both(found[there], unlimited[ways[there, column]])
    return found


def _both(one: Days, other: Days) -> Days:
    """What two relationships leave that were at the same time (as `Bounds.meet`, for many).

    Where they cannot have been, the widest of both: then sources disagree.
    """
    begins, ends = np.maximum(one[:, 0], other[:, 0]), np.minimum(one[:, 3], other[:, 3])
    begun, ended = np.minimum(one[:, 1], other[:, 1]), np.maximum(one[:, 2], other[:, 2])
    apart = (begins > ends) | (begins > begun) | (ended > ends)
    met = np.column_stack(
        (
            begins,
            np.where(begun < _ALWAYS, np.minimum(begun, ends), begun),
            np.where(ended > _NEVER, np.maximum(ended, begins), ended),
            ends,
        )
    )
    widest: Iterable[Any] = (np.minimum, np.maximum, np.minimum, np.maximum)
    wide = [take(one[:, at], other[:, at]) for at, take in enumerate(widest)]
    return np.where(apart[:, None], np.column_stack(wide), met)
