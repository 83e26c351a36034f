"""In which years a tie surely holds, and in which it only may: what the year slider needs."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date

from libgraph.dates import Bounds, Holds, Span
from libgraph.drawing.scene import Run
from libgraph.graph.holding import bounds_of, strongest
from libgraph.graph.opened import Graph

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

    def years(self, within: Span | None = None) -> tuple[int, int] | None:
        """The first and the last year the dates speak of; None where that is not two years."""
        known = [bounds for each in self._bounds.values() for bounds in each]
        days = [day for b in known for day in (b.begins_latest, b.ends_earliest) if day]
        if not days:
            return None
        first, last = min(days).year, max(days).year
        if within:
            first, last = max(first, within.first.year), min(last, within.last.year)
        return (first, last) if first < last else None

    def runs(self, ways: Ways, years: tuple[int, int]) -> tuple[Run, ...]:
        """The runs of years between these two in which something holds, surely or possibly."""
        ways = [tuple(way) for way in ways]
        first, last = years
        turns = {year for way in ways for iri in way for year in self._turns(iri)}
        starts = [first, *sorted(year for year in turns if first < year <= last)]
        found: list[Run] = []
        for start, following in zip(starts, [*starts[1:], last + 1], strict=True):
            holds = max(min(self._holds(iri, start) for iri in way) for way in ways)
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

    def _holds(self, iri: str, year: int) -> Holds:
        known = self._bounds.get(iri)
        span = Span(date(year, 1, 1), date(year, 12, 31))
        return strongest(known, span) if known else Holds.POSSIBLY
