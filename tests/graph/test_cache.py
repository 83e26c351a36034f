"""What is kept: by content, for several processes, bounded, never stale, never in the way."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from conftest import SMALL
from libgraph.graph import cache, folders, open_graph

ASK = "SELECT ?name { id:hill rdfs:label ?name }"


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    place = tmp_path / "kept"
    monkeypatch.setenv("LIBGRAPH_CACHE", str(place))
    return place


def entries(home: Path) -> list[str]:
    return sorted(path.name for path in home.iterdir())


def test_the_same_content_is_derived_once_wherever_it_lies(home: Path, tmp_path: Path) -> None:
    copy = tmp_path / "elsewhere" / "other-name.ttl"
    copy.parent.mkdir()
    copy.write_bytes((SMALL / "data.ttl").read_bytes())
    open_graph([SMALL / "data.ttl"])
    open_graph([copy])
    assert len(entries(home)) == 1


def test_a_change_is_seen_at_once(home: Path, tmp_path: Path) -> None:
    path = tmp_path / "data.ttl"
    text = (SMALL / "data.ttl").read_text("utf-8")
    path.write_text(text, "utf-8")
    stamp = path.stat()
    assert list(open_graph([path]).texts(ASK)) == [("Hill Library",)]
    path.write_text(text.replace("Hill Library", "Dale Library"), "utf-8")
    os.utime(path, ns=(stamp.st_atime_ns, stamp.st_mtime_ns))  # the clock says nothing
    assert list(open_graph([path]).texts(ASK)) == [("Dale Library",)]


def test_several_processes_at_once_agree_and_leave_one(home: Path) -> None:
    code = f"from libgraph import open_graph; print(*open_graph([{str(SMALL / 'data.ttl')!r}]).texts({ASK!r}))"
    running = [
        subprocess.Popen(
            [sys.executable, "-c", code], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
        )
        for _ in range(6)
    ]
    results = [process.communicate(timeout=120) for process in running]
    assert {out.strip() for out, _ in results} == {"('Hill Library',)"}, results
    assert len(entries(home)) == 1


def test_a_damaged_store_costs_time_and_no_answer(home: Path) -> None:
    open_graph([SMALL / "data.ttl"])
    for file in home.rglob("store/*"):
        file.write_bytes(b"rubbish")
    assert list(open_graph([SMALL / "data.ttl"]).texts(ASK)) == [("Hill Library",)]


def test_the_oldest_are_removed_and_what_was_used_stays(home: Path) -> None:
    home.mkdir()
    for number in range(cache.KEEP + 6):
        (home / f"old-{number:02}").mkdir()
        (home / f"old-{number:02}" / folders.MANIFEST).write_text("{}")
        long_ago = time.time() - 90_000 + number
        os.utime(home / f"old-{number:02}", (long_ago, long_ago))
    (home / "left-over" / "made-0").mkdir(parents=True)
    os.utime(home / "left-over", (0, 0))
    open_graph([SMALL / "data.ttl"])
    left = entries(home)
    assert len(left) == cache.KEEP
    assert "old-00" not in left
    assert "left-over" not in left
    assert f"old-{cache.KEEP + 5:02}" in left
