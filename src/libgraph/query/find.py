"""Search names in every spelling and script."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
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
Ties = Callable[[Iterable[str]], Mapping[str, int]]
"""From things to how often each is an end of a tie; those that never are may be left out."""


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
    """The things with a name that contains all the words, in the order of `ranked`.

    Raises:
        UsageError: there is no letter or digit to look for.
        UnknownName: the words are longer than a name can be.
    """
    return shown(graph, ranked(words, partial(having, graph), partial(tied, graph)), lang)


def having(graph: Graph, folded: str) -> Iterable[tuple[str, ...]]:
    """The things with a name that has all of the folded words, asked of the graph."""
    return graph.texts(f"SELECT ?thing ?key {{ ?thing lg:nameKey ?key FILTER({pattern(folded)}) }}")


def tied(graph: Graph, things: Iterable[str]) -> dict[str, int]:
    """How often each thing is an end of relationships and of statements, asked of the graph."""
    found: dict[str, int] = {}
    for batch in batches(things):
        found |= _counted(graph, f"VALUES ?thing {{ {batch} }}")
    return found


def no_ties(_things: Iterable[str]) -> dict[str, int]:
    """For who wants what is called so, whether it is tied to much or not."""
    return {}


def all_tied(graph: Graph) -> dict[str, int]:
    """The same for every thing of the graph."""
    return _counted(graph, "")


def _counted(graph: Graph, of: str) -> dict[str, int]:
    # an agreement or event has a tie for each that is party to it or takes part
    query = f"""SELECT ?thing (COUNT(?account) AS ?n) {{
        {of} ?as rdfs:subPropertyOf lg:end FILTER(?as NOT IN (lg:agreement, lg:event))
        ?account ?as ?thing }} GROUP BY ?thing"""
    return {thing: int(number) for thing, number in graph.texts(query)}


def ranked(words: str, look: Having, ties: Ties) -> list[Match]:
    """The things that `look` finds, each once: the closest first, of these what has most ties.

    Sources come last.

    Raises:
        UsageError: there is no letter or digit to look for.
        UnknownName: the words are longer than a name can be.
    """
    folded = fold(words)
    if not folded:
        raise UsageError(f"{words!r} has no letter or digit to look for: write a part of a name")
    closest: dict[str, tuple[int, bool, int, str]] = {}
    for thing, key in look(folded):
        candidate = _grade(folded, key), not key.startswith(folded), len(key), key
        closest[thing] = min(candidate, closest.get(thing, candidate))
    known = ties(closest)

    def order(iri: str) -> tuple[object, ...]:
        grade, *near = closest[iri]
        return iri.startswith(SOURCE), grade, -known.get(iri, 0), *near, iri

    return [Match(iri, closest[iri][-1]) for iri in sorted(closest, key=order)]


def shown(graph: Graph, matches: Sequence[Match], lang: str) -> list[Found]:
    """What a reader is told of matches, in their order."""
    things = [match.iri for match in matches]
    names, known, spelt = (
        labels(graph, things, lang),
        kinds(graph, things, lang),
        _spelt(graph, things),
    )
    return [
        Found(
            one.iri,
            names[one.iri],
            known.get(one.iri, ""),
            min((name for name in spelt.get(one.iri, ()) if fold(name) == one.key), default=""),
        )
        for one in matches
    ]


def _grade(wanted: str, key: str) -> int:
    """How far a name is from the words: the same, has words that begin so, has the letters."""
    if key == wanted:
        return 0
    return 1 if all(f" {word}" in f" {key}" for word in wanted.split()) else 2


def _spelt(graph: Graph, things: list[str]) -> dict[str, list[str]]:
    """All names of things, as they are written."""
    found: dict[str, list[str]] = {}
    for batch in batches(things):
        query = f"""SELECT ?thing ?name {{ VALUES ?thing {{ {batch} }}
            ?thing skos:prefLabel|skos:altLabel|skos:hiddenLabel ?name }}"""
        for thing, name in graph.texts(query):
            found.setdefault(thing, []).append(name)
    return found


def kinds(graph: Graph, things: list[str], lang: str) -> dict[str, str]:
    """What each thing is, in the reader's words."""
    rows: list[tuple[str, ...]] = []
    for batch in batches(things):
        query = f"SELECT ?thing ?kind {{ VALUES ?thing {{ {batch} }} ?thing a ?kind }}"
        rows += graph.texts(query)
    rows.sort()
    names = labels(graph, {kind for _, kind in rows}, lang)
    return {thing: names[kind] for thing, kind in rows}
