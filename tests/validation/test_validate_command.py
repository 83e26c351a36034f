"""libgraph validate: engines, built stores, and what a program reads line by line."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from conftest import SMALL, Said
from libgraph.graph import open_graph
from libgraph.validation import validate

Run = Callable[..., Said]
BROKEN = (SMALL / "data.ttl").read_text("utf-8") + (
    "<https://w3id.org/libgraph/id/nowhere> a <https://w3id.org/libgraph/ontology#City> ;\n"
    '  <http://www.w3.org/2000/01/rdf-schema#label> "Нигде"@ru-Cyrl , "Nowhere" .\n'
)


def test_both_engines_print_the_same(libgraph: Run, tmp_path: Path) -> None:
    (tmp_path / "a.ttl").write_text(BROKEN, "utf-8")
    said = {
        (engine, form): libgraph("validate", tmp_path, "--engine", engine, "-f", form)
        for engine in ("auto", "columns", "pyshacl")
        for form in ("text", "jsonl", "turtle")
    }
    assert {one.code for one in said.values()} == {1}
    for form in ("text", "jsonl", "turtle"):
        assert len({said[engine, form].out for engine in ("auto", "columns", "pyshacl")}) == 1


def test_an_engine_that_does_not_exist_is_told(libgraph: Run) -> None:
    said = libgraph("validate", "--engine", "fast")
    assert said.code == 2
    assert "'auto', 'columns', 'pyshacl'" in said.err


def test_a_built_store_is_validated_as_it_is(libgraph: Run, tmp_path: Path) -> None:
    (tmp_path / "a.ttl").write_text(BROKEN, "utf-8")
    store = tmp_path / "a.store"
    assert libgraph("build", tmp_path / "a.ttl", "-o", store).code == 0
    ways = (["-g", store], [store])
    for said in (libgraph("validate", *way, "-f", "jsonl") for way in ways):
        assert said.code == 1
        (finding,) = map(json.loads, said.out.splitlines())
        assert (finding["value"], finding["file"], finding["line"]) == ("Nowhere", None, None)


def test_files_may_mention_what_a_store_describes(libgraph: Run, tmp_path: Path) -> None:
    (tmp_path / "old.ttl").write_text(BROKEN, "utf-8")
    store, new = tmp_path / "a.store", tmp_path / "new.ttl"
    libgraph("build", tmp_path / "old.ttl", "-o", store)
    new.write_text(
        "@prefix id: <https://w3id.org/libgraph/id/> .\n"
        "@prefix lg: <https://w3id.org/libgraph/ontology#> .\n"
        'id:venue a lg:Venue ; <http://www.w3.org/2000/01/rdf-schema#label> "Venue"@en ;\n'
        "  lg:within id:nowhere .\n"
    )
    assert libgraph("validate", new).code == 1
    assert libgraph("validate", new, "--with-graph", "-g", store).code == 0


def test_an_opened_graph_gets_the_findings_of_its_files(tmp_path: Path) -> None:
    path = tmp_path / "a.ttl"
    path.write_text(BROKEN + "<urn:s> <urn:p> [ <urn:q> 1 ] .\n", "utf-8")
    of_files, of_graph = validate([path]), validate([open_graph([path], keep=False)])
    assert len(of_files.results) == 2
    assert [(f.focus, f.value, f.message) for f in of_graph.results] == [
        (f.focus, f.value, f.message) for f in sorted(of_files.results, key=lambda f: f.focus)
    ]
    assert {(f.file, f.line) for f in of_graph.results} == {(None, None)}
    assert of_files.triples == of_graph.triples


def test_how_far_it_has_come_is_told(tmp_path: Path) -> None:
    path = tmp_path / "a.ttl"
    path.write_text(BROKEN, "utf-8")
    told: list[tuple[str, int, int]] = []
    validate([path], progress=lambda what, done, whole: told.append((what, done, whole)))
    assert list(dict.fromkeys(what for what, _, _ in told)) == [
        f"Reading {path}",
        "Judging dates, evidence, terms and things",
        "Checking the shapes",
        "Finding lines",
    ]
    assert all(done <= whole or not whole for _, done, whole in told)


def test_github_is_told_of_what_cannot_be_read(
    libgraph: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("broken.ttl").write_text("@prefix : <a:> .\n:a :b :c\n:d :e :f .\n")
    Path("table").mkdir()
    Path("table/hostings.csv").write_text("host,hosted,source\nnobody,none,nothing\n")

    said = libgraph("validate", "broken.ttl", "-f", "github")
    assert said.code == 3
    assert said.out.startswith("::error file=broken.ttl,line=3,title=not read::broken.ttl:3: ")
    said = libgraph("validate", "table", "-f", "github", "-o", "said.txt")
    assert (said.code, said.out) == (3, "")
    told = Path("said.txt").read_text("utf-8").splitlines()
    assert len(told) == 2
    assert all(one.startswith("::error file=table/hostings.csv,line=2,") for one in told)
    said = libgraph("validate", "none.ttl", "-f", "github")
    told = said.err.removeprefix("libgraph: ")
    assert (said.code, said.out) == (3, f"::error title=not read::{told}")
