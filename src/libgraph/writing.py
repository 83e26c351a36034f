"""Write a file, or a folder, whole or not at all."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO

from libgraph.errors import BadFile


def write(path: Path, content: bytes) -> None:
    """Put `content` into `path`; what stood there before stays until the new file is complete.

    A link is followed, and what is no ordinary file (a pipe, a device) is written into.

    Raises:
        BadFile: the place cannot be written.
    """
    with writing(path) as file:
        file.write(content)


@contextmanager
def writing(path: Path) -> Iterator[IO[bytes]]:
    """A file to write into, which takes the place of `path` when all went well.

    Raises:
        BadFile: the place cannot be written.
    """
    path = path.resolve()
    plain = not path.exists() or path.is_file()
    try:
        with _fresh(path) if plain else path.open("wb") as file:
            yield file
    except OSError as error:
        raise BadFile(
            f"{path} cannot be written ({error.strerror}): choose another place with -o"
        ) from None


@contextmanager
def _fresh(path: Path) -> Iterator[IO[bytes]]:
    handle, fresh = tempfile.mkstemp(prefix=f".{path.name}-", dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        Path(fresh).chmod(0o666 & ~_umask())
        Path(fresh).replace(path)
    finally:
        with suppress(FileNotFoundError):
            Path(fresh).unlink()


@contextmanager
def writing_folder(path: Path, mark: str) -> Iterator[Path]:
    """A folder to fill, which takes the place of `path` when all went well.

    What stood there is replaced only if it is empty or has a file `mark`: then it is of this kind.

    Raises:
        BadFile: the place cannot be written, or holds something else.
    """
    path = path.resolve()
    if path.exists() and not (path.is_dir() and _replaceable(path, mark)):
        raise BadFile(f"{path} holds something else: choose another place with -o")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix=f".{path.name}-", dir=path.parent) as beside:
            fresh, old = Path(beside) / "new", Path(beside) / "old"
            fresh.mkdir()
            yield fresh
            if path.exists():
                path.replace(old)
            fresh.replace(path)
    except OSError as error:
        raise BadFile(
            f"{path} cannot be written ({error.strerror}): choose another place with -o"
        ) from None


def _replaceable(path: Path, mark: str) -> bool:
    return (path / mark).is_file() or not any(path.iterdir())


def _umask() -> int:
    current = os.umask(0)
    os.umask(current)
    return current
