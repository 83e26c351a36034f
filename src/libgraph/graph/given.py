"""What a graph is made from: files and folders, a day, and texts to quote from."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from libgraph import resources
from libgraph.reading import files


@dataclass(frozen=True, slots=True)
class Input:
    """What a graph is made from.

    `paths` are what was asked for, and `files` what was found there; `day` is the last one on
    which a source may have been written, `texts` the folder of texts that tables quote. `said`
    is a folder of copies of what the files said, to work from instead. `context` are files that
    only describe what tables name, and are no part of the graph.
    """

    paths: tuple[Path, ...]
    files: tuple[Path, ...]
    day: date | None = None
    texts: Path | None = None
    said: Path | None = None
    context: tuple[Path, ...] = ()


def discovered(
    paths: Iterable[str | Path],
    day: date | None = None,
    texts: Path | None = None,
    context: Iterable[Path] = (),
) -> Input:
    """The files in `paths`; of the shipped graph, where there are none.

    The files and folders in `context` only describe what tables name.

    Raises:
        BadFile: a path is missing or broken, or holds no data.
    """
    asked = tuple(files.meant(Path(path)) for path in paths) or (resources.folder("data"),)
    found = tuple(files.discover(asked))
    known = _context(found, context)
    return Input(asked, found, day, texts and _quoted(found, texts), context=known)


def _context(found: Iterable[Path], context: Iterable[Path]) -> tuple[Path, ...]:
    """The files beside those found, if there are tables that may name what they describe."""
    if not any(map(files.is_table, found)):
        return ()
    mine = {path.resolve() for path in found}
    return tuple(path for path in files.discover(context) if path.resolve() not in mine)


def _quoted(found: Iterable[Path], texts: Path) -> Path | None:
    """The folder of texts, if any of the files quotes them: else they change nothing."""
    tables = [path for path in found if files.is_table(path)]
    if not tables:
        return None
    from libgraph.tables.quotes import quoted

    return texts if quoted(tables) else None
