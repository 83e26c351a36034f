"""A clock that jumps: nothing that is in use goes, nothing seems fresh that is not."""

from __future__ import annotations

import os
import shutil
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from processes import data, run

from conftest import Said
from libgraph.curation import journal
from libgraph.graph import builder, cache, folders, open_graph

Run = Callable[..., Said]
DAY = 86_400.0


@pytest.fixture
def kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], Path]:
    """Makes kept stores, by name; the cache holds one."""
    monkeypatch.setenv("LIBGRAPH_CACHE", str(tmp_path / "cache"))
    monkeypatch.setattr(cache, "KEEP", 1)
    graph = data(tmp_path / "data")

    def make(name: str) -> Path:
        builder.build(tmp_path / "cache" / name, [graph])
        return tmp_path / "cache" / name

    return make


def at(monkeypatch: pytest.MonkeyPatch, days: float) -> None:
    now = time.time() + days * DAY
    monkeypatch.setattr("libgraph.graph.cache.time.time", lambda: now)


def test_a_clock_that_ran_ahead_takes_no_store_from_who_reads_it(
    kept: Callable[[str], Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    read, idle, new = kept("read"), kept("idle"), kept("new")
    graph = open_graph([read])
    at(monkeypatch, 400)
    cache.tidy(spare=new)
    assert (read.exists(), idle.exists(), new.exists()) == (True, False, True)
    assert list(graph.texts("SELECT ?n { id:hill rdfs:label ?n }")) == [("Hill Library",)]
    del graph
    cache.tidy(spare=new)
    assert not read.exists()


def test_what_was_kept_tomorrow_is_not_kept_for_ever(
    kept: Callable[[str], Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    ahead, new = kept("ahead"), kept("new")
    os.utime(ahead, (time.time() + 400 * DAY,) * 2)
    cache.tidy(spare=new)
    assert ahead.exists()  # not used for less than an hour, as far as anybody knows
    at(monkeypatch, 1)
    cache.tidy(spare=new)
    assert not ahead.exists()


def test_a_file_of_yesterday_is_seen_to_be_another(tmp_path: Path) -> None:
    graph, store = data(tmp_path / "data"), tmp_path / "store"
    builder.build(store, [graph])
    file = graph / "data.ttl"
    file.write_text(file.read_text("utf-8").replace("Hill Library", "Dale Librarx"), "utf-8")
    os.utime(file, (0, 0))  # written while the clock was wrong
    assert "data.ttl was changed" in open_graph([store]).notices[0]
    assert builder.update(store).what.startswith(("updated", "built anew"))
    os.utime(file, (time.time() + 400 * DAY,) * 2)
    assert open_graph([store]).notices == ()  # another time is no other content
    assert builder.update(store).what == "up to date"


def test_the_journal_has_the_order_of_its_lines(
    tmp_path: Path, libgraph: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    graph = data(tmp_path / "data")
    match = ("-g", graph, "match", "--by", "B. L.", "--reason", "Two.")
    for year, other in ((2031, "aigul"), (1999, "hill")):
        monkeypatch.setattr(journal, "now", lambda year=year: f"{year}-01-01T00:00:00Z")
        one = "berg" if other == "aigul" else "riverland"
        assert libgraph(*match, "--reject", one, other).code == 0
    assert libgraph(*match, "--undo").out.startswith("Riverland National Library is")
    found = journal.read(graph / "curation.ttl")
    assert [entry.at[:4] for entry in found.entries] == ["2031", "1999", "1999"]
    assert [entry.number for entry in found.standing()] == [1]


@pytest.mark.skipif(not shutil.which("faketime"), reason="faketime is not installed")
def test_whole_commands_under_clocks_that_differ(tmp_path: Path) -> None:
    graph, store = data(tmp_path / "data"), tmp_path / "store"
    ahead, behind = ("faketime", "-m", "-f", "+9y"), ("faketime", "-m", "-f", "-9y")
    ask = ("-g", store, "query", "tenures", "-f", "csv")
    assert run("build", graph, "-o", store, before=ahead).code == 0
    now, before = run(*ask), run(*ask, before=behind)
    assert (now.code, now.err) == (before.code, before.err) == (0, "")
    assert now.out == before.out
    decide = ("-g", graph, "match", "--by", "B. L.", "--reason", "Two.", "--reject", "berg")
    assert run(*decide, "aigul", before=ahead).code == 0
    assert run(*decide, "serikova", before=behind).code == 0
    found = journal.read(graph / "curation.ttl")
    assert found.entries[0].at > found.entries[1].at
    assert [entry.number for entry in found.standing()] == [1, 2]
    assert "curation.ttl is new" in run(*ask, before=behind).err
    assert run("build", "--update", "-o", store, before=behind).code == 0
    assert run(*ask, before=ahead).err == ""
    assert folders.is_store(store)
    assert len(list(store.iterdir())) == 2
