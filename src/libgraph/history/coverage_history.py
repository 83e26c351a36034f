"""How coverage changed over the years: one line for each time in which the counts stay the same."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from libgraph.dates import Holds, Span
from libgraph.graph.protocol import Graph
from libgraph.history.accounts import Account
from libgraph.history.coverage_reading import Record, read
from libgraph.territories import WORLD, Territory, countries


@dataclass(frozen=True)
class Counts:
    """How many countries and centres: certainly, and certainly or possibly.

    `served` have at least one centre, `several` more than one; in those `seated` a centre lies
    that no source says to cover them; `none` have none on record; `areas` are named by sources,
    and not expanded; `centres` are at work.
    """

    served: tuple[int, int]
    several: tuple[int, int]
    seated: tuple[int, int]
    none: int
    areas: tuple[int, int]
    centres: tuple[int, int]


@dataclass(frozen=True)
class Period:
    """Years in which the counts are the same."""

    first: int
    last: int
    counts: Counts


def history(
    graph: Graph, *, span: Span | None = None, region: Territory | None = None
) -> tuple[Period, ...]:
    """The counts year by year; in the years of `span`, or in all that the sources speak of."""
    record = read(graph)
    code = region.code if region else WORLD
    years = list(years_of(record, span))
    counted = ((year, _counts(record, year, code)) for year in years)
    found = []
    for counts, group in groupby(counted, key=lambda pair: pair[1]):
        same = [year for year, _ in group]
        found.append(Period(same[0], same[-1], counts))
    return tuple(found)


def years_of(record: Record, span: Span | None = None) -> Iterator[int]:
    """From the first year that a source speaks of to the last; never beyond this one."""
    known = [account for life in record.existence.values() for account in life]
    known += [said.account for said in record.said]
    days = [day for account in known for day in _days(account)]
    if not days:
        return
    first, last = min(days).year, min(max(days), date.today()).year
    if span:
        first = span.first.year if span.first > date.min else first
        last = span.last.year if span.last < date.max else last
    yield from range(first, last + 1)


def _days(account: Account) -> Iterator[date]:
    """The days on which something begins or ends at the latest or earliest: those that are said."""
    for bounds in account.said:
        yield from (day for day in (bounds.begins_latest, bounds.ends_earliest) if day)


def _counts(record: Record, year: int, region: str) -> Counts:
    span = Span(date(year, 1, 1), date(year, 12, 31))
    within, everywhere = countries(region), region == WORLD
    claims: dict[str, dict[str, Holds]] = defaultdict(dict)
    areas: dict[str, Holds] = {}
    for said in record.said:
        holds, code = record.holds(said, span), record.codes[said.place]
        if code is None:
            areas[said.place] = max(holds, areas.get(said.place, Holds.NO))
        elif code in within or (everywhere and code not in countries()):
            place = claims[code or said.place]
            place[said.claimant] = max(holds, place.get(said.claimant, Holds.NO))
    served = _at_least(claims, 1)
    seated = _seated(record, span, {code for code in within if not any(claims[code].values())})
    listed = len(within.keys() | claims.keys())
    centres = [one for one in record.centres if everywhere or record.reaches(one, within)]
    return Counts(
        served=served,
        several=_at_least(claims, 2),
        seated=seated,
        none=listed - served[1] - seated[1],
        areas=_both(list(areas.values())),
        centres=_both([record.at_work(centre, span) for centre in centres]),
    )


def _at_least(claims: dict[str, dict[str, Holds]], number: int) -> tuple[int, int]:
    """How many places have so many centres: certainly, and certainly or possibly."""
    held = [_both(list(place.values())) for place in claims.values()]
    return sum(one[0] >= number for one in held), sum(one[1] >= number for one in held)


def _seated(record: Record, span: Span, unserved: set[str]) -> tuple[int, int]:
    held: dict[str, Holds] = {}
    for seat in record.seats:
        if seat.place in unserved:
            holds = record.holds(seat, span)
            held[seat.place] = max(holds, held.get(seat.place, Holds.NO))
    return _both(list(held.values()))


def _both(answers: list[Holds]) -> tuple[int, int]:
    return answers.count(Holds.YES), sum(answer > Holds.NO for answer in answers)
