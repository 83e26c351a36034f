"""Validation of tables: what they say wrongly is reported by file and row; faults all at once."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from tabled import TEXTS, WORLD, folder

from conftest import Said

Run = Callable[..., Said]


def test_a_violation_of_a_row_is_reported_by_file_and_row(
    tmp_path: Path, libgraph: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder(
        tmp_path / "data",
        agreements="id,label,parties,source\n# one party only\nmemo,Memo,hill,news",
        hostings="host,hosted,source\nhill,hill,news",
    )
    monkeypatch.chdir(tmp_path)
    said = libgraph("validate", "data")
    assert said.code == 1
    assert "data/agreements.csv:3: violation: Memo (id:memo)" in said.out
    assert "data/hostings.csv:2: violation" in said.out
    github = libgraph("validate", "data", "-f", "github")
    assert "file=data/hostings.csv,line=2" in github.out


def test_a_sheet_of_a_workbook_is_named_with_its_row(tmp_path: Path, libgraph: Run) -> None:
    from openpyxl import Workbook

    place = folder(tmp_path)
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "hostings"
    for row in (
        ["host", "hosted", "source"],
        ["hill", "centre-hill", "news"],
        ["hill", "hill", "news"],
    ):
        sheet.append(row)
    book.save(place / "more.xlsx")
    assert f"{place}/more.xlsx (hostings):3: violation" in libgraph("validate", place).out


def test_names_come_from_the_graph_that_files_are_checked_with(
    tmp_path: Path, libgraph: Run
) -> None:
    table = tmp_path / "figures.csv"
    table.write_text("of,quantity,value,attested,source\nFRR,books,3,2021,news\n", "utf-8")
    assert libgraph("validate", table).code == 3
    said = libgraph("validate", table, "--with-graph", "-g", WORLD)
    assert said.code == 0, said.out + said.err


def test_notices_go_to_stderr_and_change_nothing(tmp_path: Path, libgraph: Run) -> None:
    place = folder(
        tmp_path,
        figures="of,quantity,value,attested,source,quote,Shelf\nhill,books,3,2021,news,Anna Berg,7",
    )
    said = libgraph("validate", place)
    assert said.code == 0, said.out
    assert said.err == (
        f"libgraph: {place}/figures.csv: the column is not known and kept as notes: 'Shelf'\n"
        f"libgraph: {place}/figures.csv: 1 quote stands for the whole source, because the text is "
        "not at hand: name the folder of texts with --sources\n"
    )
    assert "quote" not in libgraph("validate", place, "--sources", TEXTS).err
    assert libgraph("-g", place, "query", "members").err == ""


MISTAKES = {
    "agreements": """
id,label,parties,signed,during,attested,source
memo-1,First memo,hill; Lake Libary,31.12.2009,,,news
memo-2,Second memo,hill; berg-anna; 47,2010,,,nwes
memo-3,Third memo,hill;lake,,2010,2011,news
""",
    "tenures": """
person,post,body,post_type,source
berg-anna; serik-dana,director,lake,,news
berg-anna,director,hill,boss,news
""",
    "participations": """
participant,event,attested,source
anna  bergg,Reading Days,2021,news
""",
    "figures": """
of,quantity,value,source,quote
hill,books,many,news,
hill,books,3,news,they have three books
""",
    "organizations": """
id,label,type
hill,The Hill,library
""",
    "memberships": """
member,body,source
hill,,news
""",
}  # fmt: skip


FAULTS = [
    "agreements.csv, row 2, column parties: 'Lake Libary' is not known as an agent: the nearest are "
    "Lake Library (lake); Hill Library (hill): write one of them, or describe a new one",
    "agreements.csv, row 2, column signed: '31.12.2009' is not an EDTF date: write 2009-12-31",
    "agreements.csv, row 3, column parties: '47' is not known as an agent: write a slug or name that "
    "is known, or describe it in a row of its own",
    "agreements.csv, row 3, column source: 'nwes' is not known as a source: the nearest are News of "
    "the Hill Library, March 2021 (news): write one of them, or describe a new one",
    "agreements.csv, row 4, column attested: '2011' is a second dating (during 2010 and attested "
    "2011): keep one",
    "figures.csv, row 2, column value: 'many' is not a number: write digits alone, as in 1680, and "
    "what else there is to say in the column approximate or note",
    "figures.csv, row 3, column quote: 'they have three books' is not what the text of news says: "
    "copy the words, and mark what is left out by …",
    "memberships.csv, row 2, column body: the cell is empty: To what",
    "organizations.csv, row 2, column label: 'The Hill' is another label of hill than 'Hill Library' "
    "in data/world.ttl: keep one, and write the other as a row of names",
    "participations.csv, row 2, column attested: '2021' is a date on which something was seen to "
    "hold, and this took place once: write it under during, as [..2021] if it is only known to have "
    "been over by then",
    "tenures.csv, row 2, column person: 'berg-anna; serik-dana' are several values, and here stands "
    "one: write a row for each",
    "tenures.csv, row 3, column post_type: 'boss' is not in the list: write one of coordinator, "
    "deputy, head, post, post with one holder, seat or rank",
]


def test_a_wrong_table_tells_every_mistake_precisely_in_one_run(
    tmp_path: Path, libgraph: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder(tmp_path / "data", **MISTAKES)
    monkeypatch.chdir(tmp_path)
    said = libgraph("validate", "data", "--sources", TEXTS)
    assert said.code == 3
    assert said.out == ""
    assert said.err.splitlines() == [
        "libgraph: 12 faults in the tables, so nothing is read from them:",
        *(f"data/{fault}" for fault in FAULTS),
    ]


def test_what_the_shipped_graph_knows_is_said_with_how_to_use_it(
    tmp_path: Path, libgraph: Callable[..., Said]
) -> None:
    (tmp_path / "agreements.csv").write_text(
        "label,type,parties,during,source\nA memorandum,memorandum,"
        "Lake; National Library of Korea,2021/2024,001\n",
        "utf-8",
    )
    said = libgraph("validate", tmp_path)
    assert said.code == 3
    known = "knows 'National Library of Korea' and '001': add --with-graph"
    assert known in said.err.splitlines()[0]
    assert "--with-graph" not in libgraph("validate", "--with-graph", tmp_path).err
    said = libgraph("-g", tmp_path, "agreements")
    assert said.code == 3
    assert said.err.startswith(
        "libgraph: the shipped graph knows 'National Library of Korea' and '001': add -g shipped\n"
    )
    assert "-g shipped" not in libgraph("-g", tmp_path, "-g", "shipped", "agreements").err
