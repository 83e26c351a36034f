"""What is kept in the user's cache folder: where, how much, and whether it can be used."""

from __future__ import annotations

import os
import shlex
from collections.abc import Iterator
from pathlib import Path

from libgraph.doctor.finding import Finding, State, words
from libgraph.errors import DamagedStore
from libgraph.graph import built, cache, folders

_PART = "cache"


def kept() -> Iterator[Finding]:
    """The cache as a whole, and each store in it that cannot be read."""
    try:
        place = cache.folder()
        yield _whole(place)
        yield from _damaged(place)
    except OSError as error:
        mend = "export LIBGRAPH_CACHE=$HOME/libgraph-cache"
        yield Finding(_PART, "folder", State.BROKEN, words(error), mend)


def _whole(place: Path) -> Finding:
    facts: dict[str, object] = {"path": str(place)}
    if place.is_symlink() and not place.exists():
        says = f"{place} leads to nothing, and nothing can be kept"
        return Finding(_PART, "folder", State.BROKEN, says, f"rm {quoted(place)}", facts)
    if not place.exists():
        return Finding(_PART, "folder", State.FINE, f"{place}: nothing is kept yet", facts=facts)
    if not place.is_dir():
        says = f"{place} is no folder, and nothing can be kept"
        return Finding(_PART, "folder", State.BROKEN, says, f"rm {quoted(place)}", facts)
    if not os.access(place, os.W_OK | os.X_OK):
        says = f"{place} cannot be written, and every command derives anew"
        return Finding(_PART, "folder", State.BROKEN, says, f"chmod u+wx {quoted(place)}", facts)
    stores = [entry for entry in place.iterdir() if folders.is_store(entry)]
    size = sum(_size(entry) for entry in place.rglob("*"))
    facts |= {"stores": len(stores), "bytes": size, "most": cache.KEEP}
    says = f"{place}: {len(stores)} derived graphs in {size / 1e6:,.0f} MB"
    return Finding(_PART, "folder", State.FINE, says, facts=facts)


def _damaged(place: Path) -> Iterator[Finding]:
    for entry in sorted(place.iterdir()) if place.is_dir() else ():
        if not folders.is_store(entry):
            continue
        try:
            built.attached(entry)
        except DamagedStore:
            says = f"{entry.name} cannot be read: it is derived anew when it is asked for"
            yield Finding(_PART, entry.name[:12], State.BROKEN, says, f"rm -r {quoted(entry)}")
        except FileNotFoundError:  # another process tidied it away
            continue


def _size(entry: Path) -> int:
    try:
        return entry.lstat().st_size if entry.is_file() else 0
    except OSError:
        return 0


def quoted(path: Path | str) -> str:
    """A path as a shell takes it."""
    return shlex.quote(str(path))
