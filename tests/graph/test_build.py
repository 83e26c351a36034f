"""A store that is built into a folder: the same graph, opened at once, replaced whole."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from conftest import SMALL, Said
from libgraph.errors import ChangedMeanwhile, UsageError
from libgraph.graph import builder, folders, open_graph
from libgraph.graph.stored import Stored

Run = Callable[..., Said]
ASK = "SELECT ?name { id:hill rdfs:label ?name }"


@pytest.fixture
def data(tmp_path: Path) -> Path:
    folder = tmp_path / "data"
    folder.mkdir()
    shutil.copy(SMALL / "data.ttl", folder)
    return folder


@pytest.fixture
def store(data: Path, tmp_path: Path) -> Path:
    builder.build(tmp_path / "store", [data])
    return tmp_path / "store"


def quads(graph: object) -> list[str]:
    assert isinstance(graph, Stored)
    return sorted(map(str, graph.store))


def test_a_store_holds_what_the_files_do(data: Path, store: Path) -> None:
    graph = open_graph([store])
    assert quads(graph) == quads(open_graph([data], keep=False))
    assert graph.notices == ()


def test_the_command_says_what_it_built_and_every_command_asks_it(
    libgraph: Run, data: Path, tmp_path: Path
) -> None:
    built = libgraph("build", data, "-o", tmp_path / "new" / "store")
    assert (built.code, built.err) == (0, "")
    assert "built, 145 triples, 18 statements, 15 relationships" in built.out, built.out
    asked = libgraph("-g", tmp_path / "new" / "store", "query", "tenures")
    assert asked == libgraph("-g", data, "query", "tenures")
    assert asked.code == 0


def test_a_folder_of_somebody_else_s_is_not_taken_for_a_making(data: Path, tmp_path: Path) -> None:
    theirs = tmp_path / "my.store" / "made-by-hand"
    theirs.mkdir(parents=True)
    with pytest.raises(UsageError, match="holds something else"):
        builder.build(theirs.parent, [data])
    theirs.rename(tmp_path / "aside")
    builder.build(theirs.parent, [data])
    (tmp_path / "aside").rename(theirs)
    builder.build(theirs.parent, [data])
    assert theirs.is_dir()


def test_what_tables_leave_unsaid_is_told_once(libgraph: Run, tmp_path: Path) -> None:
    (tmp_path / "organizations.csv").write_text("name,type,colour\nHill,library,red\n")
    built = libgraph("build", tmp_path / "organizations.csv", "-o", tmp_path / "store")
    assert "'colour'" in built.err
    assert libgraph("-g", tmp_path / "store", "find", "Hill").err == ""


def test_what_was_known_by_a_day_is_worked_out_from_a_store(data: Path, store: Path) -> None:
    from libgraph.dates import Span

    day = Span.parse("2010")
    wanted = quads(open_graph([data], known_at=day, keep=False))
    shutil.rmtree(data)  # it needs the files no more
    assert quads(open_graph([store], known_at=day, keep=False)) == wanted
    assert quads(open_graph([store], known_at=day)) == wanted


@pytest.mark.parametrize(
    ("edit", "words"),
    [
        (lambda data: (data / "data.ttl").write_text("<a:b> <a:c> 1 ."), "data.ttl was changed"),
        (lambda data: shutil.copy(data / "data.ttl", data / "more.ttl"), "more.ttl is new"),
        (lambda data: (data / "data.ttl").unlink(), "data.ttl is gone"),
    ],
)
def test_a_store_that_lags_behind_says_so_and_answers(
    libgraph: Run, data: Path, store: Path, edit: Callable[[Path], object], words: str
) -> None:
    edit(data)
    asked = libgraph("-g", store, "query", "tenures")
    assert (asked.code, asked.err.count("\n")) == (0, 1)
    assert words in asked.err
    assert "libgraph build --update" in asked.err
    assert "Aigul Serikova" in asked.out


def test_a_file_that_was_only_touched_is_no_change(data: Path, store: Path) -> None:
    os.utime(data / "data.ttl", (0, 0))
    assert open_graph([store]).notices == ()


def test_other_rules_are_said(store: Path) -> None:
    path = store / folders.MANIFEST
    told = json.loads(path.read_bytes())
    path.write_text(json.dumps({**told, "libgraph": "0.0.1"}))
    assert "libgraph itself changed" in open_graph([store]).notices[0]


def test_a_store_is_asked_alone(libgraph: Run, data: Path, store: Path) -> None:
    asked = libgraph("-g", store, "-g", data, "query", "tenures")
    assert asked.code == 2
    assert "asked alone" in asked.err


@pytest.mark.parametrize("kind", ["file", "folder"])
def test_what_is_not_ours_is_left_as_it_is(
    libgraph: Run, data: Path, tmp_path: Path, kind: str
) -> None:
    place = tmp_path / "mine"
    if kind == "file":
        place.write_text("mine")
    else:
        place.mkdir()
        (place / "letter.txt").write_text("mine")
    said = libgraph("build", data, "-o", place)
    assert (said.code, said.err.count("\n")) == (2, 1)
    assert "holds something else" in said.err
    assert (place if kind == "file" else place / "letter.txt").read_text() == "mine"


def test_a_store_is_not_built_from_a_store(store: Path, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="a store already"):
        builder.build(tmp_path / "other", [store])


def test_a_store_holds_all_times(libgraph: Run, data: Path, tmp_path: Path) -> None:
    said = libgraph("build", data, "-o", tmp_path / "store", "--known-at", "2010")
    assert said.code == 2
    assert not (tmp_path / "store").exists()


def test_a_new_build_takes_the_place_of_the_old_and_nothing_else_stays(
    data: Path, store: Path
) -> None:
    before = open_graph([store])
    path = data / "data.ttl"
    path.write_text(path.read_text("utf-8").replace("Hill Library", "Dale Library"), "utf-8")
    builder.build(store, [data])
    assert list(open_graph([store]).texts(ASK)) == [("Dale Library",)]
    # who had opened the old one goes on reading it
    assert list(before.texts(ASK)) == [("Hill Library",)]
    del before
    builder.build(store, [data])
    assert len(list(store.iterdir())) == 2


def test_a_file_that_changes_while_it_is_read_is_noticed(
    data: Path, store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from libgraph.graph import building

    def slow(*given: object) -> object:
        (data / "data.ttl").write_text("<a:b> <a:c> 1 .")
        return filled(*given)  # type: ignore[arg-type]

    filled = building._filled
    monkeypatch.setattr(building, "_filled", slow)
    with pytest.raises(ChangedMeanwhile, match="was changed while it was read"):
        builder.build(store, [data])
    assert list(open_graph([store]).texts(ASK)) == [("Hill Library",)]
    assert len(list(store.iterdir())) == 2


def test_a_large_build_is_the_same_as_a_small_one(
    data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from libgraph.graph import building, lines

    monkeypatch.setattr(building, "_LITTLE", 0)
    monkeypatch.setattr(lines, "_AT_ONCE", 100)
    monkeypatch.setattr(lines, "_FEW", 50)
    builder.build(tmp_path / "store", [data])
    assert quads(open_graph([tmp_path / "store"])) == quads(open_graph([data], keep=False))
