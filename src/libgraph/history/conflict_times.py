"""How the times of statements lie to each other: apart, certainly overlapping, one in the other."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from typing import Any, TypeVar

from libgraph import dates
from libgraph.dates import NO_BOUNDS, Bounds, SourceDate
from libgraph.errors import BadDate
from libgraph.history.conflict_reading import Said
from libgraph.namespaces import lg

_UNKNOWN = SourceDate(None, None)
_A_DAY = timedelta(days=1)
_A_YEAR = timedelta(days=366)
Window = tuple[date, date]
_T = TypeVar("_T", bound=Any)  # anything that can be sorted


def apart(one: Bounds, other: Bounds) -> bool:
    """Whether one has certainly ended by the time the other begins."""
    return _before(one, other) or _before(other, one)


def _before(one: Bounds, other: Bounds) -> bool:
    ends, begins = one.ends_latest, other.begins_earliest
    return ends is not None and begins is not None and ends <= begins


def overlap(one: Bounds, other: Bounds) -> bool:
    """Whether both certainly hold on some day; the day of a handover is none.

    Each has certainly begun by the time the other ends, however early that is.
    """
    handover = apart(one, other) and one != other  # of one day alone nothing is handed over
    return _begun(one, other) and _begun(other, one) and not handover


def _begun(one: Bounds, other: Bounds) -> bool:
    begun, ends = one.begins_latest, other.ends_earliest
    return begun is not None and ends is not None and begun <= ends


def sure(bounds: Bounds) -> Window | None:
    """The days on which it certainly holds; None where no day is certain."""
    first, last = bounds.begins_latest, bounds.ends_earliest
    return (first, last) if first and last and first <= last else None


def joins(one: Bounds, other: Bounds) -> bool:
    """Whether the second begins when the first ends, as far as both are known to a year."""
    first, last = one.ends_earliest, one.ends_latest
    begins, begun = other.begins_earliest, other.begins_latest
    if first is None or last is None or begins is None or begun is None:
        return False
    if max(last - first, begun - begins) > _A_YEAR or last == date.max:
        return False
    return begins <= last + _A_DAY and begun >= first and one.begins_earliest != begins


def meeting(times: Iterable[tuple[_T, Bounds]]) -> Iterator[tuple[_T, _T]]:
    """The pairs of what may overlap or join, each once, found in one sweep through time."""
    windows = sorted(
        (*window, item) for item, bounds in times if (window := _window(bounds)) is not None
    )
    active: dict[_T, date] = {}
    found: set[tuple[_T, _T]] = set()
    for first, last, item in windows:
        active = {known: until for known, until in active.items() if until >= first}
        found |= {(min(known, item), max(known, item)) for known in active if known != item}
        active[item] = max(last, active.get(item, last))
    yield from sorted(found)


def _window(bounds: Bounds) -> Window | None:
    """Days within which it overlaps what it overlaps, and joins what it joins."""
    edges = bounds.begins_earliest, bounds.begins_latest, bounds.ends_earliest, bounds.ends_latest
    days = [day for day in edges if day]
    return (min(days), min(max(days), date.max - _A_DAY) + _A_DAY) if days else None


def written(said: Said) -> Bounds | None:
    """The bounds that the words alone give, whenever the source was written; None: no date."""
    try:
        if said.way == lg("during"):
            return dates.during(said.text, _UNKNOWN)
        return dates.attested(said.text)  # raises BadDate for what is undated, too
    except BadDate:
        return None


def written_end(said: Said) -> date | None:
    """The last day of an end that the source states: ``2009-12-31`` of ``/2009-12-31``."""
    _, _, end = said.text.partition("/")
    bounds = written(said) if end else None
    return bounds.ends_latest if bounds else None


def within(fine: Bounds, coarse: Bounds) -> bool:
    """Whether the first is a more precise form of the second."""
    return fine != coarse and all(map(_inside, _windows(fine), _windows(coarse)))


def _windows(bounds: Bounds) -> tuple[Window, Window]:
    return (
        (bounds.begins_earliest or date.min, bounds.begins_latest or date.max),
        (bounds.ends_earliest or date.min, bounds.ends_latest or date.max),
    )


def _inside(window: Window, around: Window) -> bool:
    return around[0] <= window[0] and window[1] <= around[1]


def chronology(statements: Iterable[Said]) -> tuple[date, date, str]:
    """Sorts groups of statements by time."""
    known = list(statements)
    begins = [said.bounds.begins_earliest or said.bounds.begins_latest for said in known]
    ends = [said.bounds.ends_earliest or said.bounds.ends_latest for said in known]
    return (
        min((day for day in begins if day), default=date.max),
        min((day for day in ends if day), default=date.max),
        min((said.iri for said in known), default=""),
    )


def sharpness(said: Said) -> tuple[int, int, str]:
    """Sorts statements by how precisely they are dated, the sharpest first."""
    windows = _windows(written(said) or NO_BOUNDS)
    edges = {date.min, date.max}
    unknown = sum(day in edges for window in windows for day in window)
    return unknown, sum((last - first).days for first, last in windows), said.text
