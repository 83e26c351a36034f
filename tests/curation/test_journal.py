"""Who decided what, when: kept whatever happens, and taken back byte by byte."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from conftest import PREFIXES, SMALL, Said
from libgraph.curation import journal, turtle
from libgraph.curation.decision import Decision
from libgraph.curation.decisions import Decided, decide
from libgraph.curation.undoing import undo
from libgraph.errors import BadFile, UsageError
from libgraph.namespaces import ID, SAME_AS

DAY = date(2026, 11, 22)
Run = Callable[..., Said]


def decision(one: str, other: str, *, same: bool = True, reason: str = "Alike.") -> Decision:
    return Decision(ID + one, ID + other, same, reason, "B. L.", DAY)


def made(path: Path, *pairs: str) -> None:
    """Decide that each pair ('ab') is one."""
    for one, other in pairs:
        assert decide(path, decision(one, other), Decided(), (one.upper(), other.upper()))


def said(path: Path) -> list[tuple[str, ...]]:
    return [
        (one.removeprefix(ID), other.removeprefix(ID))
        for one, other in turtle.pairs(turtle.parsed(turtle.content(path), path), SAME_AS)
    ]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "curation.ttl"


def test_a_decision_is_noted_with_who_when_and_what(path: Path) -> None:
    made(path, "ab")
    (entry,) = journal.read(path).entries
    assert (entry.number, entry.by, entry.reason, entry.names) == (1, "B. L.", "Alike.", ("A", "B"))
    assert (entry.one, entry.other, entry.same, entry.undoes) == (ID + "a", ID + "b", True, 0)
    assert entry.at.endswith("Z")
    assert entry.text in path.read_text("utf-8")
    assert journal.read(path).done == {1: True}
    lines = journal.place(path).read_text("utf-8").splitlines()
    assert [json.loads(line).get("settled") for line in lines] == [None, 1]


def test_an_undoing_takes_out_that_decision_and_nothing_else(path: Path) -> None:
    path.write_text("# mine\n", "utf-8")
    made(path, "ab", "cd")
    two = path.read_bytes()
    made(path, "ef")
    assert undo(path, None, "C. D.", "A slip.").one == ID + "e"
    assert path.read_bytes() == two
    assert undo(path, 1, "C. D.").number == 1
    assert said(path) == [("c", "d")]
    assert path.read_text("utf-8").startswith("# mine\n")
    found = journal.read(path)
    assert [(entry.by, entry.reason, entry.undoes) for entry in found.entries[3:]] == [
        *(("C. D.", "A slip.", 3), ("C. D.", "", 1))
    ]
    assert [entry.number for entry in found.standing()] == [2]


def test_what_was_undone_may_be_decided_again(path: Path) -> None:
    made(path, "ab")
    undo(path, None, "C. D.")
    made(path, "ab")
    assert said(path) == [("a", "b")]
    assert [entry.number for entry in journal.read(path).standing()] == [3]
    assert undo(path, None, "C. D.").number == 3


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=25)
@given(
    st.sampled_from(["", "\ufeff# mine\n", "# mine\r\n", "# no line end", "[] a [] .\n"]),
    st.lists(st.text(st.characters(exclude_categories=["Cs"]), min_size=1).filter(str.strip),
             min_size=1, max_size=3),
    st.booleans(),
)  # fmt: skip
def test_every_decision_can_be_undone(
    tmp_path: Path, before: str, reasons: list[str], same: bool
) -> None:
    path = tmp_path / "curation.ttl"
    journal.place(path).unlink(missing_ok=True)
    path.write_bytes(before.encode())
    told = [path.read_bytes()]
    for number, reason in enumerate(reasons):
        assert decide(path, decision("a", f"b{number}", same=False, reason=reason), Decided())
        told.append(path.read_bytes())
    for content in reversed(told[1:-1]):
        undo(path, None, "C. D.")
        assert path.read_bytes() == content
    undo(path, None, "C. D.")
    left = turtle.content(path)
    assert left.startswith(told[0])  # the prefixes that were added stay
    assert not [quad for quad in turtle.parsed(left, path) if "differentFrom" in str(quad)]


@pytest.mark.parametrize("torn", ["{", '{"number": 2, "at": "2026', '{"settled": 1, "do'])
def test_a_line_that_is_cut_short_is_passed_over(path: Path, torn: str) -> None:
    made(path, "ab")
    place = journal.place(path)
    before = place.read_bytes()
    place.write_bytes(before + torn.encode())
    made(path, "cd")
    assert place.read_bytes().startswith(before + torn.encode() + b"\n")  # only added to
    found = journal.read(path)
    assert [entry.number for entry in found.entries] == [1, 2]
    assert found.torn == [3]
    assert undo(path, 2, "C. D.").one == ID + "c"


def test_one_that_was_stopped_before_it_was_written_did_not_happen(path: Path) -> None:
    made(path, "ab", "cd")
    lines = journal.place(path).read_text("utf-8").splitlines(keepends=True)
    old = path.read_bytes().partition(b"\nid:c")[0]
    path.write_bytes(old)
    journal.place(path).write_text("".join(lines[:-1]), "utf-8")
    assert [entry.number for entry in journal.read(path).open()] == [2]
    made(path, "ef")
    assert journal.read(path).done == {1: True, 2: False, 3: True}
    with pytest.raises(UsageError, match="2 was never written"):
        undo(path, 2, "C. D.")


def test_one_that_was_written_and_not_noted_did_happen(path: Path) -> None:
    made(path, "ab")
    lines = journal.place(path).read_text("utf-8").splitlines(keepends=True)
    journal.place(path).write_text(lines[0], "utf-8")
    assert undo(path, None, "C. D.").number == 1
    assert journal.read(path).done == {1: True, 2: True}
    assert said(path) == []


def test_an_undoing_that_was_stopped_can_be_done_again(path: Path) -> None:
    made(path, "ab")
    whole = path.read_bytes()
    undo(path, None, "C. D.")
    lines = journal.place(path).read_text("utf-8").splitlines(keepends=True)
    journal.place(path).write_text("".join(lines[:3]), "utf-8")
    path.write_bytes(whole)
    assert undo(path, None, "C. D.").number == 1
    assert journal.read(path).done == {1: True, 2: False, 3: True}
    assert said(path) == []


def test_where_the_file_cannot_be_written_the_journal_says_so(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise BadFile("no room")

    monkeypatch.setattr("libgraph.curation.decisions.write", full)
    with pytest.raises(BadFile, match="no room"):
        decide(path, decision("a", "b"), Decided())
    assert not path.exists()
    assert journal.read(path).done == {1: False}


def test_what_stands_in_the_file_was_done_though_the_disk_complained(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def unsure(where: Path, content: bytes, _: str) -> None:
        where.write_bytes(content)
        raise BadFile("nobody knows whether it lasts")

    with monkeypatch.context() as patch:
        patch.setattr("libgraph.curation.decisions.write", unsure)
        with pytest.raises(BadFile, match="lasts"):
            decide(path, decision("a", "b"), Decided())
    assert journal.read(path).done == {1: True}
    assert undo(path, None, "C. D.").number == 1


def test_what_was_changed_by_hand_is_not_guessed_at(path: Path) -> None:
    made(path, "ab", "cd")
    path.write_text(path.read_text("utf-8").replace('"Alike."', '"Alike!"', 1), "utf-8")
    with pytest.raises(UsageError, match="1 was changed by hand since"):
        undo(path, 1, "C. D.")
    path.write_text(PREFIXES, "utf-8")
    with pytest.raises(UsageError, match="2 was taken out by hand"):
        undo(path, 2, "C. D.")
    with pytest.raises(UsageError, match="nothing that was decided"):
        undo(path, None, "C. D.")


def test_what_cannot_be_undone(path: Path) -> None:
    with pytest.raises(UsageError, match="nothing was decided yet"):
        undo(path, None, "C. D.")
    made(path, "ab")
    undo(path, None, "C. D.")
    for number, words in ((1, "was undone by C. D."), (2, "undoing itself"), (3, "no 3")):
        with pytest.raises(UsageError, match=words):
            undo(path, number, "C. D.")
    with pytest.raises(UsageError, match="add  --by NAME"):
        undo(path, None, " ")


def test_who_decides_meanwhile_is_heard(path: Path) -> None:
    before = Decided()
    made(path, "ab")
    with pytest.raises(UsageError, match="held to be one"):
        decide(path, decision("b", "a", same=False), before)
    assert not decide(path, decision("b", "a"), Decided())
    assert len(journal.read(path).entries) == 1


def test_nothing_is_left_of_a_refusal(path: Path) -> None:
    path.write_text("id:a id:b", "utf-8")
    with pytest.raises(BadFile, match="not Turtle"):
        decide(path, decision("a", "b"), Decided())
    assert [one.name for one in path.parent.iterdir()] == ["curation.ttl"]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    text = (SMALL / "data.ttl").read_text("utf-8")
    (tmp_path / "data.ttl").write_text(
        text + 'id:berg a lg:Person ; rdfs:label "Anna Berg"@en .\n', "utf-8"
    )
    return tmp_path


def test_the_command(libgraph: Run, folder: Path) -> None:
    match = ("-g", folder, "match")
    assert libgraph(*match, "--journal").out.startswith("Nothing was decided yet")
    libgraph(*match, "--reject", "serikova", "berg", "--by", "B. L.", "--reason", "Two.")
    assert "Anna Berg (id:berg): holds\n   Two.\n" in libgraph(*match, "--journal").out
    undone = libgraph(*match, "--undo", "--by", "C. D.")
    assert (undone.code, undone.out) == (
        0,
        "Aigul Serikova is held to be different from Anna Berg: undone, and taken out of "
        f"{folder / 'curation.ttl'}.\n",
    )
    told = json.loads(libgraph(*match, "--journal", "-f", "json").out)
    assert [(row["by"], row["what"], row["state"]) for row in told] == [
        *(("B. L.", "reject", "undone by 2"), ("C. D.", "undo 1", ""))
    ]
    assert libgraph(*match, "--journal", "-f", "csv").out.startswith("number,when,by,what,one,")
    assert "undone: 1" in libgraph(*match, "--journal").out
    assert "id:berg" in libgraph(*match, "--journal", "-f", "table").out
    assert libgraph("validate", folder).code == 0
    again = libgraph(*match, "--undo", "--by", "C. D.")
    assert (again.code, "nothing to undo" in again.err) == (2, True)


def test_the_command_tells_what_is_torn_and_what_was_stopped(libgraph: Run, folder: Path) -> None:
    match = ("-g", folder, "match")
    libgraph(*match, "--reject", "serikova", "berg", "--by", "B. L.", "--reason", "Two.")
    place = folder / "curation-journal.jsonl"
    first = place.read_text("utf-8").splitlines()[0]
    place.write_text(first.replace("berg", "hill") + '\n{"settl', "utf-8")
    shown = libgraph(*match, "--journal")
    assert "stopped before it was written" in shown.out
    assert "curation-journal.jsonl:2: this line was cut short" in shown.err


@pytest.mark.parametrize(
    "asked",
    [
        ("--undo", "1", "--journal"),
        ("--undo", "--accept", "a", "b"),
        ("--journal", "--reject", "a", "b"),
        ("x.ttl", "--journal"),
        ("x.ttl", "--undo"),
    ],
)
def test_only_one_thing_is_asked_for(libgraph: Run, folder: Path, asked: tuple[str, ...]) -> None:
    said = libgraph("-g", folder, "match", *asked, "--by", "x")
    assert (said.code, "are two things: give one of them" in said.err) == (2, True)


def test_by_a_link_it_is_the_same_journal(tmp_path: Path, path: Path) -> None:
    path.touch()
    (tmp_path / "elsewhere").mkdir()
    link = tmp_path / "elsewhere" / "mine.ttl"
    link.symlink_to(path)
    made(link, "ab")
    assert link.is_symlink()
    assert undo(path, 1, "C. D.").one == ID + "a"
