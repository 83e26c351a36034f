"""Choose what a picture of the graph shows: things, their ties, and what is near one of them.

Posts are folded into their bodies and PAC regions into their centres, so that a person is
tied to the library and a centre to its countries. Relationships that say the same of the same
two things become one tie with all their dates.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from libgraph.dates import Holds, Span
from libgraph.drawing.scene import Detail, Edge, Node, Scene
from libgraph.graph.labels import labels
from libgraph.graph.opened import Graph
from libgraph.namespaces import LG, lg, local_name
from libgraph.query.entities import Entity
from libgraph.query.telling import Telling, tell

# which two ends a kind ties, the term that reads between them ('' where the qualifier says it
# all), and the qualifier or end that says more
_TIES: dict[str, tuple[str, str, str, str]] = {
    "Membership": ("member", "body", "memberOf", "capacity"),
    "Tenure": ("holder", "post", "worksIn", "post"),
    "Party": ("party", "agreement", "partyTo", ""),
    "Signing": ("signer", "agreement", "signed", ""),
    "Hosting": ("host", "hosted", "hosts", ""),
    "Coverage": ("region", "covers", "coversCountry", ""),
    "Participation": ("participant", "event", "tookPartIn", "role"),
    "Support": ("supporter", "beneficiary", "supports", "supportKind"),
    "Link": ("from", "to", "", "relation"),
}
_DETAILS = ("Lifespan", "Contact", "Figure")
_NAMED = 12  # sources that a caption names; more are counted
_ALL = "SELECT ?r { ?r a lg:Relationship ; lg:kind ?kind FILTER(?kind != lg:Naming) }"
_FOLDS = """SELECT ?part ?whole { { ?part lg:postIn ?whole } UNION { ?whole lg:serves ?part } }"""
_KINDS = """SELECT ?thing ?kind ?above { ?thing a ?kind . ?kind rdfs:subClassOf* ?above .
    FILTER(STRSTARTS(STR(?kind), STR(lg:))) }"""


@dataclass(slots=True)
class _Tie:
    """The relationships between two things that say the same."""

    tellings: list[Telling] = field(default_factory=list)

    def edge(self, source: str, target: str, label: str, titles: dict[str, str]) -> Edge:
        when = dict.fromkeys(telling.when for telling in self.tellings)
        holds = max((t.holds for t in self.tellings if t.holds is not None), default=None)
        sources = sorted({titles[s] for telling in self.tellings for s in telling.sources})
        return Edge(
            source,
            target,
            label,
            when="; ".join(when),
            holds="" if holds is None else str(holds),
            sources=tuple(sources),
        )


def picture(
    graph: Graph,
    *,
    around: Entity | None = None,
    depth: int = 1,
    span: Span | None = None,
    as_of: str = "",
    certain: bool = False,
    lang: str = "en",
) -> Scene:
    """The scene of the whole graph, or of what lies within `depth` steps of one thing."""
    relationships = [iri for (iri,) in graph.texts(_ALL)]
    told = [
        telling
        for telling in tell(graph, relationships, lang, span).values()
        if not certain or telling.holds is Holds.YES
    ]
    folds = {row[0]: row[1] for row in graph.texts(_FOLDS)}
    edges = list(_edges(graph, told, folds, lang))
    if around:
        near = _near(folds.get(around.iri, around.iri), edges, depth)
        edges = [edge for edge in edges if edge.source in near and edge.target in near]
    else:
        near = {end for edge in edges for end in (edge.source, edge.target)}
    nodes = _nodes(graph, near, told, folds, lang)
    return Scene(
        title=around.label if around else _SAID[lang]["title"],
        caption=_caption(
            edges, len(nodes), _scope(around, depth, lang), _time(as_of, certain, lang), lang
        ),
        nodes=nodes,
        edges=tuple(edges),
        lang=lang,
    )


def _edges(
    graph: Graph, told: Iterable[Telling], folds: dict[str, str], lang: str
) -> Iterator[Edge]:
    ties: dict[tuple[str, str, str, str], _Tie] = defaultdict(_Tie)
    for telling in sorted(told, key=lambda t: t.iri):
        for source, target, verb, word in _pairs(telling):
            one, other = folds.get(source, source), folds.get(target, target)
            if one != other:
                ties[one, other, verb, word].tellings.append(telling)
    words = {term for _, _, verb, word in ties for term in (verb, word) if term}
    sources = {s for tie in ties.values() for telling in tie.tellings for s in telling.sources}
    names = labels(graph, words | sources, lang)
    for (source, target, verb, word), tie in sorted(ties.items()):
        said = names[verb] if verb else names[word]
        more = f" ({names[word]})" if verb and word else ""
        yield tie.edge(source, target, said + more, names)


def _pairs(telling: Telling) -> Iterator[tuple[str, str, str, str]]:
    ends = _TIES.get(local_name(telling.kind))
    if ends is None:
        return
    start, end, verb, word = ends
    said = telling.ends.get(word, ()) or ("",)
    for source in telling.ends.get(start, ()):
        for target in telling.ends.get(end, ()):
            yield source, target, lg(verb) if verb else "", said[0]


def _near(start: str, edges: Iterable[Edge], depth: int) -> set[str]:
    beside: dict[str, set[str]] = defaultdict(set)
    for edge in edges:
        beside[edge.source].add(edge.target)
        beside[edge.target].add(edge.source)
    near = frontier = {start}
    for _ in range(depth):
        frontier = {other for thing in frontier for other in beside[thing]} - near
        near = near | frontier
    return near


def _nodes(
    graph: Graph, things: set[str], told: Iterable[Telling], folds: dict[str, str], lang: str
) -> tuple[Node, ...]:
    kinds = _kinds(graph, things)
    names = labels(graph, things | {lg(kind) for kind in _DETAILS}, lang)
    spellings: dict[str, set[str]] = defaultdict(set)
    for thing, name in graph.texts(
        "SELECT ?thing ?name { ?thing skos:prefLabel|skos:altLabel ?name }"
    ):
        spellings[thing].add(name)
    details: dict[str, list[Detail]] = defaultdict(list)
    for telling in sorted(told, key=lambda t: (t.kind, t.when, t.sentence)):
        if local_name(telling.kind) in _DETAILS:
            for thing in telling.ends.get("of", ()):
                details[folds.get(thing, thing)].append(_detail(telling, names))
    return tuple(
        Node(
            iri, names[iri], kinds.get(iri, ""), tuple(sorted(spellings[iri])), tuple(details[iri])
        )
        for iri in sorted(things)
    )


def _detail(telling: Telling, names: dict[str, str]) -> Detail:
    more = f" – {telling.more}" if telling.more else ""
    said = telling.sentence
    for thing in telling.ends.get("of", ()):
        said = said.removeprefix(names.get(thing, "")).lstrip(" ,—–:")
    return Detail(names[telling.kind], f"{said}{more} ({telling.when})".lstrip(" –"))


_DRAWN = {
    "Library": "library", "PACCentre": "centre", "Programme": "programme", "School": "school",
    "DiplomaticMission": "mission", "Ensemble": "ensemble", "Person": "person", "Post": "post",
    "Agreement": "agreement", "Event": "event", "EventSeries": "event", "Work": "work",
    "Country": "country", "Area": "area", "PACRegion": "region", "Corner": "corner",
    "Organization": "organization", "Place": "place", "Source": "source",
}  # fmt: skip


def _kinds(graph: Graph, things: set[str]) -> dict[str, str]:
    """The kind under which each thing is drawn: the first of _DRAWN among its classes."""
    order = list(_DRAWN)
    found: dict[str, str] = {}
    for thing, _, above in graph.texts(_KINDS):
        kind = local_name(above)
        if thing in things and above.startswith(LG) and kind in _DRAWN:
            found[thing] = min(found.get(thing, kind), kind, key=order.index)
    return {iri: _DRAWN[kind] for iri, kind in found.items()}


_SAID = {
    "en": {
        "title": "Who is tied to whom",
        "ever": "At all times on record",
        "then": "As of {0}",
        "sure": "only what is certain",
        "whole": "the whole graph",
        "near": "around {1}, steps: {0}",
        "counts": "things: {0}, ties: {1}",
        "sources": "Sources: {0}.",
        "many": "Sources: {0}; each tie names its own.",
    },
    "ru": {
        "title": "Кто с кем связан",
        "ever": "За всё время",
        "then": "На {0}",
        "sure": "только достоверное",
        "whole": "весь граф",
        "near": "вокруг: {1}, шагов: {0}",
        "counts": "объектов: {0}, связей: {1}",
        "sources": "Источники: {0}.",
        "many": "Источников: {0}; у каждой связи указаны свои.",
    },
    "kk": {
        "title": "Кім кіммен байланысты",
        "ever": "Барлық уақыт бойынша",
        "then": "Уақыты: {0}",
        "sure": "тек анық деректер",
        "whole": "бүкіл граф",
        "near": "айналасы: {1}, қадам саны: {0}",
        "counts": "нысандар: {0}, байланыстар: {1}",
        "sources": "Дереккөздер: {0}.",
        "many": "Дереккөздер саны: {0}; әр байланыста өзінікі көрсетілген.",
    },
}


def _time(as_of: str, certain: bool, lang: str) -> str:
    words = _SAID[lang]
    when = words["then"].format(as_of) if as_of else words["ever"]
    return f"{when}, {words['sure']}" if certain else when


def _scope(around: Entity | None, depth: int, lang: str) -> str:
    words = _SAID[lang]
    return words["near"].format(depth, around.label) if around else words["whole"]


def _caption(edges: list[Edge], things: int, scope: str, time: str, lang: str) -> str:
    words = _SAID[lang]
    sources = sorted({source for edge in edges for source in edge.sources})
    counts = words["counts"].format(things, len(edges))
    named = words["sources"].format("; ".join(sources) or "–")
    if len(sources) > _NAMED:
        named = words["many"].format(len(sources))
    return f"{time}, {scope}; {counts}. {named}"
