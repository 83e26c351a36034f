"""Small pieces of the sentences that say what numbers mean."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterable, Sequence
from datetime import date

from libgraph.dates import Span


def count(number: int, noun: str, plural: str = "") -> str:
    """A number and its noun.

    >>> count(1, "tie"), count(2, "body", "bodies"), count(0, "tie")
    ('1 tie', '2 bodies', 'no ties')
    """
    return f"{number or 'no'} {noun if number == 1 else plural or noun + 's'}"


def listed(names: Iterable[str], limit: int = 4) -> str:
    """Names as a sentence lists them, at most `limit`, the others counted.

    >>> listed(["A"]), listed("AB"), listed("ABCDEF", 3)
    ('A', 'A and B', 'A, B, C and 3 more')
    """
    found = list(names)
    if len(found) > limit:
        found = [*found[:limit], f"{len(found) - limit} more"]
    *others, last = found
    return f"{', '.join(others)} and {last}" if others else last


def with_others(names: Sequence[str], size: int) -> str:
    """A group of `size` by its first names.

    >>> with_others(["A", "B"], 5), with_others(["A"], 2), with_others(["A"], 1)
    ('A, B and 3 others', 'A and 1 other', 'A')
    """
    rest = size - len(names)
    return f"{', '.join(names)} and {count(rest, 'other')}" if rest else listed(names)


def number(value: float) -> str:
    """A number in a sentence: 'about' where it is cut.

    >>> number(12.0), number(2.5), number(1 / 3)
    ('12', '2.5', 'about 0.3')
    """
    cut = round(value, 1)
    about = "" if abs(cut - value) < 1e-6 else "about "
    return f"{about}{cut:.12g}"


def share(part: float, whole: float) -> str:
    """A part of a whole as a percentage; never 0 % or 100 % of what is more or less than that.

    >>> share(1, 3), share(0, 3), share(3, 3), share(1, 1000)
    ('33 %', '0 %', '100 %', 'under 1 %')
    """
    percent = round(100 * part / whole)
    if percent == 0 and part:
        return "under 1 %"
    return "over 99 %" if percent == 100 and part < whole else f"{percent} %"


def when(span: Span | None) -> str:
    """The time that a question asks about.

    >>> when(Span.parse("2009")), when(Span.parse("2009-06-01")), when(Span.parse("2009/2011"))
    ('in 2009', 'on 2009-06-01', 'from 2009 to 2011')
    """
    if span is None:
        return "over all time"
    if span.first == date.min:
        return f"until {span.last}"
    if span.last == date.max:
        return f"from {span.first} on"
    if span.first == span.last:
        return f"on {span.first}"
    first, last = _short(span)
    return f"in {first}" if first == last else f"from {first} to {last}"


def _short(span: Span) -> tuple[str, str]:
    """Both days of the span without what a whole month or year makes superfluous."""
    first, last = span.first, span.last
    if first.day != 1 or last.day != monthrange(last.year, last.month)[1]:
        return str(first), str(last)
    length = 4 if first.month == 1 and last.month == 12 else 7
    return str(first)[:length], str(last)[:length]
