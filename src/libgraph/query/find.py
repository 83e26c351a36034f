"""Search names in every spelling and script."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import partial

from libgraph.errors import UsageError
from libgraph.folding import fold
from libgraph.graph.batches import batches
from libgraph.graph.labels import labels
from libgraph.graph.protocol import Graph
from libgraph.namespaces import SOURCE
from libgraph.query.matching import pattern

Having = Callable[[str], Iterable[tuple[str, ...]]]
"""From folded words to the things with a name that has them all, each with that folded name."""


@dataclass(frozen=True, slots=True)
class Match:
    """A thing, and the folded name of it that is closest to what was looked for."""

    iri: str
    key: str


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
        UnknownName: the words are longer than a name can be.
    """
    return shown(graph, ranked(words, partial(having, graph)), lang)


def having(graph: Graph, folded: str) -> Iterable[tuple[str, ...]]:
    """The things with a name that has all of the folded words, asked of the graph."""
    return graph.texts(f"SELECT ?thing ?key {{ ?thing lg:nameKey ?key FILTER({pattern(folded)}) }}")


def ranked(words: str, look: Having) -> list[Match]:
    """The things that `look` finds, each once, the closest first, sources last.

    Raises:
        UsageError: there is no letter or digit to look for.
        UnknownName: the words are longer than a name can be.
    """
    folded = fold(words)
    if not folded:
        raise UsageError(f"{words!r} has no letter or digit to look for: write a part of a name")
    closest: dict[str, tuple[int, int, str]] = {}
    for thing, key in look(folded):
        candidate = (*_distance(folded, key), key)
        closest[thing] = min(candidate, closest.get(thing, candidate))
    order = sorted(closest, key=lambda iri: (iri.startswith(SOURCE), closest[iri], iri))
    return [Match(iri, closest[iri][2]) for iri in order]


def shown(graph: Graph, matches: Sequence[Match], lang: str) -> list[Found]:
    """What a reader is told of matches, in their order."""
    things = [match.iri for match in matches]
    names, kinds, spelt = (
        labels(graph, things, lang),
        _kinds(graph, things, lang),
        _spelt(graph, things),
    )
    return [
        Found(
            one.iri,
            names[one.iri],
            kinds.get(one.iri, ""),
            min((name for name in spelt.get(one.iri, ()) if fold(name) == one.key), default=""),
        )
        for one in matches
    ]


def _distance(wanted: str, key: str) -> tuple[int, int]:
    """How far a name is from the words: the same, begins so, has the words, has the letters."""
    if key == wanted:
        return 0, 0
    grade = 1 if key.startswith(wanted) else 2 if set(key.split()) >= set(wanted.split()) else 3
    return grade, len(key)


def _spelt(graph: Graph, things: list[str]) -> dict[str, list[str]]:
    """All names of things, as they are written."""
    found: dict[str, list[str]] = {}
    for batch in batches(things):
        query = f"""SELECT ?thing ?name {{ VALUES ?thing {{ {batch} }}
            ?thing skos:prefLabel|skos:altLabel|skos:hiddenLabel ?name }}"""
        for thing, name in graph.texts(query):
            found.setdefault(thing, []).append(name)
    return found


def _kinds(graph: Graph, things: list[str], lang: str) -> dict[str, str]:
    rows: list[tuple[str, ...]] = []
    for batch in batches(things):
        query = f"SELECT ?thing ?kind {{ VALUES ?thing {{ {batch} }} ?thing a ?kind }}"
        rows += graph.texts(query)
    rows.sort()
    names = labels(graph, {kind for _, kind in rows}, lang)
    return {thing: names[kind] for thing, kind in rows}
