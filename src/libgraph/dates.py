"""Dates as sources write them (EDTF), the bounds they put on a time, and yes, possibly, no.

Reads EDTF (ISO 8601-2) levels 0 and 1, level 2's one-of sets (as all from first to last), and
`XXXX-10-08`. Seasons are the northern ones (21 = March to May … 24 = December to February), a
date-time is its local day; outside the years 0001-9999 nothing is certain. Bad dates raise BadDate.
"""

from __future__ import annotations

import math
import re
from calendar import month_name, monthrange
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from enum import IntEnum
from functools import lru_cache

from libgraph.errors import BadDate


class Holds(IntEnum):
    """Did it hold? The weakest of several answers is `min()`, the strongest `max()`."""

    NO = 0
    POSSIBLY = 1
    YES = 2

    def __str__(self) -> str:
        return self.name.lower()


@dataclass(frozen=True, slots=True)
class Span:
    """The days that a question asks about: "at some time in it"."""

    first: date
    last: date

    @classmethod
    def parse(cls, text: str) -> Span:
        """Read any EDTF date that names a day; an open end reaches to the edge of the calendar.

        >>> Span.parse("2008-02")
        Span(first=datetime.date(2008, 2, 1), last=datetime.date(2008, 2, 29))
        """
        first, last = (None, None) if text in ("", "..") else _outermost(text)
        if (first, last) in ((None, None), (None, date.min), (date.max, None)):
            raise BadDate(f"{str(text)!r} names no days to ask about: write a year, as in 2009")
        return cls(first or date.min, last or date.max)


@dataclass(frozen=True, slots=True)
class SourceDate:
    """The days between which a source was written; None where nobody knows."""

    earliest: date | None
    latest: date | None

    @classmethod
    def parse(cls, text: str) -> SourceDate:
        """Read any EDTF date, often a range: `[2013-08-17..2014-07]`, `[..2026-11-21]`."""
        return cls(*_outermost(text))


@dataclass(frozen=True, slots=True)
class Bounds:
    """Between which days something began, and ended; None is no limit. Always in order."""

    begins_earliest: date | None
    begins_latest: date | None
    ends_earliest: date | None
    ends_latest: date | None

    def holds(self, span: Span) -> Holds:
        """Say whether it held on some day of the span.

        >>> bounds = during("1987/2003", SourceDate(None, None))
        >>> [str(bounds.holds(Span.parse(year))) for year in ("1987-06", "1990", "2004")]
        ['possibly', 'yes', 'no']
        """
        begun, ended = self.begins_latest, self.ends_earliest
        if begun is not None and ended is not None and begun <= span.last and ended >= span.first:
            return Holds.YES
        begins, ends = self.begins_earliest or date.min, self.ends_latest or date.max
        return Holds.POSSIBLY if begins <= span.last and ends >= span.first else Holds.NO

    def clipped(self, earliest: date | None = None, latest: date | None = None) -> Bounds:
        """Let nothing begin before `earliest` or end after `latest`.

        A limit that contradicts these bounds is left out (both, if they do so only together): then
        sources disagree, and each stays as said. What was only announced never becomes certain.
        """
        begun = self.meet(Bounds(earliest, None, None, None)) or self
        ended = self.meet(Bounds(None, None, None, latest)) or self
        return begun.meet(ended) or self

    def no_longer_than(self, years: float) -> Bounds:
        """Clip to a longest plausible length, counted to the month.

        >>> attested("2020").no_longer_than(60).begins_earliest
        datetime.date(1960, 1, 1)
        """
        return self.clipped(_moved(self.ends_earliest, -years), _moved(self.begins_latest, years))

    def meet(self, other: Bounds) -> Bounds | None:
        """Return what is left if both are said of one relationship; None if both cannot be true."""
        begins = _later(self.begins_earliest, other.begins_earliest)
        begun = _earlier(self.begins_latest, other.begins_latest)
        ended = _later(self.ends_earliest, other.ends_earliest)
        ends = _earlier(self.ends_latest, other.ends_latest)
        first, last = begins or date.min, ends or date.max
        if first > last or first > (begun or date.max) or (ended or date.min) > last:
            return None
        # a bound that is missing in both stays missing, for a missing bound never makes a yes
        return Bounds(begins, begun and min(begun, last), ended and max(ended, first), ends)


NO_BOUNDS = Bounds(None, None, None, None)


def during(text: str, source: SourceDate) -> Bounds:
    """Derive the bounds of `lg:during`: it held over this time, as far as this source can know.

    An end written `..` says that it held when the source was written, so it began no later and
    ended no earlier; a source older than the beginning cannot know that.

    >>> str(during("2008/..", SourceDate.parse("2020")).ends_earliest)
    '2020-01-01'
    """
    bounds, ongoing = _read(text)
    if not ongoing:
        return bounds
    return bounds.meet(Bounds(None, source.latest, source.earliest, None)) or bounds


def attested(text: str) -> Bounds:
    """Derive the bounds of `lg:attested`: seen to hold then, beginning and end unknown.

    >>> str(attested("2020").holds(Span.parse("1950")))
    'possibly'
    """
    first, last = _outermost(text)
    return Bounds(None, last, first, None)


def announced(text: str) -> Bounds:
    """Derive the bounds of `lg:announced`: planned for then, so never better than possibly."""
    first, last = _outermost(text)
    return Bounds(first, None, None, last)


def check(text: str) -> None:
    """Raise BadDate, one sentence with what to write instead, unless the text is a good date."""
    _read(text)


def sort_key(text: str) -> tuple[bool, date, date, str]:
    """Sort by first day (none: before all), last day (none: after all), text; no bounds last."""
    first, last = _outermost(text)
    return first is None and last is None, first or date.min, last or date.max, str(text)


def _later(one: date | None, other: date | None) -> date | None:
    return max(one, other) if one and other else one or other


def _earlier(one: date | None, other: date | None) -> date | None:
    return min(one, other) if one and other else one or other


def _moved(day: date | None, years: float) -> date | None:
    if day is None:
        return None
    number = _number(12 * day.year + day.month - 1 + round(12 * years)) + day.day - 1
    return date.fromordinal(number) if 1 <= number <= _LAST else None  # off the calendar


# Reading. Days are numbers of any size, counted as date.toordinal() does; ±inf is no limit.
_Days = tuple[float, float]
_ANY, _OPEN, _LAST = (-math.inf, math.inf), ("/", "/..", ".."), date.max.toordinal()
_LEAST, _MOST = (1, -math.inf) * 2, (math.inf, _LAST) * 2  # beyond these, a limit is none
_DATE = re.compile(
    r"""(?: (Y-?[1-9][0-9]{4,} | -?[0-9]{3}X | -?[0-9]{2}XX)
      | (-(?!0000)[0-9]{4} | [0-9]{4} | XXXX) (?:-([0-9]{2} | XX(?!-[0-9]))
        (?:-([0-9]{2} | XX) (?:(?<=[0-9]) T(?:[01][0-9]|2[0-3]):[0-5][0-9]:(?:[0-5][0-9]|60)
            (?:Z | [+-][01][0-9](?::[0-5][0-9])?)? (?![?~%]))? )? )? ) ([?~%])?""",
    re.VERBOSE,
)


def _outermost(text: str) -> tuple[date | None, date | None]:
    bounds, _ = _read(text)
    return bounds.begins_earliest, bounds.ends_latest


def _read(text: str) -> tuple[Bounds, bool]:
    if not isinstance(text, str) or len(text) > 200:
        raise BadDate("a date is a short text: write year-month-day, as in '2009-05-12'")
    try:
        return _parse(str(text))  # str(): an rdflib literal hashes and prints unlike one
    except BadDate as fault:
        raise BadDate(*(fault.args or [_advice(str(text))])) from None


@lru_cache(maxsize=1 << 14)
def _parse(text: str) -> tuple[Bounds, bool]:
    if text[:1] + text[-1:] == "[]":
        members = [_ends(member, "..") for member in text[1:-1].split(",")]
        first = ended = min(begins[0] for begins, _ in members)
        last = begun = max(ends[1] for _, ends in members)
    else:
        (first, begun), (ended, last) = _ends(text, "/")
    # nothing ends before it begins: also where only one of the two is written
    days = first, min(begun, last), max(ended, first), last
    return Bounds(*map(_limit, days, _LEAST, _MOST)), text.endswith("/..")


def _limit(day: float, least: float, most: float) -> date | None:
    return date.fromordinal(int(min(max(day, 1), _LAST))) if least <= day <= most else None


def _ends(text: str, sign: str) -> tuple[_Days, _Days]:
    """Return the days of both ends of an interval; a date without the sign is both."""
    first, found, last = text.partition(sign)
    if not found or text == "..":
        return (_date(text),) * 2
    begins, ends = (_ANY if sign + end in _OPEN else _date(end) for end in (first, last))
    if begins[0] > ends[1]:
        raise BadDate(f"{text!r} ends before it begins: correct one of its dates")
    return begins, ends


def _date(text: str) -> _Days:
    found = _DATE.fullmatch(text)
    if found is None:
        raise BadDate  # _read finds the words, if somebody is to read them
    years, year, month, day, about = found.groups(default="")
    if month.isdigit():
        _check_calendar(year, month, day)
    if year == "XXXX":
        return _ANY
    count = 12 * 10 ** years.count("X")
    first = int((years or year).strip("YX")) * count - (count - 12 if years[:1] == "-" else 0)
    if month.isdigit():
        part = int(month)
        first, count = (first + part - 1, 1) if part <= 12 else (first + 3 * part - 61, 3)
    if day.isdigit():
        number = _number(first, int(day))
        return number - bool(about), number + bool(about)
    wider = count if about else 0
    return _number(first - wider), _number(first + count + wider) - 1


def _number(month: int, day: int = 1) -> int:
    cycles, rest = divmod(month - 4800, 4800)  # the calendar repeats after 400 years
    return date(rest // 12 + 400, rest % 12 + 1, day).toordinal() + 146_097 * cycles


def _check_calendar(year: str, month: str, day: str) -> None:
    """Raise BadDate where no calendar has such a month, season or day."""
    if "01" <= month <= "12":
        length = monthrange(int(year) if year != "XXXX" else 2000, int(month))[1]
        if not day.isdigit() or 1 <= int(day) <= length:
            return
        nearest = f"{year}-{month}-{'01' if day == '00' else length}"
        advice = f"{month_name[int(month)]} {year} has {length} days; "
        advice += f"write the day as {nearest}, or leave it out: {year}-{month}"
    elif not day and "21" <= month <= "24":
        return
    elif "13" <= month <= "31" and "01" <= day <= "12":
        advice = f"write year-month-day, as in {year}-{day}-{month}"
    else:
        advice = f"write a month 01 to 12 or a season 21 to 24, or leave it out: {year}"
    raise BadDate(f"'{'-'.join(filter(None, (year, month, day)))}' is not a date: {advice}")


_YMD, _INTERVAL = "write year-month-day", "write an interval with a slash"
_REPAIRS = (  # what people write, how EDTF writes it, what to tell them; the first that fits
    (r"(.+)", "{0}", "keep to digits and plain hyphens"),
    (r"([0-9]{1,2})[./-]([0-9]{1,2})[./-]([0-9]{4})", "{2}-{1:0>2}-{0:0>2}", _YMD),
    (r"([0-9]{4})[./-]?([0-9]{1,2})[./-]?([0-9]{1,2})", "{0}-{1:0>2}-{2:0>2}", _YMD),
    (r"([0-9]{4})[./-]([0-9]{1,2})", "{0}-{1:0>2}", _YMD),
    (r"([0-9]{1,2})[./-]([0-9]{4})", "{1}-{0:0>2}", _YMD),
    (r"([0-9-]{4,10})-([0-9]{4}[0-9-]{0,6})", "{0}/{1}", _INTERVAL),
    (r"(?:since|from)?([0-9-]{4,10}?)(?:[-/](?:present|now|today|open)?)?", "{0}/..", _INTERVAL),
    (r"(?:circa|ca|c|about|around)\.?(.+)", "{0}~", "write ~ for about"),
    (r"([0-9]{3})(?:0s|[xu?_-])", "{0}X", "write X for an unknown digit"),
)


def _advice(text: str) -> str:
    """Say in one sentence what is wrong, with the date repaired where we see what was meant."""
    plain = re.sub(r"[‐-―−]", "-", re.sub(r"\s+|[гж]\.?\s*$", "", text))
    for pattern, template, advice in _REPAIRS:
        if found := re.fullmatch(pattern, plain, re.IGNORECASE):
            with suppress(BadDate):
                _parse(repaired := template.format(*found.groups()))
                return f"{text!r} is not an EDTF date: {advice}, as in {repaired}"
    return f"{text!r} is not an EDTF date: {_YMD}, as in 2009-05-12, 2009-05 or 2009"
