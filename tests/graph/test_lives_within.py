"""A centre cannot be at work before the programme that it is part of, nor after it."""

from __future__ import annotations

from pathlib import Path

import pytest

from libgraph import open_graph

WORLD = """
@prefix id: <https://w3id.org/libgraph/id/> .
@prefix st: <https://w3id.org/libgraph/id/statement/> .
@prefix src: <https://w3id.org/libgraph/id/source/> .
@prefix lg: <https://w3id.org/libgraph/ontology#> .
@prefix dcterms: <http://purl.org/dc/terms/> .
@prefix prov: <http://www.w3.org/ns/prov#> .
src:page a lg:Source ; dcterms:date "2020" .
id:programme a lg:Programme .
id:centre a lg:PACCentre .
id:unit a lg:Unit .
id:library a lg:Library .
st:life a lg:Lifespan ; lg:of id:programme ; lg:during "1984/2021" ; prov:wasQuotedFrom src:page .
st:part a lg:Link ; lg:from id:centre ; lg:relation lg:partOf ; lg:to id:programme ; lg:undated true ; prov:wasQuotedFrom src:page .
st:unit a lg:Link ; lg:from id:unit ; lg:relation lg:partOf ; lg:to id:programme ; lg:undated true ; prov:wasQuotedFrom src:page .
st:centre-host a lg:Hosting ; lg:host id:library ; lg:hosted id:centre ; lg:attested "2019" ; prov:wasQuotedFrom src:page .
st:unit-host a lg:Hosting ; lg:host id:library ; lg:hosted id:unit ; lg:attested "2019" ; prov:wasQuotedFrom src:page .
%s
"""


def bounds(folder: Path, statement: str, more: str = "") -> list[str]:
    (folder / "world.ttl").write_text(WORLD % more, encoding="utf-8")
    graph = open_graph([folder], keep=False)
    query = f"SELECT ?from ?to {{ st:{statement} lg:endsEarliest ?e OPTIONAL {{ st:{statement} lg:beginsEarliest ?from }} OPTIONAL {{ st:{statement} lg:endsLatest ?to }} }}"
    return list(next(graph.texts(query)))


def test_a_centre_lives_within_its_programme(tmp_path: Path) -> None:
    assert bounds(tmp_path, "centre-host") == ["1984-01-01", "2021-12-31"]


def test_a_life_of_its_own_is_narrowed_only_where_it_is_wider(tmp_path: Path) -> None:
    own = 'st:own a lg:Lifespan ; lg:of id:centre ; lg:during "2001/.." ; prov:wasQuotedFrom src:page .'
    assert bounds(tmp_path, "centre-host", own) == ["2001-01-01", "2021-12-31"]


def test_other_parts_may_be_older_than_the_whole(tmp_path: Path) -> None:
    first, _ = bounds(tmp_path, "unit-host")
    assert first == "" or first < "1984"


@pytest.mark.parametrize("relation", ["lg:under", "lg:follows"])
def test_only_the_named_relation_bounds(tmp_path: Path, relation: str) -> None:
    text = WORLD.replace(
        "lg:from id:centre ; lg:relation lg:partOf", f"lg:from id:centre ; lg:relation {relation}"
    )
    (tmp_path / "world.ttl").write_text(text % "", encoding="utf-8")
    graph = open_graph([tmp_path], keep=False)
    assert not graph.ask('ASK { st:centre-host lg:beginsEarliest "1984-01-01"^^xsd:date }')


def test_a_region_lives_within_the_centre_that_serves_it(tmp_path: Path) -> None:
    region = """
    id:centre lg:serves id:region . id:region a lg:PACRegion .
    st:born a lg:Lifespan ; lg:of id:centre ; lg:during "2016/.." ; prov:wasQuotedFrom src:page .
    st:covers a lg:Coverage ; lg:region id:region ; lg:covers id:country ; lg:attested "2019" ; prov:wasQuotedFrom src:page ."""
    assert bounds(tmp_path, "covers", region) == ["2016-01-01", "2021-12-31"]


def test_who_only_saw_it_does_not_take_away_the_beginning_that_others_give(tmp_path: Path) -> None:
    seen = 'st:seen a lg:Lifespan ; lg:of id:programme ; lg:attested "[..2020]" ; prov:wasQuotedFrom src:page .'
    assert bounds(tmp_path, "centre-host", seen) == ["1984-01-01", "2021-12-31"]


def test_who_saw_it_earlier_does(tmp_path: Path) -> None:
    seen = 'st:seen a lg:Lifespan ; lg:of id:programme ; lg:attested "1980" ; prov:wasQuotedFrom src:page .'
    assert bounds(tmp_path, "centre-host", seen)[0] < "1984"


def test_its_own_lifespans_stay_within_too(tmp_path: Path) -> None:
    seen = 'st:seen a lg:Lifespan ; lg:of id:centre ; lg:attested "2019" ; prov:wasQuotedFrom src:page .'
    assert bounds(tmp_path, "seen", seen) == ["1984-01-01", "2021-12-31"]
