"""Dates: whether each is one, and whether its source could know it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from functools import partial

from rdflib import DCTERMS, PROV, RDF, XSD
from rdflib.term import Literal, Node

from libgraph.dates import SourceDate, check, during
from libgraph.errors import BadDate
from libgraph.evidence import source_of
from libgraph.validation.facts import Facts
from libgraph.validation.fault import Fault
from libgraph.validation.terms import LG
from libgraph.validation.vocabulary import Vocabulary

_SEEN = (LG.during, LG.attested)
_UNKNOWN = SourceDate(None, None)


def impossible(facts: Facts, _vocabulary: Vocabulary) -> Iterator[Fault]:
    """Dates of statements and sources that are no EDTF, or that no calendar has."""
    sources = frozenset(facts.subjects(RDF.type, LG.Source))
    for predicate in (*_SEEN, LG.announced):
        for node, value in facts.column(predicate).where(_is_wrong):
            yield Fault("date", node, _wrong(value), predicate, value)
    for node, value in facts.column(DCTERMS.date).where(_is_wrong):
        if node in sources:
            yield Fault("date", node, _wrong(value), DCTERMS.date, value)


def in_the_future(facts: Facts, vocabulary: Vocabulary) -> Iterator[Fault]:
    """Statements that hold from a day on which their source was written already.

    For how long an agreement is made, whoever tells of it knows beforehand.
    """
    written, quoted = _written(facts), facts.column(PROV.wasQuotedFrom)
    oldest = min(written.values(), default=date.max)
    for predicate in _SEEN:
        for node, value in facts.column(predicate).where(partial(_begins_after, oldest)):
            latest = min(_latest(quoted.values(node), written), default=date.max)
            if _begins_after(latest, value) and not _is_term(facts, vocabulary, node, value):
                yield Fault(
                    "future",
                    node,
                    f"the source was written by {latest} and cannot have seen {value}: write "
                    "lg:announced for what it expects, or correct the source's dcterms:date",
                    predicate,
                    value,
                )


def _is_term(facts: Facts, vocabulary: Vocabulary, node: Node, value: Node) -> bool:
    """Whether it is said from when until when an agreement is made, or a party bound by it."""
    of = (*facts.objects(node, LG.agreement), *facts.objects(node, LG.of))
    types = (kind for one in of for kind in facts.objects(one, RDF.type))
    return "/" in str(value) and LG.Agreement in vocabulary.ancestors(types)


def _is_wrong(value: Node) -> bool:
    return bool(_wrong(value))


def _wrong(value: Node) -> str:
    """What is wrong with a date; nothing, if it is one or no text at all."""
    if _is_text(value):
        try:
            check(str(value))
        except BadDate as error:
            return str(error)
    return ""


def _is_text(value: Node) -> bool:
    """Whether a value is a plain text; a shape reports the others."""
    return (
        isinstance(value, Literal)
        and value.language is None
        and value.datatype in (None, XSD.string)
    )


def _written(facts: Facts) -> dict[str, date]:
    """The last day on which each source can have been written."""
    found = {}
    for source in facts.subjects(RDF.type, LG.Source):
        for value in facts.objects(source, DCTERMS.date):
            if latest := _latest_day(value):
                found[str(source)] = latest
    return found


def _latest_day(value: Node) -> date | None:
    try:
        return SourceDate.parse(str(value)).latest
    except BadDate:
        return None  # `impossible` reports it


def _latest(passages: Iterable[Node], written: dict[str, date]) -> Iterator[date]:
    for passage in passages:
        if latest := written.get(source_of(str(passage))):
            yield latest


def _begins_after(day: date, value: Node) -> bool:
    try:
        begins = during(str(value), _UNKNOWN).begins_earliest
    except BadDate:
        return False
    return begins is not None and begins > day
