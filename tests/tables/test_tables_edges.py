"""Tables at their edges: odd files, cells at a limit, and messages said whole."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from tabled import folder, lines
from tabled import read as read_folder

from libgraph.tables import delimited
from libgraph.tables.cells import LONGEST, Raw, check, sound
from libgraph.tables.columns import Column, kinds
from libgraph.tables.faults import BadTables, Fault, Wrong
from libgraph.tables.table import Row, read

HEAD = "person,post,source,during,note\n"
PLAIN = kinds()["agreements"].columns["theme"]


def tell(place: Path, content: bytes, name: str = "tenures.csv") -> tuple[list[Row], list[str]]:
    """The rows of a file, and what is complained of, without the file's name."""
    path = place / name
    path.write_bytes(content)
    faults: list[Fault] = []
    tables = read(path, faults)
    said = [str(fault).removeprefix(str(path)) for fault in faults]
    return [row for table in tables for row in table.rows], said


def one(place: Path, content: bytes, name: str = "tenures.csv") -> str:
    _, faults = tell(place, content, name)
    assert len(faults) == 1, faults
    return faults[0]


# ── Which rows a file has ────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("content", "number"),
    [
        ("person;post;source\rserikova;director;hill\r", 2),  # as old Macs end their lines
        ("\nperson;post;source\nserikova;director;hill\n", 3),
        (";;\nperson;post;source\nserikova;director;hill\n", 3),
        ("# tenures, of all\nperson;post;source\nserikova;director;hill\n", 3),
        ("#\nperson\tpost\tsource\nserikova\tdirector\thill\n", 3),
    ],
)
def test_the_delimiter_is_that_of_the_heads_whatever_stands_above(
    tmp_path: Path, content: str, number: int
) -> None:
    cells = {"person": "serikova", "post": "director", "source": "hill"}
    assert tell(tmp_path, content.encode()) == ([Row(number, cells)], [])


def test_heads_are_not_sought_for_ever() -> None:
    def comments() -> Iterator[str]:
        for _ in range(1000):
            yield "# no head\n"
        pytest.fail("a file of comments alone would be read to its end for each delimiter")

    assert delimited.heads(comments(), ",") == []


def test_only_a_line_that_is_not_the_row_is_named(tmp_path: Path) -> None:
    said = one(tmp_path, (HEAD + 'a,b,c,,"never\nclosed\n').encode())
    assert said.startswith(", row 2: a quotation mark that opens in this row")
    assert said.endswith("never closed: close it")
    said = one(tmp_path, (HEAD + 'a,b,c,,"two\nlines"\na,b,c,,"open\n').encode())
    assert said.endswith("never closed: close it (line 4 of the file)")


def test_what_csv_says_that_has_no_words_of_ours_is_passed_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Refusing:
        line_num = 0

        def __init__(self, *_: object, **__: object) -> None:
            pass

        def __iter__(self) -> Refusing:
            return self

        def __next__(self) -> list[str]:
            raise csv.Error("line is too odd")

    monkeypatch.setattr(csv, "reader", Refusing)
    _, said = tell(tmp_path, HEAD.encode())
    assert said[0] == ", row 1: this is not CSV (line is too odd)"


# ── Files that are refused ───────────────────────────────────────────────────────────────


def test_a_name_without_a_kind_is_told_which_there_are(tmp_path: Path) -> None:
    said = one(tmp_path, HEAD.encode(), "my.csv")
    assert said.startswith(": the name of the file says no kind of table: end it in one of organ")
    assert said.endswith("as in korea-agreements.csv")


def test_a_file_may_be_as_large_as_is_said_and_no_larger(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    content = (HEAD + "serikova,director,hill,,\n").encode()
    monkeypatch.setattr(delimited, "LARGEST", len(content))
    rows, faults = tell(tmp_path, content)
    assert (len(rows), faults) == (1, [])
    assert "split it" in one(tmp_path, content + b"\n")


def test_an_endless_file_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    class Endless(io.RawIOBase):
        def readinto(self, buffer: Any) -> int:
            buffer[:] = b"x" * len(buffer)
            return len(buffer)

        def readall(self) -> bytes:
            pytest.fail("it would be read until no memory is left")

    monkeypatch.setattr(delimited, "LARGEST", 2**10)
    monkeypatch.setattr(Path, "open", lambda *_: Endless())
    with pytest.raises(Wrong, match="more than the 0 MB"):
        delimited.content_of(Path("tenures.csv"))


def test_a_file_of_one_letter_is_not_empty(tmp_path: Path) -> None:
    assert "row 1: no head of a column of tenures" in one(tmp_path, b"X\n")


def test_the_first_nul_is_told_by_its_line(tmp_path: Path) -> None:
    said = one(tmp_path, b"\nperson,post,source\nserikova\0,director,hill\na,b,c\nd,e\0,f\n")
    assert said.startswith(": there is a NUL byte in line 3, so that the file is damaged: save")


# ── Files of other encodings ─────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("words", "codec", "name"),
    [
        ("Анна", "cp1251", "Windows-1251"),
        ("Мая", "koi8-r", "KOI8-R"),
        ("Юля", "cp866", "CP866 (DOS)"),
        ("Ай", "cp866", "CP866 (DOS)"),
        ("Азия", "mac-cyrillic", "Mac Cyrillic"),
        ("Määttä", "cp1252", "Windows-1252"),
    ],
)
def test_an_encoding_is_guessed_from_one_short_word(
    tmp_path: Path, words: str, codec: str, name: str
) -> None:
    said = one(tmp_path, f"{HEAD}{words},b,c,,\n".encode(codec))
    assert f"probably {name} (line 2 then reads '{words}')" in said


@pytest.mark.parametrize(
    ("words", "codec", "name"),
    [("Sipilä", "cp1252", "Windows-1252"), ("Исахов", "koi8-r", "KOI8-R")],
)
def test_an_encoding_is_guessed_where_the_foreign_words_stand_far_down(
    tmp_path: Path, words: str, codec: str, name: str
) -> None:
    said = one(tmp_path, (HEAD + "a,b,c,,\n" * 2**16 + words + ",b,c,,\n").encode(codec))
    assert f"probably {name} (line 65538 then reads '{words}')" in said


def test_an_encoding_is_guessed_from_all_words_and_not_the_first_alone(tmp_path: Path) -> None:
    """Two vowels in a row are Finnish, too: the words further down show it."""
    content = HEAD + "Sää,b,c,,\n" + "a,b,c,,\n" * 9 + "Sipilä,Präsident,c,,\n"
    assert "probably Windows-1252 (line 2 then reads 'Sää')" in one(
        tmp_path, content.encode("cp1252")
    )


@pytest.mark.parametrize(
    ("content", "line", "words"),
    [
        ("person,post\nberg,Директор,hill\n", 2, "Директор"),
        ("person;post\nberg;Директор;hill\n", 2, "Директор"),
        ("person\tpost\nberg\tДиректор\thill\n", 2, "Директор"),
        ('person,post\nberg,"Директор, временный"\n', 2, "Директор"),
        ("person,post\nberg,Директор\nberg,director\n", 2, "Директор"),
        ("person,post\nberg,Директор фонда XIX века\n", 2, "Директор фонда XIX века"),
        ('"Лицо",post\n', 1, "Лицо"),
        ("\nЛицо,post\n", 2, "Лицо"),
        ("post,Лицо\r\ndirector,berg\r\n", 1, "Лицо"),
    ],
)
def test_of_a_foreign_file_the_first_foreign_cell_is_shown(
    tmp_path: Path, content: str, line: int, words: str
) -> None:
    said = one(tmp_path, content.encode("cp1251"))
    assert f"Windows-1251 (line {line} then reads '{words}'): save it as CSV UTF-8" in said


# ── Cells ────────────────────────────────────────────────────────────────────────────────


def column(datatype: str) -> Column:
    return replace(PLAIN, datatype=datatype)


def wrong(raw: Raw | str, of: Column = PLAIN) -> str:
    with pytest.raises(Wrong) as caught:
        check(Raw(raw) if isinstance(raw, str) else raw, of)
    return str(caught.value)


@pytest.mark.parametrize(
    ("datatype", "text", "said"),
    [
        ("boolean", "maybe", "is neither yes nor no: write yes, or no, or nothing"),
        ("integer", "many", "is not a whole number: write digits alone, as in 1680"),
        (
            "number",
            "about 300",
            "is not a number: write digits alone, as in 1680, and what else there is to say in the "
            "column approximate or note",
        ),
        ("edtf", "31.12.09", "is not an EDTF date, and its year is unclear: write it in full, as in 2009-12-31"),
        ("edtf", "31.13.2009", "is no day that a calendar has"),
        ("edtf", "05.06.2009", "is not an EDTF date: write 2009-06-05"),
        ("edtf", "May 2009", "is not an EDTF date: write year-month-day, as in 2009-05-12, 2009-05 or 2009"),
        ("edtf", "2009-02-30", "is not a date: February 2009 has 28 days; write the day as 2009-02-28, or leave it out: 2009-02"),
        ("language", "KZ", "is not the code of a language: write kk"),
        ("language", "DE", "is not the code of a language: write de"),
        ("language", "some words", "is not the code of a language: write its code, as in en, ru, kk"),
        ("iri", "www.nlrk.kz", "is not a full address: write it as a browser shows it, as in https://www.nlrk.kz"),
        ("iri", "nlrk", "is not a full address: write it as a browser shows it, as in https://…"),
        ("iri", "nlrk.kz or none", "is not a full address: write it as a browser shows it, as in https://…"),
        ("slug", "Library (Seoul)", "is not an id of small Latin letters, digits and hyphens: write library-seoul"),
        ("slug", "göteborg", "is not an id of small Latin letters, digits and hyphens: write one, as in nl-korea"),
        *(
            (
                "passage",
                text,
                "is not a passage: write the first and the last position as libgraph cite prints "
                "them, as in 0,131 or 0,131;140,150",
            )
            for text in ("5", "5,5", "0,9;8,8")
        ),
    ],
)  # fmt: skip
def test_what_is_said_of_a_cell_is_one_whole_sentence(datatype: str, text: str, said: str) -> None:
    assert wrong(text, column(datatype)) == said


def test_of_an_interval_the_date_that_is_wrong_is_named() -> None:
    said = wrong("2010/2009-02-30", column("edtf"))
    assert said.startswith("is not an EDTF date: '2009-02-30' is not a date: February 2009 has 28")


def test_an_identifier_that_does_not_fit_is_told_what_its_column_says() -> None:
    of = replace(PLAIN, pattern="[0-9]{3}[0-9X]", description="Three digits, and a digit or an X.")
    assert check(Raw("123X"), of) == "123X"
    assert wrong("12", of) == "does not fit, it must be three digits, and a digit or an X"


@pytest.mark.parametrize("sign", ["\ud800", "\uffff", "\ue000", "\u00ad", "\x7f"])
def test_signs_that_nobody_reads_are_named(sign: str) -> None:
    """A half of a pair, what is no sign, what each machine shows otherwise, what none shows."""
    with pytest.raises(Wrong, match=f"has the sign U\\+{ord(sign):04X}, which nobody reads"):
        sound(Raw(f"Hill{sign}Library"))


def test_a_cell_may_be_as_long_as_in_a_spreadsheet() -> None:
    assert sound(Raw("x" * LONGEST)) == "x" * LONGEST


def test_what_the_reader_of_a_workbook_knows_of_a_cell_is_said() -> None:
    assert "is an error of the spreadsheet" in wrong(Raw("#GETTING_DATA", "error"))
    assert sound(Raw("#GETTING_DATA")) == "#GETTING_DATA"
    assert wrong(Raw("09:30", "date", wrong="is a time of day")) == "is a time of day"


# ── Rows ─────────────────────────────────────────────────────────────────────────────────


def faults(place: Path, **tables: str) -> list[str]:
    with pytest.raises(BadTables) as found:
        read_folder(folder(place, **tables))
    return [str(fault).removeprefix(f"{place}/") for fault in found.value.faults]


@pytest.mark.parametrize(
    ("kind", "rows"),
    [
        ("participations", "participant,event,attested,source\nhill,reading-days,2021,news"),
        ("events", "id,label,type,attested,source\ndays,Days,conference,2021,news"),
    ],
)
def test_what_took_place_once_is_not_attested(tmp_path: Path, kind: str, rows: str) -> None:
    assert faults(tmp_path, **{kind: rows}) == [
        f"{kind}.csv, row 2, column attested: '2021' is a date on which something was seen to hold, "
        "and this took place once: write it under during, as [..2021] if it is only known to have "
        "been over by then"
    ]


def test_what_holds_for_a_time_is_attested(tmp_path: Path) -> None:
    rows = "member,body,attested,source\nhill,federation,2021,news"
    found = lines(read_folder(folder(tmp_path, memberships=rows)))
    assert 'lg:attested "2021"' in found[0]


def test_an_agreement_renews_another_from_its_signing_on(tmp_path: Path) -> None:
    rows = "id,label,type,parties,signed,renews,source\nmemo,Memo,memorandum,hill,2021-03-04,memorandum-old,news"
    found = lines(read_folder(folder(tmp_path, agreements=rows)))
    assert [line for line in found if "lg:Link" in line] == [
        'st:news-link-#: lg:during "2021-03-04/"; lg:from id:memo; lg:relation lg:renews; '
        "lg:to id:memorandum-old; prov:wasQuotedFrom src:news; rdf:type lg:Link"
    ]


def test_a_post_that_cannot_be_found_is_one_fault(tmp_path: Path) -> None:
    found = faults(tmp_path, tenures="person,post,source\nberg-anna,keeper of nothing,news")
    assert len(found) == 1
    assert found[0].startswith("tenures.csv, row 2, column post: 'keeper of nothing' is not known")
