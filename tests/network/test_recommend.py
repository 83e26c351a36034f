"""Likely partners on graphs small enough to work out by hand."""

from __future__ import annotations

import csv
import io
import json
import os
import subprocess
import sys
from math import log
from pathlib import Path

import pytest

from libgraph import open_graph
from libgraph.dates import Span
from libgraph.errors import UsageError
from libgraph.network.recommend import recommend
from libgraph.network.recommend_evidence import evidence
from libgraph.network.recommend_score import WEIGHTS, Try, candidates, leave_one_out

ID = "https://w3id.org/libgraph/id/"


class Book:
    """Statements, numbered, in one source of 2010."""

    def __init__(self) -> None:
        self.lines = ['src:one a lg:Source ; dcterms:date "2010" .']

    def thing(self, kind: str, *slugs: str) -> Book:
        for slug in slugs:
            label = slug.replace("-", " ").capitalize()
            self.lines.append(f'id:{slug} a lg:{kind} ; rdfs:label "{label}"@en .')
        return self

    def says(self, kind: str, text: str, during: str = "") -> Book:
        when = f'lg:during "{during}"' if during else "lg:undated true"
        number = len(self.lines)
        self.lines.append(
            f"st:{number} a lg:{kind} ; {text} ; {when} ; prov:wasQuotedFrom src:one ."
        )
        return self

    def signed(self, agreement: str, during: str, *parties: str) -> Book:
        self.thing("Agreement", agreement)
        for party in parties:
            self.says("Party", f"lg:agreement id:{agreement} ; lg:party id:{party}", during)
        return self

    def met(self, event: str, during: str, *bodies: str) -> Book:
        self.thing("Conference", event)
        for body in bodies:
            part = f"lg:event id:{event} ; lg:participant id:{body} ; lg:role lg:attendee"
            self.says("Participation", part, during)
        return self

    def text(self) -> str:
        return "\n".join(self.lines) + "\n"


def world() -> Book:
    book = Book().thing("Library", "e", "z", "c1", "c2", "c3", "c4", "c5", "c6", "alone")
    book.thing("Unit", "unit").thing("Programme", "prog").thing("Person", "p")
    book.thing("Country", "land").thing("City", "town", "village")
    book.lines += ["id:town lg:within id:land .", "id:village lg:within id:land ."]
    book.lines += ["id:post-e a lg:HeadPost ; lg:postIn id:e ."]
    book.lines += ["id:post-c5 a lg:HeadPost ; lg:postIn id:c5 ."]
    book.signed("ag1", "2000/2010", "e", "z").signed("ag2", "2005/2009", "z", "c1")
    book.met("congress", "2001", "e", "c1", "c2", "c3").met("talk", "2001", "e", "c2")
    book.met("at-home", "2001", "e", "unit")
    book.says("Link", "lg:from id:unit ; lg:relation lg:partOf ; lg:to id:e")
    book.says("Membership", "lg:member id:e ; lg:body id:prog", "1992/..")
    book.says("Membership", "lg:member id:c3 ; lg:body id:prog", "/2005")
    for body, place in (("e", "town"), ("c4", "town"), ("c5", "village")):
        book.says("Lifespan", f"lg:of id:{body} ; lg:place id:{place}")
    book.says("Tenure", "lg:holder id:p ; lg:post id:post-e", "2000/2003")
    book.says("Tenure", "lg:holder id:p ; lg:post id:post-c5", "2006/2010")
    return book.says(
        "Support", "lg:supporter id:c6 ; lg:beneficiary id:e ; lg:supportKind lg:gift", "2005"
    )


TWO, THREE, FOUR = 1 / log(2), 1 / log(3), 1 / log(4)
SCORES = {
    "c1": TWO + FOUR,  # the partner z that only the two have; a congress of four
    "c2": FOUR + TWO,  # the congress; a talk of two
    "c5": THREE / 2 + TWO,  # a country with three bodies; a person
    "c3": FOUR + THREE,  # the congress; a programme that is itself the third in it
    "c6": TWO,  # help
    "prog": THREE,
    "c4": TWO / 2,  # a town with two bodies; not the country too
}


@pytest.fixture
def opened(write):
    return lambda book: open_graph([write("g.ttl", book.text())], keep=False)


def rows(table) -> list[dict[str, object]]:
    found = table.to_dict()["rows"]
    return [{**row, "body": row["body"].removeprefix(ID)} for row in found]


def notes(table) -> str:
    return "\n".join(table.notes)


def test_scores_and_order_by_hand(opened):
    found = rows(recommend(opened(world()), f"{ID}e"))
    assert {row["body"]: row["score"] for row in found} == pytest.approx(SCORES, abs=1e-4)
    assert [row["body"] for row in found] == list(SCORES)
    assert [row["rank"] for row in found] == ["1=", "1=", "3", "4", "5", "6", "7"]


def test_reasons_are_sentences_with_names_and_dates(opened):
    why = {row["body"]: row["reasons"] for row in rows(recommend(opened(world()), f"{ID}e"))}
    assert why["c1"] == (
        "Both have an agreement with Z (E 2000 to 2010; C1 2005 to 2009; shared by 2). "
        "Both took part in or hosted Congress (2001; shared by 4)."
    )
    assert why["prog"] == "E belongs to it (since 1992)."
    assert "Both belong to Prog (E since 1992; C3 until 2005; shared by 3)." in why["c3"]
    assert why["c4"] == "Both are in Town (no date given; shared by 2)."
    assert why["c5"].startswith("They are linked by a person: P holds")
    assert "Both are in Land" in why["c5"]
    assert why["c6"].startswith("Help ties them: C6 helps E")


def test_partners_and_own_parts_are_never_proposed(opened):
    table = recommend(opened(world()), f"{ID}e")
    assert not {"e", "z", "unit", "alone", "p"} & {row["body"] for row in rows(table)}
    assert "Not proposed, as tied to it by an agreement, in force or lapsed: Z." in table.notes
    assert "Not proposed, as a part of it or what it is a part of: Unit." in table.notes


def test_at_a_time_certain_and_possible_stand_apart(opened):
    table = recommend(opened(world()), f"{ID}e", Span.parse("2001"))
    found = [(row["body"], row["score"], row["scorePossible"]) for row in rows(table)]
    expected = [
        ("c2", FOUR + TWO, FOUR + TWO),
        ("prog", THREE, THREE),
        ("c3", FOUR, FOUR + THREE),
        ("c1", FOUR, FOUR),
        ("c4", 0, TWO / 2),
        ("c5", 0, THREE / 2),
    ]
    assert [row[0] for row in found] == [row[0] for row in expected]
    for got, wanted in zip(found, expected, strict=True):
        assert got[1:] == pytest.approx(wanted[1:], abs=1e-4)
    by = {row["body"]: row for row in rows(table)}
    assert "Only possible in 2001: both belong to Prog" in by["c3"]["reasons"]
    assert "Only possible" not in by["c2"]["reasons"]
    # 1/ln 4 = 0.5/ln 2: the possible town lifts c4 level with c1's certain congress
    assert (by["c4"]["rank"], by["c4"]["rankPossible"]) == (None, "4=")
    assert (by["c1"]["rank"], by["c1"]["rankPossible"]) == ("3=", "4=")


def test_only_what_is_certain(opened):
    table = recommend(opened(world()), f"{ID}e", Span.parse("2001"), certain=True)
    assert [row["body"] for row in rows(table)] == ["c2", "prog", "c1", "c3"]
    assert "scorePossible" not in rows(table)[0]
    assert "Only possible" not in json.dumps(table.to_dict())


def test_an_agreement_yet_to_come_bars_nobody_and_a_lapsed_one_does(opened):
    book = Book().thing("Library", "a", "b", "c").met("talk", "1990/2020", "a", "b", "c")
    graph = opened(book.signed("early", "2000/2001", "a", "b").signed("late", "2009", "a", "c"))
    at = {
        year: [row["body"] for row in rows(recommend(graph, f"{ID}a", Span.parse(year)))]
        for year in ("1995", "2005", "2010")
    }
    assert at == {"1995": ["b", "c"], "2005": ["c"], "2010": []}


def test_a_centre_that_each_houses_makes_both_belong(opened):
    book = Book().thing("Library", "a", "b").thing("Programme", "pac")
    for host in "ab":
        book.thing("PACCentre", f"centre-{host}")
        book.says("Hosting", f"lg:host id:{host} ; lg:hosted id:centre-{host}", "2000")
        book.says("Link", f"lg:from id:centre-{host} ; lg:relation lg:partOf ; lg:to id:pac")
    by = {row["body"]: row["reasons"] for row in rows(recommend(opened(book), f"{ID}a"))}
    assert by["b"].startswith("Both belong to, or house a part of, Pac")
    assert "centre-a" not in by


@pytest.mark.parametrize("asked", ["alone", "a"])
def test_nothing_to_propose_is_said(opened, asked):
    book = Book().thing("Library", "alone", "a", "b").signed("ag", "2000", "a", "b")
    table = recommend(opened(book), f"{ID}{asked}")
    assert table.rows == ()
    assert table.notes[0].startswith(f"Nothing to propose: {asked.capitalize()} shares no partner")
    assert all(note[-1] == "." and note[0] == note[0].upper() for note in table.notes)


def test_one_body_and_no_agreement(opened):
    table = recommend(opened(Book().thing("Library", "a")), f"{ID}a")
    assert "Nothing could be measured" in notes(table)
    assert "No agreement of A with another body is known." in table.notes


def test_what_is_no_body_is_refused(opened):
    with pytest.raises(UsageError, match="P is no body"):
        recommend(opened(world()), f"{ID}p")


def test_a_cycle_of_places_and_parts_ends(opened):
    book = Book().thing("Library", "a", "b").thing("City", "x", "y")
    book.lines += ["id:x lg:within id:y .", "id:y lg:within id:x ."]
    for one, other in ("ab", "ba"):
        book.says("Link", f"lg:from id:{one} ; lg:relation lg:partOf ; lg:to id:{other}")
    for body, place in ("ax", "by"):
        book.says("Lifespan", f"lg:of id:{body} ; lg:place id:{place}")
    assert recommend(opened(book), f"{ID}a").rows == ()


# ── Leave one out ────────────────────────────────────────────────────────────────────────


def test_a_triangle_of_agreements_comes_back(opened):
    book = Book().thing("Library", "a", "b", "c", "d", "e")
    for one, other in ("ab", "bc", "ac"):
        book.signed(f"ag-{one}{other}", "2000", one, other)
    tries = leave_one_out(evidence(opened(book)))
    assert len(tries) == 6
    assert {(t.before, t.level, t.among, t.hit(1)) for t in tries} == {(0, 1, 3, 1.0)}
    assert tries[0].by_chance(1) == pytest.approx(1 / 3)


def test_an_agreement_is_hidden_whole(opened):
    book = Book().thing("Library", "a", "b", "c").thing("Person", "p")
    book.signed("ag", "2000", "a", "b", "c")
    for side in "ab":
        book.says("Signing", f"lg:agreement id:ag ; lg:signer id:p ; lg:onBehalfOf id:{side}")
    known = evidence(opened(book))
    assert any(thing.kind == "person" for thing in known.things[f"{ID}a"])
    assert {t.before for t in leave_one_out(known)} == {None}


def test_level_places_count_by_their_chance():
    assert [Try("a", "b", 2, 4, 10).hit(n) for n in (1, 3, 5, 6)] == [0, 0.25, 0.75, 1]
    assert Try("a", "b", None, None, 10).hit(5) == 0
    assert Try("a", "b", None, None, 2).by_chance(5) == 1


def test_a_hidden_agreement_leaves_its_own_parts_out(opened):
    book = Book().thing("Library", "a").thing("Unit", "u").signed("ag", "2000", "a", "u")
    book.met("talk", "2001", "a", "u")
    graph = opened(book.says("Link", "lg:from id:u ; lg:relation lg:partOf ; lg:to id:a"))
    assert {t.before for t in leave_one_out(evidence(graph))} == {None}
    said = notes(recommend(graph, f"{ID}a"))
    assert "2 tries ask for a part or whole, which is never proposed." in said
    assert "1 pair is too few for this to mean much." in said


# ── The shipped graph, and the command ───────────────────────────────────────────────────


def test_no_partner_is_proposed_in_the_shipped_graph(documents):
    known = evidence(documents)
    for body in known.bodies:
        proposed = {candidate.body for candidate in candidates(known, body)}
        assert not proposed & (known.settled.get(body, frozenset()) | {body})
        for candidate in candidates(known, body):
            assert all(r.thing.kind in WEIGHTS and r.among > 1 for r in candidate.reasons)


def test_few_agreements_are_said_to_be_few(documents):
    said = notes(recommend(documents, f"{ID}nlrk"))
    assert "leaving one out" in said
    assert "people decide" in said
    if len(evidence(documents).agreements) < 30:
        assert "too few for this to mean much" in said


def test_the_command_in_three_formats(libgraph):
    asked = ("analyze", "recommend", "nlrk", "--top", "2")
    said = libgraph(*asked, "-f", "csv")
    found = list(csv.DictReader(io.StringIO(said.out)))
    assert said.code == 0
    assert len(found) == 2
    assert all(row["reasons"].endswith(".") for row in found)
    parsed = json.loads(libgraph(*asked, "--as-of", "2020", "-f", "json").out)
    assert {"rankPossible", "scorePossible", "sharedPossible"} <= set(parsed["rows"][0])
    table = libgraph(*asked).out
    assert "Likely partners of" in table
    assert "rows shown." in table


@pytest.mark.parametrize(
    ("arguments", "hint"),
    [
        (["recommend"], "say for whom"),
        (["recommend", "nlrk", "--layer", "events"], "leave out --layer"),
        (["recommend", "nobody-of-that-name"], "nothing is called"),
        (["recommend", "almaty"], "no body"),
        (["recommend", "nlrk", "--by", "degree"], "--by"),
        (["summary", "nlrk"], "recommend"),
    ],
)
def test_wrong_usage_is_one_sentence(libgraph, arguments, hint):
    said = libgraph("analyze", *arguments)
    assert (said.code, said.out) == (2, "")
    assert hint in said.err
    assert "Traceback" not in said.err


def test_the_same_whatever_the_hash_seed(write):
    path = write("g.ttl", world().text())
    command = [str(Path(sys.executable).with_name("libgraph")), "-g", str(path), "analyze"]
    asked = [*command, "recommend", "e", "--as-of", "2001/2008", "--no-cache", "-f", "json"]
    said = {
        subprocess.run(
            asked, env={**os.environ, "PYTHONHASHSEED": seed}, capture_output=True, check=True
        ).stdout
        for seed in ("0", "1", "2")
    }
    assert len(said) == 1
