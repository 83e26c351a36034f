"""How a manifest keeps the paths that a store was built from: they are found from any folder."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from libgraph import resources
from libgraph.reading.files import SHIPPED


def kept(paths: Iterable[Path]) -> list[str]:
    """Absolute paths; for the shipped graph its word, because it moves with libgraph."""
    shipped, found = resources.folder("data"), [path.absolute() for path in paths]
    return [str(SHIPPED if path == shipped else path) for path in found]


def found(kept: Iterable[str]) -> list[Path]:
    """The files and folders that were kept, where they are today."""
    return [resources.folder("data") if path == str(SHIPPED) else Path(path) for path in kept]


def mended(kept: Iterable[str], files: Iterable[str]) -> list[str]:
    """What was kept, by this libgraph or by one that took the word for a path where it was said.

    There are `files` in every folder that was there.
    """
    folders = {str(folder) for file in files for folder in Path(file).parents}
    return [_mended(path) if path not in folders else path for path in kept]


def _mended(path: str) -> str:
    return str(SHIPPED) if Path(path).name == str(SHIPPED) else path
