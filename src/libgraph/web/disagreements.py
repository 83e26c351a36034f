"""Where sources disagree: in the whole graph, found once for a time and language, or on a thing."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from libgraph.graph.batches import batches
from libgraph.graph.protocol import Graph
from libgraph.history import conflicts as history
from libgraph.history.conflicts import Conflict
from libgraph.query.circle import circle
from libgraph.web.asked import Asked
from libgraph.web.held import Edition

LARGE = 100_000
"""In a graph of so many triples, no page waits for the disagreements: they have their own."""


@dataclass(frozen=True)
class Disagreements:
    """All of them, in order, and by the things that they concern (places in the list)."""

    every: tuple[Conflict, ...]
    concerning: dict[str, tuple[int, ...]]


def large(edition: Edition) -> bool:
    """Whether a graph is too large to look through for one page."""
    query = "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"
    return edition.answers.get("size", lambda: int(next(edition.graph.texts(query))[0])) >= LARGE


def disagreements(edition: Edition, asked: Asked) -> Disagreements:
    """Where sources disagree at the time that is asked about."""
    key = ("disagreements", asked.lang, asked.as_of, asked.certain)
    return edition.answers.get(key, lambda: _found(edition, asked))


def about(edition: Edition, iri: str, asked: Asked) -> list[Conflict]:
    """Where they disagree on a thing, or with a source."""
    found = disagreements(edition, asked)
    near = circle(edition.graph, iri)
    places = {place for one in near for place in found.concerning.get(one, ())}
    return [found.every[place] for place in sorted(places)]


def _found(edition: Edition, asked: Asked) -> Disagreements:
    graph = edition.graph
    among = edition.answers.get("found", lambda: history.disagreements(graph))
    every = history.conflicts(
        graph, span=asked.span, certain=asked.certain, lang=asked.lang, among=among
    )
    names = _named(graph, (s for one in every for side in one.sides for s in side.statements))
    places: dict[str, set[int]] = defaultdict(set)
    for place, one in enumerate(every):
        things = {one.about.iri} | {source.iri for side in one.sides for source in side.sources}
        for side in one.sides:
            for statement in side.statements:
                things |= names[statement]
        for thing in things:
            places[thing].add(place)
    return Disagreements(tuple(every), {iri: tuple(sorted(at)) for iri, at in places.items()})


def _named(graph: Graph, statements: Iterable[str]) -> dict[str, set[str]]:
    """What each statement names."""
    found: dict[str, set[str]] = defaultdict(set)
    for batch in batches(set(statements)):
        query = f"SELECT ?s ?o {{ VALUES ?s {{ {batch} }} ?s ?p ?o FILTER(ISIRI(?o)) }}"
        for statement, thing in graph.texts(query):
            found[statement].add(thing)
    return found
