"""Folders that cannot be written: on a disk that is read-only, or full."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest


def _done(*words: object) -> bool:
    if not shutil.which(str(words[0])):
        return False
    return not subprocess.run([*map(str, words)], capture_output=True).returncode


@contextmanager
def read_only(folder: Path) -> Iterator[None]:
    """Nobody may write into the folder, not even root."""
    mounted = _done("mount", "--bind", folder, folder)
    locked = mounted and _done("mount", "-o", "remount,ro,bind", folder)
    fixed = not locked and _done("chattr", "-R", "+i", folder)
    folder.chmod(0o555) if not locked and not fixed else None
    try:
        if not _refuses(folder):
            pytest.skip("no folder can be made read-only here")
        yield
    finally:
        if mounted:
            _done("umount", folder)
        if fixed:
            _done("chattr", "-R", "-i", folder)
        if not locked:
            folder.chmod(0o755)


def _refuses(folder: Path) -> bool:
    try:
        (folder / "try").touch()
    except OSError:
        return True
    return False


@contextmanager
def small_disk(folder: Path, size: str = "256k") -> Iterator[None]:
    """The folder is a disk with so little room."""
    folder.mkdir(exist_ok=True)
    if not _done("mount", "-t", "tmpfs", "-o", f"size={size}", "tmpfs", folder):
        pytest.skip("no disk may be mounted here")
    try:
        yield
    finally:
        _done("umount", folder)


def fill(folder: Path, free: int = 0) -> None:
    """Leave only so many bytes."""
    with (folder / "filling").open("wb", buffering=0) as file:
        try:
            while True:
                file.write(b"x" * 4096)
        except OSError:
            file.truncate(max(0, file.tell() - free))
