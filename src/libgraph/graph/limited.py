"""A graph whose questions may cost only so much: each runs in a process that can be killed."""

from __future__ import annotations

import io
import shutil
import time
import weakref
from collections.abc import Iterator
from pathlib import Path
from tempfile import mkdtemp
from typing import cast

from pyoxigraph import Quad, RdfFormat, Store, Triple, parse

from libgraph.errors import LimitReached, UsageError
from libgraph.graph import results
from libgraph.graph.limits import Limits
from libgraph.graph.protocol import Graph, Result
from libgraph.graph.stored import Stored
from libgraph.graph.workers import Workers


def limited(graph: Graph, limits: Limits) -> Graph:
    """A graph of our own within limits.

    Raises:
        UsageError: it is asked elsewhere, and its memory is limited there.
    """
    if isinstance(graph, Stored):
        return Limited(graph, limits)
    if limits.memory:
        raise UsageError("the memory of a server is its own to limit: leave out --max-memory")
    return graph


class Limited(Graph):
    """A graph in a store, asked within limits.

    `limits.seconds` are for all questions together, from now on.
    """

    def __init__(self, graph: Stored, limits: Limits) -> None:
        self._graph, self._limits = graph, limits
        self.notices, self.known_at = graph.notices, graph.known_at
        self._workers = Workers(graph.place or copied(graph), limits.memory)
        self._until = limits.seconds and time.monotonic() + limits.seconds

    def query(self, sparql: str) -> Result:
        found = self._workers.ask(sparql, self._limits, self._left())
        if found.kind == "boolean":
            return results.boolean(found.read() == b"true")
        stream = cast(io.BufferedReader, io.BufferedReader(found, 1 << 16))
        if found.kind == "triples":
            return results.triples(q.triple for q in parse(stream, format=RdfFormat.N_TRIPLES))
        return results.solutions(stream)

    def _left(self) -> float | None:
        if self._until is None:
            return None
        left = self._until - time.monotonic()
        if left <= 0:
            raise LimitReached.of_time(self._limits.seconds or 0)
        return left

    def said(self) -> Iterator[Quad]:
        return self._graph.said()

    def derived(self) -> Iterator[Triple]:
        return self._graph.derived()

    def __repr__(self) -> str:
        return repr(self._graph)


def copied(graph: Stored) -> Path:
    """A copy of a store that is in memory alone, where another process can open it.

    It is there as long as the graph is.
    """
    folder = mkdtemp(prefix="libgraph-")
    weakref.finalize(graph, shutil.rmtree, folder, ignore_errors=True)
    copy = Store(f"{folder}/store")
    copy.bulk_extend(graph.store)
    copy.flush()
    return Path(folder, "store")
