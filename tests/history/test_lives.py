"""How agreements stand, what carries them on, and what ends soon."""

from __future__ import annotations

import csv
import io
import re
import shlex
import tempfile
from collections.abc import Callable
from contextlib import suppress
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from conftest import OF_DOCUMENTS, PREFIXES, Said
from libgraph.dates import Holds, Span
from libgraph.errors import UsageError
from libgraph.graph import Graph, open_graph
from libgraph.history.chains import Link, chains
from libgraph.history.expiry import Expiring, expiring
from libgraph.history.lives import Life, Status, lives
from libgraph.history.within import Within
from libgraph.namespaces import ID

Run = Callable[..., Said]
Write = Callable[[str, str], Path]
DATA = Path(__file__).parent / "lives" / "agreements.ttl"
SUMMER = Span.parse("2020-06-01")


@pytest.fixture(scope="module")
def graph() -> Graph:
    return open_graph([DATA])


def by_slug(found: list[Life]) -> dict[str, Life]:
    return {life.agreement.iri.removeprefix(ID): life for life in found}


def ended(found: Expiring) -> list[str]:
    return [ending.iri.removeprefix(ID) for ending in found.endings]


# ── How they stand ───────────────────────────────────────────────────────────────────────


def test_every_status(graph: Graph) -> None:
    found = {
        slug: (life.status, life.in_force) for slug, life in by_slug(lives(graph, SUMMER)).items()
    }
    yes, possibly, no = Holds.YES, Holds.POSSIBLY, Holds.NO
    assert found == {
        "first": (Status.LAPSED, no),
        "second": (Status.LAPSED, no),  # replaced in 2018
        "third": (Status.EXPIRING, yes),
        "disputed": (Status.IN_FORCE, possibly),
        "decided": (Status.IN_FORCE, yes),
        "long": (Status.IN_FORCE, yes),
        "going": (Status.OPEN, possibly),
        "signed": (Status.OPEN, possibly),
        "half-known": (Status.IN_FORCE, yes),
        "parties-only": (Status.EXPIRING, possibly),
        "coming": (Status.NOT_BEGUN, no),
        "silent": (Status.UNKNOWN, possibly),
        "hen": (Status.LAPSED, no),
        "egg": (Status.LAPSED, no),
    }


@pytest.mark.parametrize(
    ("day", "status", "holds"),
    [
        ("2010-12-31", Status.NOT_BEGUN, "no"),
        ("2011-06", Status.OPEN, "possibly"),
        ("2012", Status.OPEN, "possibly"),  # its source may be of any day before 2020-02-02
    ],
)
def test_an_open_agreement_over_time(graph: Graph, day: str, status: Status, holds: str) -> None:
    life = by_slug(lives(graph, Span.parse(day)))["going"]
    assert (life.status, str(life.in_force), life.open) == (status, holds, True)


def test_sources_that_disagree_are_one_row_with_both_ends(graph: Graph) -> None:
    life = by_slug(lives(graph, SUMMER))["disputed"]
    assert life.ends == ("2019-12-31", "2024-12-31")
    assert [source.rsplit("/", 1)[1] for source in life.sources] == ["a", "b"]
    assert by_slug(lives(graph, Span.parse("2017")))["disputed"].in_force is Holds.YES
    assert by_slug(lives(graph, Span.parse("2025")))["disputed"].status is Status.LAPSED


def test_a_curator_decides(graph: Graph) -> None:
    assert by_slug(lives(graph, SUMMER))["decided"].ends == ("2024-12-31",)


def test_an_agreement_that_is_replaced_has_ended_when_the_next_has_begun(graph: Graph) -> None:
    stands = [
        by_slug(lives(graph, Span.parse(day)))["second"].status
        for day in ("2015", "2018-07-01", "2018-07-02")
    ]
    assert stands == [Status.OPEN, Status.OPEN, Status.LAPSED]


def test_it_begins_when_it_is_signed_where_nothing_else_is_known(graph: Graph) -> None:
    found = by_slug(lives(graph, Span.parse("2016-04")))
    assert found["signed"].status is Status.NOT_BEGUN
    assert found["half-known"].status is Status.NOT_BEGUN
    assert found["half-known"].begins == ()
    assert found["half-known"].signed == ("2016-05-04",)


def test_by_party_by_status_and_by_certainty(graph: Graph) -> None:
    hill = lives(graph, SUMMER, party=ID + "hill")
    assert [life.agreement.label for life in hill] == ["Third, a memorandum; with a comma"]
    lapsed = lives(graph, SUMMER, statuses=[Status.LAPSED])
    assert {life.status for life in lapsed} == {Status.LAPSED}
    certain = by_slug(lives(graph, SUMMER, certain=True))
    assert set(certain) == {"third", "decided", "long", "half-known"}


# ── Chains ───────────────────────────────────────────────────────────────────────────────


def test_a_whole_chain_in_order_at_each_of_its_members(graph: Graph) -> None:
    found = by_slug(lives(graph, SUMMER))
    for slug in ("first", "second", "third"):
        assert [one.iri.removeprefix(ID) for one in found[slug].chain] == [
            "first",
            "second",
            "third",
        ]
    second = found["second"]
    assert [(relation, one.label) for relation, one in second.before] == [
        ("renews", "First agreement")
    ]
    assert [relation for relation, _ in second.after] == ["replaces"]
    assert found["long"].chain == ()


def test_a_chain_stands_together(graph: Graph) -> None:
    order = list(by_slug(lives(graph, SUMMER)))
    place = order.index("first")
    assert order[place : place + 3] == ["first", "second", "third"]


def test_a_circle_is_ordered_by_time(graph: Graph) -> None:
    assert [one.label for one in by_slug(lives(graph, SUMMER))["egg"].chain] == ["Hen", "Egg"]


@given(st.lists(st.tuples(st.sampled_from("abcdef"), st.sampled_from("abcdef")), max_size=12))
def test_chains_part_what_is_linked_and_put_the_earlier_first(pairs: list[tuple[str, str]]) -> None:
    ties = [Link(max(p), "renews", min(p)) for p in pairs if p[0] != p[1]]  # letters are in time
    found = chains(ties, lambda one: one)
    assert set(found) == {end for tie in ties for end in (tie.later, tie.earlier)}
    for tie in ties:
        chain = found[tie.later]
        assert found[tie.earlier] == chain
        assert chain.index(tie.earlier) < chain.index(tie.later)


# ── What ends soon ───────────────────────────────────────────────────────────────────────


def test_what_ends_soon_the_soonest_first(graph: Graph) -> None:
    found = expiring(graph, SUMMER)
    assert ended(found) == ["parties-only", "third"]
    assert found.open == 2
    third = found.endings[1]
    assert third.days_left == (92, 121)
    assert (third.first, third.last) == (date(2020, 9, 1), date(2020, 9, 30))
    assert third.certain is Holds.YES
    assert [signer.label for signer in third.signers] == ["Ann Adams"]
    assert [party.label for party in third.parties] == ["Hill Library", "Lake Library"]
    assert found.endings[0].days_left == (0, 213)
    assert found.endings[0].certain is Holds.POSSIBLY


def test_an_end_on_the_last_day_counts_and_the_day_after_does_not(graph: Graph) -> None:
    tenure = {"kinds": ["tenure"]}
    assert len(expiring(graph, SUMMER, within=Within(91), **tenure).endings) == 1  # type: ignore[arg-type]
    assert not expiring(graph, SUMMER, within=Within(90), **tenure).endings  # type: ignore[arg-type]
    assert (
        len(expiring(graph, SUMMER, within=Within(91), kinds=["tenure"], certain=True).endings) == 1
    )
    on_the_day = expiring(graph, Span.parse("2020-08-31"), within=Within(0), kinds=["tenure"])
    assert on_the_day.endings[0].days_left == (0, 0)
    assert not expiring(graph, Span.parse("2020-09-01"), kinds=["tenure"]).endings


def test_possible_ends_are_left_out_on_request(graph: Graph) -> None:
    assert ended(expiring(graph, SUMMER, certain=True)) == ["third"]
    assert ended(expiring(graph, SUMMER, within=Within(100))) == ["parties-only", "third"]
    assert ended(expiring(graph, SUMMER, within=Within(100), certain=True)) == []


def test_a_planned_agreement_expires_near_its_planned_end_only(graph: Graph) -> None:
    assert "coming" not in ended(expiring(graph, Span.parse("2021-06-01")))
    found = expiring(graph, Span.parse("2022-11-01"))
    coming = next(one for one in found.endings if one.iri == ID + "coming")
    assert (coming.first, coming.last) == (date(2023, 1, 1), date(2023, 12, 31))
    assert coming.certain is Holds.POSSIBLY


def test_an_unknown_kind_is_refused(graph: Graph) -> None:
    with pytest.raises(UsageError, match="there is no kind 'office': use agreement, contact"):
        expiring(graph, SUMMER, kinds=["office"])


# ── For any dates ────────────────────────────────────────────────────────────────────────

YEARS = st.integers(1990, 2030)
DAYS = st.dates(date(1985, 1, 1), date(2035, 12, 31))


@st.composite
def written(draw: st.DrawFn) -> str:
    """A dating with its way, such as ``lg:during "1999/2004-03"``."""
    first, last = sorted([draw(YEARS), draw(YEARS)])
    begin = draw(st.sampled_from(["", "..", f"{first}", f"{first}-02~", f"{first}-01-15"]))
    end = draw(st.sampled_from(["", "..", f"{last}", f"{last}-12", f"{last}-12-31"]))
    interval = f"{begin}/{end}" if {begin, end} - {"", ".."} else f"{first}/"
    one = draw(st.sampled_from([f"{first}", f"[..{last}]", f"[{first}..{last}]"]))
    way = draw(st.sampled_from(["during", "during", "attested", "announced"]))
    return f'lg:{way} "{draw(st.sampled_from([interval, one]))}"'


def made(datings: list[str]) -> Graph:
    """A graph of one agreement, said to be in force at these times by a source each."""
    text = PREFIXES + 'id:a a lg:Agreement ; rdfs:label "A"@en .\n'
    for number, dating in enumerate(datings):
        text += f'src:s{number} a lg:Source ; dcterms:date "{2000 + 9 * number}" .\n'
        text += f"st:s{number} a lg:Lifespan ; lg:of id:a ; {dating} ; prov:wasQuotedFrom src:s{number} .\n"
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "made.ttl"
        path.write_text(text, "utf-8")
        return open_graph([path], keep=False)


@settings(max_examples=60)
@given(st.lists(written(), min_size=1, max_size=3), DAYS, st.integers(0, 900), st.integers(0, 900))
def test_statuses_part_the_agreements_and_agree_with_what_holds(
    datings: list[str], day: date, one: int, other: int
) -> None:
    graph, span = made(datings), Span(day, day)
    fewer, more = sorted([one, other])
    (life,) = lives(graph, span, within=Within(fewer))
    chosen = [
        status for status in Status if lives(graph, span, within=Within(fewer), statuses=[status])
    ]
    assert chosen == [life.status]
    if life.status in (Status.LAPSED, Status.NOT_BEGUN):
        assert life.in_force is Holds.NO
    else:
        assert life.in_force is not Holds.NO
    near, far = (expiring(graph, span, within=Within(days)) for days in (fewer, more))
    assert bool(near.endings) == (life.status is Status.EXPIRING)
    assert set(ended(near)) <= set(ended(far))
    sure = [
        set(ended(expiring(graph, span, within=Within(days), certain=True)))
        for days in (fewer, more)
    ]
    assert sure[0] <= sure[1]
    for ending in far.endings:
        assert 0 <= ending.days_left[0] <= ending.days_left[1]


@settings(max_examples=40)
@given(st.lists(written(), min_size=1, max_size=3), st.lists(DAYS, min_size=2, max_size=2))
def test_what_has_lapsed_stays_so(datings: list[str], days: list[date]) -> None:
    graph = made(datings)
    earlier, later = (lives(graph, Span(day, day))[0] for day in sorted(days))
    if earlier.status is Status.LAPSED and len(earlier.accounts) == 1:
        assert later.status is Status.LAPSED  # two accounts may be two terms of one agreement
    if later.status is Status.NOT_BEGUN:
        assert earlier.status is Status.NOT_BEGUN


# ── Lengths of time ──────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("text", "day", "after"),
    [
        ("30d", "2020-02-01", "2020-03-02"),
        ("6W", "2020-01-01", "2020-02-12"),
        ("1m", "2020-01-31", "2020-02-29"),
        ("1y", "2020-02-29", "2021-02-28"),
        ("0d", "2020-02-29", "2020-02-29"),
        ("99999y", "2020-01-01", "9999-12-31"),
        ("99999d", "9999-01-01", "9999-12-31"),
    ],
)
def test_lengths(text: str, day: str, after: str) -> None:
    assert Within.parse(text).after(date.fromisoformat(day)) == date.fromisoformat(after)


@pytest.mark.parametrize(
    "text", ["", "d", "180", "-3d", "1.5y", "3 weeks", "soon", "٣d", "1e9d", "1d2w"]
)
def test_nonsense_lengths(text: str) -> None:
    with pytest.raises(UsageError, match="write a whole number with d, w, m or y"):
        Within.parse(text)


@given(st.text(max_size=8))
def test_any_text_is_a_length_or_refused(text: str) -> None:
    with suppress(UsageError):
        assert Within.parse(text).after(date(2020, 1, 1)) >= date(2020, 1, 1)


# ── The commands ─────────────────────────────────────────────────────────────────────────


def test_agreements_as_a_table(libgraph: Run) -> None:
    said = libgraph("agreements", "-g", DATA, "--as-of", "2020-06-01")
    assert said.code == 0
    assert said.err == ""
    lines = said.out.splitlines()
    assert lines[0].split() == [
        "agreement",
        "parties",
        "begins",
        "ends",
        "status",
        "holds",
        "chain",
        "sources",
    ]
    assert any("2 of 3: renews First agreement; replaced by Third" in line for line in lines)
    assert any("signed 2016-05 " in line and "not said" in line for line in lines)
    assert any("2019-12-31; 2024-12-31" in line for line in lines)


def test_agreements_for_machines(libgraph: Run) -> None:
    said = libgraph("agreements", "-g", DATA, "--as-of", "2020-06-01", "-f", "csv")
    rows = {row["agreement"].removeprefix(ID): row for row in csv.DictReader(io.StringIO(said.out))}
    assert len(rows) == 14
    assert rows["going"]["ends"] == ".."
    assert rows["signed"]["signed"] == "2016-05"
    assert (rows["coming"]["begins"], rows["coming"]["ends"]) == ("planned:2021", "planned:2023")
    assert rows["third"]["chain"].split() == [ID + "first", ID + "second", ID + "third"]
    assert (rows["disputed"]["certainUntil"], rows["disputed"]["possibleUntil"]) == (
        "2019-12-31",
        "2024-12-31",
    )


def test_a_single_day_that_was_announced_is_no_end(libgraph: Run, write: Write) -> None:
    """A memorandum that is to be signed was told to end on the day from which it might begin."""
    file = write("soon.ttl", """
        id:soon a lg:Agreement ; rdfs:label "Soon"@en .
        st:soon a lg:Lifespan ; lg:of id:soon ; lg:announced "[2019-05-21..]" .""")  # fmt: skip
    said = libgraph("agreements", "-g", file)
    assert re.search(r"Soon +planned: from 2019-05-21 +not said +open", said.out)


def test_none_of_a_status_is_not_taken_for_none_at_all(libgraph: Run) -> None:
    said = libgraph("agreements", "-g", DATA, "--party", "lake", "--status", "not-begun")
    assert said.out == "nothing found\n"
    assert said.err.startswith("libgraph: 3 are on record for Lake Library, but none stands so: ")


def test_agreements_in_russian(libgraph: Run) -> None:
    said = libgraph(
        "agreements", "-g", DATA, "--as-of", "2020-06-01", "--party", "lake", "--lang", "ru"
    )
    assert "Библиотека озера" in said.out
    assert "3 из 3: заменяет: Second agreement" in said.out


def test_what_ends_for_one_body_as_a_table_and_as_a_calendar(libgraph: Run, tmp_path: Path) -> None:
    asked = ["expiring", "-g", DATA, "--as-of", "2020-06-01", "--within", "9y"]
    kinds = ["--kind", "agreement", "--kind", "tenure"]
    every = libgraph(*asked, *kinds, "-f", "csv").out
    lake = libgraph(*asked, *kinds, "--party", "lake", "-f", "csv").out
    rows = [list(csv.DictReader(io.StringIO(text))) for text in (every, lake)]
    ours = {row["what"] for row in rows[0] if ID + "lake" in row["parties"].split()}
    assert {row["what"] for row in rows[1]} >= ours > set()
    assert len(rows[1]) < len(rows[0])
    assert libgraph(*asked, "--party", "lake", "-o", tmp_path / "lake.ics").out == ""
    events = (tmp_path / "lake.ics").read_text().split("BEGIN:VEVENT")[1:]
    assert len(events) == len(list(csv.DictReader(io.StringIO(
        libgraph(*asked, "--party", "lake", "-f", "csv").out))))  # fmt: skip


def test_expiring_as_a_table(libgraph: Run) -> None:
    said = libgraph(
        "expiring", "-g", DATA, "--as-of", "2020-06-01", "--kind", "agreement", "--kind", "tenure"
    )
    lines = said.out.splitlines()
    assert "days left" in lines[0]
    assert [line.split()[0] for line in lines[2:]] == ["Known", "Ann", "Third,"]
    assert "92–121" in lines[4]
    assert "of 2 agreements in force, or possibly in force, no end is known" in said.err


@pytest.mark.parametrize("asked", [("-g", DATA), ("--party", "nlrk"), ("--party", "nl-korea")])
def test_the_command_that_expiring_names_lists_as_many_as_it_says(
    asked: tuple[str | Path, ...], libgraph: Run
) -> None:
    said = libgraph("expiring", "--as-of", "2020-06-01", *asked)
    told = re.search(r"of (\d+) .* known: libgraph (.+)  lists", said.err)
    assert told, said.err
    rows = libgraph(*shlex.split(told[2]), "-f", "csv").out
    assert len(list(csv.DictReader(io.StringIO(rows)))) == int(told[1])


def test_the_shipped_agreements(libgraph: Run) -> None:
    said = libgraph("agreements", *OF_DOCUMENTS, "--as-of", "2026", "-f", "csv")
    stands = {
        row["agreement"].removeprefix(ID): row["status"]
        for row in csv.DictReader(io.StringIO(said.out))
    }
    assert stands["agreement-nlrk-ifla-pac"] == "lapsed"
    assert stands["agreement-nlrk-rudomino-2019"] == "open"
    assert stands["memorandum-nlrk-korea-consulate-2020"] == "open"
    near = libgraph("expiring", *OF_DOCUMENTS, "--within", "6m", "--as-of", "2009-08-01")
    assert "2009-12-31" in near.out
    assert " 152 " in near.out


def test_when_it_was_seen_in_force_is_told_beside_what_is_not_said(libgraph: Run) -> None:
    said = libgraph("agreements", "--party", "nlrk", "-f", "csv")
    rows = {row["agreement"].removeprefix(ID): row for row in csv.DictReader(io.StringIO(said.out))}
    contract = rows["contract-nlrk-ostrov-krym"]
    assert (contract["begins"], contract["ends"], contract["seen"]) == ("", "", "2022-12-02")


def test_an_agreement_that_no_source_speaks_of_yet_is_not_listed(libgraph: Run) -> None:
    said = libgraph(
        "agreements", *OF_DOCUMENTS, "--known-at", "2015", "--as-of", "2009-08-01", "-f", "csv"
    )
    rows = list(csv.DictReader(io.StringIO(said.out)))
    assert [row["agreement"].removeprefix(ID) for row in rows] == ["agreement-nlrk-ifla-pac"]


@pytest.mark.parametrize(
    "command", [["agreements"], ["expiring"], ["timeline"], ["export", "-f", "ics"]]
)
@pytest.mark.parametrize("text", ["", 'id:a a lg:Agreement ; rdfs:label "A"@en .\n'
    "st:a a lg:Lifespan ; lg:of id:a ; lg:undated true ; prov:wasQuotedFrom src:s .\n"
    'st:b a lg:Party ; lg:agreement id:a ; lg:party id:b ; lg:during "some day" ; prov:wasQuotedFrom src:s .\n'])  # fmt: skip
@pytest.mark.parametrize(
    "asked",
    [
        [],
        ["--as-of", "0001-01-01"],
        ["--as-of", "9999"],
        ["--as-of", "/2000"],
        ["--as-of", "2000/.."],
    ],
)
def test_nothing_dated_is_an_honest_empty_answer(
    libgraph: Run, write: Write, command: list[str], text: str, asked: list[str]
) -> None:
    said = libgraph(*command, "-g", write("data.ttl", text + " id:alone a lg:Library ."), *asked)
    assert said.code == 0
    assert "Traceback" not in said.err


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["agreements", "--as-of", "2009-02-30"], "February 2009 has 28 days"),
        (["agreements", "--as-of", "2010/2009"], "ends before it begins"),
        (["agreements", "--within", "soon"], "is not a length of time"),
        (["agreements", "--party", "no such body"], "nothing is called"),
        (["agreements", "--status", "dead"], "'dead' is not one of"),
        (["expiring", "--within", "-1d"], "is not a length of time"),
        (["expiring", "--kind", "office"], "there is no kind 'office'"),
        (["timeline", "--from", "2010", "--to", "2009"], "2010 is after 2009"),
        (["timeline", "--to", "XXXX-10-03"], "names no days"),
        (["timeline", "--kind", "agreements"], "there is no kind"),
        (["timeline", "nobody at all"], "nothing is called"),
        (["export", "-f", "ics", "--with-derived"], "for RDF"),
        (["export", "-f", "ics", "--as-of", "2009-13"], "write a month 01 to 12"),
    ],
)
def test_what_cannot_be_meant_is_one_sentence(
    libgraph: Run, arguments: list[str], words: str
) -> None:
    said = libgraph(*arguments, "-g", DATA)
    assert said.code == 2
    assert words in said.err
    assert len(said.err.splitlines()) == 1
    assert said.out == ""
