"""Write a file whole or not at all."""

from __future__ import annotations

import os
import tempfile
from contextlib import suppress
from pathlib import Path

from libgraph.errors import BadFile


def write(path: Path, content: bytes) -> None:
    """Put `content` into `path`; what stood there before stays until the new file is complete.

    Raises:
        BadFile: the place cannot be written.
    """
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


def _umask() -> int:
    current = os.umask(0)
    os.umask(current)
    return current


def _refused(path: Path, error: OSError) -> BadFile:
    return BadFile(f"{path} cannot be written ({error.strerror}): choose another place with -o")
