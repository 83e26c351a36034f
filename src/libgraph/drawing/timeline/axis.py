"""The axis of a timeline: from days to places, and the days that are written on it.

Where a few old dates would press all others together, the years between them are folded: the axis
is broken there, and says so.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

_MONTHS = (1, 3, 6, 12, 24, 60, 120, 240, 600, 1200, 6000, 12000, 60000)
_DAYS = (1, 2, 5, 10)
_APART = 58.0
_EMPTY, _FEW = 0.45, 0.15
"""A break folds at least this share of the time, and leaves at most this share of days before."""
_OLD, _FOLD = 110.0, 30.0
"""So wide are the part before a break, and the break."""
_LEAST, _ENOUGH = 30 * 365, 32
"""Nothing shorter is folded, in days, nor where fewer days than this are known."""

Knot = tuple[int, float]


@dataclass(frozen=True, slots=True)
class Axis:
    """Days (as ordinals) and their places, a straight line between two neighbours.

    Two knots, or four: then the time between the second and the third is folded.
    """

    knots: tuple[Knot, ...]

    @property
    def fold(self) -> tuple[float, float] | None:
        """From where to where the axis is broken."""
        return (self.knots[1][1], self.knots[2][1]) if len(self.knots) == 4 else None

    def x(self, day: date, *, after: bool = False) -> float:
        """Where a day begins, or ends."""
        number = min(max(day.toordinal() + after, self.knots[0][0]), self.knots[-1][0])
        at = min(bisect_right(self.knots, (number, float("inf"))), len(self.knots) - 1)
        (first, left), (last, right) = self.knots[at - 1], self.knots[at]
        return left + (right - left) * (number - first) / (last - first)

    def ticks(self) -> Iterator[tuple[float, str]]:
        """Places and words, never closer than can be read, none in what is folded."""
        for (first, left), (last, right) in list(pairwise(self.knots))[::2]:
            end = date.fromordinal(last - 1)
            for day, words in _ticks(date.fromordinal(first), end, right - left):
                yield self.x(day), words


def axis(days: Iterable[date], left: float, wide: float) -> Axis:
    """An axis for these days with a little air on both sides; at least two months."""
    known = sorted(day.toordinal() for day in days)
    right, gap = left + wide, _gap(known)
    if not gap:
        begin, end = _aired(known[0], known[-1])
        return Axis(((begin, left), (end, right)))
    begin, rest = _aired(known[0], gap[0])
    again, end = _aired(gap[1], known[-1])
    return Axis(((begin, left), (rest, left + _OLD), (again, left + _OLD + _FOLD), (end, right)))


def _gap(known: list[int]) -> tuple[int, int] | None:
    """The time that can be folded: long, and empty but for what lasts through it."""
    if len(known) < _ENOUGH:
        return None
    total, before = known[-1] - known[0], int(len(known) * _FEW)
    length, start, end = max((b - a, a, b) for a, b in pairwise(known[: before + 1]))
    return (start, end) if length > max(total * _EMPTY, _LEAST) else None


def _aired(first: int, last: int) -> tuple[int, int]:
    air = max((last - first) // 40, 20)
    return max(first - air, 1), min(last + air, date.max.toordinal()) + 1


def _ticks(first: date, last: date, wide: float) -> Iterator[tuple[date, str]]:
    total = (last - first).days + 1
    for step in _DAYS if total < 70 else ():
        if wide * step / total >= _APART + 14:
            for number in range(0, total, step):
                day = first + timedelta(days=number)
                yield day, day.isoformat()
            return
    step = next((m for m in _MONTHS if wide * m * 30.4 / total >= _APART), _MONTHS[-1])
    month = (first.year * 12 + first.month - 1 + step - 1) // step * step
    while month // 12 <= min(last.year, 9999):
        year, rest = divmod(month, 12)
        month += step
        if year >= 1 and first <= (day := date(year, rest + 1, 1)) <= last:
            yield day, str(year) if step >= 12 or not rest else f"{year}-{rest + 1:02}"
