"""The nodes of a network: names in all languages, kinds, and the times of their lives."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from libgraph.dates import Bounds
from libgraph.desktop.days import Times, times_of, together
from libgraph.desktop.model import Part, Source, Thing
from libgraph.drawing.things import kinds_of
from libgraph.drawing.words import words
from libgraph.graph.batches import batches
from libgraph.graph.holding import bounds_of
from libgraph.graph.labels import labels
from libgraph.graph.protocol import Graph
from libgraph.query.telling import Telling

_NAMES = """SELECT ?thing ?how ?name ?tag {
    { ?thing skos:prefLabel ?name BIND("label" AS ?how) } UNION { ?thing skos:altLabel ?name }
    FILTER(STRSTARTS(STR(?thing), "http")) BIND(LANG(?name) AS ?tag) }"""


@dataclass(frozen=True, slots=True)
class _Names:
    labels: Mapping[str, str]
    every: tuple[tuple[str, str], ...]


def things(
    graph: Graph, wanted: set[str], lives: Mapping[str, list[Part]], lang: str
) -> tuple[Thing, ...]:
    """The things of these IRIs; `lives` are the lifespans of things."""
    kinds, names, said = kinds_of(graph), _names(graph, wanted), words(lang)
    shown = labels(graph, wanted, lang)
    found = []
    for iri in sorted(wanted):
        kind, parts = kinds.get(iri, "other"), lives.get(iri, [])
        known = names.get(iri, _Names({}, ()))
        edtf = "; ".join(dict.fromkeys(part.edtf for part in parts if part.edtf))
        when = "; ".join(dict.fromkeys(part.when for part in parts))
        times = together(part.times for part in parts) if parts else None
        found.append(
            Thing(
                iri, shown[iri], kind, said.kind(kind), known.labels, known.every, edtf, when,
                times,
            )
        )  # fmt: skip
    return tuple(found)


def _names(graph: Graph, wanted: set[str]) -> dict[str, _Names]:
    preferred: dict[str, dict[str, str]] = defaultdict(dict)
    every: dict[str, set[tuple[str, str]]] = defaultdict(set)
    for thing, how, name, tag in sorted(graph.texts(_NAMES)):
        if thing in wanted:
            every[thing].add((tag, name))
            if how:
                preferred[thing].setdefault(tag, name)
    return {
        iri: _Names(dict(sorted(preferred[iri].items())), tuple(sorted(spellings)))
        for iri, spellings in every.items()
    }


def parts_of(graph: Graph, told: Iterable[Telling], lang: str) -> dict[str, Part]:
    """What relationships say, with their dates and sources, by IRI."""
    every = list(told)
    iris = [telling.iri for telling in every]
    written = _written(graph, iris)
    times = _times(graph, iris, {iri for iri, dates in written.items() if _going(dates)})
    said = labels(graph, {iri for telling in every for iri in telling.sources}, lang)
    return {
        telling.iri: Part(
            (telling.iri,),
            f"{telling.sentence} – {telling.more}" if telling.more else telling.sentence,
            "; ".join(written[telling.iri]),
            telling.when,
            "" if telling.holds is None else str(telling.holds),
            times[telling.iri],
            tuple(Source(iri, said[iri]) for iri in telling.sources),
        )
        for telling in every
    }


def _times(graph: Graph, iris: Iterable[str], going: set[str]) -> dict[str, Times]:
    accounts: dict[str, list[Bounds]] = defaultdict(list)
    for iri, bounds in bounds_of(graph, iris):
        accounts[iri].append(bounds)
    return {iri: times_of(known, going=iri in going) for iri, known in accounts.items()}


def _going(dates: Iterable[str]) -> bool:
    """Whether all of them have an end written ``..``: it is still so, the source says."""
    return all(text.endswith("/..") for text in dates)


def _written(graph: Graph, relationships: Iterable[str]) -> dict[str, list[str]]:
    """The dates of relationships as their sources write them."""
    found: dict[str, list[str]] = defaultdict(list)
    for batch in batches(relationships):
        query = f"SELECT ?r ?when {{ VALUES ?r {{ {batch} }} ?r lg:when ?when }}"
        for iri, when in sorted(graph.texts(query)):
            found[iri].append(when)
    return found


def described(graph: Graph, wanted: Iterable[str]) -> dict[str, list[str]]:
    """The lifespans (relationships) of things."""
    found: dict[str, list[str]] = defaultdict(list)
    for batch in batches(wanted):
        query = f"""SELECT ?thing ?r {{ VALUES ?thing {{ {batch} }}
            ?r a lg:Relationship ; lg:kind lg:Lifespan ; lg:of ?thing }}"""
        for thing, iri in graph.texts(query):
            found[thing].append(iri)
    return found
