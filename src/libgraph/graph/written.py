"""Dates as sources write them, good or bad: in order, and with what they are of in front."""

from __future__ import annotations

from libgraph.dates import sort_key
from libgraph.errors import BadDate
from libgraph.namespaces import DATINGS

_DURING, _ATTESTED, _ANNOUNCED = DATINGS
# as VALUES, the engine would read every dating of the graph first
DATED = f"""?node lg:restsOn ?s . ?s ?way ?text
    FILTER(?way IN ({", ".join(f"<{way}>" for way in DATINGS)}))"""
"""In SPARQL: the dates on which a relationship ?node rests, each with its property ?way."""
_MARKS = {"seen:": _ATTESTED, "planned:": _ANNOUNCED}


def by_time(text: str) -> tuple[object, ...]:
    """Sorts dates as written by their days; what is no date comes last."""
    try:
        return (0, sort_key(text))
    except BadDate:
        return (1, text)


def marked(way: str, text: str) -> str:
    """A date that is no span of time of its own, with a mark: a cell has no room for more.

    >>> marked(DATINGS[0], "1992/.."), marked(DATINGS[1], "2013-08-17")
    ('1992/..', 'seen:2013-08-17')
    """
    return next((mark for mark, one in _MARKS.items() if one == way), "") + text


def unmarked(cell: str) -> tuple[str, str]:
    """The property and the date of what `marked` returned.

    >>> unmarked("planned:2027") == (DATINGS[2], "2027")
    True
    """
    for mark, way in _MARKS.items():
        if cell.startswith(mark):
            return way, cell.removeprefix(mark)
    return _DURING, cell


def by_marked_time(cell: str) -> tuple[object, ...]:
    """Sorts what `marked` returned by days; what begins and ends alike, planned last.

    >>> sorted(["planned:2020", "seen:2020", "2020", "seen:2019"], key=by_marked_time)
    ['seen:2019', '2020', 'seen:2020', 'planned:2020']
    """
    way, text = unmarked(cell)
    return *by_time(text), DATINGS.index(way)
