"""CSV: whatever people save is read as it stands, or refused with what to do."""

from __future__ import annotations

import codecs
import csv
import io
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from libgraph.reading.files import is_table
from libgraph.tables import delimited
from libgraph.tables.cells import Raw
from libgraph.tables.columns import kinds
from libgraph.tables.faults import BadTables, Complaints, Fault, Wrong
from libgraph.tables.table import Row, Table, read

HEAD = "person,post,source,during,note\n"
GOOD = "serikova,hill-director,hill,2001/2009,\n"


def tell(
    folder: Path, content: str | bytes, name: str = "tenures.csv"
) -> tuple[list[Table], list[str]]:
    """What is read from a file, and what is complained of, without the file's name."""
    path = folder / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    faults: list[Fault] = []
    tables = read(path, faults)
    assert all(fault.file == str(path) for fault in faults)
    return tables, [str(fault).removeprefix(str(path)) for fault in faults]


def one(folder: Path, content: str | bytes, name: str = "tenures.csv") -> str:
    _, faults = tell(folder, content, name)
    assert len(faults) == 1, faults
    return faults[0]


def rows(folder: Path, content: str | bytes, name: str = "tenures.csv") -> tuple[Row, ...]:
    tables, faults = tell(folder, content, name)
    assert not faults
    return tables[0].rows


# ── What is read ─────────────────────────────────────────────────────────────────────────


def test_a_table(tmp_path: Path) -> None:
    tables, faults = tell(tmp_path, HEAD + GOOD)
    assert not faults
    table = tables[0]
    assert (table.kind.name, table.sheet, table.unknown) == ("tenures", "", ())
    assert table.rows == (
        Row(
            2,
            {
                "person": "serikova",
                "post": "hill-director",
                "source": "hill",
                "during": "2001/2009",
            },
        ),
    )
    assert table.place(table.rows[0]) == f"{tmp_path / 'tenures.csv'}, row 2"


CELL = st.text(
    st.characters(codec="utf-8", exclude_characters="\0", exclude_categories=("Cs",)), max_size=12
)
TABLES = st.lists(st.lists(CELL, min_size=1, max_size=5), max_size=6)


@given(
    TABLES, st.sampled_from(",;\t"), st.booleans(), st.booleans(), st.sampled_from(["\n", "\r\n"])
)
def test_what_is_written_is_read(
    table: list[list[str]], sign: str, mark: bool, quoted: bool, end: str
) -> None:
    """Any cells, by any delimiter, with or without a mark and quotation marks."""
    if not quoted:  # the csv module leaves a carriage return bare, where it ends a row
        table = [[cell.replace("\r", "") for cell in row] for row in table]
    out = io.StringIO(newline="")
    writer = csv.writer(
        out, delimiter=sign, lineterminator=end,
        quoting=csv.QUOTE_ALL if quoted else csv.QUOTE_MINIMAL,
    )  # fmt: skip
    writer.writerows([["person", "post", "my own, column"], *table])
    faults: list[Fault] = []
    text = delimited._text(out.getvalue().encode("utf-8-sig" if mark else "utf-8"))
    found = list(delimited._records(text, "tenures", Complaints(faults, "x")))
    assert not faults
    filled = [(n, row) for n, row in enumerate(table, 2) if any(map(str.strip, row))]
    assert found[1:] == [(n, [Raw(cell) for cell in row]) for n, row in filled]


def test_heads_in_any_order_case_and_language(tmp_path: Path) -> None:
    plain = rows(tmp_path, HEAD + GOOD)
    mixed = "Дәйексөз;ИСТОЧНИК; Должность ;лицо*;During\n;hill;hill-director;serikova;2001/2009\n"
    assert rows(tmp_path, mixed) == plain
    assert (
        rows(tmp_path, "Rank Reason;person;post;source\nx;a;b;c\n")[0].cells["rank_reason"] == "x"
    )


def test_comments_and_empty_rows_are_skipped_and_counted(tmp_path: Path) -> None:
    text = "# my table\n\n" + HEAD + "\n,,,,\n" + GOOD + ",# no row,x,,\n#REF,,,,\n" + GOOD
    assert [row.number for row in rows(tmp_path, text)] == [6, 9]


def test_rows_are_numbered_as_a_spreadsheet_does(tmp_path: Path) -> None:
    text = HEAD + 'a,b,c,2001,"two\nlines"\n' + "a,b,c,31.12.2009,\n"
    tables, faults = tell(tmp_path, text)
    assert tables[0].rows[0].cells["note"] == "two lines"
    assert faults == [", row 3, column during: '31.12.2009' is not an EDTF date: write 2009-12-31"]


def test_unknown_columns_become_notes_and_are_said(tmp_path: Path) -> None:
    tables, faults = tell(tmp_path, "person,post,source,Shelf mark\na,b,c, 12 \na,b,c,\n")
    assert not faults
    assert tables[0].unknown == ("Shelf mark",)
    assert [row.notes for row in tables[0].rows] == [(("Shelf mark", "12"),), ()]


def test_labels_in_any_language(tmp_path: Path) -> None:
    text = "label,Label FR,label_kk-Latn,type\nLyon,Lyon,Lion,city\n"
    cells = rows(tmp_path, text, "places.csv")[0].cells
    assert cells == {"label": "Lyon", "label_fr": "Lyon", "label_kk-latn": "Lion", "type": "city"}


def test_a_table_may_have_heads_alone(tmp_path: Path) -> None:
    assert rows(tmp_path, HEAD) == ()
    assert rows(tmp_path, codecs.BOM_UTF8 + HEAD.strip().encode()) == ()


def test_endings() -> None:
    assert all(is_table(Path(name)) for name in ("a.csv", "a.CSV", "a.tsv", "a.xlsx", "A.XLSX"))
    assert not any(
        is_table(Path(name)) for name in ("a.ttl", "a.xls", "csv", "a.csv-metadata.json")
    )


# ── What is refused ──────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ("", ": the file is empty"),
        (" \n\n", ": the file is empty"),
        (codecs.BOM_UTF8, ": the file is empty"),
        ("# only\n# comments\n", "no head of a column of tenures stands here"),
        ("a,b\n1,2\n", "no head of a column of tenures stands here: write person, post, body"),
        (HEAD.encode("utf-16"), ": the file is UTF-16, which spreadsheets call Unicode text: save"),
        (HEAD.encode("utf-16-le"), ": the file is probably UTF-16"),
        (HEAD.encode("utf-32"), ": the file is UTF-32"),
        (b"person\0,post", "NUL byte in line 1"),
        (b"PK\x03\x04rest", "no CSV but a workbook or a zip"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1", "old or encrypted workbook"),
        (b"%PDF-1.4", "but a PDF"),
        ("person,post,source,Person\n", "row 1: 'Person' is the column person once more"),
        ("person,post,source,лицо\n", "row 1: 'лицо' is the column person once more"),
        ("person,post\n", "row 1, column source: the column is missing: add it: The document"),
        ("person,post,sauce\n", "missing (perhaps what is called sauce here)"),
        (HEAD + "a,b,,2001,\n", "row 2, column source: the cell is empty: The document that says so"),
        (HEAD + "a,b,c,2001,,more\n", "row 2: 'more' stands in cell 6, which has no head"),
        (HEAD + "a,b,c,=A1,\n", "row 2, column during: '=A1' is a formula"),
        (HEAD + "#REF!,b,c,,\n", "row 2, column person: '#REF!' is an error of the spreadsheet"),
        (HEAD + GOOD + 'a,b,c,,"never\nclosed\n', "row 3: a quotation mark that opens in this row"),
        (HEAD + 'a,b,c,,"two\nlines"\n' + 'a,"b"x,c,,\n', "row 3: a quotation mark in this row closes in the middle"),
        (HEAD + 'a,b,c,,"two\nlines"\n' + 'a,"b"x,c,,\n', "(line 4 of the file)"),
        (HEAD + 'a,b,c,,"' + "word\n" * 40_000, "row 2: a cell of more than 131,072 characters"),
        (HEAD + f"a,b,c,,{'x' * 40_000}\n", "has 40,000 characters"),
    ],
)  # fmt: skip
def test_bad_files(tmp_path: Path, content: str | bytes, words: str) -> None:
    assert words in one(tmp_path, content)


@pytest.mark.parametrize(
    ("codec", "name"),
    [("cp1251", "Windows-1251"), ("koi8-r", "KOI8-R"), ("cp866", "CP866 (DOS)")],
)
def test_cyrillic_of_old_is_named_and_shown(tmp_path: Path, codec: str, name: str) -> None:
    text = HEAD + GOOD + "Исахов,Генеральный директор Национальной библиотеки,x,2001,\n"
    said = one(tmp_path, text.encode(codec))
    assert (
        f"not UTF-8 but probably {name} (line 3 then reads 'Исахов'): save it as CSV UTF-8" in said
    )


def test_latin_of_old_is_named(tmp_path: Path) -> None:
    said = one(tmp_path, (HEAD + "Sipilä,Präsident,x,2001,\n").encode("cp1252"))
    assert "probably Windows-1252 (line 2 then reads 'Sipilä')" in said


def test_a_file_that_is_too_large_is_not_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(delimited, "LARGEST", 2**20)
    assert "more than the 1 MB that a table may have" in one(tmp_path, HEAD + GOOD * 2**15)


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    faults: list[Fault] = []
    assert read(tmp_path / "tenures.csv", faults) == []
    assert "cannot be read (No such file" in str(faults[0])
    (tmp_path / "events.csv").mkdir()
    read(tmp_path / "events.csv", faults)
    assert "cannot be read (Is a directory)" in str(faults[1])


def test_a_name_without_a_kind(tmp_path: Path) -> None:
    said = one(tmp_path, HEAD, "my.csv")
    assert "says no kind of table" in said
    assert ", ".join(kinds()) in said


def test_a_kind_may_be_told_where_the_name_says_none(tmp_path: Path) -> None:
    path = tmp_path / "my.csv"
    path.write_text(HEAD + GOOD)
    faults: list[Fault] = []
    assert read(path, faults, "tenures")[0].rows[0].number == 2
    assert not faults


def test_everything_that_is_wrong_is_told_at_once(tmp_path: Path) -> None:
    text = (
        "person,post,source,during,approx\n"
        "a,b,,31.12.2009,\n"
        "=A1,b,c,44197,\n"
        "a,b,c,05/06/2009,#REF!\n"
        "a,b\x07,c,2001,x,y,z\n"
        + GOOD
    )  # fmt: skip
    tables, faults = tell(tmp_path, text)
    assert [fault.split(":")[0] for fault in faults] == [
        ", row 2, column during",
        ", row 2, column source",
        ", row 3, column person",
        ", row 3, column during",
        ", row 4, column during",
        ", row 4, column approx",
        ", row 5, column post",
        ", row 5",
        ", row 5",
    ]
    assert [row.number for row in tables[0].rows] == [4, 6]


def test_all_faults_in_one_error() -> None:
    faults = [Fault("b.csv", "", row, "during", "x", "is wrong") for row in range(120, 0, -1)]
    error = BadTables([*faults, faults[0], Fault("a.csv", "", None, "", "", "the file is empty")])
    lines = str(error).splitlines()
    assert len(error.faults) == 121
    assert lines[0] == "121 faults in the tables, so nothing is read from them:"
    assert lines[1] == "a.csv: the file is empty"
    assert lines[2] == "b.csv, row 1, column during: 'x' is wrong"
    assert lines[-1] == "… and 21 more"
    assert str(BadTables(faults[:1])).startswith("1 fault in")
    assert error.exit_code == 3


@given(st.binary(max_size=200))
def test_no_bytes_break_the_reader(content: bytes) -> None:
    try:
        text = delimited._text(content)
    except Wrong:
        return
    list(delimited._records(text, "tenures", Complaints([], "x")))
