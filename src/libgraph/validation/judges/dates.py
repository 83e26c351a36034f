"""Dates: whether each is one, and whether its source could know it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from rdflib import DCTERMS, PROV, RDF, XSD, Graph
from rdflib.term import Literal, Node, URIRef

from libgraph.dates import SourceDate, check, during
from libgraph.errors import BadDate
from libgraph.evidence import source_of
from libgraph.validation.fault import Fault
from libgraph.validation.terms import LG
from libgraph.validation.vocabulary import Vocabulary

_SEEN = (LG.during, LG.attested)
_UNKNOWN = SourceDate(None, None)


def impossible(graph: Graph, _vocabulary: Vocabulary) -> Iterator[Fault]:
    """Dates of statements and sources that are no EDTF, or that no calendar has."""
    for predicate in (*_SEEN, LG.announced):
        for node, value in graph.subject_objects(predicate):
            yield from _judged(node, predicate, value)
    for source in graph.subjects(RDF.type, LG.Source):
        for value in graph.objects(source, DCTERMS.date):
            yield from _judged(source, DCTERMS.date, value)


def in_the_future(graph: Graph, _vocabulary: Vocabulary) -> Iterator[Fault]:
    """Statements that hold from a day on which their source was written already."""
    written = _written(graph)
    for predicate in _SEEN:
        for node, value in graph.subject_objects(predicate):
            begins = _begins(value)
            latest = begins and min(_latest(graph, node, written), default=None)
            if begins and latest and begins > latest:
                yield Fault(
                    "future",
                    node,
                    f"the source was written by {latest} and cannot have seen {value}: write "
                    "lg:announced for what it expects, or correct the source's dcterms:date",
                    predicate,
                    value,
                )


def _judged(node: Node, predicate: URIRef, value: Node) -> Iterator[Fault]:
    if _is_text(value):
        try:
            check(str(value))
        except BadDate as error:
            yield Fault("date", node, str(error), predicate, value)


def _is_text(value: Node) -> bool:
    """Whether a value is a plain text; a shape reports the others."""
    return (
        isinstance(value, Literal)
        and value.language is None
        and value.datatype in (None, XSD.string)
    )


def _written(graph: Graph) -> dict[str, date]:
    """The last day on which each source can have been written."""
    found = {}
    for source in graph.subjects(RDF.type, LG.Source):
        for value in graph.objects(source, DCTERMS.date):
            if latest := _latest_day(value):
                found[str(source)] = latest
    return found


def _latest_day(value: Node) -> date | None:
    try:
        return SourceDate.parse(str(value)).latest
    except BadDate:
        return None  # `impossible` reports it


def _latest(graph: Graph, node: Node, written: dict[str, date]) -> Iterator[date]:
    for passage in graph.objects(node, PROV.wasQuotedFrom):
        if latest := written.get(source_of(str(passage))):
            yield latest


def _begins(value: Node) -> date | None:
    try:
        return during(str(value), _UNKNOWN).begins_earliest
    except BadDate:
        return None
