"""The names of a large network's bodies: read when the first is asked for, things one by one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from libgraph.graph import Graph
from libgraph.graph.labels import labels


class Names(Mapping[str, str]):
    """Names by IRI."""

    def __init__(self, graph: Graph, bodies: Sequence[str], lang: str) -> None:
        self._graph, self._bodies, self._lang = graph, bodies, lang
        self._known: dict[str, str] = {}

    def __getitem__(self, iri: str) -> str:
        if not self._known:
            self._known = labels(self._graph, self._bodies, self._lang)
        if iri not in self._known:
            self._known |= labels(self._graph, [iri], self._lang)
        return self._known[iri]

    def __iter__(self) -> Iterator[str]:
        return iter(self._bodies)

    def __len__(self) -> int:
        return len(self._bodies)
