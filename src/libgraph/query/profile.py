"""Everything about one thing, for reading: names, description, and ties grouped by kind."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from libgraph import showing
from libgraph.dates import Span
from libgraph.graph.batches import values
from libgraph.graph.labels import labels
from libgraph.graph.protocol import Graph
from libgraph.namespaces import LG, PREF_LABEL, lg, local_name
from libgraph.query.circle import circle
from libgraph.query.entities import Entity
from libgraph.query.telling import Telling, tell

_DESCRIBED = """lg:postIn lg:serves lg:within lg:inSeries lg:seat lg:isoCode lg:isil lg:ror
    lg:wikidata lg:isni lg:viaf lg:gnd lg:orcid dcterms:publisher dc:publisher dcterms:date
    dcterms:language dcterms:identifier schema:url foaf:homepage lg:rank lg:rankReason skos:note"""
_LAST = (lg("Naming"), lg("Contact"), lg("Figure"))


@dataclass(frozen=True)
class Profile:
    """A thing: its kinds, names by language, description, and what it is tied to.

    `ties` are grouped by the name of their kind, in order of time within it.
    """

    entity: Entity
    kinds: tuple[str, ...]
    names: dict[str, tuple[str, ...]]
    description: tuple[tuple[str, str], ...]
    ties: dict[str, tuple[Telling, ...]]

    def __repr__(self) -> str:
        return f"<Profile of {self.entity.label}>"

    def _repr_html_(self) -> str:
        """Names, description and ties, kind by kind, for a notebook."""
        written = [
            f"{tag}: {' · '.join(names)}" if tag else " · ".join(names)
            for tag, names in self.names.items()
        ]
        return showing.block(
            showing.heading(self.entity.label),
            showing.small(f"{', '.join(self.kinds)} – {self.entity.iri}"),
            *(showing.small(f"{what}: {value}") for what, value in self.description),
            *map(showing.small, written),
            *(showing.folded(kind, map(_line, ties)) for kind, ties in self.ties.items()),
        )


def _line(tie: Telling) -> tuple[str, str]:
    """A tie, and beside it certainty, dates and sources."""
    said = f"{tie.sentence} – {tie.more}" if tie.more else tie.sentence
    held = f"{tie.holds}; " if tie.holds is not None else ""
    return said, f"({held}{tie.when}) [{' '.join(map(local_name, tie.sources))}]"


def profile(
    graph: Graph,
    entity: Entity,
    lang: str = "en",
    span: Span | None = None,
    *,
    certain: bool = False,
) -> Profile:
    """The profile of a thing, at all times or at some time in `span`."""
    told = tell(graph, about(graph, entity.iri), lang, span, certain=certain)
    grouped: dict[str, list[Telling]] = defaultdict(list)
    for telling in sorted(told.values(), key=_order):
        grouped[telling.kind].append(telling)
    kinds = labels(graph, grouped, lang)
    return Profile(
        entity,
        _kinds(graph, entity.iri, lang),
        _names(graph, entity.iri),
        _description(graph, entity.iri, lang),
        {kinds[kind]: tuple(group) for kind, group in grouped.items()},
    )


def about(graph: Graph, iri: str) -> list[str]:
    """The relationships that a thing, its region or a post in it has a part in, names left out."""
    query = f"""SELECT DISTINCT ?r {{ VALUES ?thing {{ {values(circle(graph, iri))} }}
        ?as rdfs:subPropertyOf ?group . VALUES ?group {{ lg:end lg:qualifier }}
        ?r ?as ?thing ; a lg:Relationship ; lg:kind ?kind FILTER(?kind != lg:Naming) }}"""
    return sorted(iri for (iri,) in graph.texts(query))


def _order(telling: Telling) -> tuple[int, str, str, str]:
    late = _LAST.index(telling.kind) + 1 if telling.kind in _LAST else 0
    return late, telling.kind, telling.when, telling.sentence


def _kinds(graph: Graph, iri: str, lang: str) -> tuple[str, ...]:
    rows = graph.texts(f"SELECT ?kind {{ <{iri}> a ?kind }}")
    found = {kind for (kind,) in rows if kind.startswith(LG)}
    return tuple(sorted(labels(graph, found, lang).values()))


def _names(graph: Graph, iri: str) -> dict[str, tuple[str, ...]]:
    found: dict[str, list[tuple[bool, str]]] = defaultdict(list)
    query = f"""SELECT ?how ?name (LANG(?name) AS ?tag) {{
        <{iri}> ?how ?name . VALUES ?how {{ skos:prefLabel skos:altLabel }} }}"""
    for how, name, tag in graph.texts(query):
        found[tag].append((how != PREF_LABEL, name))
    return {tag: tuple(name for _, name in sorted(names)) for tag, names in sorted(found.items())}


def _description(graph: Graph, iri: str, lang: str) -> tuple[tuple[str, str], ...]:
    """What the thing's own description says, in both directions."""
    query = f"""SELECT ?p ?o (ISIRI(?o) && ?p != foaf:homepage AS ?named) {{
        VALUES ?p {{ {_DESCRIBED} }} <{iri}> ?p ?o }}"""
    rows = list(graph.texts(query))
    named = {o for _, o, is_named in rows if is_named == "true"}
    names = labels(graph, {p for p, _, _ in rows} | named, lang)
    return tuple(sorted((names[p], names[o] if o in named else o) for p, o, _ in rows))
