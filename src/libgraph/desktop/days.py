"""The days on which something certainly was, and those on which it possibly was.

An exact interval is certain on each of its days. Where only an imprecise date is known, no single
day is certain, but the whole window is: it was so at some time within.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import product

from libgraph.dates import Bounds

Spell = tuple[date, date | None]
"""From a day to a day, or with no end."""


@dataclass(frozen=True, slots=True, order=True)
class Days:
    """Days from the first to the last: certain on each (`exact`), or at some time within them.

    `going` says that the source speaks in the present: nobody says that it ended.
    """

    first: date
    last: date
    exact: bool
    going: bool = False

    def edtf(self) -> str:
        """The days in EDTF: an interval, or one of a set of days."""
        if self.first == self.last:
            return self.first.isoformat()
        return f"{self.first}/{self.last}" if self.exact else f"[{self.first}..{self.last}]"

    def meets(self, other: Days) -> bool:
        """Whether they have a day in common."""
        return self.first <= other.last and other.first <= self.last

    def both(self, other: Days) -> Days | None:
        """When it is certain that both were so; None if never."""
        if not self.meets(other):
            return None
        going = self.going and other.going
        if self.exact and other.exact:
            return Days(max(self.first, other.first), min(self.last, other.last), True, going)
        if self.exact != other.exact:
            return replace(other if self.exact else self, going=going)
        return Days(min(self.first, other.first), max(self.last, other.last), False, going)


@dataclass(frozen=True, slots=True)
class Times:
    """What is known of when: certain days in order, and the outermost possible ones.

    `bounds` are the outermost of all accounts; a bound that is None is no limit.
    """

    certain: tuple[Days, ...]
    bounds: Bounds

    def possible(self) -> str:
        """The outermost days in EDTF, an open end as ``..``."""
        first, last = self.bounds.begins_earliest, self.last
        if first is not None and first == last:
            return first.isoformat()
        return f"{first or '..'}/{last or '..'}"

    @property
    def last(self) -> date | None:
        """The last possible day; none where a source speaks in the present."""
        return None if any(days.going for days in self.certain) else self.bounds.ends_latest

    def spells(self) -> list[Spell]:
        """The certain days as intervals that do not overlap: programs refuse those that do.

        What a source tells in the present has no end here: it would look as if it had ended.
        """
        found: list[Spell] = []
        for days in sorted(self.certain):
            last = None if days.going else days.last
            if found and (found[-1][1] is None or days.first <= found[-1][1]):
                first, end = found[-1]
                found[-1] = first, None if last is None or end is None else max(end, last)
            else:
                found.append((days.first, last))
        return found


def times_of(accounts: Sequence[Bounds], *, going: bool = False) -> Times:
    """The times of one relationship: what its best accounts, each with its bounds, say of it.

    With `going`, all of them speak in the present.

    >>> from libgraph.dates import SourceDate, during
    >>> [days.edtf() for days in times_of([during("1987/2003", SourceDate(None, None))]).certain]
    ['1987-12-31/2003-01-01']
    """
    windows = [days for bounds in accounts if (days := _certain(bounds))]
    exact = [days for days in windows if days.exact]
    vague = [
        days for days in windows if not days.exact and not any(days.meets(one) for one in exact)
    ]
    found = {replace(days, going=going) for days in (*exact, *_sharpest(vague))}
    return Times(tuple(sorted(found)), _outermost(accounts))


def together(known: Iterable[Times]) -> Times:
    """When at least one of these was so."""
    every = list(known)
    days = {days for times in every for days in times.certain}
    return Times(tuple(sorted(days)), _outermost([times.bounds for times in every]))


def at_once(known: Sequence[Times]) -> Times:
    """When all of these were so."""
    certain: Iterable[Days] = known[0].certain
    for times in known[1:]:
        certain = [
            days for one, other in product(certain, times.certain) if (days := one.both(other))
        ]
    bounds = known[0].bounds
    for times in known[1:]:
        bounds = bounds.meet(times.bounds) or _outermost([bounds, times.bounds])
    return Times(tuple(sorted(set(certain))), bounds)


def _certain(bounds: Bounds) -> Days | None:
    begun, ended = bounds.begins_latest, bounds.ends_earliest
    if begun is None or ended is None:
        return None
    return Days(begun, ended, True) if begun <= ended else Days(ended, begun, False)


def _sharpest(windows: Iterable[Days]) -> Iterable[Days]:
    """Windows without those that have another one within."""
    every = sorted(set(windows))
    for days in every:
        inner = (o for o in every if o != days and days.first <= o.first and o.last <= days.last)
        if not any(inner):
            yield days


def _outermost(accounts: Sequence[Bounds]) -> Bounds:
    return Bounds(
        _first([bounds.begins_earliest for bounds in accounts]),
        _last([bounds.begins_latest for bounds in accounts]),
        _first([bounds.ends_earliest for bounds in accounts]),
        _last([bounds.ends_latest for bounds in accounts]),
    )


def _first(days: Iterable[date | None]) -> date | None:
    known = [day or date.min for day in days]
    return min(known) if known and min(known) > date.min else None


def _last(days: Iterable[date | None]) -> date | None:
    known = [day or date.max for day in days]
    return max(known) if known and max(known) < date.max else None
