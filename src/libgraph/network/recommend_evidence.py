"""What bodies share: the evidence from which likely partners are proposed.

A body has its part in a thing (an event, a programme, a partner, a person, a place) through
relationships; several ways of showing it may exist, and any one of them is enough.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from libgraph.dates import Holds, Span
from libgraph.graph import Graph
from libgraph.graph.closure import closed
from libgraph.graph.holding import holding
from libgraph.graph.labels import labels
from libgraph.network.projection import projection
from libgraph.network.ties import Ground

_BODIES = """
SELECT DISTINCT ?body WHERE {
  ?body a/rdfs:subClassOf* lg:Agent . FILTER NOT EXISTS { ?body a lg:Person } FILTER(isIRI(?body))
}"""
_PLACES = """
SELECT DISTINCT ?body ?place ?relationship WHERE {
  ?relationship a lg:Relationship ; lg:kind lg:Lifespan ; lg:of ?body ; lg:place/lg:within* ?place .
}"""
_HOUSES_A_PART = """
SELECT DISTINCT ?host ?whole ?hosting ?link WHERE {
  ?hosting a lg:Relationship ; lg:kind lg:Hosting ; lg:host ?host ; lg:hosted ?part .
  ?link a lg:Relationship ; lg:kind lg:Link ; lg:relation lg:partOf ; lg:from ?part ; lg:to ?whole .
}"""
_INSIDE = "SELECT DISTINCT ?place ?larger WHERE { ?place lg:within ?larger }"
_SPEAKS_OF = (
    "SELECT DISTINCT ?r ?agreement WHERE { ?r a lg:Relationship ; lg:agreement ?agreement }"
)
_UNDIRECTED = {"events": "event", "people": "person"}
Pair = tuple[str, str]


class Thing(NamedTuple):
    """What bodies can share: its kind (one of `recommend_score.WEIGHTS`) and its IRI."""

    kind: str
    iri: str


Ways = dict[str, set[Ground]]


@dataclass(frozen=True)
class Evidence:
    """What the bodies of a graph share, at a time or over all time.

    `parts` gives for each thing its bodies and the ways of showing that they have part in it;
    `agreements` the relationships that speak of what ties a pair, for the pairs tied at the
    time; `settled` the pairs that were tied by its end; `kin` the parts and wholes of a body.
    """

    span: Span | None
    bodies: tuple[str, ...]
    names: Mapping[str, str]
    parts: Mapping[Thing, Ways]
    things: Mapping[str, tuple[Thing, ...]]
    answers: Mapping[str, Holds]
    agreements: Mapping[Pair, frozenset[str]]
    settled: Mapping[str, frozenset[str]]
    kin: Mapping[str, frozenset[str]]
    depth: Mapping[str, int]

    def sharing(self, thing: Thing, lost: frozenset[str] = frozenset()) -> dict[str, Holds]:
        """The bodies that have part in a thing, certainly or possibly, without what is lost."""
        found = {body: self.held(ways, lost) for body, ways in self.parts[thing].items()}
        return {body: holds for body, holds in found.items() if holds is not Holds.NO}

    def held(self, ways: Iterable[Ground], lost: frozenset[str] = frozenset()) -> Holds:
        """How surely the best of the ways holds."""
        left = (way for way in ways if lost.isdisjoint(way))
        return max((self._weakest(way) for way in left), default=Holds.NO)

    def resting(self, thing: Thing, body: str) -> list[str]:
        """The relationships that show a body's part in a thing."""
        ways = self.parts[thing][body]
        return sorted({iri for way in ways if self._weakest(way) is not Holds.NO for iri in way})

    def _weakest(self, way: Ground) -> Holds:
        if self.span is None:
            return Holds.YES
        return min((self.answers.get(iri, Holds.NO) for iri in way), default=Holds.YES)


def evidence(graph: Graph, span: Span | None = None, lang: str = "en") -> Evidence:
    """Read what the bodies of a graph share."""
    bodies = sorted(body for (body,) in graph.texts(_BODIES))
    signed, whole = _rows(graph, "agreements"), _rows(graph, "hosting")
    parts: dict[Thing, Ways] = defaultdict(lambda: defaultdict(set))
    for thing, body, way in _read(graph, set(bodies), signed, whole):
        parts[thing][body].add(way)
    known = {iri for ways in parts.values() for each in ways.values() for w in each for iri in w}
    shown = {thing.iri for thing in parts if ":" in thing.iri}
    return Evidence(
        span=span,
        bodies=tuple(bodies),
        names=labels(graph, shown.union(bodies), lang),
        parts=parts,
        things=_things(parts),
        answers=holding(graph, known, span) if span else {},
        agreements=_agreements(graph, signed, span),
        settled=_settled(graph, signed, span),
        kin=_kin(whole),
        depth=_depth(graph),
    )


def _rows(graph: Graph, layer: str) -> list[tuple[str, ...]]:
    return sorted(graph.texts(projection(layer).sparql))


def _read(
    graph: Graph, bodies: set[str], signed: list[tuple[str, ...]], whole: list[tuple[str, ...]]
) -> Iterator[tuple[Thing, str, Ground]]:
    """Each part that a body has in a thing, and one way of showing it."""
    for start, end, _, one, other in signed:
        yield Thing("partner", end), start, (one, other)
        yield Thing("partner", start), end, (one, other)
    for layer, kind in _UNDIRECTED.items():
        for start, end, via, one, other in _rows(graph, layer):
            yield Thing(kind, via), start, (one,)
            yield Thing(kind, via), end, (other,)
    for start, end, via, one, other in _rows(graph, "support"):
        yield Thing("help", via), start, (one,)
        yield Thing("help", via), end, (other,) if other else ()
    for start, group, _, relationship in _rows(graph, "memberships"):
        yield Thing("programme", group), start, (relationship,)
        yield Thing("programme", group), group, ()  # an organization is in itself
    for group, part, _, relationship in whole:
        yield Thing("programme", group), part, (relationship,)
    for host, group, *way in graph.texts(_HOUSES_A_PART):
        if {host, group} <= bodies and host != group:
            yield Thing("programme", group), host, tuple(way)
    for body, place, relationship in graph.texts(_PLACES):
        if body in bodies:
            yield Thing("place", place), body, (relationship,)


def _things(parts: Mapping[Thing, Ways]) -> dict[str, tuple[Thing, ...]]:
    found: dict[str, list[Thing]] = defaultdict(list)
    for thing in sorted(parts):
        for body in parts[thing]:
            found[body].append(thing)
    return {body: tuple(things) for body, things in found.items()}


def _agreements(
    graph: Graph, signed: list[tuple[str, ...]], span: Span | None
) -> dict[Pair, frozenset[str]]:
    """The pairs tied at the time, and all that is said of any agreement between the two."""
    told: dict[str, set[str]] = defaultdict(set)
    for relationship, agreement in graph.texts(_SPEAKS_OF):
        told[agreement].add(relationship)
    found: dict[Pair, set[str]] = defaultdict(set)
    for start, end, via, *_ in signed:
        found[start, end] |= told[via]
    tied = _tied(graph, signed, span)
    return {pair: frozenset(found[pair]) for pair in sorted(tied)}


def _settled(
    graph: Graph, signed: list[tuple[str, ...]], span: Span | None
) -> dict[str, frozenset[str]]:
    """Whom each body was ever tied to, as far as the end of the time asked about."""
    until = Span(date.min, span.last) if span else None
    found: dict[str, set[str]] = defaultdict(set)
    for start, end in _tied(graph, signed, until):
        found[start].add(end)
        found[end].add(start)
    return {body: frozenset(others) for body, others in found.items()}


def _tied(graph: Graph, signed: list[tuple[str, ...]], span: Span | None) -> set[Pair]:
    if span is None:
        return {(start, end) for start, end, *_ in signed}
    answers = holding(graph, {iri for row in signed for iri in row[3:]}, span)
    return {
        (start, end)
        for start, end, _, *way in signed
        if all(answers.get(iri, Holds.NO) is not Holds.NO for iri in way)
    }


def _kin(whole: list[tuple[str, ...]]) -> dict[str, frozenset[str]]:
    """The parts of each body, their parts and so on; and what it is a part of, likewise."""
    down: dict[str, set[str]] = defaultdict(set)
    up: dict[str, set[str]] = defaultdict(set)
    for group, part, *_ in whole:
        down[group].add(part)
        up[part].add(group)
    return {
        body: frozenset((_reached(body, down) | _reached(body, up)) - {body})
        for body in sorted({*down, *up})
    }


def _reached(start: str, steps: Mapping[str, set[str]]) -> set[str]:
    found, left = {start}, [start]
    while left:
        new = steps.get(left.pop(), set()) - found
        found |= new
        left += new
    return found


def _depth(graph: Graph) -> dict[str, int]:
    """In how many larger places each place lies."""
    around = closed((place, larger) for place, larger in graph.texts(_INSIDE))
    return {place: len(larger) - 1 for place, larger in around.items()}
