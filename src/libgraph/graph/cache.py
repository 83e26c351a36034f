"""Keep what was derived, by content: the same input is derived once, on any day, by anyone.

A kept store is a folder named by a digest of everything it was made from, so it can never be
stale. It appears whole, by renaming, or not at all; several processes may make the same one,
and the last to finish throws its copy away. The oldest are removed when there are too many.
"""

from __future__ import annotations

import hashlib
import os
import time
from collections.abc import Callable, Iterable
from contextlib import suppress
from pathlib import Path

KEEP = 24
_HOUR = 3600.0


def folder() -> Path:
    """Where kept stores are: ``LIBGRAPH_CACHE``, or the user's cache folder."""
    chosen = os.environ.get("LIBGRAPH_CACHE")
    if chosen:
        return Path(chosen)
    base = os.environ.get("XDG_CACHE_HOME")
    try:
        return (Path(base) if base else Path.home() / ".cache") / "libgraph"
    except RuntimeError:
        raise OSError("there is no home folder to keep anything in") from None


def digest(files: Iterable[Path], *words: str) -> str:
    """A name for what is made from these files' contents and these words."""
    total = hashlib.sha256("\0".join(words).encode())
    for path in files:
        total.update(hashlib.sha256(path.read_bytes()).digest())
        total.update(path.suffix.encode())
    return total.hexdigest()[:40]


def kept(name: str, make: Callable[[Path], None]) -> Path:
    """The kept folder called `name`; where there is none, `make` fills one.

    Raises:
        OSError: the cache folder cannot be written.
    """
    home = folder()
    place = home / name
    if place.is_dir():
        with suppress(OSError):  # somebody else's, or read-only: it is as good
            os.utime(place)
        return place
    import tempfile  # what is kept already is opened without these

    home.mkdir(parents=True, exist_ok=True)
    fresh = Path(tempfile.mkdtemp(prefix="making-", dir=home))
    try:
        make(fresh / "store")
        _settle(fresh / "store", place)
    finally:
        forget(fresh)
    with suppress(OSError):  # other processes tidy too
        _tidy(home, spare=place)
    return place


def forget(place: Path) -> None:
    """Remove one kept folder, such as a damaged one."""
    import shutil

    shutil.rmtree(place, ignore_errors=True)


def _settle(fresh: Path, place: Path) -> None:
    try:
        fresh.rename(place)
    except OSError:
        if not place.is_dir():
            raise


def _tidy(home: Path, spare: Path) -> None:
    """Remove the oldest beyond KEEP, and what a killed process left; nothing used this hour."""
    old = [entry for entry in home.iterdir() if entry.is_dir() and entry != spare]
    by_age = sorted(old, key=lambda entry: -entry.stat().st_mtime)
    left_over = [entry for entry in by_age if entry.name.startswith("making-")]
    finished = [entry for entry in by_age if not entry.name.startswith("making-")]
    for entry in finished[KEEP - 1 :] + left_over:
        if time.time() - entry.stat().st_mtime > _HOUR:
            forget(entry)
