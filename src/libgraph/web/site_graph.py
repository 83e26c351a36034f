"""A graph that does not change while its site is written: long answers are kept."""

from __future__ import annotations

from collections.abc import Iterator

from pyoxigraph import Quad, Triple

from libgraph.dates import Span
from libgraph.graph.protocol import Graph, Result
from libgraph.web.held import Held
from libgraph.web.memo import Memo

_LONG = 300
"""So many rows are asked for by what reads the whole graph, and so again for the next page."""
_ROWS = 500_000


class Remembering(Graph):
    """Answers as another graph does, the same long question only once."""

    def __init__(self, graph: Graph) -> None:
        self._graph, self.notices = graph, graph.notices
        self._long = Memo(_ROWS, len)
        self._seen: set[str] = set()

    def query(self, sparql: str) -> Result:
        return self._graph.query(sparql)

    def texts(self, sparql: str) -> Iterator[tuple[str, ...]]:
        if sparql in self._seen:
            return iter(self._long.get(sparql, lambda: list(self._graph.texts(sparql))))
        rows = list(self._graph.texts(sparql))
        if len(rows) >= _LONG:
            self._seen.add(sparql)
        return iter(rows)

    def said(self) -> Iterator[Quad]:
        return self._graph.said()

    def derived(self) -> Iterator[Triple]:
        return self._graph.derived()


class Still(Held):
    """Holds a graph for as long as its pages are written."""

    def _open(self, known_at: Span | None = None) -> Graph:
        return Remembering(super()._open(known_at))
