"""In which years a tie surely holds, and in which it only may: what the year slider needs."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date

from libgraph.dates import Bounds, Holds, Span
from libgraph.drawing.scene import Run, Years
from libgraph.graph.holding import bounds_of, strongest
from libgraph.graph.protocol import Graph

EARLY = 0.05
"""Up to this share of all that is dated may begin before the first year that is told apart."""
SPARED = 10
"""Fewer years than this are told apart each."""
Ways = Iterable[Sequence[str]]
"""The sets of relationships any one of which shows a tie; each is as sure as its weakest."""


class Times:
    """The bounds of relationships (IRIs), read once for any year."""

    def __init__(self, bounds: Mapping[str, Sequence[Bounds]]) -> None:
        self._bounds = bounds

    @classmethod
    def read(cls, graph: Graph, relationships: Iterable[str]) -> Times:
        """The times of some relationships of a graph."""
        found: dict[str, list[Bounds]] = defaultdict(list)
        for iri, known in bounds_of(graph, relationships):
            found[iri].append(known)
        return cls(found)

    def years(self, within: Span | None = None) -> Years | None:
        """The first and the last year the dates speak of; None where that is not two years.

        Where little begins long before the rest, one open year stands for all that time.
        """
        known = [[day for b in each for day in _days(b)] for each in self._bounds.values()]
        begun = sorted(min(days).year for days in known if days)
        if not begun:
            return None
        first, last = begun[0], max(max(days) for days in known if days).year
        crowded = begun[int(len(begun) * EARLY)] - 1
        if within:
            first, last = max(first, within.first.year), min(last, within.last.year)
        if crowded - first >= SPARED and crowded < last:
            return Years(crowded, last, open=True)
        return Years(first, last) if first < last else None

    def runs(self, ways: Ways, years: Years) -> tuple[Run, ...]:
        """The runs of years between these two in which something holds, surely or possibly."""
        ways = [tuple(way) for way in ways]
        first, last, _ = years
        turns = {year for way in ways for iri in way for year in self._turns(iri)} | {first + 1}
        starts = [first, *sorted(year for year in turns if first < year <= last)]
        found: list[Run] = []
        for start, following in zip(starts, [*starts[1:], last + 1], strict=True):
            span = Span(date(start, 1, 1), date(start, 12, 31))
            if years.open and start == first:
                span = Span(date.min, span.last)
            holds = max(min(self._holds(iri, span) for iri in way) for way in ways)
            sure = holds is Holds.YES
            if found and holds and found[-1][1:] == (start - 1, sure):
                found[-1] = (found[-1][0], following - 1, sure)
            elif holds:
                found.append((start, following - 1, sure))
        return tuple(found)

    def _turns(self, iri: str) -> Iterator[int]:
        """The years in which the answer may change."""
        for bounds in self._bounds.get(iri, ()):
            days = bounds.begins_earliest, bounds.begins_latest
            for day in (*days, bounds.ends_earliest, bounds.ends_latest):
                if day:
                    yield from (day.year, day.year + 1)

    def _holds(self, iri: str, span: Span) -> Holds:
        known = self._bounds.get(iri)
        return strongest(known, span) if known else Holds.POSSIBLY


def _days(bounds: Bounds) -> list[date]:
    return [day for day in (bounds.begins_latest, bounds.ends_earliest) if day]
