"""All things of a graph with what lists choose by: kind, country, years. Read once an edition."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from libgraph.graph.labels import labels
from libgraph.graph.protocol import Graph
from libgraph.graph.vocabulary import vocabulary
from libgraph.namespaces import LG, local_name
from libgraph.web.held import Edition

_THINGS = """SELECT DISTINCT ?thing ?kind { ?thing a ?kind . ?kind rdfs:subClassOf* lg:Thing
    FILTER NOT EXISTS { ?thing owl:sameAs ?kept }
    FILTER NOT EXISTS { ?thing a lg:Source } }"""
_COUNTRIES = """SELECT DISTINCT ?thing ?country {
    { ?thing lg:seat ?place } UNION { ?thing lg:locatedIn ?place } UNION
    { ?thing lg:within ?place } UNION { ?thing a lg:Country BIND(?thing AS ?place) }
    ?place lg:within* ?country . ?country a lg:Country }"""
_YEARS = """SELECT DISTINCT ?thing ?first ?last {
    ?as rdfs:subPropertyOf lg:end . ?r ?as ?thing ; a lg:Relationship ; lg:kind ?kind ;
    lg:restsOn ?s FILTER(?kind NOT IN (lg:Naming, lg:Contact, lg:Figure))
    OPTIONAL { ?s lg:beginsEarliest ?first } OPTIONAL { ?s lg:endsLatest ?last }
    FILTER(BOUND(?first) || BOUND(?last)) }"""


@dataclass(frozen=True, slots=True)
class Thing:
    """A thing; `kinds` are names of classes, its own first; `years` when something ties it."""

    iri: str
    kinds: tuple[str, ...]
    countries: frozenset[str]
    years: tuple[tuple[int, int], ...]

    def tied_in(self, year: int) -> bool:
        """Whether something ties it, or may, in a year."""
        return any(first <= year <= last for first, last in self.years)


def catalogue(edition: Edition) -> tuple[Thing, ...]:
    """All things, without names; sources and statements are none."""
    return edition.answers.get("catalogue", lambda: tuple(_read(edition.graph)))


def names(edition: Edition, lang: str) -> dict[str, str]:
    """The names of all things, of their countries and kinds."""
    every = catalogue(edition)
    iris = {one.iri for one in every} | {iri for one in every for iri in one.countries}
    kinds = {LG + kind for one in every for kind in one.kinds}
    return edition.answers.get(("names", lang), lambda: labels(edition.graph, iris | kinds, lang))


def _read(graph: Graph) -> Iterable[Thing]:
    kinds: dict[str, set[str]] = defaultdict(set)
    for thing, kind in graph.texts(_THINGS):
        kinds[thing].add(kind)
    countries: dict[str, set[str]] = defaultdict(set)
    for thing, country in graph.texts(_COUNTRIES):
        countries[thing].add(country)
    years: dict[str, set[tuple[int, int]]] = defaultdict(set)
    for thing, first, last in graph.texts(_YEARS):
        begun = date.fromisoformat(first).year if first else date.min.year
        ended = date.fromisoformat(last).year if last else date.max.year
        years[thing].add((begun, ended))
    for thing in sorted(kinds):
        own = _above(kinds[thing])
        yield Thing(thing, own, frozenset(countries[thing]), tuple(sorted(years[thing])))


def _above(kinds: Iterable[str]) -> tuple[str, ...]:
    """The classes of a thing, its own first, then those above that lists offer."""
    own = sorted(kinds)
    above = {up for kind in own for up in vocabulary().ancestors(kind) if up.startswith(LG)}
    rest = sorted(above - set(own) - {LG + "Thing", LG + "Agent"})
    return tuple(map(local_name, [*own, *rest]))
