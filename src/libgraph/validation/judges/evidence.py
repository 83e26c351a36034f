"""Evidence: passages that lie in their source, of one source, which is described."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from rdflib import PROV, RDF
from rdflib.term import Literal, Node, URIRef

from libgraph.evidence import fault, source_of
from libgraph.namespaces import shorten
from libgraph.validation.facts import Facts
from libgraph.validation.fault import Fault
from libgraph.validation.judges.nearest import Nearest
from libgraph.validation.terms import LG
from libgraph.validation.vocabulary import Vocabulary

_QUOTED = PROV.wasQuotedFrom


def passages(facts: Facts, _vocabulary: Vocabulary) -> Iterator[Fault]:
    """Evidence that is no passage, or reaches past the end of its source."""
    lengths = {str(source): _length(facts, source) for source in _described(facts)}
    for node, iri in facts.subject_objects(_QUOTED):
        if isinstance(iri, URIRef):
            wrong = fault(str(iri), lengths.get(source_of(str(iri))))
            if wrong:
                yield Fault("passage", node, wrong, _QUOTED, iri)


def sources(facts: Facts, _vocabulary: Vocabulary) -> Iterator[Fault]:
    """Evidence from a source that nobody describes, or from a second source."""
    described = set(map(str, _described(facts)))
    hint = Nearest(map(URIRef, described)).hint
    for node, iri in facts.subject_objects(_QUOTED):
        if not isinstance(iri, URIRef):
            continue
        source = source_of(str(iri))
        if source not in described:
            yield Fault("source", node, _undescribed(source, hint(source)), _QUOTED, iri)
    for node in facts.column(_QUOTED).further:
        yield from _second_sources(facts, node)


def _undescribed(source: str, hint: str) -> str:
    where = shorten(source)
    return (
        f"the source {where} is not described{hint or f': write {where} a lg:Source'}"
        f"{' Otherwise give it' if hint else ', with'} dcterms:title, publisher, date and language"
    )


def _second_sources(facts: Facts, node: Node) -> Iterator[Fault]:
    quoted = sorted(iri for iri in facts.objects(node, _QUOTED) if isinstance(iri, URIRef))
    first = source_of(str(quoted[0])) if quoted else ""
    for iri in quoted:
        if source_of(str(iri)) != first:
            text = (
                f"a statement has one source, and this one cites {shorten(first)} already: write "
                f"a second statement for what {shorten(source_of(str(iri)))} says"
            )
            yield Fault("source", node, text, _QUOTED, iri)


def _described(facts: Facts) -> Collection[Node]:
    return facts.subjects(RDF.type, LG.Source)


def _length(facts: Facts, source: Node) -> int | None:
    lengths = [
        value.value
        for value in facts.objects(source, LG.textLength)
        if isinstance(value, Literal) and isinstance(value.value, int)
    ]
    return max(lengths, default=None)
