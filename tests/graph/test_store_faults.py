"""Whatever happens to a build, a store answers from before or from after it, and nothing is left."""

from __future__ import annotations

import os
import random
import resource
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

from conftest import SMALL
from libgraph.errors import BadFile, DamagedStore, UsageError
from libgraph.graph import builder, folders, open_graph, updating

NAME = "SELECT ?name { id:hill rdfs:label ?name }"
BUILD = """
import sys
from pathlib import Path
from libgraph.graph import builder, building, lines
building._LITTLE, lines._FEW = 0, 1  # written bit by bit, as a large one is
getattr(builder, sys.argv[1])(Path(sys.argv[2]), sys.argv[3:])
"""


@pytest.fixture
def data(tmp_path: Path) -> Path:
    folder = tmp_path / "data"
    folder.mkdir()
    shutil.copy(SMALL / "data.ttl", folder)
    return folder


def rename(data: Path, old: str, new: str) -> None:
    path = data / "data.ttl"
    path.write_text(path.read_text("utf-8").replace(old, new), "utf-8")


def started(what: str, store: Path, data: Path, limit: int = 0) -> subprocess.Popen[bytes]:
    def limited() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)

    return subprocess.Popen(
        [sys.executable, "-c", BUILD, what, store, data],
        stderr=subprocess.PIPE,
        preexec_fn=limited if limit else None,
    )


@pytest.mark.parametrize("what", ["build", "update"])
def test_killed_at_any_moment_it_is_the_old_or_the_new(
    tmp_path: Path, data: Path, what: str
) -> None:
    store = tmp_path / "store"
    builder.build(store, [data])
    rename(data, "Hill Library", "Dale Library")
    chance, answers = random.Random(6), set()
    for _ in range(6):
        process = started(what, store, data)
        while process.poll() is None and len(list(store.glob("made-*"))) < 2:
            time.sleep(0.005)  # it has begun
        time.sleep(chance.random() * 0.25)
        process.kill()
        process.communicate()
        (answer,) = open_graph([store]).texts(NAME)
        answers.add(answer[0])
        assert answer[0] in {"Hill Library", "Dale Library"}
    builder.build(store, [data])
    assert list(open_graph([store]).texts(NAME)) == [("Dale Library",)]
    assert len(list(store.iterdir())) == 2  # what was left by the killed is gone


def test_killed_before_anything_stood_there_it_is_no_store_and_the_next_build_succeeds(
    tmp_path: Path, data: Path
) -> None:
    store = tmp_path / "store"
    process = started("build", store, data)
    while process.poll() is None and not list(store.glob("made-*/store")):
        time.sleep(0.002)
    process.kill()
    process.communicate()
    if not folders.is_store(store):
        with pytest.raises(BadFile):
            open_graph([store])
    builder.build(store, [data])
    assert len(list(store.iterdir())) == 2


@pytest.mark.parametrize("what", ["build", "update"])
def test_a_full_disk_leaves_the_old_store_and_one_sentence(
    tmp_path: Path, data: Path, what: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    # nothing else may write into the full disk: not even what counts branches
    monkeypatch.delenv("COVERAGE_PROCESS_CONFIG", raising=False)
    store = tmp_path / "store"
    builder.build(store, [data])
    rename(data, "Hill Library", "Dale Library")
    process = started(what, store, data, limit=6000)
    _, err = process.communicate(timeout=60)
    assert process.returncode != 0
    last = err.decode().strip().splitlines()[-1]
    assert last.startswith("libgraph.errors.BadFile: ")
    assert "cannot be written" in last
    assert "choose another place" in last
    assert list(open_graph([store]).texts(NAME)) == [("Hill Library",)]
    assert len(list(store.iterdir())) == 2


@pytest.mark.skipif(
    os.name != "posix" or os.geteuid() != 0 or not shutil.which("mount"),
    reason="a small disk is mounted by root alone",
)
def test_a_disk_that_is_really_full(tmp_path: Path, data: Path) -> None:
    disk = tmp_path / "disk"
    disk.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", str(disk)]
    if subprocess.run(mount, capture_output=True).returncode:
        pytest.skip("no disk may be mounted here")
    try:
        with pytest.raises(BadFile, match="cannot be written"):
            builder.build(disk / "store", [data])
        assert list(disk.iterdir()) == []
    finally:
        subprocess.run(["umount", str(disk)], check=True)


def test_two_builders_at_once_both_succeed_and_leave_one_store(tmp_path: Path, data: Path) -> None:
    store = tmp_path / "store"
    running = [started("build", store, data) for _ in range(3)]
    assert [process.communicate(timeout=120)[1] for process in running] == [b"", b"", b""]
    assert list(open_graph([store]).texts(NAME)) == [("Hill Library",)]
    assert len(list(store.iterdir())) == 2


@pytest.mark.parametrize(
    "content", ["", "rubbish", "{}", '{"format": 99}', '{"format": 1, "files": []}']
)
def test_a_manifest_that_is_damaged_or_of_another_version(
    tmp_path: Path, data: Path, content: str
) -> None:
    store = tmp_path / "store"
    builder.build(store, [data])
    (store / folders.MANIFEST).write_text(content)
    with pytest.raises(DamagedStore, match="build it again") as caught:
        open_graph([store])
    assert "\n" not in str(caught.value)
    with pytest.raises(UsageError, match="name the files"):  # and no other graph in its place
        builder.update(store)
    assert (store / folders.MANIFEST).read_text() == content
    assert builder.update(store, [data]).what.startswith("built anew")
    assert list(open_graph([store]).texts(NAME)) == [("Hill Library",)]
    assert len(list(store.iterdir())) == 2


def test_a_store_with_damaged_tables_is_no_answer(tmp_path: Path, data: Path) -> None:
    store = tmp_path / "store"
    builder.build(store, [data])
    for path in store.glob("made-*/store/*"):
        path.write_bytes(b"rubbish")
    with pytest.raises(DamagedStore, match=f"libgraph build {data} -o {store}$"):
        open_graph([store])
    shutil.rmtree(next(store.glob("made-*")))
    with pytest.raises(DamagedStore, match="build it again"):
        open_graph([store])


def test_a_folder_that_cannot_be_written(tmp_path: Path, data: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(BadFile, match="cannot be written"):
        builder.build(tmp_path / "file" / "store", [data])


def test_a_broken_file_leaves_the_old_store(tmp_path: Path, data: Path) -> None:
    store = tmp_path / "store"
    builder.build(store, [data])
    (data / "broken.ttl").write_text("<a:b> oops")
    for again in (builder.build, builder.update):
        with pytest.raises(BadFile, match=r"broken\.ttl:1"):
            again(store, [data])
        assert list(open_graph([store]).texts(NAME)) == [("Hill Library",)]
        assert len(list(store.iterdir())) == 2


def test_a_broken_file_leaves_no_folder(tmp_path: Path, data: Path) -> None:
    (data / "broken.ttl").write_text("<a:b> oops")
    with pytest.raises(BadFile):
        builder.build(tmp_path / "some" / "store", [data])
    assert not (tmp_path / "some").exists()


def test_what_is_updated_stays_though_another_builds_meanwhile(
    tmp_path: Path, data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its store was swept away, and the update ended in "cannot be written"."""
    store = tmp_path / "store"
    builder.build(store, [data])
    really = updating.update

    def late(*given: Any) -> Any:
        builder.build(store, [data])
        return really(*given)

    monkeypatch.setattr(updating, "update", late)
    assert builder.update(store).what == "up to date"
    assert list(open_graph([store]).texts(NAME)) == [("Hill Library",)]
    assert len(list(store.iterdir())) == 2
