"""Several processes write at once: nobody's work is lost, and what is read is always whole."""

from __future__ import annotations

import re
from contextlib import nullcontext
from pathlib import Path

import pytest
from processes import data, ended, start

from libgraph.curation import journal, turtle
from libgraph.errors import BadFile
from libgraph.graph import folders, open_graph
from libgraph.namespaces import DIFFERENT_FROM
from libgraph.writing import DRAFT, writing_folder

DECIDE = """
import sys
from datetime import date
from pathlib import Path
from libgraph.curation import journal
from libgraph.curation.decision import Decision
from libgraph.curation.decisions import Decided, decide
from libgraph.curation.undoing import undo
path, who, last = Path(sys.argv[1]), sys.argv[2], Decided()
for number in range(8):
    one, other = f"urn:x:{who}{number}", f"urn:y:{who}{number}"
    assert decide(path, Decision(one, other, False, "Two.", who, date(2026, 11, 22)), Decided())
    if number % 4 == 3:
        mine = [entry for entry in journal.read(path).standing() if entry.by == who]
        undo(path, mine[0].number, who)
"""
WRITE = """
import sys
from pathlib import Path
from libgraph.writing import write, writing_folder
place, letter = Path(sys.argv[1]), sys.argv[2]
for number in range(40):
    write(place / "file", letter.encode() * 200_000)
    with writing_folder(place / "folder", "mark") as fresh:
        for name in ("mark", "one", "two"):
            (fresh / name).write_text(letter * 20_000)
"""


def test_of_decisions_and_undoings_none_is_lost(tmp_path: Path) -> None:
    path = tmp_path / "curation.ttl"
    running = [start(path, who, code=DECIDE) for who in "abc"]
    assert [ended(process).err for process in running] == ["", "", ""]
    found = journal.read(path)
    assert [entry.number for entry in found.entries] == list(range(1, 31))
    assert found.done == dict.fromkeys(range(1, 31), True)
    quads = turtle.parsed(turtle.content(path), path)
    standing = {(entry.one, entry.other) for entry in found.standing()}
    assert set(turtle.pairs(quads, DIFFERENT_FROM)) == standing
    assert len(standing) == 18


def test_who_reads_meanwhile_reads_one_of_them_whole(tmp_path: Path) -> None:
    running = [start(tmp_path, letter, code=WRITE) for letter in "ab"]
    seen = set()
    while any(process.poll() is None for process in running):
        if (tmp_path / "file").exists():
            seen.add((tmp_path / "file").read_bytes())
    assert [ended(process).err for process in running] == ["", ""]
    assert seen <= {letter * 200_000 for letter in (b"a", b"b")}
    assert seen
    texts = {path.read_text() for path in (tmp_path / "folder").iterdir()}
    assert texts in ({"a" * 20_000}, {"b" * 20_000})
    assert not list(tmp_path.glob(DRAFT + "*"))


@pytest.mark.parametrize("exchange", [True, False])
@pytest.mark.parametrize("mark", ["mark", "other"])
def test_who_is_second_at_a_new_folder_replaces_it_if_it_may(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, mark: str, *, exchange: bool
) -> None:
    place, move = tmp_path / "folder", Path.replace
    came: list[Path] = []

    def overtaken(self: Path, target: Path) -> Path:
        if target == place and not came:
            came.append(place)
            place.mkdir()
            (place / mark).write_text("first")
        return move(self, target)

    monkeypatch.setattr(Path, "replace", overtaken)
    if not exchange:
        monkeypatch.setattr("libgraph.disk.exchange", lambda *_: False)
    refused = nullcontext() if mark == "mark" else pytest.raises(BadFile, match="something else")
    with refused, writing_folder(place, "mark") as fresh:
        (fresh / "mark").write_text("second")
    assert came
    said = "second" if mark == "mark" else "first"
    assert {path.name: path.read_text() for path in place.iterdir()} == {mark: said}
    assert list(tmp_path.iterdir()) == [place]


def test_exports_to_one_file(tmp_path: Path) -> None:
    graph, out = data(tmp_path / "data"), tmp_path / "out.ttl"
    running = [start("-g", graph, "export", "-o", out) for _ in range(3)]
    assert [ended(process).code for process in running] == [0, 0, 0]
    assert list(open_graph([out]).texts("SELECT ?n { id:hill rdfs:label ?n }")) == [
        ("Hill Library",)
    ]
    assert sorted(path.name for path in tmp_path.iterdir()) == ["data", "out.ttl"]


def test_the_same_is_kept_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    graph, cache = data(tmp_path / "data"), tmp_path / "cache"
    monkeypatch.setenv("LIBGRAPH_CACHE", str(cache))
    running = [start("-g", graph, "query", "tenures", "-f", "csv") for _ in range(3)]
    said = [ended(process) for process in running]
    assert [one.code for one in said] == [0, 0, 0]
    assert len({one.out for one in said}) == 1
    assert "Aigul Serikova" in said[0].out
    assert ended(start("-g", graph, "query", "tenures", "-f", "csv")).out == said[0].out
    (kept,) = cache.iterdir()
    assert folders.is_store(kept)
    assert len(list(kept.iterdir())) == 2


def test_builds_and_updates_of_one_store(tmp_path: Path) -> None:
    graph, store = data(tmp_path / "data"), tmp_path / "store"
    assert ended(start("build", graph, "-o", store)).code == 0
    file = graph / "data.ttl"
    file.write_text(file.read_text("utf-8").replace("Hill Library", "Dale Library"), "utf-8")
    update, build = ("build", "--update", "-o", store), ("build", graph, "-o", store)
    said = [ended(process) for process in [start(*words) for words in (update, build, update)]]
    assert [one.code for one in said] == [0, 0, 0]
    assert all(re.search(r"updated|built|up to date", one.out) for one in said)
    assert list(open_graph([store]).texts("SELECT ?n { id:hill rdfs:label ?n }")) == [
        ("Dale Library",)
    ]
    assert len(list(store.iterdir())) == 2
