"""What the tables say in words, on networks that tempt them to say nonsense."""

from __future__ import annotations

import json

import pytest
from networks import ALL, clique, tied

from libgraph import network as room
from libgraph.dates import Span
from libgraph.errors import UnknownName
from libgraph.network import Network, Table, brokers, centrality, communities, components, summary
from libgraph.network.ranking import BROKERAGE, CENTRALITY
from libgraph.network.words import when

ANALYSES = [getattr(room, name) for name in room.ANALYSES]
STAR = tied("ab", "ac", "ad", "ae")
DEGENERATE = {
    "nobody": tied(),
    "one alone": tied(more="a"),
    "two alone": tied(more="ab"),
    "two": tied("ab"),
    "triangle": tied(*clique("abc")),
    "square": tied("ab", "bc", "cd", "da"),
    "star": STAR,
    "apart": tied("ab", "cd", "ef", more="g"),
    "nothing certain": tied(possibly=("ab", "bc"), year="2009"),
    "one certain": tied("ab", possibly=("bc",), year="2009-06-01"),
    "all certain": tied("ab", "bc", year="2009/2011"),
    "nobody then": tied(year="2009"),
}


def column(table: Table, name: str) -> list[object]:
    place = [each.name for each in table.columns].index(name)
    return [row[place] for row in table.rows]


def said(table: Table) -> str:
    return "\n".join(table.notes)


@pytest.mark.parametrize("analyse", ANALYSES, ids=room.ANALYSES)
@pytest.mark.parametrize("name", DEGENERATE)
def test_every_analysis_survives(name, analyse):
    table = analyse(DEGENERATE[name])
    assert {len(row) for row in table.rows} <= {len(table.columns)}
    assert all(column.explanation for column in table.columns)
    assert all(note[-1] == "." and note[0] == note[0].upper() for note in table.notes)
    assert json.dumps(table.to_dict(), allow_nan=False)
    assert {type(cell) for row in table.narrow().rows for cell in row} <= {str}


@pytest.mark.parametrize("analyse", ANALYSES, ids=room.ANALYSES)
def test_an_empty_network_is_said(analyse):
    first, *_ = analyse(tied()).notes
    assert first == "No bodies are tied (agreements, over all time): there is nothing to measure."


def test_ranks_that_say_nothing_are_said():
    assert "All 4 bodies are tied equally; ranks say nothing here." in said(
        centrality(DEGENERATE["square"])
    )
    assert "Only two bodies are tied, Library A and Library B; ranks say nothing here." in said(
        centrality(tied("ab"))
    )
    assert column(centrality(DEGENERATE["square"]), "rank") == ["1="] * 4


def test_the_centre_of_a_star_in_words():
    notes = said(centrality(STAR))
    assert "Library A is tied to most bodies: 4 of the 4 others." in notes
    assert "stands between most other pairs: 6 of 6 shortest chains run through it." in notes
    assert "No two bodies share more than one thing" in notes
    assert column(centrality(STAR), "rank") == ["1", "2=", "2=", "2=", "2="]


def test_several_stand_out_together():
    notes = said(centrality(tied("ab", "bc", "cd", "de", "ea", "ab")))
    assert "Library A and Library B have most ties: 3 each." in notes


def test_one_event_counts_once_for_shared_things():
    table = centrality(tied("ab", "ac"), by="shared")
    assert column(table, "shared") == [2, 1, 1]


@pytest.mark.parametrize("by", CENTRALITY)
def test_any_measure_can_rank(by):
    table = centrality(STAR, by=by)
    values = column(table, by)
    assert values == sorted(values, reverse=True)


def test_an_unknown_measure_is_refused_with_the_known_ones():
    with pytest.raises(UnknownName, match=r"'fame'.*degree.*betweenness"):
        centrality(STAR, by="fame")


def test_without_a_broker_the_parts_are_named():
    network = tied(*clique("abc"), *clique("def"), "cd")
    notes = said(brokers(network))
    assert "Without Library C, 2 parts fall apart: Library D, Library E and 1 other;" in notes
    assert (
        dict(zip(column(brokers(network), "body"), column(brokers(network), "parts"), strict=True))[
            "c"
        ]
        == 2
    )
    assert "No group falls apart" in said(brokers(tied(*clique("abc"))))


def test_constraint_of_a_body_without_ties_is_undefined():
    table = brokers(tied("ab", "bc", possibly=("cd",), year="2009"))
    row = dict(zip([c.name for c in table.columns], table.rows[-1], strict=True))
    assert (row["body"], row["constraint"], row["constraintPossible"]) == ("d", None, 1.0)
    assert (row["rank"], row["parts"]) == (None, None)
    assert (
        dict(zip([c.name for c in table.narrow().columns], table.narrow().rows[-1], strict=True))[
            "constraint"
        ]
        == "– (1)"
    )


def test_bodies_without_a_place_come_last():
    table = brokers(tied("bd", "de", possibly=("ab", "ce"), year="2009"))
    assert column(table, "body") == ["d", "b", "e", "a", "c"]
    assert column(table, "rank") == ["1", "2=", "2=", None, None]


def test_a_time_gives_every_measure_twice_and_says_what_is_uncertain():
    table = centrality(tied("ab", "ac", possibly=("bd", "be", "bc"), year="2009"))
    names = [column.name for column in table.columns]
    assert [name for name in names if f"{name}Possible" in names] == ["rank", *CENTRALITY]
    assert "At some time in 2009: 2 certain ties; 3 ties only possible." in table.notes
    assert column(table, "degree")[:2] == [2, 1]
    assert column(table, "degreePossible")[:2] == [2, 4]
    assert "The possible ties move Library A from 1 to 2" in said(table)
    assert "Only by possible ties, 2 bodies have a place." in table.notes
    assert any(note.startswith("Certain ties only: Library A is tied") for note in table.notes)
    assert any(note.startswith("With possible ties: Library B is tied") for note in table.notes)


def test_possible_ties_never_take_from_a_measure_of_reach():
    table = centrality(tied("ab", "ac", possibly=("bd", "be", "bc"), year="2009"))
    for name in ("shared", "degree", "strength", "closeness", "core"):
        pairs = zip(column(table, name), column(table, f"{name}Possible"), strict=True)
        assert all(certain <= possible for certain, possible in pairs)


def test_certain_ties_alone():
    network = tied("ab", possibly=("bc",), year="2009")
    assert [tie.end for tie in network.certain().ties] == ["b"]
    assert network.certain().bodies == network.bodies
    table = brokers(network.certain())
    assert {c.name for c in table.columns} == {"rank", "body", "bodyLabel", *BROKERAGE}
    assert "At some time in 2009: 1 certain tie; possible ties are not counted." in table.notes
    nothing = tied(possibly=("ab",), year="2009").certain()
    assert said(summary(nothing)).startswith("No bodies are tied for certain (agreements, in 2009)")


def test_all_time_gives_every_measure_once():
    assert not [c for c in centrality(STAR).columns if c.name.endswith("Possible")]
    assert not [c for c in brokers(STAR).columns if c.name.endswith("Possible")]
    assert {c.name for c in brokers(STAR).columns} >= set(BROKERAGE)


def test_summary_counts():
    table = summary(tied("ab", "ab", "bc", "de"))
    values = dict(zip(column(table, "measure"), column(table, "value"), strict=True))
    assert values == {
        "bodies": 5,
        "isolated": 0,
        "pairs": 3,
        "ties": 4,
        "ties by agreements": 4,
        "density": 0.3,
        "averageDegree": 1.2,
        "clustering": 0.0,
        "components": 2,
        "largestComponent": 3,
    }
    assert "The closest pair, Library A and Library B, share 2 things." in table.notes


def test_summary_of_a_time_says_both_in_words():
    table = summary(tied("ab", possibly=("bc",), year="2009"))
    words = dict(zip(column(table, "measure"), column(table, "inWords"), strict=True))
    assert words["isolated"].endswith(": 1; with possible ties 0")
    assert words["density"].endswith(": 33 %, 1 of 3; with possible ties 67 %, 2 of 3")
    assert words["bodies"].endswith(": 3")


def test_one_thing_that_makes_most_ties_is_named():
    ties = tuple(
        room.Tie(a, b, "event", "events", tie.holds, ("r",))
        for a, b, tie in (
            ("a", "b", STAR.ties[0]),
            ("a", "c", STAR.ties[0]),
            ("b", "c", STAR.ties[0]),
        )
    )
    network = Network(ALL, None, ties, ("a", "b", "c"), (), {"event": "Great Conference"})
    assert "3 of the 3 ties come from one thing: Great Conference." in summary(network).notes


def test_communities_are_named_by_their_central_members():
    table = communities(tied(*clique("abcd"), *clique("efgh"), "de"))
    assert column(table, "name") == [
        "Library A, Library B and 2 others",
        "Library E, Library F and 2 others",
    ]
    assert (column(table, "inside"), column(table, "outside")) == ([6, 6], [1, 1])
    assert "2 communities, modularity 0.423: clearly more ties" in said(table)
    assert "they are the groups that no tie connects" in said(communities(tied("ab", "cd")))
    assert "form one community" in said(communities(tied(*clique("abc"))))


def test_components_name_the_bodies_left_alone():
    table = components(tied("ab", possibly=("cd", "bc"), year="2009"))
    assert column(table, "reading") == ["certain", "certain and possible"]
    assert column(table, "size") == [2, 4]
    assert "Certain ties only: Without a tie: 2 bodies." in table.notes
    assert any("All 4 bodies hang together" in note for note in table.notes)


@pytest.mark.parametrize(
    ("span", "words"),
    [
        (None, "over all time"),
        (Span.parse("2009-02"), "in 2009-02"),
        (Span.parse("2009-02-01/2009-02-27"), "from 2009-02-01 to 2009-02-27"),
        (Span.parse("2008-12/2009-03"), "from 2008-12 to 2009-03"),
        (Span.parse("2009/.."), "from 2009-01-01 on"),
        (Span.parse("../2009"), "until 2009-12-31"),
    ],
)
def test_times_in_words(span, words):
    assert when(span) == words
