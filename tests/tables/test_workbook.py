"""XLSX: every trap that a spreadsheet sets is named, with sheet and row; bombs do not go off."""

from __future__ import annotations

import io
import re
import struct
import zipfile
from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.chart import BarChart, Reference
from openpyxl.utils.datetime import CALENDAR_MAC_1904
from openpyxl.worksheet.formula import ArrayFormula

from libgraph.tables import workbook
from libgraph.tables.faults import Complaints, Fault
from libgraph.tables.table import Row, Table, read

HEAD = ("person", "post", "source", "during", "note")
GOOD = ("serikova", "hill-director", "hill", "2001/2009")


def book(*rows: tuple[Any, ...], title: str = "tenures") -> Workbook:
    made = Workbook()
    made.worksheets[0].title = title
    for row in (HEAD, *rows):
        made.worksheets[0].append(row)
    return made


def saved(made: Workbook) -> bytes:
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def tell(folder: Path, content: bytes | Workbook) -> tuple[list[Table], list[str]]:
    path = folder / "my.xlsx"
    path.write_bytes(content if isinstance(content, bytes) else saved(content))
    faults: list[Fault] = []
    tables = read(path, faults)
    return tables, [str(fault).removeprefix(str(path)) for fault in faults]


def one(folder: Path, content: bytes | Workbook) -> str:
    _, faults = tell(folder, content)
    assert len(faults) == 1, faults
    return faults[0]


def rows(folder: Path, content: bytes | Workbook) -> tuple[Row, ...]:
    tables, faults = tell(folder, content)
    assert not faults
    return tables[0].rows


def changed(content: bytes, change: Callable[[str, bytes], bytes]) -> bytes:
    """The same workbook, with its parts changed."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(out, "w", 8) as new:
        for name in old.namelist():
            new.writestr(name, change(name, old.read(name)))
    return out.getvalue()


def in_sheet(content: bytes, old: bytes, new: bytes) -> bytes:
    def change(name: str, text: bytes) -> bytes:
        if "sheet1.xml" not in name or name.endswith(".rels"):
            return text
        assert old in text
        return text.replace(old, new, 1)

    return changed(content, change)


# ── What is read ─────────────────────────────────────────────────────────────────────────


def test_every_sheet_named_by_a_kind_is_read(tmp_path: Path) -> None:
    made = book(GOOD)
    made.create_sheet("How to").append(("some", "words"))
    hidden = made.create_sheet("My Places")
    hidden.append(("label", "type"))
    hidden.append(("Lyon", "city"))
    hidden.sheet_state = "hidden"
    chart = BarChart()
    chart.add_data(Reference(made.worksheets[0], min_col=1, min_row=1, max_row=2))
    made.create_chartsheet("Chart").add_chart(chart)
    tables, faults = tell(tmp_path, made)
    assert not faults
    assert [(table.kind.name, table.sheet) for table in tables] == [
        ("tenures", "tenures"),
        ("places", "My Places"),
    ]
    assert tables[0].rows == (Row(2, dict(zip(HEAD, GOOD, strict=False))),)
    assert tables[1].place(tables[1].rows[0]).endswith("my.xlsx, sheet My Places, row 2")


def test_numbers_are_read_as_they_are_shown(tmp_path: Path) -> None:
    made = Workbook()
    sheet = made.worksheets[0]
    sheet.title = "figures"
    sheet.append(("of", "quantity", "value", "source", "during", "approximate"))
    for value in (3, 1e14, 0.1 + 0.2, -12.5, 1234567.12, 0.00001):
        sheet.append(("ifla", "books", value, "000", 2009, True))
    found = rows(tmp_path, in_sheet(saved(made), b"<v>3</v>", b"<v>3.0</v>"))
    shown = ["3", "100000000000000", "0.3", "-12.5", "1234567.12", "0.00001"]
    assert [row.cells["value"] for row in found] == shown
    assert {(row.cells["during"], row.cells["approximate"]) for row in found} == {("2009", "true")}


@pytest.mark.parametrize(
    ("value", "shown", "text"),
    [
        (date(2009, 12, 31), "dd.mm.yyyy", "2009-12-31"),
        (datetime(2009, 12, 31), "yyyy-mm-dd h:mm", "2009-12-31"),
        (date(2009, 5, 1), "mmm-yy", "2009-05"),
        (date(2009, 5, 1), '[$-419]mmmm" day "yyyy', "2009-05"),
        (date(2009, 1, 1), "yyyy", "2009"),
    ],
)
def test_a_real_date_is_read_as_far_as_it_is_shown(
    tmp_path: Path, value: date, shown: str, text: str
) -> None:
    made = book(("a", "b", "c", value))
    made.worksheets[0]["D2"].number_format = shown
    assert rows(tmp_path, made)[0].cells["during"] == text


def test_dates_counted_from_1904(tmp_path: Path) -> None:
    made = book(("a", "b", "c", date(2009, 12, 31)), ("a", "b", "c", 42735))
    made.epoch = CALENDAR_MAC_1904
    tables, faults = tell(tmp_path, made)
    assert tables[0].rows[0].cells["during"] == "2009-12-31"
    assert "it is the day 2021-01-01" in faults[0]


def test_rich_text_line_breaks_and_blanks(tmp_path: Path) -> None:
    rich = CellRichText("two ", TextBlock(InlineFont(b=True), "bold"), " words")
    made = book((" a ", "b\n c", "c_x000D_", "2001", rich), ("", None, " "), (), GOOD)
    found = rows(tmp_path, made)
    assert found[0].cells == {
        "person": "a",
        "post": "b c",
        "source": "c",
        "during": "2001",
        "note": "two bold words",
    }
    assert found[1].number == 5


def test_rows_and_columns_far_out(tmp_path: Path) -> None:
    made = book(GOOD)
    sheet = made.worksheets[0]
    sheet["Z40"].number_format = "0.00"  # only a format
    sheet.cell(60, 1, "# a comment")
    for place, cell in enumerate(GOOD, 1):
        sheet.cell(70, place, cell)
    assert [row.number for row in rows(tmp_path, made)] == [2, 70]


def test_what_the_file_says_of_its_own_size_is_not_believed(tmp_path: Path) -> None:
    content = saved(book(GOOD))
    lying = re.sub(rb'<dimension ref="[^"]*"', b'<dimension ref="A1"', b'<dimension ref="A1:E2"')
    assert len(rows(tmp_path, in_sheet(content, b'<dimension ref="A1:E2"', lying))) == 1


TEXT = st.text(st.characters(codec="utf-8", categories=("L", "N", "P", "S", "Zs")), max_size=12)


@given(st.lists(st.tuples(*[TEXT] * 5), min_size=1, max_size=5))
def test_what_is_written_is_read(
    tmp_path_factory: pytest.TempPathFactory, table: list[tuple[str, ...]]
) -> None:
    """Any text in any cell; openpyxl takes what begins with = for a formula, and so do we."""
    made = book()
    for row in table:
        made.worksheets[0].append([cell if not cell.startswith("=") else "" for cell in row])
    path = tmp_path_factory.mktemp("made") / "my.xlsx"
    path.write_bytes(saved(made))
    faults: list[Fault] = []

    found = workbook.sheets(path, Complaints(faults, "x"))
    read = {number: [raw.text for raw in cells] for number, cells in found[0].rows}
    for number, row in enumerate(table, 2):
        wanted = ["" if cell.startswith("=") else cell.strip() for cell in row]
        if any(wanted):
            got = read[number] + [""] * 5
            assert got[:5] == wanted


# ── What is refused ──────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("cell", "words"),
    [
        ("=A1", "row 2, column during: '=A1' is a formula: paste its value"),
        (ArrayFormula("D2", "=SUM(1)"), "'=SUM(1)' is a formula"),
        ("#REF!", "'#REF!' is an error of the spreadsheet"),
        (44197, "'44197' is a number, not a date; if a spreadsheet made it, it is the day 2021-01-01"),
        ("31.12.2009", "write 2009-12-31"),
        ("05/06/2009", "unclear"),
        (datetime(2009, 12, 31, 10, 30), "has a time of day: write 2009-12-31"),
        (time(10, 30), "is a time of day"),
        (timedelta(hours=30), "is a time of day"),
        (True, "was made true or false by the spreadsheet"),
        (1e20, "more digits than a spreadsheet keeps"),
    ],
)  # fmt: skip
def test_bad_cells(tmp_path: Path, cell: Any, words: str) -> None:
    said = one(tmp_path, book(("a", "b", "c", cell)))
    assert said.startswith(", sheet tenures, row 2, column during: ")
    assert words in said


def test_a_date_without_a_year_and_a_date_that_was_text(tmp_path: Path) -> None:
    made = book(("a", "b", "c", date(2026, 5, 12)), ("a", "b", "c", 2009, date(2026, 4, 3)))
    made.worksheets[0]["D2"].number_format = "d-mmm"
    _, faults = tell(tmp_path, made)
    assert "row 2, column during: '2026-05-12' is shown without a year" in faults[0]
    assert "row 3, column note: '2026-04-03' was made a date by the spreadsheet" in faults[1]


def test_a_formula_keeps_no_value_that_was_worked_out_once(tmp_path: Path) -> None:
    content = saved(book(("a", "b", "c", "=A1")))
    kept = in_sheet(content, b"<f>A1</f>", b"<f>A1</f><v>2009</v>")
    assert "is a formula" in one(tmp_path, kept)


def test_merged_cells(tmp_path: Path) -> None:
    made = book(GOOD, GOOD, GOOD)
    made.worksheets[0].merge_cells("C2:C4")
    made.create_sheet("notes of mine").merge_cells("A1:B9")
    _, faults = tell(tmp_path, made)
    assert faults[0].startswith(
        ", sheet tenures, row 2: the cells C2:C4 are merged, so that it is unclear which rows"
    )
    assert [fault.split(":")[0] for fault in faults[1:]] == [
        ", sheet tenures, row 3, column source",
        ", sheet tenures, row 4, column source",
    ]


def test_merged_cells_are_seen_wherever_the_file_is_cut(tmp_path: Path) -> None:
    made = book(GOOD, GOOD)
    made.worksheets[0].merge_cells("E2:E3")
    content = saved(made)
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        place = archive.read("xl/worksheets/sheet1.xml").index(b"<mergeCell ")
    for more in (5, 15):
        padding = b"<!--" + b" " * (2**20 - place - 7 - more) + b"-->"
        cut = in_sheet(content, b"<mergeCells", padding + b"<mergeCells")
        assert "the cells E2:E3 are merged" in one(tmp_path, cut)


def test_no_sheet_of_a_kind(tmp_path: Path) -> None:
    assert "no sheet is named by a kind of table: name one organizations, people" in one(
        tmp_path, book(GOOD, title="Sheet1")
    )


@pytest.mark.parametrize("title", ["Agreement", "agreements (2)", "korea agreemnts"])
def test_a_sheet_that_is_nearly_named_by_a_kind(tmp_path: Path, title: str) -> None:
    made = book(GOOD)
    made.create_sheet(title).append(("id",))
    made.create_sheet("agreements of old").append(("id",))
    assert one(tmp_path, made) == (
        f", sheet {title}: the sheet is skipped: let its name end in agreements, or be quite another"
    )


def test_an_only_sheet_may_be_told_its_kind(tmp_path: Path) -> None:
    path = tmp_path / "my.xlsx"
    made = book(GOOD, title="Sheet1")
    path.write_bytes(saved(made))
    faults: list[Fault] = []
    assert read(path, faults, "tenures")[0].rows[0].number == 2
    assert not faults
    made.create_sheet("Sheet2")
    path.write_bytes(saved(made))
    assert read(path, faults, "tenures") == []
    assert "no sheet is named by a kind" in str(faults[0])


def test_an_empty_sheet(tmp_path: Path) -> None:
    made = Workbook()
    made.worksheets[0].title = "tenures"
    assert "sheet tenures, row 1: no head of a column of tenures" in one(tmp_path, made)


def test_a_cell_a_thousand_columns_out(tmp_path: Path) -> None:
    made = book(GOOD)
    made.worksheets[0]["AMJ2"] = "x"
    assert "row 2: the row has more than 256 cells" in one(tmp_path, made)


def test_a_row_beyond_the_last(tmp_path: Path) -> None:
    content = in_sheet(saved(book(GOOD)), b'<row r="2"', b'<row r="99999999999"')
    assert "more than 1,048,576 rows" in one(tmp_path, content)


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "the file is empty"),
        (b"person,post\na,b\n", "no XLSX, whatever its name says"),
        (b"\xd0\xcf\x11\xe0 Workbook", "an old workbook (XLS)"),
        (b"\xd0\xcf\x11\xe0" + "EncryptedPackage".encode("utf-16-le"), "is encrypted: save it without"),
        (b"PK\x03\x04 and nothing more", "the file is damaged (File is not a zip file)"),
        (saved(book(GOOD))[:-300], "the file is damaged"),
        (saved(book(GOOD))[:500], "the file is damaged"),
    ],
)  # fmt: skip
def test_files_that_are_no_workbooks(tmp_path: Path, content: bytes, words: str) -> None:
    said = one(tmp_path, content)
    assert words in said
    assert said.startswith(": the file is")


def test_a_zip_that_is_no_workbook(tmp_path: Path) -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
    assert "no XLSX but another zip, perhaps OpenDocument" in one(tmp_path, out.getvalue())


@pytest.mark.parametrize("part", ["xl/workbook.xml", "xl/worksheets/sheet1.xml", "xl/styles.xml"])
def test_a_broken_part(tmp_path: Path, part: str) -> None:
    content = changed(saved(book(GOOD)), lambda name, text: text[:-40] if name == part else text)
    assert "the file is damaged" in one(tmp_path, content)


@given(st.integers(0, 3000), st.binary(min_size=1, max_size=4))
def test_no_bytes_break_the_reader(
    tmp_path_factory: pytest.TempPathFactory, place: int, noise: bytes
) -> None:
    content = bytearray(saved(book(GOOD)))
    content[place : place + len(noise)] = noise
    tell(tmp_path_factory.mktemp("noise"), bytes(content))


# ── Bombs ────────────────────────────────────────────────────────────────────────────────


def test_a_zip_that_expands_to_more_than_is_sane(tmp_path: Path) -> None:
    huge = b" " * (workbook.EXPANDED + 1)
    content = changed(
        saved(book(GOOD)), lambda name, text: text + huge if name == "xl/styles.xml" else text
    )
    assert len(content) < 2**20
    assert "expands to 129 MB in" in one(tmp_path, content)


def test_a_directory_that_lies_about_sizes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """zipfile reads no more of a part than the directory says, and then its checksum fails."""
    content = changed(
        saved(book(GOOD)),
        lambda name, text: text + b" " * 2**22 if name == "xl/styles.xml" else text,
    )
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        size = struct.pack("<I", archive.getinfo("xl/styles.xml").file_size)
    assert content.count(size) == 2  # in front of the part, and in the directory
    read: list[int] = []
    stock = zipfile.ZipExtFile.read

    def counted(self: zipfile.ZipExtFile, n: int | None = -1) -> bytes:
        piece = stock(self, n)
        read.append(len(piece))
        return piece

    monkeypatch.setattr(zipfile.ZipExtFile, "read", counted)
    said = one(tmp_path, content.replace(size, struct.pack("<I", 1000)))
    assert "the file is damaged (Bad CRC-32 for file 'xl/styles.xml')" in said
    assert sum(read) < 2**20


def test_one_long_text_in_very_many_cells(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workbook.Room, "__init__", lambda room: setattr(room, "left", 2**20))
    content = saved(book(*[("x" * 30_000,) * 4] * 20))
    assert len(content) < 2**17
    assert "the sheets hold more text than 64 MB" in one(tmp_path, content)


BOMB = b"""<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">%s]>""" % b"".join(
    b'<!ENTITY %c "%s">' % (name, b"&%c;" % (name - 1) * 10) for name in range(98, 107)
)


@pytest.mark.parametrize(
    "where", ["xl/workbook.xml", "xl/worksheets/sheet1.xml", "xl/_rels/workbook.xml.rels"]
)
@pytest.mark.parametrize("padding", [0, 2**20])
def test_entities_are_refused_before_anything_reads_them(
    tmp_path: Path, where: str, padding: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    def bomb(name: str, text: bytes) -> bytes:
        if name != where:
            return text
        body = re.sub(rb"^<\?xml[^>]*>\s*", b"", text)
        return b"<!--" + b" " * padding + b"-->" + BOMB + body

    def never(*_: object) -> None:
        raise AssertionError("read")

    monkeypatch.setattr(workbook, "_load", never)
    said = one(tmp_path, changed(saved(book(GOOD)), bomb))
    assert f"declares XML entities ({where})" in said


def test_xml_in_another_encoding_hides_nothing(tmp_path: Path) -> None:
    content = changed(
        saved(book(GOOD)),
        lambda name, text: text.decode().encode("utf-16") if "sheet1" in name else text,
    )
    assert "has XML in UTF-16" in one(tmp_path, content)


def test_openpyxl_writes_what_it_reads(tmp_path: Path) -> None:
    """The package in use still has what the reader asks it for."""
    made = load_workbook(io.BytesIO(saved(book(GOOD))), read_only=True)
    assert made.worksheets[0]._worksheet_path == "xl/worksheets/sheet1.xml"
    made.close()
