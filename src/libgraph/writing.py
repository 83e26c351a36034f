"""Write a file whole or not at all."""

from __future__ import annotations

import os
import tempfile
from contextlib import suppress
from pathlib import Path

from libgraph.errors import BadFile


def write(path: Path, content: bytes) -> None:
    """Put `content` into `path`; what stood there before stays until the new file is complete.

    A link is followed, and what is no ordinary file (a pipe, a device) is written into.

    Raises:
        BadFile: the place cannot be written.
    """
    path = path.resolve()
    if path.exists() and not path.is_file():
        return _into(path, content)
    try:
        handle, fresh = tempfile.mkstemp(prefix=f".{path.name}-", dir=path.parent)
    except OSError as error:
        raise _refused(path, error) from None
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        Path(fresh).chmod(0o666 & ~_umask())
        Path(fresh).replace(path)
    except OSError as error:
        raise _refused(path, error) from None
    finally:
        with suppress(FileNotFoundError):
            Path(fresh).unlink()


def _into(path: Path, content: bytes) -> None:
    try:
        with path.open("wb") as place:
            place.write(content)
    except OSError as error:
        raise _refused(path, error) from None


def _umask() -> int:
    current = os.umask(0)
    os.umask(current)
    return current


def _refused(path: Path, error: OSError) -> BadFile:
    return BadFile(f"{path} cannot be written ({error.strerror}): choose another place with -o")
