"""Terms: misspelt ones, derived ones, and blank nodes."""

from __future__ import annotations

from collections.abc import Iterator

from rdflib import DCTERMS, OWL, PROV, RDF, RDFS, SKOS
from rdflib.namespace import DefinedNamespace
from rdflib.term import BNode, Node, URIRef

from libgraph.namespaces import local_name
from libgraph.validation.facts import Facts
from libgraph.validation.fault import Fault
from libgraph.validation.judges.nearest import Nearest
from libgraph.validation.names import curie
from libgraph.validation.terms import LG
from libgraph.validation.vocabulary import Vocabulary

_CLOSED: tuple[type[DefinedNamespace], ...] = (DCTERMS, OWL, PROV, RDFS, SKOS)
_NAMED_SHORTCUTS = (SKOS.prefLabel, SKOS.altLabel)
_STATED_BY = {  # the kind of statement that a shortcut follows from
    "memberOf": "Membership",
    "holdsPost": "Tenure",
    "worksIn": "Tenure",
    "partyTo": "Party",
    "partnerOf": "Party",
    "signed": "Signing",
    "hosts": "Hosting",
    "coversCountry": "Coverage",
    "tookPartIn": "Participation",
    "supports": "Support",
    "locatedIn": "Lifespan",
    "prefLabel": "Naming",
    "altLabel": "Naming",
}
_BLANK = "a blank node has no name by which it can be cited: give it an IRI, such as id:SLUG"
_Wrong = tuple[str, str] | None  # the kind of fault, and its text


def misused(facts: Facts, vocabulary: Vocabulary) -> Iterator[Fault]:
    """Triples with a term that does not exist, or that only the build writes."""
    terms = _Terms(vocabulary)
    ours = [iri for iri in facts.pool.iris.values() if iri.startswith(LG)]
    as_type: dict[Node, tuple[str, str]] = {
        iri: wrong for iri in ours if (wrong := terms.value(iri, True))
    }
    as_value: dict[Node, tuple[str, str]] = {
        iri: wrong for iri in ours if (wrong := terms.value(iri, False))
    }
    for predicate, column in facts.columns.items():
        if wrong := terms.predicate(predicate):
            for node, value in column:
                yield Fault(wrong[0], node, wrong[1], predicate, value)
        if suspects := as_type if predicate == RDF.type else as_value:
            for node, value in column.where(suspects.__contains__):
                yield Fault(suspects[value][0], node, suspects[value][1], predicate, value)


def blank_nodes(facts: Facts, _vocabulary: Vocabulary) -> Iterator[Fault]:
    """Nodes that have no name: where they are mentioned, else where something is said of them."""
    if not facts.pool.has_blank_nodes():
        return
    mentioned = set()
    for node, predicate, value in facts:
        if isinstance(value, BNode):
            mentioned.add(value)
            yield Fault("blank", node, _BLANK, predicate, value)
    for node in facts.described():
        if isinstance(node, BNode) and node not in mentioned:
            yield Fault("blank", node, _BLANK)


class _Terms:
    """Says what is wrong with a term, where it stands."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._vocabulary = vocabulary
        self._by_hand = vocabulary.terms - vocabulary.derived
        self._derived = vocabulary.derived | vocabulary.link_relations | {*_NAMED_SHORTCUTS}

    def predicate(self, term: Node) -> _Wrong:
        """What is wrong with a term as a property."""
        if term in self._derived:
            return "derived", self._not_by_hand(term)
        if str(term).startswith(LG):
            return self._unless_known(term, "property", self._vocabulary.properties)
        for namespace in _CLOSED:
            known = frozenset(map(URIRef, dir(namespace)))
            if str(term).startswith(str(namespace)) and term not in known:
                hint = Nearest(known).hint(str(term))
                return "foreign", f"{curie(term)} does not exist{hint or ': correct its name'}"
        return None

    def value(self, term: Node, is_type: bool) -> _Wrong:
        """What is wrong with a term of lg: as a type, or as another value."""
        if not is_type:
            return self._unless_known(term, "term", self._vocabulary.terms)
        if term in self._derived:
            return "derived", self._not_by_hand(term)
        return self._unless_known(term, "class", self._vocabulary.classes)

    def _unless_known(self, term: Node, what: str, known: frozenset[URIRef]) -> _Wrong:
        if term in known:
            return None
        hint = Nearest(known & self._by_hand).hint(str(term))
        remedy = hint or f": look for the right {what} in ontology/libgraph.ttl"
        exists = term in self._vocabulary.terms
        problem = f"is no {what}" if exists else "is not in the vocabulary"
        return "term", f"{curie(term)} {problem}{remedy}"

    def _not_by_hand(self, term: Node) -> str:
        begin = f"{curie(term)} is worked out by the build and never written by hand: "
        if term in self._vocabulary.link_relations:
            return f"{begin}write a lg:Link with lg:relation {curie(term)}"
        kind = _STATED_BY.get(local_name(str(term)))
        return f"{begin}write a lg:{kind}" if kind else f"{begin}delete it"
