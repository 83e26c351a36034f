"""Open a graph: parse, derive, keep; or ask one that lives elsewhere."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pyoxigraph
from pyoxigraph import Store

from libgraph import __version__, resources
from libgraph.errors import BadFile
from libgraph.graph import cache
from libgraph.graph.stored import Stored
from libgraph.reading import files

if TYPE_CHECKING:
    from libgraph.dates import Span


@dataclass(frozen=True, slots=True)
class _Input:
    """What a graph is made from: files, a day by which sources were written, texts to quote."""

    files: list[Path]
    day: date | None
    texts: Path | None


def open_graph(
    paths: Iterable[str | Path] = (),
    *,
    keep: bool = True,
    known_at: Span | None = None,
    texts: Path | None = None,
) -> Stored:
    """Open the graph in files and folders; with none, the one that ships with libgraph.

    With `known_at`, only what the sources say that were written by its last day (a source of
    uncertain date, by its latest possible one). What tables quote becomes a passage where the
    folder `texts` has the text of the source.

    What is derived is kept in the user's cache folder, by content; `keep=False` works in
    memory and leaves nothing.

    Raises:
        BadFile: a path is missing or broken, or holds no data.
        BadTables: tables have faults; the error has all of them.
    """
    found = files.discover([Path(path) for path in paths] or [resources.folder("data")])
    given = _Input(found, known_at.last if known_at else None, texts and _quoted(found, texts))
    return _kept(given) if keep else Stored(_built(Store(), given), found)


def _quoted(found: list[Path], texts: Path) -> Path | None:
    """The folder of texts, if any of the files quotes them: else they change nothing."""
    tables = [path for path in found if files.is_table(path)]
    if not tables:
        return None
    from libgraph.tables.quotes import quoted

    return texts if quoted(tables) else None


def _built(store: Store, given: _Input) -> Store:
    from libgraph.graph.derive import build  # what is kept need not be derived again

    build(store, given.files, given.day, given.texts)
    return store


def _kept(given: _Input) -> Stored:
    def make(place: Path) -> None:
        store = Store(str(place))
        store.bulk_extend(_built(Store(), given))  # leaves no log to be read at each opening
        store.flush()
        if _digest(given) != name:
            raise OSError("a file was changed meanwhile")

    name = _digest(given)
    try:
        place = cache.kept(name, make)
        return Stored(Store.read_only(str(place)), given.files, place)
    except (OSError, RuntimeError) as error:
        # an unwritable or damaged cache costs time, never an answer
        if "orrupt" in str(error):
            cache.forget(cache.folder() / name)
        return Stored(_built(Store(), given), given.files)


def _digest(given: _Input) -> str:
    texts = sorted(given.texts.rglob("*.txt")) if given.texts else []
    tabular = any(map(files.is_table, given.files))
    # rows of the same content may come from files of other kinds
    names = [path.stem for path in given.files if files.is_table(path)]
    try:
        versions = (__version__, pyoxigraph.__version__, str(given.day), *names)
        return cache.digest([*given.files, *texts, *_makers(tabular)], *versions)
    except OSError as error:
        raise BadFile(
            f"{error.filename} cannot be read ({error.strerror}): check its name and its rights"
        ) from None


def _makers(tabular: bool) -> list[Path]:
    """The files that decide what is derived: ontology, rules, and the code of these rooms."""
    ontology, room = resources.folder("ontology"), Path(__file__).parent
    folders = [
        (ontology, "*.ttl"),
        (ontology / "rules", "*.rq"),
        (room, "*.py"),
        (room.parent / "reading", "*.py"),
        (room.parent, "*.py"),
    ]
    if tabular:
        folders += [(ontology / "tables", "*.json"), (room.parent / "tables", "*.py")]
    return [path for folder, pattern in folders for path in sorted(folder.glob(pattern))]
