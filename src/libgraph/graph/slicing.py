"""What was known by a day: the slice of sources that were written by then.

A source belongs to the slice when its latest possible date is by that day; one without a usable
date never does. Names are kept whoever wrote them, and so are decisions about identity:
whatever was known of a thing then, it is called and recognised as it is today.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import TYPE_CHECKING

from pyoxigraph import BlankNode, Literal, NamedNode, Quad, Triple

from libgraph.dates import SourceDate
from libgraph.errors import BadDate
from libgraph.namespaces import DCTERMS, TYPE, lg

if TYPE_CHECKING:
    from libgraph.graph.protocol import Graph

Node = NamedNode | BlankNode | Triple
_DATE = DCTERMS + "date"
_NAMING = NamedNode(lg("Naming"))
_DATED = """SELECT ?source (SAMPLE(?written) AS ?date) {
    ?source a lg:Source OPTIONAL { ?source dcterms:date ?written } } GROUP BY ?source"""


def left_out(quads: Iterable[Quad], sources: Mapping[Node, NamedNode], day: date) -> set[Node]:
    """The nodes that a slice does not have: statements of other sources, and later sources.

    `sources` maps each statement to its source; `quads` are all that was read.
    """
    written: dict[Node, date | None] = {}
    names: set[Node] = set()
    for quad in quads:
        if quad.predicate.value == _DATE and isinstance(quad.object, Literal):
            written[quad.subject] = latest(quad.object.value)
        elif quad.predicate.value == TYPE and quad.object == _NAMING:
            names.add(quad.subject)
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


def undated(graph: Graph) -> int:
    """How many sources have no usable date, and so are in no slice."""
    return sum(latest(written) is None for _, written in graph.texts(_DATED))
