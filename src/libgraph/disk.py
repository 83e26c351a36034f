"""What a disk must be asked for: to have written for good, to be alone, to swap two places."""

from __future__ import annotations

import errno
import os
import sys
from contextlib import suppress
from pathlib import Path

try:
    import fcntl
except ImportError:  # pragma: no cover  (a system without them: nobody waits, nothing is swept)
    fcntl = None  # type: ignore[assignment]

_MANY = 50  # files of which each would wait for the disk: a few milliseconds
_NOT_ASKED = (errno.EINVAL, errno.EBADF)  # network drives, of folders: their server sees to it
_AT_CWD, _EXCHANGE = -100, 2  # of <fcntl.h> and <linux/fs.h>


def sync(path: Path) -> None:
    """Wait until a file, or the list of names in a folder, would survive a power cut.

    Raises:
        OSError: the disk cannot say so.
    """
    try:
        handle = os.open(path, os.O_RDONLY)
    except PermissionError:  # a folder that may be written, and not be read
        return
    try:
        os.fsync(handle)
    except OSError as error:
        if error.errno not in _NOT_ASKED or not path.is_dir():
            raise
    finally:
        os.close(handle)


def sync_all(folder: Path) -> None:
    """The same for a folder and all that is in it.

    Raises:
        OSError: the disk cannot say so.
    """
    found = [*folder.rglob("*"), folder]
    if len(found) > _MANY and sys.platform == "linux":  # elsewhere it does not wait
        os.sync()
        return
    for path in found:
        sync(path)


def lock(handle: int, *, wait: bool = True, shared: bool = False) -> None:
    """Hold an open file or folder, until it is closed: alone, or together with others.

    Raises:
        BlockingIOError: somebody else holds it, and this was not to wait.
        OSError: the disk knows no locks.
    """
    if fcntl:
        kind = fcntl.LOCK_SH if shared else fcntl.LOCK_EX
        fcntl.flock(handle, kind | (0 if wait else fcntl.LOCK_NB))
    elif not wait:  # pragma: no cover
        raise BlockingIOError("nobody can say whether it is held")


def exchange(one: Path, other: Path) -> bool:
    """Swap two places in one step; False where this system, or this disk, cannot."""
    import ctypes  # a millisecond, for who replaces folders

    with suppress(OSError, AttributeError):
        swap = ctypes.CDLL(None, use_errno=True).renameat2
        names = os.fsencode(one), os.fsencode(other)
        return bool(swap(_AT_CWD, names[0], _AT_CWD, names[1], _EXCHANGE) == 0)
    return False
