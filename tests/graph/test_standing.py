"""A source that a curator ranks passes its rank on to what it says."""

from __future__ import annotations

from pathlib import Path

import pytest

from libgraph import open_graph
from libgraph.graph.protocol import Graph
from libgraph.history.conflicts import conflicts

PREFIXES = """
@prefix id: <https://w3id.org/libgraph/id/> .
@prefix st: <https://w3id.org/libgraph/id/statement/> .
@prefix src: <https://w3id.org/libgraph/id/source/> .
@prefix lg: <https://w3id.org/libgraph/ontology#> .
@prefix dcterms: <http://purl.org/dc/terms/> .
@prefix prov: <http://www.w3.org/ns/prov#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
"""
WORLD = """
src:page a lg:Source ; dcterms:title "A page"@en ; dcterms:date "2020" .
src:mirror a lg:Source ; dcterms:title "Its mirror"@en ; dcterms:date "2021" ;
    lg:rank lg:weak ; lg:rankReason "A copy."@en .
id:hill a lg:Library ; rdfs:label "Hill"@en .
st:page-hill a lg:Figure ; lg:of id:hill ; lg:quantity lg:books ; lg:value 300 ; lg:attested "2020-05-01" ;
    prov:wasQuotedFrom src:page .
st:mirror-hill a lg:Figure ; lg:of id:hill ; lg:quantity lg:books ; lg:value 500 ; lg:attested "2020-05-01" ;
    prov:wasQuotedFrom src:mirror .
st:mirror-lifespan a lg:Lifespan ; lg:of id:hill ; lg:during "1931/.." ; prov:wasQuotedFrom src:mirror .
"""


@pytest.fixture
def graph(tmp_path: Path) -> Graph:
    (tmp_path / "world.ttl").write_text(PREFIXES + WORLD, encoding="utf-8")
    return open_graph([tmp_path], keep=False)


def rank(graph: Graph, statement: str) -> list[tuple[str, ...]]:
    return list(
        graph.texts(f"SELECT ?rank ?why {{ st:{statement} lg:rank ?rank ; lg:rankReason ?why }}")
    )


def test_what_a_mirror_says_is_weak_and_what_others_say_is_not(graph: Graph) -> None:
    assert [(iri.rpartition("#")[2], why) for iri, why in rank(graph, "mirror-hill")] == [
        ("weak", "A copy.")
    ]
    assert rank(graph, "page-hill") == []


def test_what_only_a_mirror_says_still_counts(graph: Graph) -> None:
    assert graph.ask("ASK { ?r a lg:Relationship ; lg:kind lg:Lifespan ; lg:of id:hill }")


def test_a_better_source_decides_a_conflict_with_a_mirror(graph: Graph) -> None:
    (found,) = conflicts(graph)
    assert found.resolved == "A copy."


def test_a_rank_of_its_own_is_kept(tmp_path: Path) -> None:
    own = 'st:mirror-hill lg:rank lg:preferred ; lg:rankReason "Counted twice."@en .'
    (tmp_path / "world.ttl").write_text(PREFIXES + WORLD + own, encoding="utf-8")
    graph = open_graph([tmp_path], keep=False)
    assert [why for _, why in rank(graph, "mirror-hill")] == ["Counted twice."]


def test_a_passed_rank_is_derived_and_nobody_said_it(graph: Graph) -> None:
    said = {str(quad.subject) for quad in graph.said() if quad.predicate.value.endswith("#rank")}
    assert said == {"<https://w3id.org/libgraph/id/source/mirror>"}
