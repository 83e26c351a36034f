"""libgraph match: its page is run, its figures are measured again, and what it refuses."""

from __future__ import annotations

import importlib.util
import json
import os
import re
import shlex
import sys
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path
from types import ModuleType

import pytest

from conftest import PREFIXES, Said

ROOT = Path(__file__).parent.parent.parent
PAGE = ROOT / "docs" / "match.md"
SMALL = ROOT / "tests" / "small" / "data.ttl"
Run = Callable[..., Said]


def block(kind: str, page: str) -> str:
    found = re.search(rf"```{kind}\n(.*?)```", page, re.DOTALL)
    assert found
    return found[1]


def _on_the_day(text: str) -> str:
    """What was decided just now, as decided on the day of the page."""
    return re.sub(r"20\d\d-\d\d-\d\d( \d\d:\d\d:\d\d UTC)?", _then, text)


def _then(now: re.Match[str]) -> str:
    recent = {str(date.today()), str(datetime.now(UTC).date())}
    return ("2026-11-22" + " 09:30:00 UTC" * bool(now[1])) if now[0][:10] in recent else now[0]


def filled(kind: str, text: str, page: str) -> str:
    return re.sub(rf"```{kind}\n.*?```", lambda _: f"```{kind}\n{text}```", page, flags=re.DOTALL)


@pytest.fixture(scope="module")
def benchmark() -> ModuleType:
    path = ROOT / "benchmarks" / "match.py"
    spec = importlib.util.spec_from_file_location("benchmark_match", path)
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


def test_the_page(
    libgraph: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, benchmark: ModuleType
) -> None:
    page = PAGE.read_text("utf-8")
    (tmp_path / "people").mkdir()
    (tmp_path / "people" / "people.ttl").write_text(PREFIXES + block("turtle", page), "utf-8")
    (tmp_path / "organizations.csv").write_text(block("csv", page), "utf-8")
    monkeypatch.chdir(tmp_path)

    def played(console: re.Match[str]) -> str:
        lines = []
        for arguments in re.findall(r"^\$ libgraph (.*)$", console[1], re.MULTILINE):
            said = libgraph(*shlex.split(arguments))
            assert said.code == 0, said.err
            lines += [f"$ libgraph {arguments}\n", _on_the_day(said.out), "\n"]
        return f"```console\n{''.join(lines).rstrip()}\n```"

    now = re.sub(r"```console\n(.*?)```", played, page, flags=re.DOTALL)
    written = (tmp_path / "people" / "curation.ttl").read_text("utf-8")
    two = written.split("\n\nid:staats")[0] + "\n"
    now = filled("decisions", _on_the_day(two), now)
    for kind in ("person", "body"):
        pairs = [pair for pair in benchmark.scored() if pair.kind == kind]
        now = filled(kind, benchmark.table(pairs) + "\n", now)
    if os.environ.get("LIBGRAPH_WRITE_TOUR"):
        PAGE.write_text(now, "utf-8")
    assert now == PAGE.read_text("utf-8")
    assert libgraph("validate", "people").code == 0


def test_the_labelled_pairs_are_well_formed(benchmark: ModuleType) -> None:
    rows = benchmark.rows()
    assert len(rows) == 204
    assert {row["half"] for row in rows} == set(benchmark.HALVES)
    assert {row["kind"] for row in rows} == {"person", "body"}
    truths = [row["truth"] for row in rows]
    assert truths.count("same") == truths.count("different") == 102
    assert len({frozenset((row["one"], row["other"])) for row in rows}) == len(rows)
    assert all(row["one"].strip() and row["other"].strip() and row["why"] for row in rows)
    assert all(None not in row and None not in row.values() for row in rows)
    halves: dict[str, set[str]] = {"tuned": set(), "held": set()}
    for row in rows:
        if row["truth"] == "same":
            halves[row["half"]] |= {row["one"], row["other"]}
    assert not halves["tuned"] & halves["held"]


def test_the_thresholds_are_the_best_of_the_tuned_half(benchmark: ModuleType) -> None:
    for kind, least in benchmark.LEAST.items():
        pairs = [p for p in benchmark.scored() if p.kind == kind and p.half == "tuned"]
        best = max(benchmark.measured(pairs, threshold).f1 for threshold in benchmark.THRESHOLDS)
        assert benchmark.measured(pairs, least).f1 == best


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    text = SMALL.read_text("utf-8") + (
        'id:aigul a lg:Person ; rdfs:label "Aigul Serikova"@en .\n'
        'id:berg a lg:Person ; rdfs:label "Anna Berg"@en .\n'
    )
    (tmp_path / "data.ttl").write_text(text, "utf-8")
    return tmp_path


def test_formats(libgraph: Run, folder: Path) -> None:
    (found,) = json.loads(libgraph("-g", folder, "match", "-f", "json").out)
    assert found["one"].endswith("id/aigul")
    assert found["score"] == 0.98
    head, row = libgraph("-g", folder, "match", "-f", "csv").out.splitlines()
    assert head == "score,kind,one,name1,other,name2,reason,shared,against"
    assert row.startswith("0.98,person,https://w3id.org/libgraph/id/aigul,")
    assert "id:aigul" in libgraph("-g", folder, "match", "-f", "table").out
    assert "Nothing looks like" in libgraph("-g", folder, "match", "--kind", "body").out
    assert "Nothing looks like" in libgraph("-g", folder, "match", "--identifiers").out


def test_decisions_hold_and_are_made_once(
    libgraph: Run, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LIBGRAPH_CURATOR", "B. Librarian")
    accept = ("-g", folder, "match", "--accept", "aigul", "serikova")
    assert "written to" in libgraph(*accept).out
    before = (folder / "curation.ttl").read_bytes()
    assert b'lg:decidedBy "B. Librarian"' in before
    again = libgraph(*accept)
    assert (again.code, "nothing is written" in again.out) == (0, True)
    assert (folder / "curation.ttl").read_bytes() == before
    assert libgraph("-g", folder, "match").out.startswith("Nothing looks like")
    refused = libgraph("-g", folder, "match", "--reject", "aigul", "serikova")
    assert refused.code == 2
    assert "held to be one" in refused.err
    assert libgraph("validate", folder).code == 0
    shown = libgraph("diff", SMALL, folder).out
    assert "decided by B. Librarian" in shown
    exported = libgraph("-g", folder, "export", "-f", "jsonld").out
    assert '"decidedBy"' in exported


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["--accept", "aigul", "serikova"], "add  --by NAME"),
        (["--accept", "aigul", "riverland", "--by", "x"], "id:aigul is a person"),
        (["--accept", "aigul", "aigul", "--by", "x"], "named twice"),
        (["--accept", "aigul", "nobody", "--by", "x"], "nothing is called 'nobody'"),
        (["--accept", "aigul", "memorandum-2004", "--by", "x"], "no person and no body"),
        (["--accept", "aigul", "berg", "--by", "x"], "add  --reason"),
        (["--reject", "aigul", "serikova", "--by", "x"], "add  --reason"),
        (["--reject", "a", "b", "--accept", "a", "b"], "give one of them"),
        (["--within-graph", "x.ttl"], "give one of them"),
    ],
)
def test_what_is_refused(libgraph: Run, folder: Path, arguments: list[str], words: str) -> None:
    said = libgraph("-g", folder, "match", *arguments)
    assert said.code == 2
    assert words in said.err
    assert not (folder / "curation.ttl").exists()


def test_without_a_folder_a_file_is_asked_for(libgraph: Run, tmp_path: Path) -> None:
    decide = ("match", "--reject", "nlrk", "nl-korea", "--by", "x", "--reason", "Two countries.")
    said = libgraph(*decide)
    assert said.code == 2
    assert "--curation FILE" in said.err
    mine = tmp_path / "mine.ttl"
    assert libgraph(*decide, "--curation", mine).code == 0
    assert "owl:differentFrom id:nl-korea" in mine.read_text("utf-8")
    assert "decided before" in libgraph(*decide, "--curation", mine).out


def test_a_record_of_a_file_brings_its_identifiers(libgraph: Run, folder: Path) -> None:
    file = folder / "organizations.csv"
    file.write_text(
        "id,label,type,ror,isil\nriver,Riverland National Library,library,03q0vrn42,XR-a1\n"
        "hall,Hill Library Hall,library,,\n",
        "utf-8",
    )
    table = file.rename(folder.parent / f"{folder.name}-organizations.csv")
    decide = ("-g", folder, "match", table, "--by", "x")
    assert libgraph(*decide, "--accept", "river", "riverland").code == 0
    said = libgraph(*decide, "--reject", "hall", "hill", "--reason", "A hall in it.")
    assert said.out.startswith("Hill Library is held to be different from Hill Library Hall")
    assert "decided before" in libgraph(*decide, "--accept", "river", "riverland").out
    written = (folder / "curation.ttl").read_text("utf-8")
    assert "id:hill owl:differentFrom id:hall" in written
    query = "SELECT ?ror ?isil { id:riverland lg:ror ?ror ; lg:isil ?isil }"
    assert "03q0vrn42,XR-a1" in libgraph("-g", folder, "query", "-e", query, "-f", "csv").out
    assert libgraph("validate", folder).code == 0
    assert libgraph("-g", folder, "match", table, "--least", "0.3").out.startswith("Nothing looks")
