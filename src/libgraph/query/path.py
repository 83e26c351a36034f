"""How two things are tied: the shortest chains of relationships between them.

A chain never runs through places, sources or names: that two libraries lie in one country,
or stand in one document, is no tie.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice

from libgraph.dates import Holds, Span
from libgraph.graph.batches import batches
from libgraph.graph.holding import holding
from libgraph.graph.labels import labels
from libgraph.graph.protocol import Graph
from libgraph.namespaces import LG, lg, local_name
from libgraph.query.entities import Entity
from libgraph.query.telling import Telling, tell

_WALKED = 1000
LONGEST = 12
_TIES = """
    ?r ?as ?from ; a lg:Relationship ; lg:kind ?kind ; ?is ?to . FILTER(?to != ?from)
    FILTER(?kind NOT IN (lg:Naming, lg:Contact, lg:Figure, lg:Coverage))
    FILTER(?as IN (%(ends)s)) FILTER(?is IN (%(ends)s))"""
_ENDS = "SELECT DISTINCT ?end { ?end rdfs:subPropertyOf lg:end }"
_ALSO_ENDS = {lg("onBehalfOf"), lg("inPost"), lg("contribution")}
_DESCRIBED = """
    VALUES ?r { lg:postIn lg:serves lg:inSeries }
    { ?from ?r ?to } UNION { ?to ?r ?from }"""
_BARRED = """SELECT DISTINCT ?kind { ?kind rdfs:subClassOf* ?top
    VALUES ?top { lg:Place lg:Source } }"""
_HAPPENINGS = ("participation-", "signing-")
Steps = dict[str, dict[str, set[str]]]


@dataclass(frozen=True, slots=True)
class Step:
    """One tie in a chain, in words; `telling` is None for what a description says."""

    start: str
    end: str
    sentence: str
    telling: Telling | None


@dataclass(frozen=True, slots=True)
class Chains:
    """The shortest chains, at most as many as asked for, and how many there are."""

    chains: tuple[tuple[Step, ...], ...]
    total: int
    length: int


def path(
    graph: Graph,
    start: Entity,
    end: Entity,
    *,
    lang: str = "en",
    span: Span | None = None,
    certain: bool = False,
    most: int = 3,
) -> Chains:
    """The shortest chains from one thing to another, at all times or at some time in `span`."""
    steps = _search(graph, start.iri, end.iri, span, Holds.YES if certain else Holds.POSSIBLY)
    if steps is None:
        return Chains((), 0, 0)
    total = _count(steps, start.iri, end.iri)
    walked = islice(_walk(steps, start.iri, end.iri), _WALKED)
    chosen = sorted(walked, key=_lasting_first)[:most]
    told = tell(
        graph, {r for chain in chosen for _, r, _ in chain if not r.startswith(LG)}, lang, span
    )
    names = labels(graph, {iri for chain in chosen for step in chain for iri in step}, lang)
    chains = tuple(tuple(_step(step, told, names) for step in chain) for chain in chosen)
    return Chains(chains, total, len(chosen[0]) if chosen else 0)


def _lasting_first(chain: list[tuple[str, str, str]]) -> tuple[int, list[tuple[str, str, str]]]:
    """What lasts tells more than who met once."""
    return sum(local_name(tie).startswith(_HAPPENINGS) for _, tie, _ in chain), chain


def _step(step: tuple[str, str, str], told: dict[str, Telling], names: dict[str, str]) -> Step:
    start, relationship, end = step
    telling = told.get(relationship)
    sentence = (
        telling.sentence if telling else f"{names[start]} – {names[relationship]} – {names[end]}"
    )
    return Step(names[start], names[end], sentence, telling)


def _search(graph: Graph, start: str, end: str, span: Span | None, least: Holds) -> Steps | None:
    """For each thing on the way, the things one step back and the relationships to them."""
    seen, frontier = {start}, {start}
    back: Steps = {}
    patterns = _patterns(graph)
    for _ in range(LONGEST):
        found = _neighbours(graph, frontier, patterns, span, least)
        fresh: Steps = {to: ways for to, ways in found.items() if to not in seen}
        passable = _passable(graph, fresh) | {end}
        fresh = {to: ways for to, ways in fresh.items() if to in passable}
        back |= fresh
        if end in fresh or not fresh:
            break
        seen |= fresh.keys()
        frontier = set(fresh)
    return back if end in back else {} if start == end else None


def _patterns(graph: Graph) -> tuple[str, str]:
    """How two things are tied: by a relationship, or by what a description says."""
    ends = _ALSO_ENDS | {end for (end,) in graph.texts(_ENDS)}
    return _TIES % {"ends": ", ".join(f"<{end}>" for end in sorted(ends))}, _DESCRIBED


def _neighbours(
    graph: Graph, frontier: set[str], patterns: Iterable[str], span: Span | None, least: Holds
) -> Steps:
    rows: list[tuple[str, ...]] = []
    for batch in batches(frontier):
        for pattern in patterns:
            query = f"SELECT DISTINCT ?from ?r ?to {{ VALUES ?from {{ {batch} }} {pattern} }}"
            rows += graph.texts(query)
    held = holding(graph, {r for _, r, _ in rows if not r.startswith(LG)}, span) if span else {}
    found: Steps = defaultdict(lambda: defaultdict(set))
    for thing, r, to in rows:
        if not span or r.startswith(LG) or held.get(r, Holds.NO) >= least:
            found[to][thing].add(r)
    return found


def _passable(graph: Graph, things: Steps) -> set[str]:
    """The things that are something else than a place or a source."""
    if not things:
        return set()
    barred = {kind for (kind,) in graph.texts(_BARRED)}
    found: set[str] = set()
    for batch in batches(things):
        kinds = graph.texts(f"SELECT ?thing ?kind {{ VALUES ?thing {{ {batch} }} ?thing a ?kind }}")
        found |= {thing for thing, kind in kinds if kind not in barred}
    return found


def _walk(steps: Steps, start: str, end: str) -> Iterator[list[tuple[str, str, str]]]:
    if start == end:
        yield []
        return
    for before in sorted(steps.get(end, ())):
        for relationship in sorted(steps[end][before]):
            for chain in _walk(steps, start, before):
                yield [*chain, (before, relationship, end)]


def _count(steps: Steps, start: str, end: str, known: dict[str, int] | None = None) -> int:
    known = {start: 1} if known is None else known
    if end not in known:
        known[end] = sum(
            len(ties) * _count(steps, start, before, known)
            for before, ties in steps.get(end, {}).items()
        )
    return known[end]
