"""Ties as columns of numbers, for networks where an object for each would fill the memory.

What a projection answers leaves the store as text and becomes numbers in compiled code; only a
tie that somebody looks at becomes a `Tie`. numpy and pyarrow come with ``libgraph[fast]``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, overload

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from pyarrow import csv

from libgraph.dates import Holds
from libgraph.network.tallies import Tallies
from libgraph.network.tie import Tie
from libgraph.network.weighted import Pairs

Column = np.ndarray[Any, np.dtype[np.integer[Any]]]
Answers = Callable[[Sequence[str]], Mapping[str, Holds]]
_NONE = -1


@dataclass(frozen=True, slots=True, eq=False)
class Grounds:
    """Rows of the projections: for each the tie that it shows, and what that rests on.

    `relationships` has a column for each variable; the numbers are places in `names`.
    """

    tie: Column
    relationships: Column
    holds: Column
    names: pa.StringArray

    def of(self, tie: int) -> tuple[str, ...]:
        """What a tie rests on."""
        first, last = np.searchsorted(self.tie, (tie, tie + 1))
        held = self.relationships[first:last][self.holds[first:last] > 0]
        return tuple(self.names[int(one)].as_py() for one in np.unique(held) if one != _NONE)


@dataclass(frozen=True, slots=True, eq=False)
class TieColumns(Tallies, Sequence[Tie]):
    """Ties in order. `names` are the bodies and things, `layers` the layers, each in order."""

    names: Sequence[str]
    layers: Sequence[str]
    start: Column
    end: Column
    via: Column
    layer: Column
    holds: Column
    place: Column  # which tie of the grounds this is
    grounds: Grounds

    def __len__(self) -> int:
        return len(self.start)

    @overload
    def __getitem__(self, key: int) -> Tie: ...
    @overload
    def __getitem__(self, key: slice) -> Sequence[Tie]: ...
    def __getitem__(self, key: int | slice) -> Tie | Sequence[Tie]:
        if isinstance(key, slice):
            return self.only(np.arange(len(self))[key])
        ends = (self.names[int(column[key])] for column in (self.start, self.end, self.via))
        start, end, via = ends
        layer, holds = self.layers[int(self.layer[key])], Holds(int(self.holds[key]))
        return Tie(start, end, via, layer, holds, self.grounds.of(int(self.place[key])))

    def __iter__(self) -> Iterator[Tie]:
        return (self[place] for place in range(len(self)))

    def bodies(self) -> tuple[str, ...]:
        tied = np.unique(np.concatenate((self.start, self.end)))
        return tuple(self.names[int(one)] for one in tied)

    def certain(self) -> TieColumns:
        return self.only(np.flatnonzero(self.holds == Holds.YES))

    def pairs(self, bodies: Sequence[str]) -> Pairs:
        one, other = (self._places(bodies)[column] for column in (self.start, self.end))
        both = np.minimum(one, other).astype(np.int64) * len(bodies) + np.maximum(one, other)
        found, weights = np.unique(both, return_counts=True)
        return Pairs(found // max(len(bodies), 1), found % max(len(bodies), 1), weights)

    def by_layer(self) -> Mapping[str, int]:
        counted = np.bincount(self.layer, minlength=len(self.layers)).tolist()
        return {name: ties for name, ties in zip(self.layers, counted, strict=True) if ties}

    def largest_thing(self) -> tuple[str, int] | None:
        third = self.via[(self.via != self.start) & (self.via != self.end)]
        counted = np.bincount(third)
        if not len(counted):
            return None
        most = int(np.flatnonzero(counted == counted.max())[-1])
        return self.names[most], int(counted[most])

    def shared(self, bodies: Sequence[str]) -> list[int]:
        alone = np.where(self.via == self.end, self.start, _NONE)
        thing = np.column_stack((self.layer, self.via, alone))
        _, number = np.unique(thing, axis=0, return_inverse=True)
        body = np.concatenate((self.start, self.end)).astype(np.int64)
        both = np.unique(body * (len(self) + 1) + np.concatenate((number, number)).ravel())
        counted = np.bincount(both // (len(self) + 1), minlength=len(self.names))
        places = self._places(bodies)
        found = np.zeros(len(bodies), dtype=np.int64)
        known = places >= 0
        found[places[known]] = counted[known]
        return list(found.tolist())

    def _places(self, bodies: Sequence[str]) -> Column:
        """Where each name stands among the bodies; -1 where it does not."""
        place = {body: number for number, body in enumerate(bodies)}
        return np.asarray([place.get(name, _NONE) for name in self.names], dtype=np.int64)

    def only(self, places: Column) -> TieColumns:
        """The ties at these places."""
        names = ("start", "end", "via", "layer", "holds", "place")
        return replace(self, **{name: getattr(self, name)[places] for name in names})


# ── From what projections answer ─────────────────────────────────────────────────────────


def tie_columns(answers: Mapping[str, bytes], holding: Answers | None) -> TieColumns:
    """The ties that projections answer (as TSV, by the names of the layers).

    `holding` says of relationships whether they hold; without it, all do.
    """
    layers = sorted(answers)
    tables = [_read(answers[layer]) for layer in layers]
    names, ends = _numbered([table[:3] for table in tables])
    known, resting = _numbered([table[3:] for table in tables])
    layer = np.repeat(np.arange(len(layers)), [len(rows) for rows in ends])
    keys = np.column_stack((np.concatenate(ends), layer))
    widest = max(rows.shape[1] for rows in resting)
    rests = np.concatenate([_widened(rows, widest) for rows in resting])
    ties, tie = np.unique(keys, axis=0, return_inverse=True)
    order = np.argsort(tie.ravel(), kind="stable")
    tie, rests = tie.ravel()[order], rests[order]
    grounds = Grounds(tie, rests, _held(rests, known, holding), known)
    strongest = np.zeros(len(ties), dtype=np.int8)
    np.maximum.at(strongest, tie, grounds.holds)
    start, end, via, kind = (ties[:, column].astype(np.int32) for column in range(4))
    places = np.arange(len(ties))
    every = TieColumns(names.to_pylist(), layers, start, end, via, kind, strongest, places, grounds)
    return every.only(np.flatnonzero(strongest))


def _read(answer: bytes) -> list[pa.DictionaryArray]:
    """The columns of a table, each value once."""
    head = answer[: answer.index(b"\n")].decode().split("\t")
    kinds = dict.fromkeys(head, pa.dictionary(pa.int32(), pa.string()))
    table = csv.read_csv(
        pa.BufferReader(answer),
        parse_options=csv.ParseOptions(delimiter="\t", quote_char=False),
        convert_options=csv.ConvertOptions(column_types=kinds),
    )
    return [table[name].combine_chunks() for name in head]


def _numbered(
    tables: Sequence[Sequence[pa.DictionaryArray]],
) -> tuple[pa.StringArray, list[Column]]:
    """All values in order; and the tables, with the places of their values among them."""
    own = [[_plain(column.dictionary) for column in columns] for columns in tables]
    every = pc.unique(pa.chunked_array([one for each in own for one in each], type=pa.string()))
    values = every.filter(pc.not_equal(every, ""))
    ordered = values.take(pc.array_sort_indices(values))
    numbers = [
        np.column_stack(
            [
                pc.index_in(plain, value_set=ordered).fill_null(_NONE).take(column.indices)
                for column, plain in zip(columns, each, strict=True)
            ]
        )
        for columns, each in zip(tables, own, strict=True)
    ]
    return ordered, numbers


def _plain(terms: pa.StringArray) -> pa.StringArray:
    """Terms as SPARQL's TSV writes them, without what tells IRIs from blank nodes."""
    return pc.replace_substring_regex(terms, r"^(?:<(.*)>|_:(.*))$", r"\1\2")


def _widened(rows: Column, columns: int) -> Column:
    return np.pad(rows, ((0, 0), (0, columns - rows.shape[1])), constant_values=_NONE)


def _held(rests: Column, known: pa.StringArray, holding: Answers | None) -> Column:
    """Whether each row holds: as far as the weakest of what it rests on."""
    answers = np.full(len(known) + 1, Holds.YES, dtype=np.int8)  # the last one is for _NONE
    if holding is not None:
        iris = known.to_pylist()
        found = holding(iris)
        answers[:-1] = [found.get(iri, Holds.NO) for iri in iris]
    held: Column = answers[rests].min(axis=1)
    return held
