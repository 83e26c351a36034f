"""Templates: our own reader takes them as they are, and their examples once they are live."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from pathlib import Path

import pytest
from openpyxl import load_workbook

from conftest import Said
from libgraph.tables.columns import Kind, kinds
from libgraph.tables.faults import Fault
from libgraph.tables.table import Table, read
from libgraph.tables.template import as_csv, as_xlsx

Run = Callable[..., Said]
KINDS = pytest.mark.parametrize("kind", kinds().values(), ids=lambda kind: kind.name)


def only(path: Path) -> Table:
    faults: list[Fault] = []
    tables = read(path, faults)
    assert not faults
    assert len(tables) == 1
    return tables[0]


@KINDS
def test_a_template_is_read_and_says_nothing_yet(kind: Kind, tmp_path: Path) -> None:
    for name, content in (
        (f"{kind.name}.csv", as_csv(kind).encode()),
        (f"my-{kind.name}.csv", as_csv(kind).encode("utf-8-sig")),
        ("any.xlsx", as_xlsx(kind)),
    ):
        (tmp_path / name).write_bytes(content)
        table = only(tmp_path / name)
        assert table.kind is kind
        assert (table.rows, table.unknown) == ((), ())


def live(kind: Kind) -> list[list[str]]:
    rows = list(csv.reader(io.StringIO(as_csv(kind), newline="")))
    assert all(row[0].startswith("# ") for row in rows[1:3])
    return [rows[0], *([row[0][2:], *row[1:]] for row in rows[1:3]), *rows[3:]]


@KINDS
def test_an_example_is_read_once_its_mark_is_gone(kind: Kind, tmp_path: Path) -> None:
    path = tmp_path / f"{kind.name}.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(live(kind))
    first, second = only(path).rows
    assert (first.number, second.number) == (2, 3)
    for row, which in ((first, 0), (second, 1)):
        shown = {name: column.examples[which] for name, column in kind.columns.items()}
        assert set(row.cells) == {name for name, text in shown.items() if text}


@KINDS
def test_a_workbook_from_a_template_is_read(kind: Kind, tmp_path: Path) -> None:
    book = load_workbook(io.BytesIO(as_xlsx(kind)))
    sheet = book[kind.name]
    for row in (2, 3):
        sheet.cell(row, 1).value = str(sheet.cell(row, 1).value)[2:]
    book.save(tmp_path / "filled.xlsx")
    assert [row.number for row in only(tmp_path / "filled.xlsx").rows] == [2, 3]


@KINDS
def test_every_column_is_explained(kind: Kind) -> None:
    rows = list(csv.reader(io.StringIO(as_csv(kind), newline="")))
    explained = {row[0][2:]: row[2] for row in rows[3:] if len(row) == 3}
    assert explained == {name: column.description for name, column in kind.columns.items()}
    book = load_workbook(io.BytesIO(as_xlsx(kind)))
    assert book.sheetnames == [kind.name, "columns"]
    sheet, legend = book[kind.name], book["columns"]
    assert sheet.freeze_panes == "A2"
    for number, column in enumerate(kind.columns.values(), 1):
        head = sheet.cell(1, number)
        assert head.value == column.name
        assert head.comment is not None
        assert column.description in head.comment.text
        assert legend.cell(number + 1, 1).value == column.name
        assert legend.cell(number + 1, 4).value == column.description


def test_a_cell_of_a_template_is_text_so_that_nothing_becomes_a_date() -> None:
    sheet = load_workbook(io.BytesIO(as_xlsx(kinds()["tenures"])))["tenures"]
    assert sheet.column_dimensions["F"].number_format == "@"


@KINDS
def test_a_comment_looks_like_one_to_any_csv_reader(kind: Kind) -> None:
    """CSVW knows comments by the first sign of a line: no comment begins with a quotation mark."""
    lines = as_csv(kind).splitlines()
    assert all(line.startswith("#") for line in lines[1:])


def test_the_same_template_is_the_same_bytes(monkeypatch: pytest.MonkeyPatch) -> None:
    import time

    first = as_xlsx(kinds()["events"])
    then = time.time() + 100_000
    monkeypatch.setattr(time, "time", lambda: then)
    assert as_xlsx(kinds()["events"]) == first


# ── The command ──────────────────────────────────────────────────────────────────────────


def test_the_kinds_are_listed(libgraph: Run) -> None:
    said = libgraph("import", "template")
    assert said.code == 0
    assert [line.split()[0] for line in said.out.splitlines()[2:]] == list(kinds())


def test_a_template_is_printed(libgraph: Run) -> None:
    said = libgraph("import", "template", "Agreements")
    assert said.code == 0
    assert said.out == as_csv(kinds()["agreements"])


def test_a_template_is_written(libgraph: Run, tmp_path: Path) -> None:
    plain, book = tmp_path / "tenures.csv", tmp_path / "any.xlsx"
    assert libgraph("import", "template", "tenures", "-o", plain).code == 0
    assert plain.read_bytes().startswith(b"\xef\xbb\xbfperson,")
    assert libgraph("import", "template", "tenures", "-o", book).code == 0
    assert only(book).kind.name == only(plain).kind.name == "tenures"


def test_a_file_that_is_there_stays(libgraph: Run, tmp_path: Path) -> None:
    mine = tmp_path / "tenures.csv"
    mine.write_text("mine")
    said = libgraph("import", "template", "tenures", "-o", mine)
    assert said.code == 2
    assert "is there already: choose another name, or add  --force" in said.err
    assert mine.read_text() == "mine"
    assert libgraph("import", "template", "tenures", "-o", mine, "--force").code == 0
    assert only(mine).rows == ()


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["agrement"], "there is no kind of table 'agrement': try agreements"),
        (["libraries"], "there is no kind of table 'libraries': try organizations"),
        (["tenures", "-o", "t.doc"], "t.doc is neither CSV nor XLSX by its ending"),
    ],
)
def test_wrong_usage(libgraph: Run, arguments: list[str], words: str) -> None:
    said = libgraph("import", "template", *arguments)
    assert said.code == 2
    assert words in said.err


def test_the_time_of_an_agreement_is_offered_with_an_end_before_a_single_day() -> None:
    text = kinds()["agreements"].columns["during"].description
    offered = ("2009-05-12/2014-05-11", "2009-05-12/ (end not known)", "2009-05-12, means that day")
    places = [text.index(one) for one in offered]
    assert places == sorted(places)
