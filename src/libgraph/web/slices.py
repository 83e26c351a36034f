"""What was known by a day: slices of the graph, worked out beside, and shared.

A day on which no source was written has the slice of the day before. One process at a time works
a slice out; whoever asks for another day, or for none, does not wait for it.
"""

from __future__ import annotations

import asyncio
import shutil
import threading
import weakref
from bisect import bisect_right
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from tempfile import mkdtemp

from anyio import CapacityLimiter, to_thread

from libgraph.dates import Span
from libgraph.errors import CannotRun, LimitReached
from libgraph.graph import Graph
from libgraph.graph.beside import Slicing
from libgraph.graph.slicing import days
from libgraph.web.memo import Memo

KEPT, WAITING = 8, 20
"""So many slices are kept; so many more days may wait to be worked out."""
_PATIENCE, _LONGEST = 25.0, 900.0
"""So many seconds a reader waits for a slice, and so many it may take."""


class Slices:
    """The slices of one edition of the graph in `paths`; `wrap` makes of each what is kept."""

    def __init__(
        self,
        graph: Graph,
        paths: Sequence[str],
        texts: Path | None,
        wrap: Callable[[Graph], object],
    ) -> None:
        self._graph, self._paths, self._texts, self._wrap = graph, paths, texts, wrap
        self._kept = Memo(KEPT)
        self._days = Memo(1)
        self._turn = threading.Lock()
        self._process: Slicing | None = None
        self._closed = False
        self._coming: dict[date, asyncio.Task[object]] = {}
        self._one = CapacityLimiter(1)

    def day(self, known_at: str) -> date:
        """The last day by then on which a source was written: nothing more was known.

        Raises:
            BadDate: `known_at` is no date.
        """
        asked = Span.parse(known_at).last
        every = self._days.get("days", lambda: days(self._graph))
        at = bisect_right(every, asked)
        return every[at - 1] if at else date.min

    def get(self, known_at: str) -> object:
        """The slice that was known by a day, worked out here where it is not there yet.

        Raises:
            BadDate: `known_at` is no date.
            CannotRun: it cannot be worked out.
        """
        day = self.day(known_at)
        return self._kept.get(day, lambda: self._made(day))

    async def ready(self, known_at: str) -> None:
        """Wait until a slice is there; no thread waits meanwhile.

        Raises:
            BadDate: `known_at` is no date.
            LimitReached: it takes long, and comes later; or too many others wait.
            CannotRun: it cannot be worked out.
        """
        day = await to_thread.run_sync(self.day, known_at)
        if self._kept.has(day):
            return
        if day not in self._coming:
            if len(self._coming) > WAITING:
                raise LimitReached("too many days are being looked back to: try again in a minute")
            self._coming[day] = asyncio.create_task(self._make(day))
        try:
            await asyncio.wait_for(asyncio.shield(self._coming[day]), _PATIENCE)
        except TimeoutError:
            raise LimitReached(
                f"what was known by {day} is being worked out: try again in a minute"
            ) from None

    def close(self) -> None:
        """End what is under way, and let go of all."""
        self._closed = True
        if process := self._process:
            process.end()
        self._kept.clear()

    async def _make(self, day: date) -> object:
        try:
            return await to_thread.run_sync(
                self.get, day.isoformat(), limiter=self._one, abandon_on_cancel=True
            )
        finally:
            del self._coming[day]

    def _made(self, day: date) -> object:
        with self._turn:
            if self._closed:
                raise CannotRun("the data have changed: ask again")
            folder = Path(mkdtemp(prefix="libgraph-slice-"))
            try:
                self._process = process = Slicing(folder / "store", day, self._paths, self._texts)
                if self._closed:  # just now, when there was no process to end yet
                    process.end()
                graph = process.graph(_LONGEST)
            except BaseException:
                shutil.rmtree(folder, ignore_errors=True)
                raise
            finally:
                self._process = None
        graph.known_at = day.isoformat()
        weakref.finalize(graph, shutil.rmtree, folder, ignore_errors=True)
        return self._wrap(graph)
