"""What was known by a day: the slice of sources that were written by then.

A source belongs to the slice when its latest possible date is by that day; one without a usable
date never does. Names are kept whoever wrote them, and so are decisions about identity:
whatever was known of a thing then, it is called and recognised as it is today.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import TYPE_CHECKING

from libgraph.dates import SourceDate
from libgraph.errors import BadDate
from libgraph.graph.lines import terms, value
from libgraph.namespaces import DCTERMS, TYPE, lg

if TYPE_CHECKING:
    from libgraph.graph.protocol import Graph

_DATE, _TYPE = f"<{DCTERMS}date>", f"<{TYPE}>"
_NAMING = f"<{lg('Naming')}>"
_DATED = """SELECT ?source (SAMPLE(?written) AS ?date) {
    ?source a lg:Source OPTIONAL { ?source dcterms:date ?written } } GROUP BY ?source"""


def left_out(said: Iterable[str], sources: Mapping[str, str], day: date) -> set[str]:
    """The nodes that a slice does not have: statements of other sources, and later sources.

    `sources` maps each statement to its source; `said` are the lines of all that was read.
    """
    written: dict[str, date | None] = {}
    names: set[str] = set()
    for subject, predicate, what in map(terms, said):
        if predicate == _DATE and what.startswith('"'):
            written[subject] = latest(value(what))
        elif predicate == _TYPE and what == _NAMING:
            names.add(subject)
    known = {source for source, last in written.items() if last is not None and last <= day}
    later = {source for source, last in written.items() if last is not None and last > day}
    unknown = {node for node, source in sources.items() if source not in known}
    return (unknown - names) | (later & set(sources.values()))


def latest(written: str) -> date | None:
    """The last day on which a source can have been written; None where no date tells it."""
    try:
        return SourceDate.parse(written).latest
    except BadDate:
        return None


def days(graph: Graph) -> list[date]:
    """The days on which the set of known sources grows, in order."""
    written = graph.texts("SELECT DISTINCT ?date { ?source dcterms:date ?date }")
    return sorted({day for (words,) in written if (day := latest(words)) is not None})


def undated(graph: Graph) -> int:
    """How many sources have no usable date, and so are in no slice."""
    return sum(latest(written) is None for _, written in graph.texts(_DATED))
