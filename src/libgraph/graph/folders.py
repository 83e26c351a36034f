"""A folder whose content is replaced whole: whatever happens, it holds the old, or the new.

    FOLDER/libgraph-store.json   the manifest: what there is, and in which making
    FOLDER/made-…/               a making: store/, said/, and the checksums of what is in them

A making is filled beside the current one and becomes current in one step, when the manifest is
replaced. Who fills or reads a making holds it; what nobody holds and is not current was left by
a process that was killed, and the next one removes it.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from libgraph import disk
from libgraph.graph import sums

MANIFEST = "libgraph-store.json"
_MAKING = "made-"
_MAKINGS = _MAKING + "[0-9a-f]" * 12  # and nothing that a person might call so


def is_store(path: Path) -> bool:
    """Whether a folder is a built store."""
    return (path / MANIFEST).is_file()


def is_free(path: Path) -> bool:
    """Whether a store may be built there: nothing, an empty folder, a store, or what it left."""
    if not path.exists():
        return not path.is_symlink()
    if not path.is_dir():
        return False
    return is_store(path) or all(entry.match(_MAKINGS) for entry in path.iterdir())


def hold(making: Path) -> int:
    """Hold a making while it is read; `let_go` of what is returned.

    Raises:
        OSError: it is gone.
    """
    held = os.open(making, os.O_RDONLY)
    try:
        disk.lock(held, shared=True)
        if not making.exists():
            raise FileNotFoundError(making)
    except OSError:
        os.close(held)
        raise
    return held


let_go = os.close


@contextmanager
def making(folder: Path) -> Iterator[Path]:
    """A new, empty making to fill, held; `publish` makes it current, else it is removed.

    Raises:
        OSError: the folder cannot be made or written.
    """
    new = [path for path in (folder, *folder.parents) if not path.exists()]
    folder.mkdir(parents=True, exist_ok=True)
    for path in new:
        disk.sync(path.parent)
    fresh, held = _held(folder)
    try:
        sweep(folder)
        yield fresh
    finally:
        os.close(held)
        with suppress(OSError):
            sweep(folder)
        for path in new:
            with suppress(OSError):  # it holds a store now
                path.rmdir()


def _held(folder: Path) -> tuple[Path, int]:
    while True:
        fresh = folder / (_MAKING + os.urandom(6).hex())
        fresh.mkdir()
        with suppress(FileNotFoundError):
            held = os.open(fresh, os.O_RDONLY)
            disk.lock(held)
            if fresh.exists():  # else another one swept it away before it was held
                return fresh, held
            os.close(held)


def same(old: Path, new: Path) -> None:
    """Put the same content in another place, without a second copy of it where that can be."""
    try:
        os.link(old, new)
    except OSError:
        shutil.copyfile(old, new)


def publish(fresh: Path, manifest: bytes) -> None:
    """Make a filled making the current one of its folder, in one step that lasts."""
    (fresh / sums.NAME).write_bytes(sums.noted(fresh))
    draft = fresh / MANIFEST
    draft.write_bytes(manifest)
    disk.sync_all(fresh)
    draft.replace(fresh.parent / MANIFEST)
    disk.sync(fresh.parent)


def is_held(folder: Path) -> bool:
    """Whether somebody fills or reads a making of a folder."""
    return any(map(_is_busy, folder.glob(_MAKINGS)))


def _is_busy(making: Path) -> bool:
    held = os.open(making, os.O_RDONLY)
    try:
        disk.lock(held, wait=False)
    except OSError:
        return True
    finally:
        os.close(held)
    return False


def sweep(folder: Path) -> None:
    """Remove makings that are not current and that nobody holds."""
    for entry in folder.glob(_MAKINGS):
        with suppress(OSError):
            _remove_if_left(entry)


def _remove_if_left(entry: Path) -> None:
    held = os.open(entry, os.O_RDONLY)
    try:
        disk.lock(held, wait=False)
        # looked up only now: it may have become current while it was held
        if _is_left(entry):
            shutil.rmtree(entry)
    finally:
        os.close(held)


def _is_left(entry: Path) -> bool:
    """Whether a making is not the current one; it may be where the manifest cannot be read."""
    from libgraph.graph.manifest import read  # which needs this room's names

    try:
        return read(entry.parent).making != entry.name
    except FileNotFoundError:
        return True
    except (OSError, ValueError):
        return False
