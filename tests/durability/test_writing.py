"""A file or folder is written whole or not at all, lasts, and leaves nothing behind."""

from __future__ import annotations

import errno
import os
import stat
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from libgraph import disk
from libgraph.errors import BadFile
from libgraph.reading.files import discover
from libgraph.writing import DRAFT, sweep, write, writing, writing_folder

LEFT = DRAFT + "0123456789ab"
MARK = "mark.json"


def put(folder: Path, words: str) -> None:
    """Replace a folder by one with these words in it."""
    with writing_folder(folder, MARK) as fresh:
        (fresh / MARK).write_text(words)


def drafts(folder: Path) -> list[Path]:
    return list(folder.glob(DRAFT + "*"))


@pytest.fixture
def calls(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, int]]:
    """What was synced and put in place, in order, by the numbers of the files."""
    seen: list[tuple[str, int]] = []
    fsync, replace = os.fsync, os.replace

    def synced(handle: int) -> None:
        seen.append(("sync", os.fstat(handle).st_ino))
        fsync(handle)

    def replaced(old: Path, new: Path) -> None:
        seen.append(("put", Path(old).stat().st_ino))
        replace(old, new)

    monkeypatch.setattr(os, "fsync", synced)
    monkeypatch.setattr(os, "replace", replaced)
    return seen


def test_a_file_is_on_the_disk_before_it_takes_its_place_and_the_place_after(
    tmp_path: Path, calls: list[tuple[str, int]]
) -> None:
    path = tmp_path / "a.csv"
    write(path, b"words")
    file, folder = path.stat().st_ino, tmp_path.stat().st_ino
    assert calls == [("sync", file), ("put", file), ("sync", folder)]


def test_a_drive_that_syncs_no_folders_is_written_all_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fsync = os.fsync

    def synced(handle: int) -> None:
        if stat.S_ISDIR(os.fstat(handle).st_mode):
            raise OSError(errno.EINVAL, os.strerror(errno.EINVAL))
        fsync(handle)

    monkeypatch.setattr(os, "fsync", synced)
    write(tmp_path / "a", b"words")
    put(tmp_path / "folder", "words")
    assert not drafts(tmp_path)

    def broken(handle: int) -> None:
        raise OSError(errno.EIO, os.strerror(errno.EIO))

    monkeypatch.setattr(os, "fsync", broken)
    with pytest.raises(BadFile, match="Input/output error"):
        write(tmp_path / "a", b"more")
    assert (tmp_path / "a").read_bytes() == b"words"


def test_so_is_a_folder_with_all_that_is_in_it(
    tmp_path: Path, calls: list[tuple[str, int]]
) -> None:
    path = tmp_path / "site"
    put(path, "words")
    file, itself = (path / MARK).stat().st_ino, path.stat().st_ino
    assert calls == [
        *(("sync", file), ("sync", itself), ("put", itself), ("sync", tmp_path.stat().st_ino))
    ]


def test_many_files_are_asked_for_at_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []
    monkeypatch.setattr(os, "sync", lambda: asked.append("all"))
    monkeypatch.setattr(sys, "platform", "linux")
    for number in range(60):
        (tmp_path / f"{number}").touch()
    disk.sync_all(tmp_path)
    assert asked == ["all"]


def test_what_a_killed_writer_left_is_removed_and_what_another_one_writes_is_not(
    tmp_path: Path,
) -> None:
    (tmp_path / LEFT).write_text("half of it")
    (tmp_path / ".libgraph-notes").write_text("somebody's own")
    folder = tmp_path / (DRAFT + "ba9876543210")
    (folder / "new").mkdir(parents=True)
    with writing(tmp_path / "a") as file:
        write(tmp_path / "b", b"words")
        assert len(drafts(tmp_path)) == 2  # the notes, and what is being written
        file.write(b"words")
    assert sorted(path.name for path in tmp_path.iterdir()) == [".libgraph-notes", "a", "b"]
    assert (tmp_path / "a").read_bytes() == b"words"


def test_a_draft_that_was_swept_before_it_was_held_is_begun_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    locked = disk.lock

    def late(handle: int, *, wait: bool = True, shared: bool = False) -> None:
        monkeypatch.setattr(disk, "lock", locked)
        sweep(tmp_path)
        locked(handle, wait=wait, shared=shared)

    monkeypatch.setattr(disk, "lock", late)
    write(tmp_path / "a", b"words")
    assert (tmp_path / "a").read_bytes() == b"words"
    monkeypatch.setattr(disk, "lock", late)
    put(tmp_path / "folder", "words")
    assert (tmp_path / "folder" / MARK).read_text() == "words"
    assert not drafts(tmp_path)


def test_a_draft_belongs_to_no_graph(tmp_path: Path) -> None:
    (tmp_path / "a.ttl").touch()
    (tmp_path / LEFT / "new").mkdir(parents=True)
    (tmp_path / LEFT / "new" / "thing.ttl").write_text("half of it")
    assert discover([tmp_path]) == [tmp_path / "a.ttl"]


def test_what_goes_wrong_leaves_the_old(tmp_path: Path) -> None:
    path, folder = tmp_path / "a", tmp_path / "folder"
    path.write_text("old")
    put(folder, "old")

    def half_a_file() -> None:
        with writing(path) as file:
            file.write(b"half")
            raise ZeroDivisionError

    def half_a_folder() -> None:
        with writing_folder(folder, MARK) as fresh:
            (fresh / MARK).write_text("half")
            raise ZeroDivisionError

    for half in (half_a_file, half_a_folder):
        with pytest.raises(ZeroDivisionError):
            half()
    assert (path.read_text(), (folder / MARK).read_text()) == ("old", "old")
    assert not drafts(tmp_path)


@pytest.mark.parametrize("mode", [0o600, 0o664, 0o640])
def test_a_file_keeps_its_rights(tmp_path: Path, mode: int) -> None:
    path = tmp_path / "a"
    path.write_text("old")
    path.chmod(mode)
    write(path, b"new")
    assert stat.S_IMODE(path.stat().st_mode) == mode


def test_a_new_file_has_the_usual_rights(tmp_path: Path) -> None:
    (tmp_path / "usual").touch()
    write(tmp_path / "a", b"new")
    assert (tmp_path / "a").stat().st_mode == (tmp_path / "usual").stat().st_mode


def test_a_link_is_followed(tmp_path: Path) -> None:
    (tmp_path / "there").mkdir()
    (tmp_path / "there" / "a").write_text("old")
    (tmp_path / "link").symlink_to(tmp_path / "there" / "a")
    write(tmp_path / "link", b"new")
    assert (tmp_path / "link").is_symlink()
    assert (tmp_path / "there" / "a").read_text() == "new"


def test_a_folder_is_never_missing_while_it_is_replaced(tmp_path: Path) -> None:
    path, missing, done = tmp_path / "site", 0, threading.Event()
    put(path, "0")

    def replace() -> None:
        for number in range(60):
            put(path, f"{number}")
        done.set()

    writer = threading.Thread(target=replace)
    writer.start()
    while not done.is_set():
        missing += not path.exists()
    writer.join()
    if not disk.exchange(path, path):
        pytest.skip("this disk cannot swap two folders")
    assert missing == 0


def test_without_a_swap_a_folder_that_was_moved_away_comes_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(disk, "exchange", lambda one, other: False)
    path = tmp_path / "site"
    put(path, "old")
    put(path, "new")
    assert (path / MARK).read_text() == "new"
    (tmp_path / LEFT / "old").mkdir(parents=True)  # killed between the two steps
    path.rename(tmp_path / LEFT / "old" / "site")
    sweep(tmp_path)
    assert (path / MARK).read_text() == "new"
    assert not drafts(tmp_path)


def test_a_folder_that_was_filled_meanwhile_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "site"
    path.mkdir()

    def meanwhile() -> None:
        with writing_folder(path, MARK) as fresh:
            (fresh / MARK).touch()
            (path / "letter.txt").write_text("mine")

    with pytest.raises(BadFile, match="holds something else"):
        meanwhile()
    assert (path / "letter.txt").read_text() == "mine"
    assert not drafts(tmp_path)


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write what is protected")
def test_a_protected_file_is_not_replaced(tmp_path: Path) -> None:
    path = tmp_path / "a"
    path.write_text("old")
    path.chmod(0o444)
    with pytest.raises(BadFile, match="Permission denied"):
        write(path, b"new")
    assert path.read_text() == "old"


def test_writing_asks_for_no_engine() -> None:
    code = (
        "import sys, libgraph.writing; print('pyoxigraph' in sys.modules, 'ctypes' in sys.modules)"
    )
    said = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert said.stdout.split() == ["False", "False"]
