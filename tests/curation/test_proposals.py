"""Proposals: what is found, what speaks for and against it, and what is left out."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from libgraph.curation.candidates import Known, known, normal
from libgraph.curation.decisions import decided
from libgraph.curation.proposals import Pool, Proposal, proposals
from libgraph.curation.records import read
from libgraph.errors import BadFile, UsageError
from libgraph.graph import Graph, open_graph
from libgraph.namespaces import ID

Write = Callable[[str, str], Path]
WORLD = """
src:one a lg:Source ; dcterms:title "One"@en ; dcterms:language "en" ; dcterms:date "2020" .
src:two a lg:Source ; dcterms:title "Two"@en ; dcterms:language "en" ; dcterms:date "2021" .
id:country-pe a lg:Country ; rdfs:label "Peru"@en ; lg:isoCode "PE" .
id:country-cl a lg:Country ; rdfs:label "Chile"@en ; lg:isoCode "CL" .
id:lima a lg:City ; rdfs:label "Lima"@en ; lg:within id:country-pe .
id:santiago a lg:City ; rdfs:label "Santiago"@en ; lg:within id:country-cl .
id:nlp a lg:NationalLibrary ; rdfs:label "National Library of Peru"@en ; lg:seat id:lima ; lg:isil "PE-LIBN" .
id:nlc a lg:NationalLibrary ; rdfs:label "National Library of Chile"@en ; lg:seat id:santiago .
id:head a lg:HeadPost ; rdfs:label "Director"@en ; lg:postIn id:nlp .
id:meeting a lg:Meeting ; rdfs:label "Meeting of directors"@en .
id:kim a lg:Person ; rdfs:label "Kim Hee-seop"@en .
id:kim-2 a lg:Person ; rdfs:label "Heesop Kim"@en .
id:zhang-a a lg:Person ; rdfs:label "A. Zhang"@en .
id:zhang-anna a lg:Person ; rdfs:label "Anna Zhang"@en .
st:t1 a lg:Tenure ; lg:holder id:kim ; lg:post id:head ; lg:attested "2020" ; prov:wasQuotedFrom <one> .
st:t2 a lg:Tenure ; lg:holder id:kim-2 ; lg:post id:head ; lg:attested "2020-05" ; prov:wasQuotedFrom <two> .
st:p1 a lg:Participation ; lg:participant id:zhang-a ; lg:event id:meeting ; lg:role lg:speaker ; lg:during "2020-01" ; prov:wasQuotedFrom <one> .
st:p2 a lg:Participation ; lg:participant id:zhang-anna ; lg:event id:meeting ; lg:role lg:speaker ; lg:during "2020-01" ; prov:wasQuotedFrom <one> .
"""
REGISTRY = """
id:country-pe a lg:Country ; rdfs:label "Peru"@en ; lg:isoCode "PE" .
id:geonames-1 a lg:City ; rdfs:label "Lima"@en ; lg:within id:country-pe .
id:r1 a lg:Organization ; rdfs:label "Biblioteca Nacional del Perú"@es ; lg:seat id:geonames-1 .
id:r2 a lg:Organization ; rdfs:label "A house of another name"@en ; lg:isil "pe-libn " .
id:r3 a lg:Organization ; rdfs:label "National Library of Chile"@en ; lg:seat id:geonames-1 .
id:r4 a lg:Organization .
st:n1 a lg:Naming ; lg:form "National Library of Bolivia"@en ; lg:of id:r4 .
"""


@pytest.fixture
def world(write: Write) -> Graph:
    return open_graph([write("world.ttl", WORLD)], keep=False)


def found(graph: Graph, file: Path | None = None, least: float | None = None) -> list[Proposal]:
    things = known(graph)
    left = read(file) if file else things.things
    return proposals(Pool(left, things), decided(graph).about, least=least)


def pair(all_: list[Proposal], one: str, other: str) -> Proposal:
    return next(p for p in all_ if {p.one, p.other} == {ID + one, ID + other})


def test_two_spellings_in_one_post_at_one_time(world: Graph) -> None:
    kim = found(world)[0]
    assert {kim.one, kim.other} == {ID + "kim", ID + "kim-2"}
    assert kim.score >= 0.95
    assert kim.shared == ("both hold the post Director (2020 and 2020-05)",)
    assert not kim.against


def test_what_one_source_names_side_by_side_is_two(world: Graph) -> None:
    zhang = pair(found(world, least=0.1), "zhang-a", "zhang-anna")
    assert zhang.score < 0.5
    assert "one source names both side by side, about Meeting of directors [one]" in zhang.against
    assert not zhang.shared


def test_libraries_of_two_countries_are_not_proposed(world: Graph) -> None:
    low = found(world, least=0.01)
    assert not [p for p in low if {p.one, p.other} == {ID + "nlp", ID + "nlc"} and p.score > 0.3]


def test_identifiers_come_first_then_names(world: Graph, write: Write) -> None:
    file = write("registry.ttl", REGISTRY)
    by_isil, *rest = found(world, file)
    assert (by_isil.score, by_isil.one, by_isil.other) == (1, ID + "r2", ID + "nlp")
    assert by_isil.reason == "the same ISIL PE-LIBN"
    assert ID + "nlp" not in {p.other for p in rest}  # known by its identifier
    chile = pair(found(world, file, 0.2), "r3", "nlc")
    assert chile.against == ("both are bodies of different countries: Chile and Peru",)
    assert chile.score < 0.5


def test_names_across_languages_and_one_city(world: Graph, write: Write) -> None:
    file = write("registry.ttl", REGISTRY.replace("pe-libn", "pe-other"))
    peru = pair(found(world, file), "r1", "nlp")
    assert peru.score == 0.98
    assert peru.shared == ("both are in Lima",)
    other = pair(proposals(Pool(read(file), known(world)), least=0.0), "r1", "nlp")
    assert other == peru


def test_names_of_statements_count_in_whatever_order(write: Write) -> None:
    things = read(write("registry.ttl", REGISTRY))
    assert things[ID + "r4"].names == ["National Library of Bolivia"]
    assert things[ID + "r1"].countries == {"PE"}
    assert set(things[ID + "r1"].cities) == {"lima"}


def test_a_city_by_a_longer_name_is_the_same(world: Graph, write: Write) -> None:
    told = REGISTRY.replace("pe-libn", "pe-other").replace('"Lima"', '"Lima (city)"')
    assert pair(found(world, write("registry.ttl", told)), "r1", "nlp").shared == (
        "both are in Lima",
    )


def test_a_table_is_read_as_it_is(world: Graph, tmp_path: Path) -> None:
    file = tmp_path / "organizations.csv"
    file.write_text("id,label,type,seat\n,Biblioteca Nacional del Perú,library,Peru\n", "utf-8")
    assert pair(found(world, file), "biblioteca-nacional-del-peru", "nlp").score > 0.9
    people = tmp_path / "people.csv"
    people.write_text("label;label_ru\nHeesop Kim;Ким Хисоп\n", "utf-8")
    assert [(p.score, p.other) for p in found(world, people)] == [(0.98, ID + "kim-2")]


def test_a_dash_is_no_seat(tmp_path: Path) -> None:
    file = tmp_path / "organizations.csv"
    file.write_text("id,label,type,seat\nhill,Hill Library,library,—\n", "utf-8")
    (hill,) = read(file).values()
    assert (hill.countries, hill.cities) == (set(), {})


def test_what_is_decided_is_not_proposed(write: Write) -> None:
    told = WORLD + 'id:kim-2 owl:sameAs id:kim ; lg:identityReason "One."@en .\n'
    told += 'id:zhang-a owl:differentFrom id:zhang-anna ; lg:identityReason "Two."@en .\n'
    graph = open_graph([write("world.ttl", told)], keep=False)
    assert found(graph, least=0.05) == []


def test_nothing_is_proposed_twice_or_with_itself(shipped: Graph) -> None:
    all_ = found(shipped, least=0.3)
    pairs = [frozenset((p.one, p.other)) for p in all_]
    assert len(set(pairs)) == len(pairs)
    assert all(len(both) == 2 for both in pairs)
    assert all(0.3 <= p.score <= 1 for p in all_)


@pytest.mark.parametrize(
    ("name", "text", "error", "words"),
    [
        ("none.ttl", None, BadFile, "does not exist"),
        ("a.docx", "x", BadFile, "neither RDF nor a table"),
        ("a.ttl", "<urn:a> <urn:b> <urn:c> .", UsageError, "no person and no body"),
        ("a.ttl", "<urn:a> <urn:b>", BadFile, "this is not Turtle"),
        ("people.csv", "nonsense\nx\n", BadFile, "people"),
    ],
)
def test_files_that_cannot_be_compared(
    tmp_path: Path, name: str, text: str | None, error: type[Exception], words: str
) -> None:
    if text is not None:
        (tmp_path / name).write_text(text, "utf-8")
    with pytest.raises(error, match=words):
        read(tmp_path / name)


def test_identifiers_as_people_write_them() -> None:
    assert normal("ror", "https://ror.org/03q0vrn42") == normal("ror", "03q0vrn42")
    assert normal("wikidata", "http://www.wikidata.org/entity/q42") == "Q42"
    assert normal("orcid", "0000-0002-1825-0097") == "0000000218250097"


def test_the_things_of_the_small_graph(small: Graph) -> None:
    things: Known = known(small)
    assert things.things[ID + "serikova"].kind == "person"
    assert ID + "serikova-aigul" not in things.things  # an alias
    assert things.single_posts == {ID + "director-riverland"}
