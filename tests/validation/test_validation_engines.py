"""Our engine against pySHACL, the judge: the same report, to the byte, on whatever there is."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rdflib import DCTERMS, OWL, PROV, RDF, RDFS, SH, XSD, BNode, Graph, Literal, URIRef
from rdflib.term import Node

from libgraph.errors import CannotRun
from libgraph.validation import ENGINES, FORMATS, shapes, validate, validate_graph, vocabulary
from libgraph.validation.engines import auto, columns
from libgraph.validation.facts import Facts
from libgraph.validation.quiet import quiet
from libgraph.validation.report import Report
from libgraph.validation.result import Result, path_text
from libgraph.validation.shacl import Unknown, refuse_unknown
from libgraph.validation.shacl.checks import PARAMETERS
from libgraph.validation.shapes import Shapes
from libgraph.validation.terms import ID, LG

HERE = Path(__file__).parent.parent
EXAMPLES = sorted((HERE / "shapes").glob("*/*.ttl"))
GENERATE = HERE.parent / "benchmarks" / "generate.py"


def same(one: Report, other: Report) -> bool:
    return all(write(one) == write(other) for write in FORMATS.values())


def results(report: Report) -> list[tuple[object, ...]]:
    """What pySHACL and ours must agree in; blank nodes have no names to agree in."""
    return sorted(
        (
            named(one.result.focus),
            one.path or "",
            named(one.result.value),
            *(one.severity, one.component, one.shape, one.message, one.label),
        )
        for one in report.results
    )


def named(node: Node | None) -> str:
    return "_:" if isinstance(node, BNode) else repr(node)


# ── What there is ────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_every_example_gets_the_same_report(path: Path) -> None:
    ours, theirs = (validate([path], engine=name) for name in ("columns", "pyshacl"))
    assert same(ours, theirs)
    assert bool(ours.results) == path.name.startswith("fail-")


def test_all_examples_together_get_the_same_report() -> None:
    ours, theirs = (validate([HERE / "shapes"], engine=name) for name in ("columns", "pyshacl"))
    assert len(ours.results) > 300
    assert same(ours, theirs)


@pytest.mark.parametrize("name", ["a.ttl", "a.nt"])
def test_planted_mistakes_get_the_same_report(tmp_path: Path, name: str) -> None:
    command = [sys.executable, str(GENERATE), "4000", "--violations", "80", "-o"]
    subprocess.run([*command, str(tmp_path / name)], check=True, capture_output=True)
    ours, theirs = (validate([tmp_path], engine=name) for name in ("columns", "pyshacl"))
    assert ours.count("violation") >= 80
    assert all(finding.line for finding in ours.results)
    assert same(ours, theirs)


# ── Whatever there may be ────────────────────────────────────────────────────────────────

PREDICATES = [*sorted(vocabulary.load().properties), RDFS.label, OWL.sameAs, PROV.wasQuotedFrom]
PREDICATES += [RDF.type, RDFS.subClassOf, OWL.differentFrom, DCTERMS.date, DCTERMS.publisher]
CLASSES = sorted(vocabulary.load().classes)
NODES = [URIRef(ID + name) for name in "abcdef"]
ODD = [BNode("x"), BNode("y"), LG.nothing, LG.phone, LG.attendee, LG.books, LG.preferred]
WORDS = ["", "a", "\\d \n", "2009-02-30", "2009/2010", "KZ", "+7 727 267 2883", "1", "01", "-3"]
WORDS += ["1.50", "NaN", "true", "Q12", "x@ifla.org", "https://ifla.org/"]
TYPES = [XSD.integer, XSD.decimal, XSD.double, XSD.boolean, XSD.date, XSD.dateTime, XSD.anyURI]
TYPES += [XSD.string, XSD.gYear, URIRef("urn:x")]
LANGUAGES = ["en", "EN", "kk-Latn", "ru"]
TERMS = st.one_of(
    st.sampled_from([*NODES, *ODD]),
    st.sampled_from([*NODES, *CLASSES]),
    st.builds(lambda text: Literal(text), st.sampled_from(WORDS)),
    st.builds(
        lambda text, lang: Literal(text, lang=lang), *map(st.sampled_from, (WORDS, LANGUAGES))
    ),
    st.builds(lambda text, type_: (text, type_), *map(st.sampled_from, (WORDS, TYPES))),
)
TRIPLES = st.tuples(st.sampled_from([*NODES, ODD[0]]), st.sampled_from(PREDICATES), TERMS)


def made(term: Any) -> Any:
    """A literal of a datatype is made late: rdflib remarks on each that does not fit."""
    return Literal(term[0], datatype=term[1]) if isinstance(term, tuple) else term


def agree(graph: Graph) -> None:
    ours, theirs = (validate_graph(graph, engine=name) for name in ("columns", "pyshacl"))
    assert results(ours) == results(theirs)


@settings(max_examples=int(os.environ.get("LIBGRAPH_EXAMPLES", "25")), deadline=None)
@given(st.lists(TRIPLES, max_size=25))
def test_any_graph_gets_the_same_report(drawn: list[tuple[Any, Any, Any]]) -> None:
    graph = Graph()
    with quiet():
        for subject, predicate, value in drawn:
            graph.add((subject, predicate, made(value)))
    agree(graph)


GOOD = Graph()
for file in EXAMPLES:
    if file.name.startswith("pass-"):
        GOOD.parse(file)
GIVEN = sorted(GOOD)
DAMAGES = st.one_of(
    st.tuples(st.just("leave out"), st.sampled_from(GIVEN), st.none()),
    st.tuples(st.just("say otherwise"), st.sampled_from(GIVEN), TERMS),
    st.tuples(st.just("say more"), st.sampled_from(GIVEN), TERMS),
    st.tuples(st.just("rename"), st.sampled_from(GIVEN), st.sampled_from(PREDICATES)),
)


@settings(max_examples=int(os.environ.get("LIBGRAPH_EXAMPLES", "15")), deadline=None)
@given(st.lists(DAMAGES, min_size=1, max_size=12))
def test_any_damage_gets_the_same_report(drawn: list[tuple[str, Any, Any]]) -> None:
    graph = Graph()
    for triple in GIVEN:
        graph.add(triple)
    with quiet():
        for kind, (subject, predicate, value), other in drawn:
            if kind != "say more":
                graph.remove((subject, predicate, value))
            if kind == "rename":
                graph.add((subject, other, value))
            elif kind != "leave out":
                graph.add((subject, predicate, made(other)))
    agree(graph)


# ── Every constraint that is claimed ─────────────────────────────────────────────────────

HEAD = """\
@prefix : <urn:x:> . @prefix sh: <http://www.w3.org/ns/shacl#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
@prefix lgs: <https://w3id.org/libgraph/shapes#> .
"""
DATA = """
:below rdfs:subClassOf :Kind . :lower rdfs:subClassOf :below . :below rdfs:subClassOf :lower .
:n0 a :Kind .
:n1 a :below ; :p 1 , "a" , "b"@en , "c"@EN , :n0 ; :q :n1 , :n4 , 1 .
:n2 a :lower ; :p _:b , -2 , 1.5 , "2009-01-01"^^xsd:date , "x"^^xsd:integer , :other ; :q :n2 .
:n3 a :Kind , :lower ; :p "yes"^^xsd:boolean , true , "ABC\\nd" , 0 ; :q "ABC" .
:n4 :p :n1 , :n2 , <urn:none> , "1"^^xsd:string ; :q :n3 .
"""
SHAPE = ':s sh:targetClass :Kind ; sh:targetSubjectsOf :p ; sh:message "m" ; '
CONSTRAINTS = {
    "minCount": ["sh:path :p ; sh:minCount 1", "sh:path :p ; sh:minCount 5"],
    "maxCount": ["sh:path :p ; sh:maxCount 0", "sh:path :q ; sh:maxCount 1"],
    "class": ["sh:path :p ; sh:class :Kind", "sh:class :lower", "sh:path :p ; sh:class :a , :Kind"],
    "datatype": [
        f"sh:path :p ; sh:datatype xsd:{name}"
        for name in (
            "string",
            "integer",
            "decimal",
            "boolean",
            "date",
            "anyURI",
        )
    ],
    "nodeKind": [
        f"sh:path :p ; sh:nodeKind sh:{name}"
        for name in (
            "IRI",
            "Literal",
            "BlankNode",
            "BlankNodeOrIRI",
            "BlankNodeOrLiteral",
            "IRIOrLiteral",
        )
    ],
    "pattern": ['sh:path :p ; sh:pattern "^[a-c]"', 'sh:path :p ; sh:pattern "^D" ; sh:flags "im"'],
    "maxLength": ["sh:path :p ; sh:maxLength 1"],
    "minInclusive": ["sh:path :p ; sh:minInclusive 0", "sh:path :p ; sh:minInclusive 1.5"],
    "in": ['sh:path :p ; sh:in ( 1 :n0 "a" true )'],
    "hasValue": ["sh:path :p ; sh:hasValue 1", "sh:path [ sh:inversePath :q ] ; sh:hasValue :n1"],
    "disjoint": ["sh:path :p ; sh:disjoint :q", "sh:path :q ; sh:disjoint :p , :r"],
    "uniqueLang": ["sh:path :p ; sh:uniqueLang true"],
    "node": ["sh:path :p ; sh:node [ sh:property [ sh:path :p ; sh:minCount 1 ] ]"],
    "property": [
        "sh:node [ sh:property [ sh:path :q ; sh:maxCount 1 ] , [ sh:path :p ; sh:class :Kind ] ]"
    ],
    "not": [
        "sh:not [ sh:path :q ; sh:class :Kind ]",
        "sh:path :p ; sh:not [ sh:datatype xsd:integer ]",
    ],
    "or": ["sh:path :p ; sh:or ( [ sh:class :Kind ] [ sh:nodeKind sh:Literal ; sh:maxLength 1 ] )"],
}
PATHS = [
    "( :q :p )",
    "[ sh:inversePath :p ]",
    "[ sh:alternativePath ( :p :q ) ]",
    "( [ sh:inversePath :q ] [ sh:alternativePath ( :p :q ) ] )",
    "[ sh:alternativePath ( ( :p :q ) [ sh:inversePath :q ] ) ]",
]
CASES = [(key, text) for key, texts in CONSTRAINTS.items() for text in texts]
CASES += [
    ("path", f"sh:path {path} ; sh:{what}")
    for path in PATHS
    for what in (
        "maxCount 0",
        "minCount 3",
        "nodeKind sh:Literal",
        "disjoint :q",
    )
]


def both(constraint: str, data: str = DATA) -> tuple[list[Result], list[Result]]:
    rules = Shapes(Graph().parse(data=HEAD + SHAPE + constraint + " .", format="turtle"))
    with quiet():
        facts = Facts.of(Graph().parse(data=HEAD + data, format="turtle"))
        found = columns(facts, rules), ENGINES["pyshacl"](facts, rules)
    ours, theirs = (sorted(map(comparable, results)) for results in found)
    return ours, theirs


def comparable(result: Result) -> tuple[str, ...]:
    path = "" if result.path is None else path_text(result.path)
    return (
        *(named(result.focus), path, named(result.value)),
        *(result.severity, result.component, result.shape, result.message),
    )


@pytest.mark.parametrize(("parameter", "constraint"), CASES)
def test_every_constraint_fails_where_pyshacl_says_so(parameter: str, constraint: str) -> None:
    ours, theirs = both(constraint)
    assert ours == theirs
    assert ours, "no case of this constraint fails: it proves nothing"


def test_every_constraint_that_is_claimed_has_its_cases() -> None:
    assert set(CONSTRAINTS) == {str(name).removeprefix(str(SH)) for name in PARAMETERS}


@pytest.mark.parametrize(
    "constraint",
    [
        "sh:path :p ; sh:minLength 1",
        "sh:path :p ; sh:maxInclusive 1",
        "sh:path :p ; sh:class :Kind ; sh:deactivated true",
        "sh:path [ sh:zeroOrMorePath :p ] ; sh:minCount 9",
        "sh:path [ sh:inversePath ( :p :q ) ] ; sh:minCount 9",
        "sh:closed true ; sh:property [ sh:path :p ]",
        "sh:property [ sh:path :p ; sh:maxCount 1 ]",
        "sh:node :s",
        "sh:path :p ; sh:node [ sh:path :p ; sh:minCount 1 ]",
        "sh:or ( :s )",
        'sh:path :p ; sh:minCount 1 ; sh:message "another"',
        'sh:path :p ; sh:pattern "A" ; sh:flags "x"',
        "sh:path :p ; sh:minCount 1 ; a rdfs:Class",
        "sh:path :p ; sh:minCount 1 ; sh:targetNode :n1",
        "sh:path :p ; sh:datatype rdfs:Literal",
        "sh:path :p ; sh:nodeKind :nonsense",
    ],
)
def test_what_is_not_known_is_refused(constraint: str) -> None:
    graph = Graph().parse(data=HEAD + SHAPE + constraint + " .", format="turtle")
    with pytest.raises(Unknown):
        refuse_unknown(graph)
    with pytest.raises(CannotRun, match="--engine pyshacl"):
        columns(Facts(), Shapes(graph))


def test_a_shape_without_words_of_its_own_is_refused() -> None:
    shape = ":s sh:targetClass :Kind ; sh:path :p ; sh:minCount 1 ."
    with pytest.raises(Unknown):
        refuse_unknown(Graph().parse(data=HEAD + shape, format="turtle"))


def test_auto_takes_pyshacl_where_ours_does_not_know_enough() -> None:
    text = HEAD + SHAPE + "sh:path :p ; sh:minLength 3 ."
    rules = Shapes(Graph().parse(data=text, format="turtle"))
    facts = Facts.of(Graph().parse(data=HEAD + ':n0 a :Kind ; :p "ab" .', format="turtle"))
    (found,) = auto(facts, rules)
    assert found.component == SH.MinLengthConstraintComponent


def test_all_that_our_shapes_use_is_known() -> None:
    refuse_unknown(shapes.load().graph)
