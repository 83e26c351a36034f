"""The command line: formats, exit codes, and one sentence for whatever goes wrong."""

from __future__ import annotations

import csv
import io
import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from xml.etree import ElementTree

import click
import pytest
from openpyxl import load_workbook

from conftest import OF_DOCUMENTS, SMALL, Said
from libgraph.cli.lazily import Lazily
from libgraph.cli.main import COMMANDS, main

Run = Callable[..., Said]
DATA = SMALL / "data.ttl"


def complaint(said: Said, code: int) -> str:
    """The one sentence on stderr."""
    assert said.code == code, said
    assert said.out == ""
    lines = said.err.splitlines()
    assert len(lines) == 1, said.err
    assert lines[0].startswith("libgraph: ")
    assert "Traceback" not in said.err
    return lines[0]


def test_every_command_has_help_and_the_summary_it_is_listed_with(libgraph: Run) -> None:
    assert isinstance(main, Lazily)
    context = click.Context(main)
    for name, summary in COMMANDS.items():
        command = main.get_command(context, name)
        assert command is not None
        assert command.help
        said = libgraph(name, "--help")
        assert said.code == 0
        assert "Usage:" in said.out
        assert summary.endswith(".")


def test_options_stand_before_or_after_the_command(libgraph: Run) -> None:
    before = libgraph("-g", DATA, "--as-of", "2012", "query", "coverage")
    after = libgraph("query", "coverage", "-g", DATA, "--as-of", "2012")
    assert before == after
    assert before.code == 0
    assert "Dale" in before.out


# ── Formats ──────────────────────────────────────────────────────────────────────────────


def ask(libgraph: Run, format_: str) -> str:
    said = libgraph("query", "tenures", "-g", DATA, "-f", format_)
    assert said.code == 0, said
    return said.out


ROW = {
    "person": "https://w3id.org/libgraph/id/serikova",
    "personLabel": "Aigul Serikova",
    "when": "2001/2009",
}


def test_csv_tsv_and_jsonl(libgraph: Run) -> None:
    assert ROW.items() <= next(csv.DictReader(io.StringIO(ask(libgraph, "csv")))).items()
    head, row = (line.split("\t") for line in ask(libgraph, "tsv").splitlines())
    assert dict(zip(head, row, strict=True))["?when"] == '"2001/2009"'
    assert ROW.items() <= json.loads(ask(libgraph, "jsonl")).items()


def test_json_and_xml_are_sparql_results(libgraph: Run) -> None:
    found = json.loads(ask(libgraph, "json"))
    assert found["head"]["vars"][:2] == ["person", "personLabel"]
    assert found["results"]["bindings"][0]["person"] == {"type": "uri", "value": ROW["person"]}
    root = ElementTree.fromstring(ask(libgraph, "xml"))
    assert root.tag == "{http://www.w3.org/2005/sparql-results#}sparql"


def test_tables_are_for_reading(libgraph: Run) -> None:
    head, _, row = ask(libgraph, "table").splitlines()
    assert head.split() == ["person", "post", "organization", "when", "sources"]
    assert "https://" not in row
    assert row.endswith("hill river")
    assert ask(libgraph, "markdown").startswith("| person | post |")


@pytest.mark.parametrize(
    ("format_", "words"), [("table", "yes"), ("json", '"boolean":true'), ("csv", "true")]
)
def test_ask(libgraph: Run, format_: str, words: str) -> None:
    said = libgraph("query", "-g", DATA, "-f", format_, "-e", "ASK { id:serikova a lg:Person }")
    assert words in said.out


def test_construct_and_describe_give_rdf(libgraph: Run) -> None:
    said = libgraph(
        "query", "-g", DATA, "-e", "CONSTRUCT { ?s a lg:Person } WHERE { ?s a lg:Person }"
    )
    assert "id:serikova rdf:type lg:Person" in said.out.replace(" a ", " rdf:type ")
    again = libgraph("query", "-g", DATA, "-f", "ntriples", "-e", "DESCRIBE id:hill")
    assert f"<{'https://w3id.org/libgraph/id/hill'}>" in again.out


def test_a_query_from_a_file_and_from_standard_input(libgraph: Run, tmp_path: Path) -> None:
    query = "# title: T\n# question: Q?\n# param who: entity - who\nSELECT ?who { VALUES ?who { UNDEF } ?who a lg:Person }"
    path = tmp_path / "mine.rq"
    path.write_text(query)
    assert "serikova" in libgraph("query", path, "-g", DATA, "-p", "who=Серикова").out
    piped = subprocess.run(
        [sys.executable, "-c", "from libgraph.cli.main import run; run()", "query", "-", "-g", str(DATA)],
        input=query, capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert "serikova" in piped.stdout


def test_streamed_and_held_answers_are_the_same(libgraph: Run, tmp_path: Path) -> None:
    sparql = "SELECT ?s ?l { ?s skos:prefLabel ?l } ORDER BY ?s ?l"
    for format_ in ("csv", "tsv", "json", "xml"):
        out = tmp_path / format_
        assert libgraph("query", "-g", DATA, "-e", sparql, "-f", format_, "-o", out).code == 0
        streamed = libgraph("query", "-g", DATA, "-e", sparql, "-f", format_).out
        assert out.read_bytes().decode().strip() == streamed.strip()


# ── Bad input ────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["query", "tenure"], "tenures"),
        (["query", "tenures", "-p", "who=x"], "it takes person, organization, post"),
        (["query", "tenures", "-p", "person"], "NAME=VALUE"),
        (["query", "tenures", "-p", "person=serikova", "-p", "person=hill"], "twice"),
        (["query", "tenures", "-f", "pdf"], "pdf"),
        (["query", "tenures", "-f", "turtle"], "is a table"),
        (["query", "-e", "DESCRIBE id:hill", "-f", "csv"], "is a graph"),
        (["query"], "say what to ask"),
        (["query", "-e", "SELECT * { ?s ?p"], "line 1, column"),
        (["query", "-e", "DELETE WHERE { ?s ?p ?o }"], "would change the graph"),
        (["query", "members", "-p", "of=x> } DROP ALL"], "nothing is called"),
        (["show", "Serikovna"], "nearest"),
        (["show", "riverland library"], "can mean 2 things"),
        (["path", "hill", "nowhere-at-all"], "nothing is called"),
        (["query", "members", "--as-of", "2009-02-30"], "February 2009 has 28 days"),
        (["query", "members", "--as-of", "12.05.2009"], "2009-05-12"),
        (["query", "events", "-p", "year=soon"], "EDTF"),
        (["nonsense"], "nonsense"),
        (["show", "hill", "--lang", "fr"], "fr"),
        (["export", "--framed"], "jsonld"),
        (["cite", "river", "words"], "--sources"),
        (["analyze", "centrality", "--layer", "gossip"], "agreements"),
        (["analyze", "gossip"], "gossip"),
        (["draw", "network", "-o", "x.gif"], ".svg"),
    ],
)
def test_wrong_usage_exits_2(libgraph: Run, arguments: list[str], words: str) -> None:
    assert words in complaint(libgraph(*arguments, "-g", DATA), 2)


def test_where_nothing_is_found_who_was_meant_is_said(libgraph: Run) -> None:
    for arguments, said in [
        (["query", "tenures", "-p", "person=hill"], "nothing is on record where person is Hill "),
        (["agreements", "--party", "serikova"], "none is on record for Aigul Serikova (person)"),
    ]:
        told = libgraph(*arguments, "-g", DATA)
        assert (told.code, told.out) == (0, "nothing found\n")
        assert told.err.startswith(f"libgraph: {said}")
    assert not libgraph("query", "tenures", "-p", "person=serikova", "-g", DATA).err


def test_what_cannot_run_exits_3(libgraph: Run, tmp_path: Path) -> None:
    broken = tmp_path / "broken.ttl"
    broken.write_text("@prefix a: <b> .\na:b a:c .")
    (tmp_path / "empty").mkdir()
    for arguments, words in [
        (["query", "members", "-g", broken], f"{broken}:2: "),
        (["query", "members", "-g", tmp_path / "nowhere"], "does not exist"),
        (["query", "members", "-g", tmp_path / "empty"], "holds no RDF"),
        (["query", tmp_path / "nowhere.rq"], "cannot be read"),
        (["validate", broken], f"{broken}:2"),
        (["export", "-g", DATA, "-o", tmp_path / "no" / "such" / "place.ttl"], "cannot be written"),
        (["query", "members", "-g", DATA, "-o", tmp_path / "no" / "place"], "cannot be written"),
        (["draw", "network", "-g", DATA, "-o", tmp_path / "no" / "place.dot"], "cannot be written"),
    ]:
        assert words in complaint(libgraph(*arguments), 3)


def test_nothing_half_written(libgraph: Run, tmp_path: Path) -> None:
    target = tmp_path / "out.csv"
    target.write_text("before")
    assert libgraph("query", "members", "-g", DATA, "-p", "of=nowhere", "-o", target).code == 2
    assert target.read_text() == "before"
    assert [path.name for path in tmp_path.iterdir()] == ["out.csv"]


def test_a_closed_pipe_is_no_fault() -> None:
    command = f"{sys.executable} -c 'from libgraph.cli.main import run; run()' query -g {DATA} -e 'SELECT * {{ ?a ?b ?c . ?d ?e ?f }}' -f csv | head -1"
    result = subprocess.run(
        ["bash", "-o", "pipefail", "-c", command], capture_output=True, text=True, check=False
    )
    assert result.stdout.strip().count(",") == 5
    assert result.stderr == ""


def test_debug_shows_where_it_comes_from() -> None:
    code = "from libgraph.cli.main import run; run()"
    result = subprocess.run(
        [sys.executable, "-c", code, "query", "nope", "--debug"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert "Traceback" in result.stderr


# ── The cache ────────────────────────────────────────────────────────────────────────────


def test_no_cache_keeps_nothing(
    libgraph: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LIBGRAPH_CACHE", str(tmp_path / "cache"))
    assert libgraph("query", "members", "-g", DATA, "--no-cache").code == 0
    assert not (tmp_path / "cache").exists()
    assert libgraph("query", "members", "-g", DATA).code == 0
    assert len(list((tmp_path / "cache").iterdir())) == 1


def test_an_unwritable_cache_costs_time_never_an_answer(
    libgraph: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "cache").write_text("a file, not a folder")
    monkeypatch.setenv("LIBGRAPH_CACHE", str(tmp_path / "cache"))
    assert "Riverland" in libgraph("query", "members", "-g", DATA).out


def test_bytes_do_not_depend_on_the_hash_seed(tmp_path: Path) -> None:
    """One process for each seed, which runs all commands."""
    code = (
        "import json, sys; from libgraph.cli.main import outcome\n"
        "sys.exit(any([outcome(words) for words in json.loads(sys.argv[1])]))"
    )
    commands = [
        [*words.split(), "-g", str(DATA)]
        for words in (
            "export -f trig --with-derived",
            "export -f jsonld",
            "query relationships -f csv",
            "show riverland",
            "why serikova",
            "path hill federation",
            "validate -f json",
            "analyze summary -f json",
        )
    ]
    printed = set()
    for seed in ("0", "1", "2"):
        environment = {**os.environ, "PYTHONHASHSEED": seed, "LIBGRAPH_CACHE": str(tmp_path / seed)}
        ran = subprocess.run(
            [sys.executable, "-c", code, json.dumps(commands)],
            capture_output=True, check=True, env=environment,
        )  # fmt: skip
        printed.add(ran.stdout)
    (said,) = printed
    assert len(said.splitlines()) > 100


def test_messages_name_the_remedy_and_no_path_of_ours(libgraph: Run) -> None:
    said = libgraph("query", "tenure", "-g", DATA)
    assert not re.search(r"site-packages|/src/", said.err)


@pytest.mark.parametrize(
    "command",
    [
        "expiring --within 9y --as-of 2009",
        "coverage --as-of 2015",
        "agreements",
        "timeline nlrk",
        "conflicts nlrk",
    ],
)
@pytest.mark.parametrize("ending", ["csv", "json"])
def test_a_file_holds_what_its_name_says(
    libgraph: Run, tmp_path: Path, command: str, ending: str
) -> None:
    target = tmp_path / f"answer.{ending}"
    said = libgraph(*OF_DOCUMENTS, *command.split(), "-o", target)
    assert said.code == 0, said
    assert said.out == ""
    asked = libgraph(*OF_DOCUMENTS, *command.split(), "-f", ending)
    assert target.read_text("utf-8").splitlines() == asked.out.splitlines()
    if ending == "json":
        assert json.loads(target.read_bytes())
    else:
        with target.open(encoding="utf-8", newline="") as file:
            head, *rows = csv.reader(file)
        assert rows
        assert {len(row) for row in rows} == {len(head)}


def test_a_graph_goes_into_no_file_for_something_else(libgraph: Run, tmp_path: Path) -> None:
    for name in ("a.docx", "a.pdf"):
        said = libgraph("export", "-g", DATA, "-o", tmp_path / name)
        assert "a graph goes to a file that ends in .ttl" in complaint(said, 2)
        assert not (tmp_path / name).exists()


@pytest.mark.parametrize("name", ["answer.docx", "answer.ttl"])
@pytest.mark.parametrize("command", ["query members", "coverage", "expiring", "conflicts"])
def test_no_table_goes_into_a_file_of_another_name(
    libgraph: Run, tmp_path: Path, command: str, name: str
) -> None:
    said = libgraph(*command.split(), "-o", tmp_path / name)
    assert "is for" in said.err or ".csv" in complaint(said, 2)
    assert said.code == 2
    assert not (tmp_path / name).exists()


@pytest.mark.parametrize(
    "command",
    ["query tenures", "agreements --party nlrk", "coverage", "coverage --history", "expiring",
     "timeline nlrk", "conflicts nlrk", "query -e SELECT(1AS?n){}"],
)  # fmt: skip
def test_a_workbook_has_a_table_as_people_read_it(
    libgraph: Run, tmp_path: Path, command: str
) -> None:
    said = libgraph(*OF_DOCUMENTS, *command.split(), "-o", tmp_path / "a.xlsx")
    assert (said.code, said.out) == (0, ""), said.err
    sheet = load_workbook(tmp_path / "a.xlsx").worksheets[0]
    heads = [str(cell.value) for cell in sheet[1]]
    assert "None" not in heads
    assert not any(head.endswith("Label") for head in heads)
    assert {cell.data_type for row in sheet.iter_rows() for cell in row} <= {"s", "inlineStr", "n"}
    assert {cell.value for row in sheet.iter_rows() for cell in row if cell.data_type == "n"} <= {
        None
    }


@pytest.mark.parametrize("query", ["ASK {}", "CONSTRUCT WHERE { ?s a lg:PACCentre }"])
def test_what_is_no_table_is_no_workbook(libgraph: Run, tmp_path: Path, query: str) -> None:
    said = libgraph("query", "-e", query, "-o", tmp_path / "a.xlsx")
    assert "a workbook is for tables" in complaint(said, 2)
    assert not (tmp_path / "a.xlsx").exists()


def test_the_same_answer_is_the_same_workbook(libgraph: Run, tmp_path: Path) -> None:
    for name in ("a.xlsx", "b.xlsx"):
        libgraph("query", "members", "-o", tmp_path / name)
    assert (tmp_path / "a.xlsx").read_bytes() == (tmp_path / "b.xlsx").read_bytes()


def test_a_workbook_can_be_printed(libgraph: Run, tmp_path: Path) -> None:
    libgraph("agreements", "--party", "nl-korea", "-o", tmp_path / "a.xlsx")
    sheet = load_workbook(tmp_path / "a.xlsx").worksheets[0]
    assert (sheet.page_setup.orientation, sheet.page_setup.fitToHeight) == ("landscape", 0)
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    assert sheet.print_title_rows == "$1:$1"
    cells = [cell for row in sheet.iter_rows() for cell in row]
    assert all(cell.alignment.wrap_text for cell in cells if cell.value is not None)
    assert any(cell.value is None for cell in cells)
    assert not any(cell.value == "" for cell in cells)
    assert sheet.auto_filter.ref == f"A1:{cells[-1].coordinate}"


def test_a_formula_in_a_workbook_is_only_words(libgraph: Run, tmp_path: Path) -> None:
    query = """SELECT ('=HYPERLINK("https://example.org")' AS ?n) {}"""
    libgraph("query", "-e", query, "-o", tmp_path / "a.xlsx")
    cell = load_workbook(tmp_path / "a.xlsx").worksheets[0]["A2"]
    assert (cell.data_type == "f", cell.value) == (False, '=HYPERLINK("https://example.org")')


def test_shipped_is_the_graph_that_comes_along_unless_a_file_is_called_so(
    libgraph: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    own = ("-g", SMALL / "data.ttl")
    assert libgraph(*own, "show", "nlrk").code == 2
    both = libgraph(*own, "-g", "shipped", "show", "nlrk")
    assert both.out.startswith("National Library of the Republic of Kazakhstan\n")
    assert libgraph(*own, "-g", "shipped", "show", "hill").out.startswith("Hill Library\n")
    Path("shipped").mkdir()
    shutil.copy(SMALL / "data.ttl", "shipped")
    assert libgraph("-g", "shipped", "show", "nlrk").code == 2
