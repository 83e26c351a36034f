"""Write a file, or a folder, whole or not at all; what is written survives a power cut.

What is being written stands beside its place, in ``.libgraph-…``, held by who writes it. What
nobody holds was left by a process that was killed: who next writes beside it removes it.
"""

from __future__ import annotations

import errno
import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO

from libgraph import disk
from libgraph.errors import BadFile

DRAFT = ".libgraph-"
ELSEWHERE = "choose another place with -o"


def write(path: Path, content: bytes, instead: str = ELSEWHERE) -> None:
    """Put `content` into `path`; what stood there before stays until the new file is complete.

    A link is followed, and what is no ordinary file (a pipe, a device) is written into. A file
    keeps its rights. `instead` is what to do where it cannot be written.

    Raises:
        BadFile: the place cannot be written.
    """
    with writing(path, instead) as file:
        file.write(content)


@contextmanager
def writing(path: Path, instead: str = ELSEWHERE) -> Iterator[IO[bytes]]:
    """A file to write into, which takes the place of `path` when all went well.

    Raises:
        BadFile: the place cannot be written.
    """
    path = _followed(path, instead)
    plain = not path.exists() or path.is_file()
    try:
        with _draft(path) if plain else path.open("wb") as file:
            yield file
    except OSError as error:
        raise unwritable(path, error, instead) from None


def _followed(path: Path, instead: str) -> Path:
    """Where a path leads to, by whatever links.

    Raises:
        BadFile: they lead in a circle.
    """
    found = Path(os.path.realpath(path))  # Path.resolve says other things in every Python
    if found.is_symlink():
        raise BadFile(f"{path} is a link that leads in a circle: {instead}")
    return found


def unwritable(path: Path, error: OSError, instead: str = ELSEWHERE) -> BadFile:
    """That a place cannot be written, and what to do."""
    return BadFile(f"{path} cannot be written ({error.strerror or error}): {instead}")


@contextmanager
def _draft(path: Path) -> Iterator[IO[bytes]]:
    known = path.stat() if path.exists() else None
    if known:
        os.close(os.open(path, os.O_WRONLY))  # who protected it from writing meant it
    sweep(path.parent)
    draft, held = _held(path.parent, _new_file if known is None else _private_file)
    try:
        with os.fdopen(held, "wb") as file:
            yield file
            file.flush()
            if known:
                _as_before(held, known)
            os.fsync(held)
            draft.replace(path)
        disk.sync(path.parent)
    finally:
        draft.unlink(missing_ok=True)


def _new_file(path: Path) -> int:
    return os.open(path, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o666)


def _private_file(path: Path) -> int:
    return os.open(path, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600)


def _new_folder(path: Path) -> int:
    while True:
        path.mkdir()
        with suppress(FileNotFoundError):  # swept away before it was opened
            return os.open(path, os.O_RDONLY)


def _as_before(handle: int, known: os.stat_result) -> None:
    """Give a draft the owner and the rights of the file whose place it takes."""
    with suppress(OSError):  # only root gives files away; the group may be one's own
        os.chown(handle, known.st_uid, known.st_gid)
    os.chmod(handle, known.st_mode & 0o777)


@contextmanager
def writing_folder(path: Path, mark: str) -> Iterator[Path]:
    """A folder to fill, which takes the place of `path` when all went well.

    What stood there is replaced only if it is empty or has a file `mark`: then it is of this kind.

    Raises:
        BadFile: the place cannot be written, or holds something else.
    """
    path = _followed(path, "choose another place")
    _check(path, mark)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        sweep(path.parent)
        with _beside(path) as beside:
            fresh = beside / "new"
            fresh.mkdir()
            yield fresh
            disk.sync_all(fresh)
            _put(fresh, path, mark, beside)
            disk.sync(path.parent)
    except OSError as error:
        raise unwritable(path, error, "choose another place") from None


def _check(path: Path, mark: str) -> None:
    if path.exists() and not (path.is_dir() and _replaceable(path, mark)):
        raise BadFile(f"{path} holds something else: choose another place")


def _replaceable(path: Path, mark: str) -> bool:
    return (path / mark).is_file() or not any(path.iterdir())


@contextmanager
def _beside(path: Path) -> Iterator[Path]:
    beside, held = _held(path.parent, _new_folder)
    try:
        yield beside
    finally:
        try:
            _put_back(beside)
            shutil.rmtree(beside, ignore_errors=True)
        finally:
            os.close(held)


def _put(fresh: Path, path: Path, mark: str, beside: Path) -> None:
    """Give a filled folder its place, in one step where the system can; else see `_put_back`."""
    while True:
        _check(path, mark)  # it may have been filled meanwhile
        if path.exists() and disk.exchange(fresh, path):
            return
        if path.exists():
            _aside(path, beside / "old")
        try:
            fresh.replace(path)
            return
        except OSError as error:
            if error.errno not in (errno.ENOTEMPTY, errno.EEXIST):  # another one was quicker
                raise


def _aside(path: Path, old: Path) -> None:
    shutil.rmtree(old, ignore_errors=True)  # of a turn before: others have replaced it
    old.mkdir()
    with suppress(FileNotFoundError):  # another one takes it aside, too
        path.replace(old / path.name)


def _put_back(beside: Path) -> None:
    """Put an old folder back whose place is empty, for its successor did not get there."""
    for old in (beside / "old").glob("*"):
        place = beside.parent / old.name
        if not place.exists():
            old.replace(place)


def _held(folder: Path, make: Callable[[Path], int]) -> tuple[Path, int]:
    """A new draft in a folder, held by this process."""
    while True:
        draft = folder / (DRAFT + os.urandom(6).hex())
        held = make(draft)
        with suppress(OSError):  # a disk without locks: then nobody sweeps there either
            disk.lock(held)
        if draft.exists():  # else another one swept it away before it was held
            return draft, held
        os.close(held)


def sweep(folder: Path) -> None:
    """Remove what killed processes left in a folder."""
    with suppress(OSError):
        for entry in folder.glob(DRAFT + "?" * 12):
            with suppress(OSError):
                _remove_if_left(entry)


def _remove_if_left(entry: Path) -> None:
    # in a folder that strangers may write too: no link is followed, no pipe waited for
    held = os.open(entry, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
    try:
        disk.lock(held, wait=False)
        if entry.is_dir():
            _put_back(entry)
            shutil.rmtree(entry)
        else:
            entry.unlink()
    finally:
        os.close(held)
