"""Names from elsewhere: words in every output, never formulas, commands, markup or paths."""

from __future__ import annotations

import csv
import io
import json
import re
import sys
import xml.etree.ElementTree as Xml
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hostile import HOSTILE
from icalendar import Calendar
from openpyxl import load_workbook
from pyoxigraph import QueryResultsFormat, parse_query_results
from starlette.testclient import TestClient

from conftest import Said
from libgraph.errors import UsageError
from libgraph.graph.results import check_xml
from libgraph.query.results import XmlParts
from libgraph.reading.files import discover
from libgraph.spreadsheets import defused, fused
from libgraph.tables.cells import Raw, sound
from libgraph.validation import validate
from libgraph.web.app import application
from libgraph.web.settings import Settings

Run = Callable[..., Said]
LABELS = "SELECT ?o { ?s <http://www.w3.org/2000/01/rdf-schema#label> ?o }"
TURNING = LABELS.replace("?o }", '?o FILTER(CONTAINS(?o, "txt")) }', 1)
STEERING = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")


@pytest.fixture(scope="module")
def client() -> Iterator[TestClient]:
    app = application(Settings(paths=(str(HOSTILE),)))
    yield TestClient(app)
    app.state.held.close()


@pytest.mark.parametrize(
    "command",
    [("query", "-e", LABELS, "-f", "csv"), ("find", "hyperlink", "-f", "csv"), ("agreements", "-f", "csv"),
     ("timeline", "-f", "csv"), ("query", "-e", LABELS, "-f", "csv", "--max-rows", "5000"),
     ("analyze", "centrality", "-f", "csv"), ("export", "-f", "csv-edges")],
)  # fmt: skip
def test_no_cell_of_csv_is_a_formula(command: tuple[str, ...], libgraph: Run) -> None:
    said = libgraph(*command, "-g", HOSTILE)
    assert "HYPERLINK" in said.out
    for row in csv.reader(io.StringIO(said.out.lstrip("\ufeff"), newline="")):
        for cell in row:
            assert not re.match(r"[ \n]*[=+@\t\r-](?![0-9.]+$)", cell), cell


FORMULAS = [
    "=1+1",
    "+x",
    "-x",
    "@x",
    " =x",
    "\n=x",
    "'=x",
    "''=x",
    "＝x",
    "＋x",
    "－x",
    "＠x",
    "-1+1",
]
NO_FORMULAS = ["'x", "x", "-1", "+1.5", "-.5e5", "1e5", "x=1"]


@pytest.mark.parametrize("name", [*FORMULAS, *NO_FORMULAS, "\tx", "\rx"])
def test_a_name_comes_back_from_our_own_csv(name: str) -> None:
    assert defused(name) == (name if name in NO_FORMULAS else f"'{name}")
    assert fused(defused(name)) == name
    assert sound(Raw(defused(name))) == name.strip()


@pytest.mark.parametrize("command", [("query", "-e", LABELS), ("agreements",)])
def test_no_cell_of_a_workbook_is_a_formula(
    command: tuple[str, ...], libgraph: Run, tmp_path: Path
) -> None:
    file = tmp_path / "out.xlsx"
    assert libgraph(*command, "-g", HOSTILE, "-o", file).code == 0
    cells = [cell for row in load_workbook(file).worksheets[0].iter_rows() for cell in row]
    assert any("HYPERLINK" in str(cell.value) for cell in cells)
    assert {cell.data_type for cell in cells if cell.value is not None} == {"s"}


@pytest.mark.parametrize(
    "command",
    [("find", "Red"), ("show", "steer"), ("why", "agr"), ("agreements",), ("timeline",), ("validate",),
     ("query", "-e", LABELS), ("query", "-e", LABELS, "-f", "markdown"), ("path", "script", "formula")],
)  # fmt: skip
def test_no_sign_steers_the_terminal(command: tuple[str, ...], libgraph: Run) -> None:
    said = libgraph(*command, "-g", HOSTILE)
    assert "001b" in said.out or "202e" in said.out or command[0] in ("path", "timeline"), said
    assert not STEERING.search(said.out + said.err)


@pytest.mark.parametrize(
    "command",
    [("find", "Red"), ("show", "steer"), ("show", "agr"), ("why", "agr"), ("agreements",),
     ("path", "steer", "formula"), ("path", "steer", "steer"), ("timeline",), ("validate",)],
)  # fmt: skip
def test_no_name_makes_a_line_of_its_own(command: tuple[str, ...], libgraph: Run) -> None:
    said = libgraph(*command, "-g", HOSTILE)
    assert not re.search("^(FAKE|BEGIN:VEVENT|]]|END:VCALENDAR|SUMMARY:x)", said.out, re.MULTILINE)


def test_no_sign_steers_the_terminal_from_an_error(libgraph: Run, tmp_path: Path) -> None:
    for words in (
        ("show", "\x1b[31m"),
        ("query", "x\x1b]0;y\x07"),
        ("-g", "\x9b2Jx.ttl", "validate"),
    ):
        said = libgraph(*words)
        assert said.code
        assert not STEERING.search(said.out + said.err)


@pytest.mark.parametrize("rows", [(), ("--max-rows", "5000")])
@pytest.mark.parametrize("form", ["csv", "xml", "json"])
def test_no_sign_steers_the_terminal_in_data_that_it_shows(
    form: str, rows: tuple[str, ...], libgraph: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
    labels = TURNING if form == "xml" else LABELS
    said = libgraph("query", "-g", HOSTILE, "-e", labels, "-f", form, *rows)
    assert "202e" in said.out
    assert not STEERING.search(said.out.replace("\r\n", "\n"))


@pytest.mark.parametrize("rows", [(), ("--max-rows", "5000")])
def test_data_for_programs_stay_exact(rows: tuple[str, ...], libgraph: Run) -> None:
    said = libgraph("query", "-g", HOSTILE, "-e", LABELS, "-f", "json", *rows)
    labels = [one["o"]["value"] for one in json.loads(said.out)["results"]["bindings"]]
    assert "Safe\u202etxt.exe" in labels
    assert any("\x1b[31m" in label for label in labels)
    said = libgraph("query", "-g", HOSTILE, "-e", LABELS, "-f", "csv", *rows)
    assert "Safe\u202etxt.exe" in said.out
    said = libgraph("query", "-g", HOSTILE, "-e", LABELS, "-f", "tsv", *rows)
    solutions = parse_query_results(said.out, format=QueryResultsFormat.TSV)
    assert sorted(row[0].value for row in solutions) == sorted(labels)  # type: ignore[union-attr,index]


@pytest.mark.parametrize("form", ["text/csv", "text/tab-separated-values"])
def test_answers_to_programs_stay_exact(form: str, client: TestClient) -> None:
    said = client.get("/sparql", params={"query": LABELS}, headers={"Accept": form}).text
    assert re.search('^"?=HYPERLINK', said, re.MULTILINE)
    assert "Safe\u202etxt.exe" in said


def test_a_disguised_name_is_told() -> None:
    told = {(finding.focus.rpartition("/")[2], finding.shape.rpartition("#")[2])
            for finding in validate([HOSTILE]).results if finding.shape}  # fmt: skip
    assert {("bidi", "hidden-fault"), ("steer", "hidden-fault"), ("soft", "hidden-fault")} <= told
    assert ("twin", "script-fault") in told


@pytest.mark.parametrize(
    "command",
    [("export", "gexf"), ("export", "graphml"), ("draw", "network", "svg"),
     ("draw", "timeline", "svg"), ("draw", "matrix", "svg")],
)  # fmt: skip
def test_names_are_text_in_xml(command: tuple[str, ...], libgraph: Run, tmp_path: Path) -> None:
    *words, ending = command
    file = tmp_path / f"out.{ending}"
    assert libgraph(*words, "-g", HOSTILE, "-o", file).code == 0
    tree = Xml.parse(file)
    assert "script" not in {str(one.tag).rpartition("}")[2] for one in tree.iter()}
    assert not [name for one in tree.iter() for name in one.attrib if name.startswith("on")]
    assert "alert" in file.read_text("utf-8")


def test_control_characters_are_no_xml(libgraph: Run, tmp_path: Path) -> None:
    said = libgraph("export", "-g", HOSTILE, "-o", tmp_path / "out.rdf")
    assert said.code == 2
    assert "control characters" in said.err
    assert not [*tmp_path.iterdir()]


@pytest.mark.parametrize("rows", [(), ("--max-rows", "5000")])
def test_control_characters_are_no_xml_of_rows(
    rows: tuple[str, ...], libgraph: Run, tmp_path: Path
) -> None:
    asked = ("query", "-g", HOSTILE, "-e", LABELS, "-f", "xml", *rows)
    for where in ((), ("-o", tmp_path / "rows.xml")):
        said = libgraph(*asked, *where)
        assert said.code == 2
        assert "XML cannot hold the control characters" in said.err
    assert not [*tmp_path.iterdir()]


def test_control_characters_are_no_xml_of_the_endpoint(client: TestClient) -> None:
    xml = {"Accept": "application/sparql-results+xml"}
    said = client.get("/sparql", params={"query": LABELS}, headers=xml)
    assert (said.status_code, "control characters" in said.text) == (400, True)
    said = client.get("/sparql", params={"query": TURNING}, headers=xml)
    assert "Safe\u202etxt.exe" in "".join(Xml.fromstring(said.text).itertext())


@pytest.mark.parametrize("sign", ["\0", "\x0b", "\x1f", "\ufffe", "\uffff"])
def test_no_part_of_xml_hides_a_sign(sign: str) -> None:
    content = f"<x>{sign}</x>".encode()
    with pytest.raises(UsageError):
        check_xml(content)
    check_xml("<x>\t\r\n\x85\ufffd\ufb01\U0010fffd</x>".encode())
    for cut in range(1, len(content)):
        with pytest.raises(UsageError):
            _write_in_parts(content[:cut], content[cut:])


def _write_in_parts(*parts: bytes) -> None:
    out = XmlParts(io.BytesIO())
    for part in parts:
        out.write(part)


def test_names_are_text_in_rdf_xml(libgraph: Run) -> None:
    asked = "CONSTRUCT { id:script rdfs:label ?name } { id:script rdfs:label ?name }"
    said = libgraph("query", "-g", HOSTILE, "-e", asked, "-f", "rdfxml")
    labels = [one.text for one in Xml.fromstring(said.out).iter() if one.tag.endswith("label")]
    assert labels == ["</script><script>alert('n')</script>\" onload=\"alert(1)"]


def test_names_are_text_in_pages(libgraph: Run, tmp_path: Path) -> None:
    for kind in ("network", "timeline", "matrix"):
        libgraph("draw", kind, "-g", HOSTILE, "-o", tmp_path / f"{kind}.html")
    assert libgraph("site", tmp_path / "site", "-g", HOSTILE).code == 0
    pages = [*tmp_path.rglob("*.html")]
    assert len(pages) > 20
    for page in pages:
        text = page.read_text("utf-8")
        assert "<script>alert" not in text
        assert 'href="javascript:' not in text
        assert not re.search(r"<[a-z]+\s[^<>\"']*(?:\"[^\"]*\"[^<>\"']*)*\sonload=", text)


POLICY = re.compile(r"script-src (?:'self'|(?:'sha256-[^']+' ?)+)(?:;|$)")


@pytest.mark.parametrize(
    "path", ["/", "/about", "/editor", "/id/script", "/id/source/bad", "/draw/network", "/draw/timeline",
             "/draw/map", "/nothing", "/sparql?query=ASK{}", "/static/base.css"],
)  # fmt: skip
def test_pages_run_no_script_but_their_own(path: str, client: TestClient) -> None:
    policy = client.get(path).headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert POLICY.search(policy), policy


@pytest.mark.parametrize("kind", ["network", "timeline", "matrix", "map"])
def test_drawings_fetch_nothing(kind: str, libgraph: Run, tmp_path: Path) -> None:
    file = tmp_path / "out.html"
    assert libgraph("draw", kind, "-g", HOSTILE, "-o", file).code == 0
    head, policy = file.read_text("utf-8").split(
        '<meta http-equiv="Content-Security-Policy" content="'
    )
    assert "<script" not in head
    assert policy.startswith(
        "default-src 'none'; script-src 'unsafe-inline'; style-src 'unsafe-inline'; img-src data:\">"
    )


def test_names_are_text_in_dot_and_calendars(libgraph: Run, tmp_path: Path) -> None:
    dot, ics = tmp_path / "out.dot", tmp_path / "out.ics"
    libgraph("draw", "network", "-g", HOSTILE, "-o", dot)
    outside = re.sub(r'"(?:[^"\\]|\\.)*"', "", dot.read_text("utf-8"), flags=re.DOTALL)
    assert "evil" not in outside
    libgraph("export", "-g", HOSTILE, "-o", ics)
    calendar = Calendar.from_ical(ics.read_bytes())
    assert calendar.walk("VEVENT")
    assert not re.search(rb"[\r\n]SUMMARY:x", ics.read_bytes())


def test_no_name_leads_out_of_the_folder(libgraph: Run, tmp_path: Path) -> None:
    site = tmp_path / "a" / "b" / "site"
    assert libgraph("site", site, "-g", HOSTILE).code == 0
    assert [one.name for one in tmp_path.iterdir()] == ["a"]
    assert [one.name for one in (tmp_path / "a").rglob("*") if site not in one.parents] == [
        "b",
        "site",
    ]
    assert not [one for one in site.rglob("*") if one.is_symlink()]


def test_links_are_followed_and_loops_are_not(libgraph: Run, tmp_path: Path) -> None:
    folder, out = tmp_path / "data", tmp_path / "out.ttl"
    folder.mkdir()
    (folder / "data.ttl").write_text(HOSTILE.read_text("utf-8"), "utf-8")
    (folder / "again").symlink_to(folder)
    (folder / "loop.ttl").symlink_to("loop.ttl")
    assert libgraph("find", "Red", "-g", folder).code == 0
    assert discover([folder]) == [folder / "data.ttl"]
    target = tmp_path / "target.ttl"
    target.write_text("old")
    out.symlink_to(target)
    assert libgraph("export", "-g", folder, "-o", out).code == 0
    assert out.is_symlink()
    assert target.read_text("utf-8") != "old"
    out.unlink()
    out.symlink_to(out)
    said = libgraph("export", "-g", folder, "-o", out)
    assert said.code == 3
    assert "leads in a circle" in said.err
    assert out.is_symlink()
