"""Dates as sources write them, good or bad: in order, and with what they are of in front."""

from __future__ import annotations

from libgraph.dates import sort_key
from libgraph.errors import BadDate
from libgraph.namespaces import lg

_DURING = lg("during")
_MARKS = {"seen:": lg("attested"), "planned:": lg("announced")}


def by_time(text: str) -> tuple[object, ...]:
    """Sorts dates as written by their days; what is no date comes last."""
    try:
        return (0, sort_key(text))
    except BadDate:
        return (1, text)


def marked(way: str, text: str) -> str:
    """A date that is no span of time of its own, with a mark: a cell has no room for more.

    >>> marked(lg("during"), "1992/.."), marked(lg("attested"), "2013-08-17")
    ('1992/..', 'seen:2013-08-17')
    """
    return next((mark for mark, one in _MARKS.items() if one == way), "") + text


def unmarked(cell: str) -> tuple[str, str]:
    """The property and the date of what `marked` returned.

    >>> unmarked("planned:2027") == (lg("announced"), "2027")
    True
    """
    for mark, way in _MARKS.items():
        if cell.startswith(mark):
            return way, cell.removeprefix(mark)
    return _DURING, cell


def by_marked_time(cell: str) -> tuple[object, ...]:
    """Sorts what `marked` returned by days; what is planned after what was."""
    way, text = unmarked(cell)
    return *by_time(text), way
