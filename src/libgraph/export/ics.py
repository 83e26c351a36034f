"""Write a calendar (RFC 5545): the same entries give the same bytes.

DTSTAMP is no clock but the day that an entry was last said by a source, so that nothing changes
where nothing new is known. A calendar program tells entries apart by UID: reading the file again
updates them. All days are whole days; a date that is not exact spans all the days it may mean.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")
_SPECIAL = re.compile(r"([\\;,])")
_LONGEST = 75  # octets in a line, without its end


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry of a calendar, from its first day to its last.

    `uid` names it for good, `stamp` is the day it was last said, `sequence` how often it was
    said anew, `certain` whether it surely happens then.
    """

    uid: str
    summary: str
    description: str
    first: date
    last: date
    stamp: date
    sequence: int
    certain: bool
    category: str


def written(name: str, entries: Iterable[Entry]) -> bytes:
    """A calendar called `name`, its entries in order of time."""
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//libgraph//libgraph//EN",
        "CALSCALE:GREGORIAN",
        f"NAME:{_text(name)}",
        f"X-WR-CALNAME:{_text(name)}",
    ]
    for entry in sorted(entries, key=lambda entry: (entry.first, entry.last, entry.uid)):
        lines += _entry(entry)
    lines.append("END:VCALENDAR")
    return b"".join(_folded(line) for line in lines)


def _entry(entry: Entry) -> Iterator[str]:
    stamp = f"{_day(entry.stamp)}T000000Z"
    yield "BEGIN:VEVENT"
    yield f"UID:{_text(entry.uid)}"
    yield f"DTSTAMP:{stamp}"
    yield f"LAST-MODIFIED:{stamp}"
    yield f"SEQUENCE:{entry.sequence}"
    yield f"DTSTART;VALUE=DATE:{_day(entry.first)}"
    if entry.last < date.max:
        yield f"DTEND;VALUE=DATE:{_day(entry.last + timedelta(days=1))}"  # the first day after
    yield f"SUMMARY:{_text(entry.summary)}"
    yield f"DESCRIPTION:{_text(entry.description)}"
    yield f"CATEGORIES:{_text(entry.category)}"
    yield f"STATUS:{'CONFIRMED' if entry.certain else 'TENTATIVE'}"
    yield "TRANSP:TRANSPARENT"
    yield "END:VEVENT"


def _day(day: date) -> str:
    return day.isoformat().replace("-", "")


def _text(words: str) -> str:
    """A TEXT value: line ends and the characters with a meaning of their own escaped."""
    plain = _CONTROL.sub("", words.replace("\r\n", "\n").replace("\r", "\n"))
    return _SPECIAL.sub(r"\\\1", plain).replace("\n", "\\n")


def _folded(line: str) -> bytes:
    """A line with its end, folded between characters at 75 octets."""
    parts, part = [], b""
    for character in line:
        octets = character.encode()
        if len(part) + len(octets) > _LONGEST:
            parts.append(part)
            part = b" "
        part += octets
    return b"\r\n".join([*parts, part]) + b"\r\n"
