"""Every term of another standard exists there, by a second witness: rdflib's own copies.

tests/test_ontology.py holds the terms against the standards' axioms; rdflib's namespaces are
another copy, made by others, which needs no network either. The addresses of the prefixes in the
published JSON-LD context are held against them, too.
"""

from __future__ import annotations

import json
from pathlib import Path

import rdflib
from rdflib import RDF, Graph, URIRef
from rdflib.namespace import DefinedNamespace

HERE = Path(__file__).parent
ONTOLOGY = HERE.parents[1] / "ontology"
OURS = "https://w3id.org/libgraph/"
CONTEXT = json.loads((ONTOLOGY / "context.jsonld").read_text("utf-8"))["@context"]

COPIES: dict[str, type[DefinedNamespace]] = {
    str(one): one
    for one in vars(rdflib.namespace).values()
    if isinstance(one, type) and issubclass(one, DefinedNamespace) and one is not DefinedNamespace
}
"""rdflib's copies of vocabularies, by their addresses."""


def aligned() -> set[URIRef]:
    """The terms of others in the vocabulary, the rules' prefixes apart."""
    logic = Graph().parse(ONTOLOGY / "libgraph.ttl").parse(ONTOLOGY / "concepts.ttl")
    used = {t for triple in logic for t in triple if isinstance(t, URIRef)}
    return {term for term in used if not term.startswith(OURS) and _space(term) in COPIES}


def spaces() -> set[str]:
    """The standards that they are of."""
    return {_space(term) for term in aligned()}


def strangers(terms: set[URIRef] | None = None) -> list[URIRef]:
    """Those that rdflib's copy of their standard does not have."""
    found = aligned() if terms is None else terms
    return sorted(term for term in found if term not in COPIES[_space(term)])


def _space(term: URIRef) -> str:
    return max((space for space in COPIES if term.startswith(space)), key=len, default="")


def test_every_aligned_term_is_in_rdflib_s_copy_of_its_standard() -> None:
    assert strangers() == []
    assert len(aligned()) >= 40
    assert len(spaces()) >= 6


def test_a_term_that_is_not_there_is_noticed() -> None:
    wrong = {URIRef("http://www.w3.org/ns/prov#Document"), RDF.type}
    assert strangers(wrong) == [URIRef("http://www.w3.org/ns/prov#Document")]


def test_the_prefixes_of_the_context_are_the_standards_addresses() -> None:
    prefixes = {k: v for k, v in CONTEXT.items() if isinstance(v, str) and v.startswith("http")}
    foreign = {k: v for k, v in prefixes.items() if not v.startswith(OURS)}
    assert foreign
    # rdflib has no copy of SKOS-XL; tests/test_ontology.py holds its terms against its axioms
    assert {k for k, v in foreign.items() if v not in COPIES} == {"skosxl"}
