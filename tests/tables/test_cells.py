"""Cells: what is good stays as it is, what is not is told with what to write instead."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from libgraph import dates
from libgraph.errors import BadDate
from libgraph.tables.cells import LONGEST, Raw, check, sound
from libgraph.tables.columns import Column, kinds
from libgraph.tables.faults import Wrong

PLAIN = kinds()["agreements"].columns["theme"]


def column(datatype: str) -> Column:
    return replace(PLAIN, datatype=datatype)


def wrong(raw: Raw | str, datatype: str = "text") -> str:
    with pytest.raises(Wrong) as caught:
        check(Raw(raw) if isinstance(raw, str) else raw, column(datatype))
    return str(caught.value)


@pytest.mark.parametrize(
    ("datatype", "text", "read"),
    [
        ("text", "  two\n words\u00a0more ", "two words more"),
        ("edtf", "2009-12-31", "2009-12-31"),
        ("edtf", " [..2018-04-20] ", "[..2018-04-20]"),
        ("edtf", "1987/2003", "1987/2003"),
        ("integer", "2940", "2940"),
        ("number", "-12.50", "-12.50"),
        ("boolean", "YES", "true"),
        ("boolean", "нет", "false"),
        ("boolean", "1", "true"),
        ("iri", "https://nlrk.kz/?id=1&x=ә", "https://nlrk.kz/?id=1&x=ә"),
        ("slug", "nl-korea-2", "nl-korea-2"),
        ("language", "kk-Latn", "kk-Latn"),
        ("passage", "0,131; 140,150", "0,131;140,150"),
        ("thing", "Исахов О. И.", "Исахов О. И."),
        ("signers", "so-kheran (nl-korea)", "so-kheran (nl-korea)"),
    ],
)
def test_good_cells(datatype: str, text: str, read: str) -> None:
    assert check(Raw(text), column(datatype)) == read


@pytest.mark.parametrize(
    ("datatype", "text", "words"),
    [
        ("edtf", "31.12.2009", "is not an EDTF date: write 2009-12-31"),
        ("edtf", "1.2.2009 г.", "write 2009-02-01"),
        ("edtf", "12/31/2009", "write 2009-12-31"),
        ("edtf", "31/12/2009", "write 2009-12-31"),
        ("edtf", "05/06/2009", "unclear: write 2009-06-05 if the day stands first, 2009-05-06 if"),
        ("edtf", "05-06-2009", "unclear"),
        ("edtf", "31.12.09", "its year is unclear"),
        ("edtf", "31.13.2009", "no day that a calendar has"),
        ("edtf", "44197", "the day 2021-01-01: write 2021-01-01"),
        ("edtf", "44197.5", "2021-01-01"),
        ("edtf", "2009-02-30", "February 2009 has 28 days"),
        ("edtf", "May 2009", "is not an EDTF date"),
        ("edtf", "2010/2009-02-30", "'2009-02-30' is not a date"),
        ("integer", "3.5", "not a whole number"),
        ("integer", "1 680", "digits in groups: write 1680"),
        ("integer", "-3", "not a whole number"),
        ("number", "1 234 567", "write 1234567"),
        ("number", "1,300", "unclear: write 1300, or 1.300 with a point"),
        ("number", "12,5", "has a comma: write 12.5"),
        ("number", "about 300", "not a number"),
        ("number", "٣", "not a number"),
        ("boolean", "maybe", "neither yes nor no"),
        ("iri", "www.nlrk.kz", "as in https://www.nlrk.kz"),
        ("iri", "https://nlrk.kz/a b", "not a full address"),
        ("iri", "javascript:alert(1)", "not a full address"),
        ("slug", "National Library", "write national-library"),
        ("slug", "id:nlrk", "write nlrk"),
        ("slug", "https://w3id.org/libgraph/id/source/000", "write 000"),
        ("slug", "ұлттық", "as in nl-korea"),
        ("language", "русский", "write ru"),
        ("language", "KZ", "write kk"),
        ("language", "EN", "write en"),
        ("language", "some words", "its code, as in en, ru, kk"),
        ("passage", "131,0", "not a passage"),
        ("passage", "0-131", "not a passage"),
        ("text", "=A1+B1", "is a formula: paste its value"),
        ("text", "  =HYPERLINK(1)", "is a formula"),
        ("text", "#REF!", "is an error of the spreadsheet"),
        ("text", "a\x07b", "U+0007"),
        ("text", "a\u200bb", "U+200B"),
        ("text", "a\ufffdb", "U+FFFD"),
        ("text", "x" * (LONGEST + 1), "has 32,768 characters"),
    ],
)
def test_bad_cells_say_what_to_write(datatype: str, text: str, words: str) -> None:
    assert words in wrong(text, datatype)


def test_what_a_spreadsheet_made_of_text_is_not_taken_for_text() -> None:
    assert "was made a date" in wrong(Raw("2009-04-03", "date"))
    assert "was made true or false" in wrong(Raw("true", "boolean"))
    assert check(Raw("2009-04-03", "date"), column("edtf")) == "2009-04-03"
    assert check(Raw("true", "boolean"), column("boolean")) == "true"
    assert "1904" not in wrong(Raw("44197", "number", "2025-01-02"), "edtf")
    assert "write 2025-01-02" in wrong(Raw("44197", "number", "2025-01-02"), "edtf")


@pytest.mark.parametrize(
    ("name", "good", "bad", "words"),
    [
        ("wikidata", "Q1968", "https://www.wikidata.org/wiki/Q1968", "write Q1968"),
        ("isni", "0000000121032683", "0000 0001 2103 2683", "write 0000000121032683"),
        ("isil", "KZ-NLRK", "NLRK", "must be the library identifier ISIL"),
        ("ror", "05a28rw58", "https://ror.org/05a28rw58", "write 05a28rw58"),
    ],
)
def test_identifiers(name: str, good: str, bad: str, words: str) -> None:
    of = kinds()["organizations"].columns[name]
    assert check(Raw(good), of) == good
    with pytest.raises(Wrong, match=words):
        check(Raw(bad), of)


@given(st.text(max_size=40))
def test_no_date_is_guessed(text: str) -> None:
    """What is read as a date is one as it stands; nothing but Wrong is raised."""
    try:
        read = check(Raw(text), column("edtf"))
    except Wrong:
        return
    dates.check(read)
    assert read == " ".join(text.split())


@given(st.dates(), st.sampled_from("./-"))
def test_the_date_that_is_proposed_is_the_one_meant(day: object, sign: str) -> None:
    from datetime import date

    assert isinstance(day, date)
    said = wrong(f"{day.day:02}{sign}{day.month:02}{sign}{day.year:04}", "edtf")
    assert day.isoformat() in said


@given(
    st.text(max_size=60),
    st.sampled_from(["integer", "number", "boolean", "iri", "slug", "language", "passage", "text"]),
)
def test_a_checked_cell_is_checked_to_itself(text: str, datatype: str) -> None:
    try:
        read = check(Raw(text), column(datatype))
    except Wrong:
        return
    assert check(Raw(read), column(datatype)) == read


def test_sound_folds_and_never_reads_a_date() -> None:
    assert sound(Raw("31.12.2009")) == "31.12.2009"
    with pytest.raises(BadDate):
        dates.check("31.12.2009")
