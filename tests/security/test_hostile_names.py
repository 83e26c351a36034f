"""Names from elsewhere: words in every output, never formulas, commands, markup or paths."""

from __future__ import annotations

import csv
import io
import json
import re
import xml.etree.ElementTree as Xml
from collections.abc import Callable
from pathlib import Path

import pytest
from hostile import HOSTILE
from icalendar import Calendar

from conftest import Said
from libgraph.spreadsheets import defused, fused
from libgraph.tables.cells import Raw, sound
from libgraph.validation import validate

Run = Callable[..., Said]
LABELS = "SELECT ?o { ?s <http://www.w3.org/2000/01/rdf-schema#label> ?o }"
STEERING = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")


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


@pytest.mark.parametrize(
    "name", ["=1+1", "+x", "-x", "@x", " =x", "'=x", "''=x", "'x", "x", "-1", "1e5", "＝x"]
)
def test_a_name_comes_back_from_our_own_csv(name: str) -> None:
    assert fused(defused(name)) == name
    assert defused(name) == name or defused(name).startswith("'")
    assert sound(Raw(defused(name))) == name.strip()


@pytest.mark.parametrize(
    "command",
    [("find", "Red"), ("show", "steer"), ("why", "agr"), ("agreements",), ("timeline",), ("validate",),
     ("query", "-e", LABELS), ("query", "-e", LABELS, "-f", "markdown"), ("path", "script", "formula")],
)  # fmt: skip
def test_no_sign_steers_the_terminal(command: tuple[str, ...], libgraph: Run) -> None:
    said = libgraph(*command, "-g", HOSTILE)
    assert "001b" in said.out or "202e" in said.out or command[0] in ("path", "timeline"), said
    assert not STEERING.search(said.out + said.err)


def test_no_sign_steers_the_terminal_from_an_error(libgraph: Run, tmp_path: Path) -> None:
    for words in (
        ("show", "\x1b[31m"),
        ("query", "x\x1b]0;y\x07"),
        ("-g", "\x9b2Jx.ttl", "validate"),
    ):
        said = libgraph(*words)
        assert said.code
        assert not STEERING.search(said.out + said.err)


def test_data_for_programs_stay_exact(libgraph: Run) -> None:
    said = libgraph("query", "-g", HOSTILE, "-e", LABELS, "-f", "json")
    labels = [one["o"]["value"] for one in json.loads(said.out)["results"]["bindings"]]
    assert "Safe\u202etxt.exe" in labels
    assert any("\x1b[31m" in label for label in labels)


def test_a_disguised_name_is_told() -> None:
    told = {(finding.focus.rpartition("/")[2], finding.shape.rpartition("#")[2])
            for finding in validate([HOSTILE]).results if finding.shape}  # fmt: skip
    assert {("bidi", "hidden-fault"), ("steer", "hidden-fault")} <= told
    assert ("twin", "script-fault") in told


@pytest.mark.parametrize("ending", ["gexf", "graphml", "svg"])
def test_names_are_text_in_xml(ending: str, libgraph: Run, tmp_path: Path) -> None:
    file = tmp_path / f"out.{ending}"
    command = ("draw", "network") if ending == "svg" else ("export",)
    assert libgraph(*command, "-g", HOSTILE, "-o", file).code == 0
    tree = Xml.parse(file)
    assert "script" not in {str(one.tag).rpartition("}")[2] for one in tree.iter()}
    assert not [name for one in tree.iter() for name in one.attrib if name.startswith("on")]
    assert "alert" in file.read_text("utf-8")


def test_control_characters_are_no_xml(libgraph: Run, tmp_path: Path) -> None:
    said = libgraph("export", "-g", HOSTILE, "-o", tmp_path / "out.rdf")
    assert said.code == 2
    assert "control characters" in said.err
    assert not [*tmp_path.iterdir()]


def test_names_are_text_in_pages(libgraph: Run, tmp_path: Path) -> None:
    for kind in ("network", "timeline"):
        libgraph("draw", kind, "-g", HOSTILE, "-o", tmp_path / f"{kind}.html")
    assert libgraph("site", tmp_path / "site", "-g", HOSTILE).code == 0
    pages = [*tmp_path.rglob("*.html")]
    assert len(pages) > 20
    for page in pages:
        text = page.read_text("utf-8")
        assert "<script>alert" not in text
        assert 'href="javascript:' not in text
        assert not re.search(r"<[a-z]+\s[^<>\"']*(?:\"[^\"]*\"[^<>\"']*)*\sonload=", text)


def test_names_are_text_in_dot_and_calendars(libgraph: Run, tmp_path: Path) -> None:
    dot, ics = tmp_path / "out.dot", tmp_path / "out.ics"
    libgraph("draw", "network", "-g", HOSTILE, "-o", dot)
    outside = re.sub(r'"(?:[^"\\]|\\.)*"', "", dot.read_text("utf-8"), flags=re.DOTALL)
    assert "evil" not in outside
    libgraph("export", "-g", HOSTILE, "-o", ics)
    calendar = Calendar.from_ical(ics.read_bytes())
    assert calendar.walk("VEVENT")
    assert not re.search(rb"^SUMMARY:x", ics.read_bytes(), re.MULTILINE)


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
    assert len(said.err.splitlines()) == 1
