"""How long ahead to look: 30d, 6w, 3m, 1y."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date

from libgraph.dates import Span
from libgraph.errors import UsageError

_LENGTH = re.compile(r"([0-9]{1,5}) ?([dwmy])", re.IGNORECASE | re.ASCII)


@dataclass(frozen=True, slots=True)
class Within:
    """A length of time in days and calendar months."""

    days: int = 0
    months: int = 0

    @classmethod
    def parse(cls, text: str) -> Within:
        """Read a number with d, w, m or y.

        >>> Within.parse("6w")
        Within(days=42, months=0)

        Raises:
            UsageError: it is not such a length.
        """
        found = _LENGTH.fullmatch(text.strip())
        if found is None:
            raise UsageError(
                f"{text!r} is not a length of time: write a whole number with d, w, m or y, "
                "as in 180d or 6w"
            )
        number, unit = int(found[1]), found[2].lower()
        return {
            "d": cls(number),
            "w": cls(7 * number),
            "m": cls(months=number),
            "y": cls(months=12 * number),
        }[unit]

    def after(self, day: date) -> date:
        """The last day of the time that follows `day`; the calendar's last where it is beyond.

        >>> Within(months=3).after(date(2024, 11, 30))
        datetime.date(2025, 2, 28)
        """
        years, month = divmod(day.month - 1 + self.months, 12)
        year = day.year + years
        if year > date.max.year:
            return date.max
        start = date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
        return date.fromordinal(min(start.toordinal() + self.days, date.max.toordinal()))


HALF_A_YEAR = Within(days=180)


def today() -> Span:
    """The day that is asked about where none is named."""
    return Span(date.today(), date.today())
