"""The graph that is being served: opened once, opened anew when the data change.

A request takes the graph that is current when it comes, and keeps it until it is answered; the
next one may get a newer. A graph that cannot be opened any more leaves the last good one.
"""

from __future__ import annotations

import threading
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import cast

from libgraph import resources
from libgraph.errors import LibgraphError
from libgraph.graph import Graph, open_graph
from libgraph.graph.folders import MANIFEST, is_store
from libgraph.graph.limited import copied
from libgraph.graph.stored import Stored
from libgraph.graph.workers import Workers
from libgraph.reading import files
from libgraph.web.memo import Memo
from libgraph.web.settings import Settings
from libgraph.web.slices import Slices

_PROCESS = "libgraph.query.worker"
_ANSWERS = 60
_PAGES = 50_000_000
"""So many bytes of pages are kept at hand."""
Stamp = tuple[str, int, int, int]


@dataclass(frozen=True)
class Edition:
    """The graph as it is at a moment; `number` counts up with each change of the data.

    `answers` keeps what took long to find out.
    """

    graph: Graph
    number: int
    answers: Memo = field(default_factory=lambda: Memo(_ANSWERS), compare=False)


class Held:
    """Opens the graph, its slices of what was known by a day, and workers for strangers."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self.trouble = ""
        self.pages = Memo(_PAGES, lambda page: len(page.body))
        self._lock = threading.Lock()
        self._number = 0
        self._current = self._opened()
        self._slices = self._sliced()
        self._stamp = self._stamps()
        self._failed: tuple[Stamp, ...] | None = None
        self._crew: tuple[Edition, Workers] | None = None

    @property
    def current(self) -> Edition:
        """The newest graph."""
        return self._current

    def edition(self, known_at: str | None) -> Edition:
        """The newest graph, or the slice of it that was known by a day (EDTF).

        Raises:
            BadDate: `known_at` is no date.
            CannotRun: the slice cannot be worked out.
        """
        return cast(Edition, self._slices.get(known_at)) if known_at else self._current

    async def ready(self, known_at: str) -> None:
        """Wait until a slice is there (see Slices.ready)."""
        if known_at:
            await self._slices.ready(known_at)

    def workers(self, edition: Edition) -> Workers:
        """Processes in which strangers' questions to an edition run.

        There is one crew at a time: those of another edition end as soon as they are done, so
        that there are never more processes than questions may run at a time.
        """
        with self._lock:
            if self._crew is None or self._crew[0] is not edition:
                if self._crew:
                    self._crew[1].close()
                place = self._place(edition.graph)
                self._crew = edition, Workers(place, self.settings.limits.memory, _PROCESS)
            return self._crew[1]

    def refresh(self) -> bool:
        """Open the graph anew if a file changed; whether it did. `trouble` says why it failed."""
        stamp = self._stamps()
        if stamp in (self._stamp, self._failed):
            return False
        try:
            fresh = self._opened()
        except LibgraphError as error:
            self.trouble, self._failed = str(error), stamp
            return False
        with self._lock:
            spent, crew, self._crew = self._slices, self._crew, None
            self._current, self._stamp, self.trouble = fresh, stamp, ""
            self._failed = None
            self._slices = self._sliced()
            self.pages.clear()
        spent.close()
        if crew:
            crew[1].close()
        return True

    def close(self) -> None:
        """End the workers, and what is being worked out."""
        self._slices.close()
        with self._lock:
            crew, self._crew = self._crew, None
        if crew:
            crew[1].close()

    def _opened(self) -> Edition:
        edition = Edition(self._open(), self._number + 1)
        self._number += 1
        return edition

    def _open(self) -> Graph:
        return open_graph(self.settings.paths, texts=self.settings.texts)

    def _sliced(self) -> Slices:
        edition = self._current
        return Slices(
            edition.graph,
            self.settings.paths or (str(resources.folder("data")),),
            self.settings.texts,
            lambda graph: Edition(graph, edition.number),
        )

    def _place(self, graph: Graph) -> Path:
        """The folder of a graph's store; a copy, where it could not be kept in the cache."""
        assert isinstance(graph, Stored)
        if graph.place is None:
            graph.place = copied(graph)
        return graph.place

    def _stamps(self) -> tuple[Stamp, ...]:
        """What changes with each change of the data, or of the right to read them."""
        paths = [Path(path) for path in self.settings.paths] or [resources.folder("data")]
        try:
            return tuple(map(_stamp, _watched(paths)))
        except (LibgraphError, OSError):
            return ()


def _watched(paths: list[Path]) -> Iterable[Path]:
    """The files that tell of a change: of a built store, its manifest."""
    built = [path / MANIFEST for path in paths if is_store(path)]
    return built or files.discover(paths)


def _stamp(path: Path) -> Stamp:
    found = path.stat()
    return str(path), found.st_mtime_ns, found.st_ctime_ns, found.st_size
