"""Build a store into a folder, or bring it up to date: what ``libgraph build`` does."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from libgraph.errors import BadFile, UsageError
from libgraph.graph import building, folders, origins, updating
from libgraph.graph.built import hold, the_store
from libgraph.graph.difference import TooMuch
from libgraph.graph.given import discovered
from libgraph.graph.manifest import Manifest
from libgraph.graph.progress import Progress, unseen

_T = TypeVar("_T")


@dataclass(frozen=True, slots=True)
class Told:
    """What was done, in a few words, and the manifest of the store."""

    what: str
    manifest: Manifest


def build(
    folder: Path,
    paths: Sequence[str | Path] = (),
    texts: Path | None = None,
    progress: Progress = unseen,
) -> Told:
    """Build a store of the files in `paths` (of the shipped graph, where there are none).

    Raises:
        UsageError: the folder holds something else, or `paths` is a store itself.
        BadFile: a file cannot be read or parsed; or the folder cannot be written.
        BadTables: tables have faults; the error has all of them.
        ChangedMeanwhile: a file was changed meanwhile.
    """
    _check(folder)
    if built := the_store(paths):
        raise UsageError(f"{built} is a store already: name the files that it was built from")
    given = discovered(paths, texts=texts)
    return Told("built", _written(folder, lambda: building.build(folder, given, progress)))


def update(
    folder: Path,
    paths: Sequence[str | Path] = (),
    texts: Path | None = None,
    progress: Progress = unseen,
) -> Told:
    """Bring a built store up to date with its files (or with `paths`, where there are any).

    Where a change touches too much, all is derived again. Raises what `build` raises, and

        UsageError: the folder is no store, or cannot say what it was built from.
    """
    if not folders.is_store(folder):
        raise UsageError(f"{folder} is no store to update: build one first, without --update")
    try:
        before, held = hold(folder)  # or somebody else's build would sweep away what is updated
    except (OSError, ValueError):
        if not paths:
            raise UsageError(
                f"{folder} is damaged, or of another version, and does not say what it was built "
                f"from: name the files, as in  libgraph build --update FILES -o {folder}"
            ) from None
        return _anew(build(folder, paths, texts, progress), "it is damaged, or of another version")
    try:
        return _updated(folder, before, paths, texts, progress)
    finally:
        folders.let_go(held)
        folders.sweep(folder)


def _updated(
    folder: Path,
    before: Manifest,
    paths: Sequence[str | Path],
    texts: Path | None,
    progress: Progress,
) -> Told:
    paths = paths or origins.found(before.paths)
    texts = texts or (Path(before.texts) if before.texts else None)
    try:
        updating.can_update(before)
        given = discovered(paths, texts=texts)
        made, number = _written(folder, lambda: updating.update(folder, given, before, progress))
    except TooMuch as why:
        return _anew(build(folder, paths, texts, progress), str(why))
    return Told(f"updated ({number:,} triples came or went)" if number else "up to date", made)


def _anew(told: Told, why: str) -> Told:
    return Told(f"built anew, for {why}", told.manifest)


def _written(folder: Path, work: Callable[[], _T]) -> _T:
    try:
        return work()
    except OSError as error:
        raise BadFile(
            f"{folder} cannot be written ({error.strerror or error}): make room there, or choose "
            "another place with -o"
        ) from None


def _check(folder: Path) -> None:
    if not folders.is_free(folder):
        raise UsageError(
            f"{folder} holds something else, and is left as it is: name a new folder with -o"
        )
