"""The sources of a page, numbered in the order in which the page first cites them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from libgraph.graph.batches import batches
from libgraph.graph.labels import labels
from libgraph.graph.protocol import Graph
from libgraph.namespaces import local_name


@dataclass(frozen=True, slots=True)
class Source:
    """A source as a page cites it: its number, title, and what else tells it from others."""

    number: int
    iri: str
    title: str
    publisher: str
    date: str

    @property
    def hint(self) -> str:
        """What is said where there is room for a number only."""
        said = (self.title, self.publisher, self.date)
        return f"{' · '.join(filter(None, said))} ({local_name(self.iri)})"


class Cited:
    """Numbers the sources (IRIs) of a page."""

    def __init__(self, graph: Graph, sources: Iterable[str], lang: str) -> None:
        known = list(dict.fromkeys(sources))
        said = _described(graph, known, lang)
        titles = labels(graph, known, lang)
        self._sources = {
            iri: Source(number, iri, titles[iri], *said.get(iri, ("", "")))
            for number, iri in enumerate(known, 1)
        }

    def __getitem__(self, iri: str) -> Source:
        return self._sources[iri]

    def of(self, sources: Iterable[str]) -> tuple[Source, ...]:
        """Those of a line, in the order of their numbers."""
        return tuple(sorted((self[iri] for iri in sources), key=lambda one: one.number))

    def every(self) -> tuple[Source, ...]:
        """All of them, for the list at the end of the page."""
        return tuple(self._sources.values())


def _described(graph: Graph, sources: list[str], lang: str) -> dict[str, tuple[str, str]]:
    """Publisher and date of each source."""
    rows: list[tuple[str, ...]] = []
    for batch in batches(sources):
        query = f"""SELECT ?source ?publisher ?date {{ VALUES ?source {{ {batch} }}
            OPTIONAL {{ ?source dcterms:publisher|dc:publisher ?publisher }}
            OPTIONAL {{ ?source dcterms:date ?date }} }}"""
        rows += graph.texts(query)
    names = labels(graph, {who for _, who, _ in rows if "://" in who}, lang)
    return {source: (names.get(who, who), day) for source, who, day in sorted(rows, reverse=True)}
