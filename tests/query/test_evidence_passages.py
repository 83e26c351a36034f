"""What is said of a passage that is not one, of a text that is not the one, and of quotes."""

from __future__ import annotations

from pathlib import Path

import pytest

from libgraph import evidence
from libgraph.errors import BadFile, UsageError
from libgraph.evidence import Library, Passage, Text

RIVER = "https://w3id.org/libgraph/id/source/river"
CITE = "write it as #char=BEGIN,END, as  libgraph cite  prints it"


def test_a_passage_may_reach_to_the_end_of_its_text_and_no_further() -> None:
    text = Text("a full member", "", Path("river.txt"))
    assert text.words(Passage(RIVER, 2, 13)) == "full member"
    with pytest.raises(UsageError) as caught:
        text.words(Passage(RIVER, 2, 14))
    assert str(caught.value) == (
        f"{RIVER}#char=2,14 reaches past the end of river.txt, which has 13 characters: "
        "run  libgraph cite  again for these words"
    )


def test_the_source_stands_before_the_first_hash() -> None:
    assert evidence.source_of(RIVER) == RIVER
    assert evidence.source_of(f"{RIVER}#a#b") == RIVER


@pytest.mark.parametrize(
    ("fragment", "length", "fault"),
    [
        ("", 5, None),
        ("#char=0,5", 5, None),
        ("#char=0,5", None, None),
        ("#line=4", None, f"#line=4 is not a passage: {CITE}"),
        ("#a#b", None, f"#a#b is not a passage: {CITE}"),
        ("#char=3,3", 5, f"the passage 3,3 ends before it begins: {CITE}"),
        ("#char=1234567890123,5", 5, f"#char=1234567890123,5 is not a passage: {CITE}"),
        (
            "#char=0,6",
            5,
            "the passage 0,6 reaches past the end of its source, which has 5 characters: "
            "run  libgraph cite  again for these words",
        ),
    ],
)
def test_a_fault_is_one_sentence(fragment: str, length: int | None, fault: str | None) -> None:
    assert evidence.fault(RIVER + fragment, length) == fault


def test_what_cannot_be_read_is_named(tmp_path: Path) -> None:
    bad = tmp_path / "bad.txt"
    bad.write_bytes("Åbo".encode("latin-1"))
    with pytest.raises(BadFile) as caught:
        evidence.read(bad)
    assert str(caught.value) == f"{bad} is not UTF-8 text (byte 0): save it as UTF-8"
    with pytest.raises(BadFile) as caught:
        evidence.read(tmp_path / "none.txt")
    assert str(caught.value) == f"{tmp_path / 'none.txt'} cannot be read: No such file or directory"


def test_without_a_folder_no_text_is_kept() -> None:
    assert Library(None, {RIVER: "0"}).text(RIVER) is None


def test_a_text_by_another_name_is_no_text_of_the_source(tmp_path: Path) -> None:
    for name in ("hill.txt", "riverside.txt", "a_river.txt"):
        (tmp_path / name).write_text(name, "utf-8")
    assert Library(tmp_path, {RIVER: "0"}).text(RIVER) is None


@pytest.mark.parametrize("name", ["river.txt", "river_1995.txt"])
def test_a_text_by_its_name_must_be_the_one(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.write_text("a full member", "utf-8")
    with pytest.raises(BadFile) as caught:
        Library(tmp_path, {RIVER: "0"}).text(RIVER)
    assert str(caught.value) == (
        f"{path} is not the text that passages of river count in (its SHA-256 differs): "
        "put the original text there, or leave --sources out"
    )
    with pytest.raises(BadFile) as caught:
        Library(tmp_path, {}).text(RIVER)
    text = evidence.read(path)
    assert str(caught.value) == (
        "the description of river does not say which text it counts in: if it is "
        f'{path}, add  lg:textLength 13 ; lg:textSha256 "{text.sha256}"'
    )
    assert Library(tmp_path, {RIVER: text.sha256}).text(RIVER) == text


@pytest.mark.parametrize(
    "words", ['\'tis the "Hill-Side"', "’tis the «hill–side»", "`TIS   THE „hill‑side“"]
)
def test_the_shape_of_quotation_marks_and_dashes_does_not_matter(words: str) -> None:
    text = Text("say ‘tis the “Hill—Side”, they", "", Path("x"))
    assert evidence.find(text, words) == [(4, 24)]


def test_no_words_are_refused() -> None:
    with pytest.raises(UsageError) as caught:
        evidence.find(Text("x", "", Path("x")), "  ")
    assert str(caught.value) == (
        "no words to look for: write some words of the source in quotation marks"
    )
