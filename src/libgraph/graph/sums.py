"""The checksums of what a store was made of: a disk can give back other bytes than it got."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from pathlib import Path

NAME = "sums.json"
_WRITTEN_ON = ("LOCK", "LOG", "LOG.old", NAME)
"""Not data: what the engine writes into when it opens a store."""


def checksum(path: Path) -> str:
    """The SHA-256 of a file's content."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def noted(folder: Path) -> bytes:
    """A note of the files of a folder as they are, to be kept in it as `NAME`.

    Raises:
        OSError: one cannot be read.
    """
    found = {str(path.relative_to(folder)): checksum(path) for path in _files(folder)}
    return f"{json.dumps(found, indent=1)}\n".encode()


def damaged(folder: Path) -> list[str]:
    """The files that are gone or not as they were noted; none where nothing was noted.

    Raises:
        OSError, ValueError: the note cannot be read.
    """
    if not (folder / NAME).exists():
        return []
    kept = json.loads((folder / NAME).read_text("utf-8"))
    return [name for name, sum_ in kept.items() if not _is(folder / name, sum_)]


def _is(path: Path, sum_: str) -> bool:
    try:
        return checksum(path) == sum_
    except OSError:
        return False


def _files(folder: Path) -> Iterator[Path]:
    for path in sorted(folder.rglob("*")):
        if path.is_file() and path.name not in _WRITTEN_ON:
            yield path
