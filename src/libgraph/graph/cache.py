"""Keep what was derived, by content: the same input is derived once, on any day, by anyone.

A kept store is a built store (see :mod:`folders`) named by a digest of everything it was made
from, so it can never be stale. Several processes may make the same one at once. The oldest are
removed when there are too many.
"""

from __future__ import annotations

import os
import shutil
import time
from contextlib import suppress
from pathlib import Path

from libgraph.graph import folders

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


def used(place: Path) -> None:
    """Say that a kept store is in use, so that it is not the oldest."""
    with suppress(OSError):  # somebody else's, or read-only: it is as good
        os.utime(place)


def forget(place: Path) -> None:
    """Remove one kept store, such as a damaged one."""
    shutil.rmtree(place, ignore_errors=True)


def tidy(spare: Path) -> None:
    """Remove the oldest beyond KEEP, and what a killed process left; nothing used this hour.

    Clocks jump: what is of tomorrow is of now, and what is read is kept, however old it seems.
    """
    home = folder()
    with suppress(OSError):  # other processes tidy too
        old = [entry for entry in home.iterdir() if entry.is_dir() and entry != spare]
        by_age = sorted(old, key=_age)
        whole = [entry for entry in by_age if folders.is_store(entry)]
        left_over = [entry for entry in by_age if not folders.is_store(entry)]
        for entry in whole[KEEP - 1 :] + left_over:
            if _age(entry) > _HOUR and not folders.is_held(entry):
                forget(entry)


def _age(place: Path) -> float:
    """For how many seconds a kept store was not used."""
    age = time.time() - place.stat().st_mtime
    if age < -_HOUR:
        used(place)
    return age
