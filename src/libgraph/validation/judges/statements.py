"""Statements beside each other: signings for strangers, and the same said twice."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from rdflib import PROV, RDF, Graph
from rdflib.term import Node

from libgraph.evidence import source_of
from libgraph.validation.fault import Fault
from libgraph.validation.judges.same import Same
from libgraph.validation.names import Names, curie
from libgraph.validation.terms import LG
from libgraph.validation.vocabulary import Vocabulary

_NOT_CONTENT = frozenset((PROV.wasQuotedFrom, LG.rank, LG.rankReason))


def strangers(graph: Graph, vocabulary: Vocabulary) -> Iterator[Fault]:
    """Signings for somebody who is no party to the agreement in any statement."""
    same, names = Same(graph), Names(graph, vocabulary)
    parties: defaultdict[Node, set[Node]] = defaultdict(set)
    for statement, party in graph.subject_objects(LG.party):
        for agreement in graph.objects(statement, LG.agreement):
            parties[same.one(agreement)].add(party)
    for signing in graph.subjects(RDF.type, LG.Signing):
        for agreement in graph.objects(signing, LG.agreement):
            known = parties[same.one(agreement)]
            known_ones = {same.one(party) for party in known}
            for signatory in graph.objects(signing, LG.onBehalfOf):
                if same.one(signatory) not in known_ones:
                    text = _stranger(names, signatory, agreement, known)
                    yield Fault("party", signing, text, LG.onBehalfOf, signatory)


def _stranger(names: Names, signatory: Node, agreement: Node, known: set[Node]) -> str:
    listed = " and ".join(sorted(names.title(party) for party in known)) or "none"
    return (
        f"{names.title(signatory)} is no party to {names.title(agreement)}, whose parties are "
        f"{listed}: write for whom of them it was signed, or add a lg:Party"
    )


def repeated(graph: Graph, vocabulary: Vocabulary) -> Iterator[Fault]:
    """Statements that say what another one says already, from the same source."""
    seen: dict[frozenset[object], Node] = {}
    for kind in vocabulary.kinds:
        for statement in sorted(graph.subjects(RDF.type, kind), key=str):
            first = seen.setdefault(_content(graph, statement), statement)
            if first != statement:
                text = (
                    f"this says what {curie(first)} says, from the same source: keep one, "
                    "and give it the passages of both"
                )
                yield Fault("repeated", statement, text)


def _content(graph: Graph, statement: Node) -> frozenset[object]:
    """What a statement says and where; not which passages, nor what curators think of it."""
    pairs = list(graph.predicate_objects(statement))
    content: set[object] = {pair for pair in pairs if pair[0] not in _NOT_CONTENT}
    content |= {source_of(str(iri)) for p, iri in pairs if p == PROV.wasQuotedFrom}
    return frozenset(content)
