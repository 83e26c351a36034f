"""A graph that does not change while its site is written: answers are kept."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator
from pathlib import Path

from pyoxigraph import Quad, Triple

from libgraph.graph.protocol import Graph, Result, Row, T
from libgraph.web.held import Held
from libgraph.web.memo import Memo

_LONG = 300
"""So many rows are asked for by what reads the whole graph, and so again for the next page."""
_ROWS, _RECENT = 500_000, 50_000


class Remembering(Graph):
    """Answers as another graph does, the same long question only once.

    Of short ones, the latest are kept: a thing's page is written in all languages at a time.
    """

    def __init__(self, graph: Graph) -> None:
        self.inner, self.notices = graph, graph.notices
        self._long, self._recent = Memo(_ROWS, len), Memo(_RECENT, _weight)
        self._rows = Memo(_RECENT, _weight)
        self._once: dict[Hashable, object] = {}
        self._seen: set[str] = set()

    def query(self, sparql: str) -> Result:
        return self.inner.query(sparql)

    def select(self, sparql: str) -> Iterator[Row]:
        return iter(self._rows.get(sparql, lambda: list(self.inner.select(sparql))))

    def texts(self, sparql: str) -> Iterator[tuple[str, ...]]:
        kept = self._long if sparql in self._seen else self._recent
        rows = kept.get(sparql, lambda: list(self.inner.texts(sparql)))
        if len(rows) >= _LONG:
            self._seen.add(sparql)
        return iter(rows)

    def once(self, key: Hashable, make: Callable[[], T]) -> T:
        if key not in self._once:
            self._once[key] = make()
        return self._once[key]  # type: ignore[return-value]

    def said(self) -> Iterator[Quad]:
        return self.inner.said()

    def derived(self) -> Iterator[Triple]:
        return self.inner.derived()


def _weight(rows: list[object]) -> int:
    """What an answer weighs; an empty one has a question too."""
    return len(rows) + 1


class Still(Held):
    """Holds a graph for as long as its pages are written."""

    def _open(self) -> Graph:
        return Remembering(super()._open())

    def _place(self, graph: Graph) -> Path:
        return super()._place(graph.inner if isinstance(graph, Remembering) else graph)
