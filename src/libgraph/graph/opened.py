"""Open a graph: parse, derive, keep; or ask one that lives elsewhere."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pyoxigraph
from pyoxigraph import Store

from libgraph import __version__
from libgraph.errors import BadFile, ChangedMeanwhile, DamagedStore
from libgraph.graph import cache, folders, manifest
from libgraph.graph.addresses import the_address
from libgraph.graph.built import SAID, attached, opened, the_store
from libgraph.graph.given import Input, discovered
from libgraph.graph.stored import Stored
from libgraph.reading import files

if TYPE_CHECKING:
    from libgraph.dates import Span
    from libgraph.graph.protocol import Graph


def open_graph(
    paths: str | Path | Iterable[str | Path] = (),
    *,
    keep: bool = True,
    known_at: Span | str | None = None,
    texts: Path | None = None,
    context: Iterable[Path] = (),
    user: str | None = None,
    timeout: float | None = None,
) -> Graph:
    """Open the graph in a file or folder, or several; with none, the one that ships with libgraph.

    A path may be the address of a SPARQL endpoint: `user` is then who asks, and `timeout` how
    many seconds the server may be silent.

    With `known_at`, only what the sources say that were written by its last day (a source of
    uncertain date, by its latest possible one). What tables quote becomes a passage where the
    folder `texts` has the text of the source. Tables may also name what the files and folders in
    `context` describe, which are no part of the graph.

    What is derived is kept in the user's cache folder, by content; `keep=False` works in
    memory and leaves nothing.

    Raises:
        BadFile: a path is missing or broken, or holds no data.
        BadTables: tables have faults; the error has all of them.
        BadEndpoint: a server does not answer as it should.
        BadDate: `known_at` is no date.
    """
    if isinstance(known_at, str):
        from libgraph.dates import Span

        known_at = Span.parse(known_at)
    graph = _opened(
        [paths] if isinstance(paths, str | Path) else list(paths),
        keep=keep, known_at=known_at, texts=texts, context=context, user=user, timeout=timeout,
    )  # fmt: skip
    graph.known_at = known_at.last.isoformat() if known_at else ""
    return graph


def _opened(
    paths: Sequence[str | Path],
    *,
    keep: bool,
    known_at: Span | None,
    texts: Path | None,
    context: Iterable[Path],
    user: str | None,
    timeout: float | None,
) -> Graph:
    if address := the_address(paths):
        from libgraph.graph.endpoint import open_endpoint

        return open_endpoint(address, user=user, timeout=timeout, known_at=known_at, keep=keep)
    if built := the_store(paths):
        return opened(built) if known_at is None else _sliced(built, known_at.last, keep=keep)
    given = discovered(paths, known_at.last if known_at else None, texts, context)
    return _kept(given) if keep else Stored(_built(given), given.files)


def _sliced(built: Path, day: date, *, keep: bool) -> Stored:
    """What a built store would hold, had it been built from what was written by a day."""
    with attached_to(built, day) as given:
        return _kept(given) if keep else Stored(_built(given), given.files)


@contextmanager
def attached_to(built: Path, day: date) -> Iterator[Input]:
    """What a slice of a built store is made from, as long as the block lasts."""
    graph, made = attached(built)  # while it is there, nobody removes what it was made from
    yield Input((built,), graph.files, day, said=built / made.making / SAID)
    del graph


def _built(given: Input) -> Store:
    from libgraph.graph.building import in_memory  # what is kept need not be derived again

    return in_memory(given)


def _kept(given: Input) -> Stored:
    name = _digest(given)
    place = None
    try:
        place = cache.folder() / name
        if not folders.is_store(place):
            _keep(place, given, lambda: _digest(given) == name)
        cache.used(place)
        folders.sweep(place)  # what several that made it at once left of each other
        return attached(place)[0]
    except (OSError, ChangedMeanwhile, DamagedStore) as error:
        # an unwritable or damaged cache costs time, never an answer
        if place and isinstance(error, DamagedStore):
            cache.forget(place)
        return Stored(_built(given), given.files)


def _keep(place: Path, given: Input, unchanged: Callable[[], bool]) -> None:
    from libgraph.graph.building import build

    build(place, given, unchanged=unchanged)
    cache.tidy(spare=place)


def _digest(given: Input) -> str:
    said = sorted(given.said.iterdir()) if given.said else []
    texts = sorted(given.texts.rglob("*.txt")) if given.texts else []
    tabular = any(map(files.is_table, given.files))
    # rows of the same content may come from files of other kinds
    names = [path.stem for path in given.files if files.is_table(path)]
    try:
        versions = (__version__, pyoxigraph.__version__, str(given.day), *names, *_known(given))
        made_from = said or [*given.files, *texts, *given.context]
        return manifest.digest([*made_from, *manifest.makers(tabular=tabular)], *versions)
    except OSError as error:
        raise BadFile(
            f"{error.filename} cannot be read ({error.strerror}): check its name and its rights"
        ) from None


def _known(given: Input) -> list[str]:
    """Words by which files that only describe things differ from files of the graph."""
    names = [path.stem for path in given.context if files.is_table(path)]
    return ["", str(len(given.context)), *names] if given.context else []
