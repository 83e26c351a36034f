"""Write a file whole or not at all."""

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


def _umask() -> int:
    current = os.umask(0)
    os.umask(current)
    return current
