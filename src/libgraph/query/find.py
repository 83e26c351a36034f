"""Search names in every spelling and script."""

from __future__ import annotations

from dataclasses import dataclass

from libgraph.errors import UsageError
from libgraph.folding import fold
from libgraph.graph.batches import batches
from libgraph.graph.labels import labels
from libgraph.graph.protocol import Graph
from libgraph.namespaces import SOURCE
from libgraph.query.matching import pattern


@dataclass(frozen=True, slots=True)
class Found:
    """A thing, its name in the reader's language, its kinds, and the spelling that matched."""

    iri: str
    label: str
    kind: str
    matched: str


def find(graph: Graph, words: str, lang: str = "en") -> list[Found]:
    """The things with a name that contains all the words; the closest first, sources last.

    Raises:
        UsageError: there is no letter or digit to look for.
    """
    folded = fold(words)
    if not folded:
        raise UsageError(f"{words!r} has no letter or digit to look for: write a part of a name")
    matches: dict[str, tuple[tuple[int, int], str]] = {}
    query = f"""SELECT DISTINCT ?thing ?name {{
            ?thing lg:nameKey ?key FILTER({pattern(folded)})
            ?thing skos:prefLabel|skos:altLabel|skos:hiddenLabel ?name }}"""
    for thing, name in graph.texts(query):
        candidate = (_distance(folded, fold(name)), name)
        matches[thing] = min(candidate, matches.get(thing, candidate))
    names = labels(graph, matches, lang)
    kinds = _kinds(graph, list(matches), lang)
    order = sorted(
        matches, key=lambda iri: (iri.startswith(SOURCE), matches[iri][0], names[iri], iri)
    )
    return [Found(iri, names[iri], kinds.get(iri, ""), matches[iri][1]) for iri in order]


def _distance(wanted: str, key: str) -> tuple[int, int]:
    """How far a name is from the words: the same, begins so, has the words, has the letters."""
    if key == wanted:
        return 0, 0
    words = set(key.split())
    grade = 1 if key.startswith(wanted) else 2 if words >= set(wanted.split()) else 3
    if not all(part in key for part in wanted.split()):
        grade = 9
    return grade, len(key)


def _kinds(graph: Graph, things: list[str], lang: str) -> dict[str, str]:
    rows: list[tuple[str, ...]] = []
    for batch in batches(things):
        query = f"SELECT ?thing ?kind {{ VALUES ?thing {{ {batch} }} ?thing a ?kind }}"
        rows += graph.texts(query)
    rows.sort()
    names = labels(graph, {kind for _, kind in rows}, lang)
    return {thing: names[kind] for thing, kind in rows}
