"""The calendar: RFC 5545 to the byte, and read back by the icalendar library."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import icalendar
import pytest
from hypothesis import given
from hypothesis import strategies as st

from conftest import OF_DOCUMENTS, Said
from libgraph.dates import Span
from libgraph.export.ics import Entry, written
from libgraph.graph import Graph, open_graph
from libgraph.history.calendar import entries
from libgraph.namespaces import ID

Run = Callable[..., Said]
Write = Callable[[str, str], Path]
DATA = Path(__file__).parent / "lives" / "agreements.ttl"


@pytest.fixture(scope="module")
def graph() -> Graph:
    return open_graph([DATA])


@pytest.fixture(scope="module")
def by_uid(graph: Graph) -> dict[str, Entry]:
    return {entry.uid.removeprefix(ID): entry for entry in entries(graph)}


def read(content: bytes) -> list[icalendar.Event]:
    calendar = icalendar.Calendar.from_ical(content)
    found = calendar.events
    assert not calendar.errors
    assert not [error for event in found for error in event.errors]
    return list(found)


# ── What stands in it ────────────────────────────────────────────────────────────────────


def test_each_known_end_and_each_announced_event(by_uid: dict[str, Entry]) -> None:
    agreements = {uid for uid, entry in by_uid.items() if entry.category == "agreement"}
    assert agreements == {
        f"{slug}#end"
        for slug in ("first", "third", "disputed", "decided", "long", "half-known", "parties-only", "coming", "hen", "egg")
    } | {"disputed#end-2"}  # fmt: skip
    others = sorted(entry.category for uid, entry in by_uid.items() if uid not in agreements)
    assert others == ["announced", "tenure"]


def test_imprecise_dates_are_spans_with_the_words_of_the_source(by_uid: dict[str, Entry]) -> None:
    third = by_uid["third#end"]
    assert (third.first, third.last) == (date(2020, 9, 1), date(2020, 9, 30))
    assert third.certain
    assert third.summary == "Ends (2020-09): Third, a memorandum; with a comma"
    assert third.description.splitlines() == [
        "Third, a memorandum; with a comma",
        "Parties: Hill Library; Lake Library",
        "End as written: 2020-09 (2018-07-01/2020-09)",
        "Source: Register A https://example.org/a,b;c",
    ]
    assert third.stamp == date(2019, 3, 31)
    coming = by_uid["coming#end"]
    assert (coming.first, coming.last, coming.certain) == (
        date(2023, 1, 1),
        date(2023, 12, 31),
        False,
    )


def test_some_day_after_is_no_known_end_and_a_signing_to_come_none_at_all(write: Write) -> None:
    file = write("open.ttl", """
        id:hill a lg:Library ; rdfs:label "Hill"@en . id:corner a lg:Corner ; rdfs:label "C"@en .
        st:h a lg:Hosting ; lg:host id:hill ; lg:hosted id:corner ; lg:during "[2024-10-07..]" .
        id:soon a lg:Agreement ; rdfs:label "Soon"@en .
        st:soon a lg:Lifespan ; lg:of id:soon ; lg:announced "2019-05" .
        """)  # fmt: skip
    found = entries(open_graph([file], keep=False))
    assert [entry.summary for entry in found] == ["Planned (2019-05): Soon"]


def test_what_is_announced_is_tentative(by_uid: dict[str, Entry]) -> None:
    (congress,) = [entry for entry in by_uid.values() if entry.category == "announced"]
    assert congress.uid.endswith("#planned")
    assert not congress.certain
    assert (congress.first, congress.last) == (date(2021, 8, 1), date(2021, 8, 31))


def test_at_a_time_only_what_holds_then(graph: Graph, by_uid: dict[str, Entry]) -> None:
    found = {entry.uid.removeprefix(ID) for entry in entries(graph, span=Span.parse("1992"))}
    assert found == {"hen#end"}
    certain = entries(graph, span=Span.parse("2022"), certain=True)
    assert {entry.uid.removeprefix(ID) for entry in certain} >= {"long#end", "disputed#end-2"}
    assert {entry.uid.removeprefix(ID) for entry in certain} <= set(by_uid)


def test_the_same_entries_when_something_else_is_said(graph: Graph, write: Write) -> None:
    more = write("more.ttl", """
        src:z a lg:Source ; dcterms:date "2020" .
        id:new a lg:Agreement ; rdfs:label "New"@en .
        st:new a lg:Lifespan ; lg:of id:new ; lg:during "2001/2002" ; prov:wasQuotedFrom src:z .
    """)  # fmt: skip
    before, after = entries(graph), entries(open_graph([DATA, more]))
    assert {entry.uid for entry in after} - {entry.uid for entry in before} == {ID + "new#end"}
    assert set(before) <= set(after)


def test_a_corrected_date_updates_its_entry(graph: Graph, tmp_path: Path) -> None:
    corrected = tmp_path / "corrected.ttl"
    text = DATA.read_text("utf-8").replace('"2014/2020-08-31"', '"2014/2020-12-31"')
    corrected.write_text(text.replace('"2018-07-01/2020-09"', '"2018-07-01/2021-01"'), "utf-8")
    before = {entry.uid: entry for entry in entries(graph)}
    after = {entry.uid: entry for entry in entries(open_graph([corrected]))}
    assert before.keys() == after.keys()
    changed = {uid for uid in before if before[uid].last != after[uid].last}
    assert len(changed) == 2


def test_another_source_raises_the_sequence(graph: Graph, write: Write) -> None:
    more = write("more.ttl", """
        src:z a lg:Source ; dcterms:date "2021" .
        st:third-z a lg:Lifespan ; lg:of id:third ; lg:during "2018-07-01/2020-09-15" ; prov:wasQuotedFrom src:z .
    """)  # fmt: skip
    before = next(entry for entry in entries(graph) if entry.uid == ID + "third#end")
    after = next(e for e in entries(open_graph([DATA, more])) if e.uid == ID + "third#end")
    assert (before.sequence, after.sequence) == (0, 1)
    assert after.stamp > before.stamp
    assert (after.first, after.last) == (date(2020, 9, 15), date(2020, 9, 15))


# ── How it is written ────────────────────────────────────────────────────────────────────


def test_the_library_reads_back_what_was_written(graph: Graph) -> None:
    wanted = {entry.uid: entry for entry in entries(graph)}
    content = written("Ends", wanted.values())
    found = read(content)
    assert {str(event["UID"]) for event in found} == set(wanted)
    for event in found:
        entry = wanted[str(event["UID"])]
        assert str(event["SUMMARY"]) == entry.summary
        assert str(event["DESCRIPTION"]) == entry.description
        assert event.start == entry.first
        assert event.end == entry.last + timedelta(days=1)
        assert event.DTSTAMP.date() == entry.stamp


WORDS = st.text(
    st.characters(blacklist_categories=["Cs", "Cc"]) | st.sampled_from('\n,;:\\"ЖҚ字 '),
    max_size=200,
)
ENTRIES = st.builds(
    Entry,
    uid=st.uuids().map(str),
    summary=WORDS,
    description=WORDS,
    first=st.dates(date(1, 1, 1), date(9000, 1, 1)),
    last=st.dates(date(9000, 1, 1), date(9999, 12, 31)),
    stamp=st.dates(date(1900, 1, 1), date(2100, 1, 1)),
    sequence=st.integers(0, 99),
    certain=st.booleans(),
    category=st.sampled_from(["agreement", "announced"]),
)


@given(st.lists(ENTRIES, max_size=4, unique_by=lambda entry: entry.uid))
def test_any_words_survive(made: list[Entry]) -> None:
    content = written("Любое имя, any; name", made)
    lines = content.split(b"\r\n")
    assert lines[-1] == b""
    assert max(map(len, lines)) <= 75
    for line in lines:
        assert b"\n" not in line
        line.decode("utf-8")  # no character is cut in two
    found = {str(event["UID"]): event for event in read(content)}
    for entry in made:
        event = found[entry.uid]
        assert (str(event["SUMMARY"]), str(event["DESCRIPTION"])) == (
            entry.summary,
            entry.description,
        )
        assert event["DTSTART"].dt == entry.first


def test_characters_with_a_meaning_of_their_own_are_escaped() -> None:
    words = "C:\\new; a, b\nnext"
    day = date(2020, 1, 1)
    content = written("N", [Entry("u", words, "d", day, day, day, 0, True, "agreement")])
    assert b"SUMMARY:C:\\\\new\\; a\\, b\\nnext\r\n" in content
    assert str(read(content)[0]["SUMMARY"]) == words


def test_the_last_day_of_the_calendar_has_no_day_after() -> None:
    day = date.max
    entry = Entry("u", "s", "d", day, day, date(2020, 1, 1), 0, True, "agreement")
    assert b"DTEND" not in written("N", [entry])
    assert read(written("N", [entry]))[0]["DTSTART"].dt == day


# ── The command ──────────────────────────────────────────────────────────────────────────


def test_the_shipped_calendar_is_the_same_on_every_run(libgraph: Run, tmp_path: Path) -> None:
    place = tmp_path / "calendar.ics"
    assert libgraph("export", *OF_DOCUMENTS, "-f", "ics", "-o", place) == Said(0, "", "")
    content = place.read_bytes()
    asked = ["export", *map(str, OF_DOCUMENTS), "-f", "ics"]
    code = f"from libgraph.cli.main import outcome; outcome({asked})"
    for seed in ("1", "2"):
        again = subprocess.run(
            [sys.executable, "-c", code], capture_output=True, check=True,
            env={**__import__("os").environ, "PYTHONHASHSEED": seed},
        )  # fmt: skip
        assert again.stdout == content
    found = {str(event["UID"]): event for event in read(content)}
    assert found[ID + "agreement-nlrk-ifla-pac#end"].start == date(2009, 12, 31)
    assert any("Lyon" in str(event["SUMMARY"]) for event in found.values())


def test_in_the_readers_language(libgraph: Run) -> None:
    said = libgraph("export", *OF_DOCUMENTS, "-f", "ics", "--lang", "ru")
    assert any("Соглашение НБ РК" in str(event["SUMMARY"]) for event in read(said.out.encode()))


def test_an_empty_calendar_is_still_one(libgraph: Run, write: Write) -> None:
    said = libgraph("export", "-f", "ics", "-g", write("empty.ttl", "id:a a lg:Library ."))
    assert said.code == 0
    assert read(said.out.encode()) == []
    assert said.err == "libgraph: no end and nothing announced is known: no entries\n"
