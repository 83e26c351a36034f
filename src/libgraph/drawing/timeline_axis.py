"""The axis of a timeline: from days to places, and the days that are written on it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

_MONTHS = (1, 3, 6, 12, 24, 60, 120, 240, 600, 1200, 6000, 12000, 60000)
_DAYS = (1, 2, 5, 10)
_APART = 58.0


@dataclass(frozen=True, slots=True)
class Axis:
    """Days `first` to `last` over `wide` points."""

    first: date
    last: date
    left: float
    wide: float

    def x(self, day: date, *, after: bool = False) -> float:
        """Where a day begins, or ends."""
        days = (day - self.first).days + after
        share = days / ((self.last - self.first).days + 1)
        return self.left + self.wide * min(max(share, 0.0), 1.0)

    def ticks(self) -> Iterator[tuple[float, str]]:
        """Places and words, never closer than can be read."""
        total = (self.last - self.first).days + 1
        for step in _DAYS if total < 70 else ():
            if self.wide * step / total >= _APART + 14:
                for number in range(0, total, step):
                    day = self.first + timedelta(days=number)
                    yield self.x(day), day.isoformat()
                return
        step = next((m for m in _MONTHS if self.wide * m * 30.4 / total >= _APART), _MONTHS[-1])
        month = (self.first.year * 12 + self.first.month - 1 + step - 1) // step * step
        while month // 12 <= min(self.last.year, 9999):
            year, rest = divmod(month, 12)
            if year >= 1:
                day = date(year, rest + 1, 1)
                if day > self.last:
                    return
                if day >= self.first:
                    yield (
                        self.x(day),
                        str(year) if step >= 12 or not rest else f"{year}-{rest + 1:02}",
                    )
            month += step


def axis(first: date, last: date, left: float, wide: float) -> Axis:
    """An axis with a little air on both sides; at least two months."""
    air = max((last - first).days // 40, 20)
    begin = date.fromordinal(max(first.toordinal() - air, 1))
    end = date.fromordinal(min(last.toordinal() + air, date.max.toordinal()))
    return Axis(begin, end, left, wide)
