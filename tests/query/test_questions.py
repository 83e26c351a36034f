"""The named questions: their headers, their answers, their safety."""

from __future__ import annotations

import contextlib
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from libgraph.dates import Span
from libgraph.errors import AmbiguousName, BadQuery, LibgraphError, UnknownName, UsageError
from libgraph.graph import Graph, open_graph
from libgraph.query import header
from libgraph.query.answer import Answer
from libgraph.query.catalog import question, questions
from libgraph.query.run import ask, free

Write = Callable[[str, str], Path]
EXPECTED = {
    "members": "of -> member",
    "tenures": "person organization post -> person post organization",
    "agreements": "party -> agreement kind parties",
    "signatories": "agreement -> agreement person onBehalfOf inOffice",
    "coverage": "centre country -> centre country",
    "hosts": "host -> host hosted kind",
    "corners": "host -> corner host partner",
    "events": "place year organizer -> event kind place theme",
    "participants": "event -> agent role contribution onBehalfOf",
    "names": "entity -> form language script",
    "contacts": "organization -> kind value",
    "support": "supporter beneficiary -> supporter beneficiary kind",
    "works": "-> work",
    "figures": "-> of quantity value",
    "relationships": "entity -> entity kind other",
    "sources": "-> source statements",
}


def columns(found: Answer, *names: str) -> list[tuple[str, ...]]:
    places = [found.columns.index(name) for name in names]
    return [tuple(row[place] for place in places) for row in found.texts()]


@pytest.mark.parametrize("name", EXPECTED)
def test_each_question_takes_and_shows_what_is_promised(name: str, documents: Graph) -> None:
    takes, _, shows = EXPECTED[name].partition("->")
    found = question(name)
    assert set(takes.split()) <= {parameter.name for parameter in found.parameters}
    answer = ask(documents, found)
    assert set(shows.split()) <= set(answer.columns)
    assert answer.rows
    if name != "sources":
        assert answer.columns[-2:] == ("when", "sources")
    assert ask(documents, found, span=Span.parse("2020")).columns.count("holds") == 1


def test_all_questions_are_known() -> None:
    assert {found.name for found in questions()} == set(EXPECTED)


@pytest.mark.parametrize("found", questions(), ids=lambda found: found.name)
def test_every_parameter_and_column_is_explained_and_bound(found: header.Question) -> None:
    assert found.question.endswith("?")
    for parameter in found.parameters:
        assert parameter.help
        if parameter.type != "year":
            assert re.search(rf"VALUES\s+\?{parameter.name}\s*\{{\s*UNDEF", found.text)
    assert all(column.help for column in found.columns)


@pytest.mark.parametrize("found", questions(), ids=lambda found: found.name)
def test_one_row_per_relationship(found: header.Question, documents: Graph) -> None:
    answer = ask(documents, found)
    assert len({tuple(row) for row in answer.texts()}) == len(answer.rows)


def test_two_sources_are_one_row_with_both(small: Graph) -> None:
    answer = ask(small, question("tenures"), {"person": "serikova"})
    assert columns(answer, "when", "sources") == [
        (
            "2001/2009",
            "https://w3id.org/libgraph/id/source/hill https://w3id.org/libgraph/id/source/river",
        )
    ]


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        ("2012", {("Riverland", "yes"), ("Hillmark", "yes"), ("Dale", "yes")}),
        ("2007", {("Riverland", "possibly"), ("Hillmark", "possibly"), ("Dale", "possibly")}),
        ("2006/2007", {("Riverland", "yes"), ("Hillmark", "yes"), ("Dale", "possibly")}),
    ],
)
def test_coverage_for_a_time(small: Graph, day: str, expected: set[tuple[str, str]]) -> None:
    answer = ask(small, question("coverage"), span=Span.parse(day))
    assert set(columns(answer, "countryLabel", "holds")) == expected
    sure = ask(small, question("coverage"), span=Span.parse(day), certain=True)
    assert set(columns(sure, "countryLabel", "holds")) == {
        row for row in expected if row[1] == "yes"
    }


def test_the_issue_of_kyrgyzstan(documents: Graph) -> None:
    def covered(day: str) -> dict[str, set[tuple[str, str]]]:
        values = {"centre": "pac-central-asia"}
        answer = ask(documents, question("coverage"), values, span=Span.parse(day))
        rows = columns(answer, "sources", "countryLabel", "holds")
        return {s[-3:]: {(c, h) for source, c, h in rows if source == s} for s, _, _ in rows}

    four = {"Kazakhstan", "Uzbekistan", "Tajikistan", "Turkmenistan"}
    five = four | {"Kyrgyzstan"}
    assert covered("2009") == {
        "000": {(country, "yes") for country in four},
        "001": {(country, "possibly") for country in five},
    }
    assert not any(holds == "yes" for rows in covered("2009-06-01").values() for _, holds in rows)
    assert covered("2020") == {"001": {(country, "yes") for country in five}}


def test_the_agreement_of_document_000(documents: Graph) -> None:
    def held(day: str) -> list[tuple[str, ...]]:
        answer = ask(documents, question("agreements"), {"party": "ifla-pac"}, span=Span.parse(day))
        return columns(answer, "holds")

    assert held("2009") == [("yes",)]
    assert held("2015") == []


def test_in_office(small: Graph, write: Write) -> None:
    assert columns(ask(small, question("signatories")), "inOffice") == [("yes",)]
    text = """
    src:a a lg:Source ; dcterms:title "A"@en ; dcterms:date "2020" .
    st:s1 a lg:Signing ; lg:agreement id:g1 ; lg:signer id:p ; lg:inPost id:q ; lg:during "2011" ; prov:wasQuotedFrom <a> .
    st:s2 a lg:Signing ; lg:agreement id:g2 ; lg:signer id:p ; lg:inPost id:q ; lg:during "2009-12/2010" ; prov:wasQuotedFrom <a> .
    st:s3 a lg:Signing ; lg:agreement id:g3 ; lg:signer id:x ; lg:inPost id:q ; lg:during "2009" ; prov:wasQuotedFrom <a> .
    st:t a lg:Tenure ; lg:holder id:p ; lg:post id:q ; lg:during "2001/2009" ; prov:wasQuotedFrom <a> .
    """
    graph = open_graph([write("a.ttl", text)], keep=False)
    answer = ask(graph, question("signatories"))
    assert columns(answer, "agreementLabel", "inOffice") == [
        ("g1", "no"),
        ("g2", "possibly"),
        ("g3", "unknown"),
    ]


def test_events_by_place_year_and_organizer(documents: Graph) -> None:
    def events(**values: str) -> set[str]:
        answer = ask(documents, question("events"), values)
        return {event.rsplit("/", 1)[-1] for (event,) in columns(answer, "event")}

    assert "ifla-executive-board-almaty-1995" in events(place="Kazakhstan")
    assert "ifla-executive-board-almaty-1995" in events(year="1995", organizer="nlrk")
    assert "ifla-executive-board-almaty-1995" not in events(year="1996")
    assert "ifla-general-conference-1992" not in events(place="Kazakhstan")
    assert "holds" in ask(documents, question("events"), {"year": "1995"}).columns


def test_an_announced_event_is_never_better_than_possible(documents: Graph) -> None:
    answer = ask(documents, question("events"), {"place": "Lyon"}, span=Span.parse("2014-08"))
    assert columns(answer, "holds") == [("possibly",)]


def test_names_of_entities_are_in_the_asked_language(documents: Graph) -> None:
    in_russian = ask(documents, question("hosts"), {"host": "nlrk"}, lang="ru")
    assert ("Национальная библиотека Республики Казахстан",) in columns(in_russian, "hostLabel")


# ── Bad input ────────────────────────────────────────────────────────────────────────────


def test_unknown_things_are_refused_with_what_is_near(documents: Graph) -> None:
    with pytest.raises(UnknownName, match="tenures"):
        question("tenure")
    with pytest.raises(UsageError, match="it takes of"):
        ask(documents, question("members"), {"body": "ifla"})
    with pytest.raises(UnknownName, match="National Library of the Republic of Kazakhstan"):
        ask(documents, question("members"), {"of": "National Libary of the Republik of Kazakstan"})
    with pytest.raises(AmbiguousName, match="pac-central-asia"):
        ask(documents, question("coverage"), {"centre": "PAC"})


@given(st.text(max_size=60))
def test_a_value_is_data(value: str) -> None:
    graph = open_graph([Path(__file__).parent.parent / "small" / "data.ttl"])
    before = len(graph.store)
    try:
        answer = ask(graph, question("members"), {"of": value})
    except UsageError:
        return
    assert len(answer.rows) <= 1
    assert len(graph.store) == before


def test_the_classic_injection_finds_nothing(small: Graph) -> None:
    with pytest.raises(UnknownName):
        ask(small, question("members"), {"of": "x> } DROP ALL"})


@given(st.text(max_size=60))
def test_free_text_values_are_literals(value: str) -> None:
    graph = open_graph([Path(__file__).parent.parent / "small" / "data.ttl"])
    text = "# title: T\n# param word: text - a word\nSELECT ?word { VALUES ?word { UNDEF } }"
    from libgraph.query.binding import bind

    rows = list(graph.texts(bind(graph, header.parse("-", text), {"word": value}, "en")))
    assert rows == [(value,)]


@pytest.mark.parametrize(
    ("sparql", "words"),
    [
        ("SELECT * {\n ?s ?p }", "line 2"),
        ("INSERT DATA { <a:b> <a:c> <a:d> }", "INSERT at line 1, column 1"),
        ("PREFIX a: <b:c>\nDROP ALL", "DROP at line 2, column 1"),
        ("", "line 1"),
        ("SELECT ?x { ?x nope:p ?y }", "nope"),
    ],
)
def test_bad_sparql_is_one_sentence(small: Graph, sparql: str, words: str) -> None:
    with pytest.raises(BadQuery) as caught:
        free(small, sparql)
    assert words in str(caught.value)
    assert "\n" not in str(caught.value)


def test_as_of_needs_something_that_holds(small: Graph) -> None:
    span = Span.parse("2012")
    with pytest.raises(UsageError, match="relationships or statements"):
        free(small, "SELECT ?s { ?s a lg:Person }", span=span)
    with pytest.raises(UsageError, match="SELECT"):
        free(small, "ASK { ?s a lg:Person }", span=span)
    found = free(small, "SELECT ?r { ?r a lg:Relationship ; lg:kind lg:Tenure }", span=span)
    assert isinstance(found, Answer)
    assert found.rows == []
    held = free(
        small, "SELECT ?r { ?r a lg:Relationship ; lg:kind lg:Tenure }", span=Span.parse("2005")
    )
    assert isinstance(held, Answer)
    assert columns(held, "holds") == [("yes",)]


@given(st.text(max_size=200))
def test_any_header_is_read_or_refused(text: str) -> None:
    with contextlib.suppress(LibgraphError):
        header.parse("-", text)


def test_what_was_seen_or_planned_is_no_span_of_time() -> None:
    found = ask(open_graph(), question("hosts"))
    told = {form for (cell,) in columns(found, "when") for form in cell.split()}
    assert {form.partition(":")[0] for form in told if ":" in form} >= {"seen", "planned"}
    assert any(form.endswith("/..") for form in told if ":" not in form)
