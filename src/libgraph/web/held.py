"""The graph that is being served: opened once, opened anew when the data change.

A request takes the graph that is current when it comes, and keeps it until it is answered; the
next one may get a newer. A graph that cannot be opened any more leaves the last good one.
"""

from __future__ import annotations

import threading
from collections import OrderedDict
from dataclasses import dataclass, field
from pathlib import Path

from libgraph.dates import Span
from libgraph.errors import LibgraphError
from libgraph.graph import Graph, open_graph
from libgraph.graph.stored import Stored
from libgraph.graph.workers import Workers
from libgraph.web.memo import Memo
from libgraph.web.settings import Settings

_SLICES = 8
_ANSWERS = 60
_PAGES = 50_000_000
"""So many bytes of pages are kept at hand."""


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
        self._slices: OrderedDict[str, Edition] = OrderedDict()
        self._current = self._opened()
        self._stamp = self._stamps()
        self._workers: Workers | None = None

    @property
    def current(self) -> Edition:
        """The newest graph."""
        return self._current

    def edition(self, known_at: str | None) -> Edition:
        """The newest graph, or the slice of it that was known by a day (EDTF).

        Raises:
            BadDate: `known_at` is no date.
        """
        if not known_at:
            return self._current
        day = Span.parse(known_at).last.isoformat()
        with self._lock:
            if day not in self._slices:
                self._slices[day] = Edition(self._open(Span.parse(known_at)), self._number)
            self._slices.move_to_end(day)
            while len(self._slices) > _SLICES:
                self._slices.popitem(last=False)
            return self._slices[day]

    @property
    def workers(self) -> Workers:
        """Processes in which strangers' queries run.

        Raises:
            TypeError: the graph is not in a store of our own.
        """
        with self._lock:
            if self._workers is None:
                self._workers = Workers(self._place(), self.settings.limits.memory)
            return self._workers

    def refresh(self) -> bool:
        """Open the graph anew if a file changed; whether it did. `trouble` says why it failed."""
        stamp = self._stamps()
        if stamp == self._stamp:
            return False
        try:
            fresh = self._opened()
        except LibgraphError as error:
            self.trouble = str(error)
            return False
        with self._lock:
            self._current, self._stamp, self.trouble = fresh, stamp, ""
            self._slices.clear()
            self.pages.clear()
            spent, self._workers = self._workers, None
        if spent:
            spent.close()
        return True

    def close(self) -> None:
        """End the workers."""
        with self._lock:
            if self._workers:
                self._workers.close()

    def _opened(self) -> Edition:
        edition = Edition(self._open(), self._number + 1)
        self._number += 1
        return edition

    def _open(self, known_at: Span | None = None) -> Graph:
        return open_graph(self.settings.paths, known_at=known_at, texts=self.settings.texts)

    def _place(self) -> Path:
        graph = self._current.graph
        if not isinstance(graph, Stored) or graph.place is None:
            raise TypeError("no store in a folder")
        return graph.place

    def _stamps(self) -> tuple[tuple[str, int, int], ...]:
        from libgraph import resources
        from libgraph.reading import files

        paths = [Path(path) for path in self.settings.paths] or [resources.folder("data")]
        try:
            found = files.discover(paths)
            return tuple((str(p), p.stat().st_mtime_ns, p.stat().st_size) for p in found)
        except (LibgraphError, OSError):
            return ()
