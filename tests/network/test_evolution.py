"""A measure over years: each row is what the summary says of that year."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

from conftest import OF_DOCUMENTS
from libgraph.dates import Span
from libgraph.errors import UnknownName, UsageError
from libgraph.graph import Graph, open_graph
from libgraph.network import Table, centrality, network, summary
from libgraph.network.evolution import evolution

SMALL = Path(__file__).parent / "small.ttl"
SAME = ("ties", "pairs", "density", "components", "largestComponent")
NLRK, IFLA = (f"https://w3id.org/libgraph/id/{name}" for name in ("nlrk", "ifla"))
PREFIXES = """@prefix id: <https://w3id.org/libgraph/id/> . @prefix lg: <https://w3id.org/libgraph/ontology#> .
@prefix st: <https://w3id.org/libgraph/id/statement/> . @prefix src: <https://w3id.org/libgraph/id/source/> .
@prefix dcterms: <http://purl.org/dc/terms/> . @prefix prov: <http://www.w3.org/ns/prov#> .
"""


@pytest.fixture(scope="module")
def world() -> Graph:
    return open_graph([SMALL], keep=False)


def by_year(table: Table) -> list[dict[str, object]]:
    return list(table.to_dict()["rows"])


def agrees_with_summaries(graph: Graph, rows: list[dict[str, object]]) -> None:
    for row in rows:
        span = Span.parse(f"{row['year']:04}")
        said = summary(network(graph, span=span)).to_dict()["rows"]
        facts = {fact["measure"]: (fact["value"], fact["valuePossible"]) for fact in said}
        assert {name: (row[name], row[f"{name}Possible"]) for name in SAME} == {
            name: facts[name] for name in SAME
        }
        bodies, isolated = facts["bodies"], facts["isolated"]
        assert (row["bodies"], row["bodiesPossible"]) == tuple(
            b - i for b, i in zip(bodies, isolated, strict=True)
        )


@pytest.mark.parametrize("years", [(1975, 2025)])
def test_a_year_is_what_the_summary_says_of_it(world, documents, years):
    first, last = years
    agrees_with_summaries(world, by_year(evolution(world, first=first, last=last)))
    agrees_with_summaries(documents, by_year(evolution(documents, first=1985, step=4)))


def test_a_rank_is_the_one_of_that_year(world):
    a, unit = "https://w3id.org/libgraph/id/a", "https://w3id.org/libgraph/id/unit"
    for by in ("shared", "betweenness"):
        for row in by_year(evolution(world, of=[unit, a], by=by, first=1999, last=2012)):
            ranked = centrality(network(world, span=Span.parse(str(row["year"]))), by)
            found = {each["body"]: each for each in ranked.to_dict()["rows"]}.get(row["body"])
            for name in ("rank", "rankPossible", by, f"{by}Possible"):
                assert row[name] == (found[name] if found else None if "rank" in name else 0)


def test_years_are_those_that_dates_speak_of(documents):
    rows = by_year(evolution(documents, ["size"]))
    assert [row["year"] for row in rows] == list(range(1992, 2021))
    assert [column.name for column in evolution(documents, ["size"]).columns][:3] == [
        "year",
        "bodies",
        "bodiesPossible",
    ]


def test_ties_without_a_date_are_counted_and_never_certain(world):
    # the part of a library, st:51
    table = evolution(world, ["size"], layers=["hosting"], first=1900, last=1901)
    assert [(row["ties"], row["tiesPossible"]) for row in by_year(table)] == [(0, 1), (0, 1)]
    assert any(
        note.startswith("1 of the 2 ties rest on something that no source dates")
        for note in table.notes
    )


def test_a_year_made_by_one_event_is_said(documents):
    notes = "\n".join(evolution(documents).notes)
    assert (
        "Most certain ties: 63, in 2020.\n45 of the 63 ties come from one thing: Opening" in notes
    )
    assert "The sources were written from 2013 to 2020" in notes


def test_certain_alone(documents):
    table = evolution(documents, certain=True, first=2009, last=2009)
    assert not [column.name for column in table.columns if column.name.endswith("Possible")]
    assert "Possible ties are not counted." in table.notes


def test_notes_are_sentences(world, documents):
    for table in (
        evolution(world),
        evolution(documents, of=[NLRK]),
        evolution(documents, certain=True, step=3),
    ):
        assert all(note[-1] == "." and note[0] == note[0].upper() for note in table.notes)
        assert {len(row) for row in table.rows} == {len(table.columns)}


def test_data_without_a_date_gives_no_year(tmp_path):
    path = tmp_path / "undated.ttl"
    path.write_text(PREFIXES + """id:a a lg:Library . id:b a lg:Association .
        st:1 a lg:Membership ; lg:member id:a ; lg:body id:b ; lg:undated true ; prov:wasQuotedFrom src:one .""", "utf-8")  # fmt: skip
    graph = open_graph([path], keep=False)
    table = evolution(graph)
    assert table.rows == ()
    assert any(
        "Nothing that the 1 tie rest" in note or "has a date: choose years" in note
        for note in table.notes
    )
    assert [
        row["tiesPossible"] for row in by_year(evolution(graph, first=1, last=9999, step=5000))
    ] == [1, 1]


def test_nothing_at_all_gives_no_year(tmp_path):
    path = tmp_path / "empty.ttl"
    path.write_text(PREFIXES + "id:a a lg:Library .", "utf-8")
    table = evolution(open_graph([path], keep=False))
    assert table.rows == ()
    assert "No bodies are tied: there is nothing to measure." in table.notes


@pytest.mark.parametrize(
    ("asked", "error"),
    [
        ({"first": 2020, "last": 1990}, UsageError),
        ({"first": 2090}, UsageError),
        ({"last": 1100}, UsageError),
        ({"measure": ["rank"]}, UsageError),
        ({"measure": ["size"], "of": [NLRK]}, UsageError),
        ({"measure": ["gossip"]}, UnknownName),
        ({"of": [NLRK], "by": "gossip"}, UnknownName),
        ({"layers": ["gossip"]}, UnknownName),
    ],
)
def test_what_cannot_be_meant(documents, asked, error):
    with pytest.raises(error):
        evolution(documents, **asked)


# ── Whatever the dates ───────────────────────────────────────────────────────────────────

YEARS = some.integers(1990, 2000)
DATES = some.one_of(
    YEARS.map(str),
    some.tuples(YEARS, some.integers(0, 9)).map(lambda pair: f"{pair[0]}/{sum(pair)}"),
    YEARS.map("{}/..".format),
    YEARS.map("{}/".format),
    YEARS.map("/{}".format),
    YEARS.map("{}~".format),
)
WAYS = some.one_of(
    DATES.map('lg:during "{}"'.format),
    YEARS.map('lg:attested "{}"'.format),
    some.just("lg:undated true"),
)


@settings(max_examples=20, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    some.lists(
        some.tuples(some.sampled_from("abcd"), some.sampled_from("xyz"), WAYS),
        min_size=1,
        max_size=6,
    )
)
def test_certain_is_never_more_than_possible(tmp_path, said):
    lines = [
        f"id:{member} a lg:Library . id:{body} a lg:Association . st:{number} a lg:Membership ; "
        f"lg:member id:{member} ; lg:body id:{body} ; {way} ; prov:wasQuotedFrom src:one ."
        for number, (member, body, way) in enumerate(said)
    ]
    path = tmp_path / "said.ttl"
    path.write_text(
        "\n".join([PREFIXES, 'src:one a lg:Source ; dcterms:date "1996" .', *lines]), "utf-8"
    )
    graph = open_graph([path], keep=False)
    rows = by_year(evolution(graph, first=1988, last=2004, step=4))
    agrees_with_summaries(graph, rows)
    for row in rows:
        for name in ("bodies", "ties", "pairs", "largestComponent"):
            assert row[name] <= row[f"{name}Possible"]


# ── The command ──────────────────────────────────────────────────────────────────────────


def test_the_command(libgraph):
    said = libgraph(
        "analyze",
        "evolution",
        *OF_DOCUMENTS,
        "--of",
        "nlrk",
        "--of",
        "ifla",
        "--from",
        "2019",
        "-f",
        "csv",
    )
    rows = list(csv.DictReader(io.StringIO(said.out)))
    assert [(row["year"], row["body"]) for row in rows] == [
        (y, b) for y in ("2019", "2020") for b in (NLRK, IFLA)
    ]
    assert (
        "2 (16)"
        in libgraph(
            "analyze",
            "evolution",
            *OF_DOCUMENTS,
            "--measure",
            "size",
            "--from",
            "2016",
            "--to",
            "2016",
        ).out
    )


def test_evolution_by_what_was_known(libgraph):
    said = libgraph(
        "analyze",
        "evolution",
        *OF_DOCUMENTS,
        "--known-at",
        "2014",
        "--from",
        "2020",
        "--to",
        "2020",
        "-f",
        "csv",
    )
    assert said.out.splitlines()[1].startswith("2020,0,")


@pytest.mark.parametrize(
    "arguments",
    [
        ("evolution", "--from", "0"),
        ("evolution", "--from", "soon"),
        ("evolution", "--from", "2020", "--to", "1990"),
        ("evolution", "--as-of", "2020"),
        ("evolution", "--by", "degree"),
        ("evolution", "--of", "nobody-at-all"),
        ("summary", "--from", "1990"),
        ("centrality", "--of", "nlrk"),
    ],
)
def test_what_the_command_refuses(libgraph, arguments):
    said = libgraph("analyze", *arguments)
    assert (said.code, said.out) == (2, "")
    assert said.err.count("\n") == 1
