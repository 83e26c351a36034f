"""What was known by a day: nothing of a later source shows, and names always apply."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from conftest import SMALL, Said
from libgraph.dates import Span
from libgraph.graph import Graph, open_graph
from libgraph.graph.slicing import undated
from libgraph.namespaces import ID

Write = Callable[[str, str], Path]
DATA = SMALL / "data.ttl"


def known(day: str, path: Path = DATA) -> Graph:
    return open_graph([path], known_at=Span.parse(day))


def statements(graph: Graph) -> set[str]:
    rows = graph.texts("SELECT ?s { ?s prov:wasQuotedFrom ?e }")
    return {iri.rsplit("/", 1)[-1] for (iri,) in rows}


def test_a_source_is_known_from_its_latest_possible_day() -> None:
    assert not any(name.startswith("river-c") for name in statements(known("2007-12-30")))
    assert any(name.startswith("river-c") for name in statements(known("2007-12-31")))


def test_no_shortcut_rests_on_a_later_source() -> None:
    ask = f"ASK {{ <{ID}centre-riverland> lg:coversCountry <{ID}country-dl> }}"
    assert not known("2010").ask(ask)
    assert known("2012-05").ask(ask)


def test_the_leak_of_kyrgyzstan() -> None:
    ask = "ASK { id:pac-central-asia lg:coversCountry id:country-kg }"
    assert not open_graph(known_at=Span.parse("2014")).ask(ask)
    assert open_graph(known_at=Span.parse("2020")).ask(ask)


def test_names_and_identity_always_apply() -> None:
    graph = known("2010")
    assert graph.ask('ASK { id:serikova skos:prefLabel "Серикова Айгуль"@ru }')
    assert "hill-name" in statements(graph)
    assert "hill-director" not in statements(graph)


def test_ranks_only_among_what_remains(write: Write) -> None:
    path = write(
        "a.ttl",
        """
        src:a a lg:Source ; dcterms:title "A"@en ; dcterms:date "2000" .
        src:b a lg:Source ; dcterms:title "B"@en ; dcterms:date "2010" .
        st:x a lg:Hosting ; lg:host id:h ; lg:hosted id:c ; lg:during "1990/1999" ; prov:wasQuotedFrom <a> .
        st:y a lg:Hosting ; lg:host id:h ; lg:hosted id:c ; lg:attested "1995" ; prov:wasQuotedFrom <b> ;
            lg:rank lg:preferred ; lg:rankReason "seen"@en .
        """,
    )
    resting = "SELECT ?s { ?r lg:restsOn ?s }"
    assert [iri.rsplit("/", 1)[-1] for (iri,) in known("2010", path).texts(resting)] == ["y"]
    assert [iri.rsplit("/", 1)[-1] for (iri,) in known("2005", path).texts(resting)] == ["x"]


def test_sources_without_a_usable_date_are_in_no_slice_and_counted(write: Write) -> None:
    path = write(
        "a.ttl",
        """
        src:a a lg:Source ; dcterms:title "A"@en .
        src:b a lg:Source ; dcterms:title "B"@en ; dcterms:date "XXXX-10" .
        src:c a lg:Source ; dcterms:title "C"@en ; dcterms:date "2001" .
        """
        + "".join(
            f"st:{s} a lg:Figure ; lg:of id:t ; lg:quantity lg:books ; lg:value 1 ; lg:attested '2000' ; prov:wasQuotedFrom <{s}> .\n"
            for s in "abc"
        ),
    )
    graph = known("2020", path)
    assert statements(graph) == {"c"}
    assert undated(graph) == 2


def test_a_day_before_everything_is_an_honest_empty_answer() -> None:
    graph = known("0001")
    assert {name for name in statements(graph) if not name.endswith("name")} == set()


def test_a_slice_is_kept_under_its_own_name() -> None:
    assert len(known("2007").store) < len(known("2012").store) == len(open_graph([DATA]).store)


DAYS = st.dates(date(2000, 1, 1), date(2020, 1, 1))


@settings(max_examples=25)
@given(DAYS, st.integers(0, 3000))
def test_later_never_loses_a_source(day: date, days: int) -> None:
    before = open_graph([DATA], known_at=Span(day, day), keep=False)
    later_day = day + timedelta(days)
    after = open_graph([DATA], known_at=Span(later_day, later_day), keep=False)
    assert statements(before) <= statements(after)
    sources = "SELECT ?s { ?s a lg:Source }"
    assert set(before.texts(sources)) <= set(after.texts(sources))


@pytest.mark.parametrize("day", ["1990", "2007", "2008", "2012-05", "2030"])
def test_every_derived_triple_rests_on_the_slice(day: str) -> None:
    graph = known(day)
    present = statements(graph)
    resting = {iri.rsplit("/", 1)[-1] for (iri,) in graph.texts("SELECT ?s { ?r lg:statedBy ?s }")}
    assert resting <= present
    said_in = set(
        graph.texts(
            "SELECT DISTINCT ?source { ?r lg:saidIn ?source ; lg:kind ?k FILTER(?k != lg:Naming) }"
        )
    )
    assert said_in <= set(graph.texts("SELECT ?s { ?s a lg:Source }"))


def test_a_slice_knows_no_centre_that_nobody_had_written_of(libgraph: Callable[..., Said]) -> None:
    told = " ".join(libgraph("coverage", "--known-at", "1800").out.split())
    assert "No PAC centre is on record as at work then." in told


@pytest.mark.parametrize(
    ("picture", "lang", "words"),
    [
        ("network --around nlrk", "en", "by what had been written by 2014-12-31"),
        ("matrix", "ru", "по написанному к 2014-12-31"),
        ("timeline nlrk", "kk", "2014-12-31 дейін жазылғандар бойынша"),
        ("map", "en", "by what had been written by 2014-12-31"),
    ],
)
def test_a_picture_of_a_slice_says_so(
    libgraph: Callable[..., Said], tmp_path: Path, picture: str, lang: str, words: str
) -> None:
    out = tmp_path / "a.svg"
    asked = ["draw", *picture.split(), "--lang", lang, "-o", out]
    assert libgraph(*asked, "--known-at", "2014").code == 0
    assert words in " ".join(re.sub("<[^>]+>", " ", out.read_text("utf-8")).split())
    assert libgraph(*asked).code == 0
    assert words[:12] not in out.read_text("utf-8")
