"""The vocabulary keeps to OWL 2 RL (https://www.w3.org/TR/owl2-profiles/#OWL_2_RL).

Between named classes every axiom is in RL, so the vocabulary uses no class expressions, and
this checks the constructs that it uses.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest
from rdflib import OWL, RDF, RDFS, XSD, BNode, Graph, URIRef
from rdflib.collection import Collection
from rdflib.term import Node

HERE = Path(__file__).parent
ONTOLOGY = HERE.parents[1] / "ontology"

LG = "https://w3id.org/libgraph/ontology#"
LOGIC = Graph().parse(ONTOLOGY / "libgraph.ttl").parse(ONTOLOGY / "concepts.ttl")
STANDARDS = Graph()
for _file in sorted((HERE / "axioms").glob("*.nt")):
    STANDARDS.parse(_file)

CLASS_TYPES = {OWL.Class, RDFS.Class}
PROPERTY_TYPES = {OWL.ObjectProperty, OWL.DatatypeProperty, OWL.AnnotationProperty}
RL_TYPES = {
    *PROPERTY_TYPES,
    OWL.AllDisjointClasses,
    OWL.Class,
    OWL.FunctionalProperty,
    OWL.InverseFunctionalProperty,
    OWL.NamedIndividual,
    OWL.Ontology,
    OWL.SymmetricProperty,
    OWL.TransitiveProperty,
}
RL_PREDICATES = {
    OWL.disjointWith,
    OWL.members,
    OWL.versionInfo,
    RDF.first,
    RDF.rest,
    RDF.type,
    RDFS.domain,
    RDFS.label,
    RDFS.range,
    RDFS.seeAlso,
    RDFS.subClassOf,
    RDFS.subPropertyOf,
}
RL_DATATYPES = {XSD.string, XSD.boolean, XSD.integer, XSD.decimal, XSD.anyURI, XSD.dateTime}


def faults_of_profile(graph: Graph) -> list[str]:
    """What in an ontology of named classes is outside OWL 2 RL."""
    return [
        *(f"{o} as a type" for o in outside(graph.objects(None, RDF.type), RL_TYPES)),
        *(f"{p} as a predicate" for p in outside(graph.predicates(), RL_PREDICATES)),
        *(f"{c} where a class belongs" for c in class_positions(graph) if not is_class(graph, c)),
        *(f"{d} as a datatype" for d in datatypes(graph) - RL_DATATYPES),
        *faults_of_properties(graph),
    ]


def outside(terms: Iterable[Node], allowed: set[URIRef]) -> list[URIRef]:
    """The terms of OWL and RDFS that are not allowed; those of others are no syntax."""
    # str: the terms of rdflib take no tuple of prefixes
    reserved = (str(OWL), str(RDF), str(RDFS))
    return sorted({t for t in terms if str(t).startswith(reserved)} - allowed)


def class_positions(graph: Graph) -> Iterator[URIRef]:
    for below, over in graph.subject_objects(RDFS.subClassOf | OWL.disjointWith):
        yield from (below, over)
    yield from graph.objects(None, RDFS.domain)
    for term in graph.subjects(RDF.type, OWL.ObjectProperty):
        yield from graph.objects(term, RDFS.range)
    for members in graph.objects(None, OWL.members):
        yield from Collection(graph, members)


def is_class(graph: Graph, term: URIRef) -> bool:
    """A named class; owl:Thing and class expressions are not allowed everywhere in RL."""
    types = {*graph.objects(term, RDF.type), *STANDARDS.objects(term, RDF.type)}
    return isinstance(term, URIRef) and term not in OWL and bool(CLASS_TYPES & types)


def datatypes(graph: Graph) -> set[URIRef]:
    data = graph.subjects(RDF.type, OWL.DatatypeProperty)
    return {d for term in data for d in graph.objects(term, RDFS.range)}


def faults_of_properties(graph: Graph) -> Iterator[str]:
    """Breaches of what OWL 2 DL asks of properties, which RL keeps."""
    objects_only = {OWL.InverseFunctionalProperty, OWL.SymmetricProperty, OWL.TransitiveProperty}
    for term in {s for t in PROPERTY_TYPES for s in graph.subjects(RDF.type, t)}:
        types = set(graph.objects(term, RDF.type))
        if len(types & PROPERTY_TYPES) > 1:
            yield f"{term} is a property in two ways"
        if OWL.ObjectProperty not in types and types & objects_only:
            yield f"{term} has a character that only object properties may have"
        if OWL.AnnotationProperty in types and (term, RDFS.subPropertyOf, None) in graph:
            yield f"{term} is an annotation with logic"
        below = set(graph.transitive_subjects(RDFS.subPropertyOf, term))
        composite = any((p, RDF.type, OWL.TransitiveProperty) in graph for p in below)
        if composite and types & {OWL.FunctionalProperty, OWL.InverseFunctionalProperty}:
            yield f"{term} is transitive, or above a transitive one, and counted"


def test_the_vocabulary_is_in_owl_2_rl() -> None:
    assert faults_of_profile(LOGIC) == []


def test_blank_nodes_only_hold_lists_of_disjoint_classes() -> None:
    cells = set(LOGIC.subjects(RDF.first))
    sets = set(LOGIC.subjects(RDF.type, OWL.AllDisjointClasses))
    assert {s for s in LOGIC.subjects() if isinstance(s, BNode)} == cells | sets


@pytest.mark.parametrize(
    "breach",
    [
        "lg:A a owl:Class ; rdfs:subClassOf [ owl:unionOf ( lg:Person lg:Post ) ] .",
        "lg:A a owl:Class ; rdfs:subClassOf owl:Thing .",
        "lg:p a owl:ObjectProperty, owl:ReflexiveProperty .",
        "lg:p a owl:ObjectProperty, owl:DatatypeProperty .",
        "lg:p a owl:ObjectProperty, owl:TransitiveProperty, owl:FunctionalProperty .",
        "lg:p a owl:DatatypeProperty, owl:InverseFunctionalProperty .",
        "lg:p a owl:DatatypeProperty ; rdfs:range owl:real .",
        "lg:p a owl:ObjectProperty ; rdfs:range [ a owl:Class ] .",
    ],
)
def test_a_breach_of_the_profile_is_noticed(breach: str) -> None:
    prefixes = f"@prefix lg: <{LG}> . @prefix owl: <{OWL}> . @prefix rdfs: <{RDFS}> ."
    assert faults_of_profile(LOGIC + Graph().parse(data=f"{prefixes} {breach}", format="turtle"))
