"""What the ontology says, as far as validation asks: its terms, hierarchy, domains, sentences."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache, cached_property

from rdflib import OWL, RDF, RDFS, SKOS, Graph
from rdflib.collection import Collection
from rdflib.term import Node, URIRef

from libgraph import resources
from libgraph.namespaces import local_name
from libgraph.validation.places import Triple
from libgraph.validation.terms import LG


@dataclass(frozen=True)
class Vocabulary:
    """The ontology and its concepts."""

    graph: Graph

    @cached_property
    def terms(self) -> frozenset[URIRef]:
        """Everything that the namespace lg: has."""
        return frozenset(term for term in _iris(self.graph.subjects()) if term.startswith(LG))

    @cached_property
    def classes(self) -> frozenset[URIRef]:
        """The classes of lg:."""
        return self.terms & self._of_type(OWL.Class)

    @cached_property
    def properties(self) -> frozenset[URIRef]:
        """The properties of lg: that data may use."""
        data = self._of_type(OWL.ObjectProperty) | self._of_type(OWL.DatatypeProperty)
        return self.terms & data

    @cached_property
    def derived(self) -> frozenset[URIRef]:
        """What the build works out: classes and properties that nobody writes by hand."""
        marked = self.graph.subjects(LG.derived, None)
        return _iris(marked) | {LG.Relationship, LG.DeprecatedRelationship}

    @cached_property
    def link_relations(self) -> frozenset[URIRef]:
        """The properties that a link statement may name."""
        return self._of_type(LG.LinkRelation)

    @cached_property
    def references(self) -> frozenset[URIRef]:
        """The properties of lg: that point at things."""
        objects = self.terms & self._of_type(OWL.ObjectProperty)
        return objects - self.derived - self.link_relations - {LG.relation}

    @cached_property
    def owners(self) -> dict[URIRef, frozenset[URIRef]]:
        """The classes that have a property: the kinds that it belongs to, else its domain."""
        return {one: self._distinguished(one) or self._domain(one) for one in self.properties}

    def _distinguished(self, one: Node) -> frozenset[URIRef]:
        owned = self.graph.subjects(LG.distinguishedBy | LG.alsoTells, one)
        return _iris(owned)

    def _domain(self, one: Node) -> frozenset[URIRef]:
        parents = self.graph.transitive_objects(one, RDFS.subPropertyOf)
        found = (self.graph.value(p, RDFS.domain) for p in parents if p is not None)
        domains = _iris(found)
        return frozenset({LG.Statement}) if LG.Account in domains else domains

    @cached_property
    def kinds(self) -> frozenset[URIRef]:
        """The kinds of statements: the classes that say what their ends are."""
        return _iris(self.graph.subjects(LG.distinguishedBy, None))

    @cached_property
    def disjoint(self) -> tuple[frozenset[URIRef], ...]:
        """Groups of classes of which a thing can be one at most."""
        lists = self.graph.objects(None, OWL.members)
        groups = [_iris(Collection(self.graph, first)) for first in lists]
        pairs = [_iris(pair) for pair in self.graph.subject_objects(OWL.disjointWith)]
        return tuple(groups + pairs)

    def ancestors(self, types: Iterable[Node]) -> set[Node]:
        """The classes and everything above them."""
        return {above for one in types for above in self._above(one)}

    def _of_type(self, kind: Node) -> frozenset[URIRef]:
        return _iris(self.graph.subjects(RDF.type, kind))

    def _above(self, one: Node) -> frozenset[Node]:
        return self._hierarchy.get(one) or frozenset({one})

    @cached_property
    def _hierarchy(self) -> dict[Node, frozenset[URIRef]]:
        up = RDFS.subClassOf
        return {one: _iris(self.graph.transitive_objects(one, up)) for one in self.classes}

    @cached_property
    def background(self) -> tuple[Triple, ...]:
        """What shapes need to know: which class is below which, and what the concepts are."""
        return tuple(self._background())

    def _background(self) -> Iterator[Triple]:
        for below, above in self.graph.subject_objects(RDFS.subClassOf):
            if below in self.terms and above in self.terms:
                yield below, RDFS.subClassOf, above
        for concept, scheme in self.graph.subject_objects(SKOS.inScheme):
            yield concept, RDF.type, LG.Concept
            yield concept, SKOS.inScheme, scheme
        for relation in self.link_relations:
            yield relation, RDF.type, LG.LinkRelation

    def label(self, term: Node) -> str:
        """The English word for a term of the vocabulary; its local name where it has none."""
        labels = self.graph.objects(term, RDFS.label)
        english = (str(label) for label in labels if getattr(label, "language", None) == "en")
        return next(english, local_name(str(term)))

    def sentence(self, kind: Node) -> str | None:
        """How a statement of this kind is read aloud; {x} stands for the value of lg:x."""
        found = self.graph.value(kind, LG.sentence, any=True)
        return None if found is None else str(found)


def _iris(nodes: Iterable[Node | None]) -> frozenset[URIRef]:
    return frozenset(node for node in nodes if isinstance(node, URIRef))


@cache
def load() -> Vocabulary:
    """The vocabulary that travels with libgraph."""
    folder = resources.folder("ontology")
    graph = Graph(bind_namespaces="none")
    for name in ("libgraph.ttl", "concepts.ttl"):
        graph.parse(folder / name, format="turtle")
    return Vocabulary(graph)
