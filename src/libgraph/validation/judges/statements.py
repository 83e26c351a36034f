"""Statements beside each other: signings for strangers, and the same said twice."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from rdflib import PROV, RDF
from rdflib.term import Node

from libgraph.evidence import source_of
from libgraph.validation.facts import Facts
from libgraph.validation.fault import Fault
from libgraph.validation.judges.same import Same
from libgraph.validation.names import Names, curie
from libgraph.validation.terms import LG
from libgraph.validation.vocabulary import Vocabulary

_NOT_CONTENT = frozenset((PROV.wasQuotedFrom, LG.rank, LG.rankReason))


def strangers(facts: Facts, vocabulary: Vocabulary) -> Iterator[Fault]:
    """Signings for somebody who is no party to the agreement in any statement."""
    same, names = Same(facts), Names(facts, vocabulary)
    parties: defaultdict[Node, set[Node]] = defaultdict(set)
    for statement, party in facts.subject_objects(LG.party):
        for agreement in facts.objects(statement, LG.agreement):
            parties[same.one(agreement)].add(party)
    for signing in facts.subjects(RDF.type, LG.Signing):
        for agreement in facts.objects(signing, LG.agreement):
            known = parties[same.one(agreement)]
            known_ones = {same.one(party) for party in known}
            for signatory in facts.objects(signing, LG.onBehalfOf):
                if same.one(signatory) not in known_ones:
                    text = _stranger(names, signatory, agreement, known)
                    yield Fault("party", signing, text, LG.onBehalfOf, signatory)


def _stranger(names: Names, signatory: Node, agreement: Node, known: set[Node]) -> str:
    listed = " and ".join(sorted(names.title(party) for party in known)) or "none"
    return (
        f"{names.title(signatory)} is no party to {names.title(agreement)}, whose parties are "
        f"{listed}: write for whom of them it was signed, or add a lg:Party"
    )


def repeated(facts: Facts, vocabulary: Vocabulary) -> Iterator[Fault]:
    """Statements that say what another one says already, from the same source."""
    for alike in _alike(facts, vocabulary):
        first: dict[frozenset[object], Node] = {}
        for statement in sorted(alike, key=str):
            other = first.setdefault(_content(facts, statement), statement)
            if other != statement:
                text = (
                    f"this says what {curie(other)} says, from the same source: keep one, "
                    "and give it the passages of both"
                )
                yield Fault("repeated", statement, text)


def _alike(facts: Facts, vocabulary: Vocabulary) -> Iterator[list[Node]]:
    """Groups of statements that may say the same: one number stands for all that each says."""
    told = {one: 0 for kind in vocabulary.kinds for one in facts.subjects(RDF.type, kind)}
    for predicate, column in facts.columns.items():
        if predicate not in _NOT_CONTENT:
            for statement, value in column:
                if statement in told:
                    told[statement] ^= hash((predicate, id(value)))  # the same value is one object
    quoted = facts.column(PROV.wasQuotedFrom)
    for statement in told:
        for source in {source_of(str(passage)) for passage in quoted.values(statement)}:
            told[statement] ^= hash(source)
    groups: defaultdict[int, list[Node]] = defaultdict(list)
    for statement, number in told.items():
        groups[number].append(statement)
    return (group for group in groups.values() if len(group) > 1)


def _content(facts: Facts, statement: Node) -> frozenset[object]:
    """What a statement says and where; not which passages, nor what curators think of it."""
    pairs = list(facts.about(statement))
    content: set[object] = {pair for pair in pairs if pair[0] not in _NOT_CONTENT}
    content |= {source_of(str(iri)) for p, iri in pairs if p == PROV.wasQuotedFrom}
    return frozenset(content)
