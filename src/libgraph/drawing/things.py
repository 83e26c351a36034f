"""The things of a picture: what each is called in all languages, its kind, what is known of it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

from libgraph.drawing.scene import Detail, Node
from libgraph.graph.batches import batches
from libgraph.graph.labels import labels
from libgraph.graph.protocol import Graph
from libgraph.namespaces import LG, lg, local_name
from libgraph.query.telling import Telling

DETAILS = ("Lifespan", "Contact", "Figure")
_KINDS = """SELECT ?thing ?kind ?above { %s ?thing a ?kind . ?kind rdfs:subClassOf* ?above .
    FILTER(STRSTARTS(STR(?kind), STR(lg:))) }"""
_NAMES = """SELECT ?thing ?name (LANG(?name) AS ?tag) { VALUES ?thing { %s }
    ?thing skos:prefLabel|skos:altLabel ?name }"""
_DRAWN = {
    "Library": "library", "PACCentre": "centre", "Programme": "programme", "School": "school",
    "DiplomaticMission": "mission", "Ensemble": "ensemble", "Person": "person", "Post": "post",
    "Agreement": "agreement", "Event": "event", "EventSeries": "event", "Work": "work",
    "Country": "country", "Area": "area", "PACRegion": "region", "Corner": "corner",
    "Organization": "organization", "Place": "place", "Source": "source",
}  # fmt: skip


def kinds_of(graph: Graph, things: Iterable[str] | None = None) -> dict[str, str]:
    """The kind under which each of these things, or all, is drawn: the first of _DRAWN."""
    order = list(_DRAWN)
    found: dict[str, str] = {}
    limits = [""] if things is None else [f"VALUES ?thing {{ {one} }}" for one in batches(things)]
    rows = (row for limit in limits for row in graph.texts(_KINDS % limit))
    for thing, _, above in rows:
        kind = local_name(above)
        if above.startswith(LG) and kind in _DRAWN:
            found[thing] = min(found.get(thing, kind), kind, key=order.index)
    return {iri: _DRAWN[kind] for iri, kind in found.items()}


def nodes(
    graph: Graph,
    things: set[str],
    kinds: dict[str, str],
    details: dict[str, list[Detail]],
    shown: str,
) -> Iterator[Node]:
    """The things in the order of their IRIs, called as in the language `shown`."""
    names = labels(graph, things, shown)
    spellings = _spellings(graph, things)
    for iri in sorted(things):
        written = sorted(spellings[iri])
        yield Node(
            iri,
            names[iri],
            kinds.get(iri, ""),
            tuple(name for name, _ in written),
            tuple(details.get(iri, ())),
            tuple(tag for _, tag in written),
        )


def _spellings(graph: Graph, things: set[str]) -> dict[str, list[tuple[str, str]]]:
    """Every name of each thing once, with its language; the same in several languages: all."""
    tags: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for batch in batches(things):
        for thing, name, tag in graph.texts(_NAMES % batch):
            tags[thing][name].add(tag)
    found: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for thing, by_name in tags.items():
        found[thing] = [(name, ", ".join(sorted(all_tags))) for name, all_tags in by_name.items()]
    return found


def details(
    graph: Graph, told: Iterable[Telling], folds: dict[str, str], lang: str
) -> dict[str, list[Detail]]:
    """What is known of each thing beside its ties: when it was, how to reach it, how many."""
    telling = [it for it in told if local_name(it.kind) in DETAILS]
    of = {thing for it in telling for thing in it.ends.get("of", ())}
    names = labels(graph, of | {lg(kind) for kind in DETAILS}, lang)
    found: dict[str, list[Detail]] = defaultdict(list)
    for it in sorted(telling, key=lambda t: (t.kind, t.when, t.sentence)):
        for thing in it.ends.get("of", ()):
            found[folds.get(thing, thing)].append(_detail(it, names))
    return found


def _detail(telling: Telling, names: dict[str, str]) -> Detail:
    more = f" – {telling.more}" if telling.more else ""
    said = telling.sentence
    for thing in telling.ends.get("of", ()):
        said = said.removeprefix(names.get(thing, "")).lstrip(" ,—–:")
    return Detail(names[telling.kind], f"{said}{more} ({telling.when})".lstrip(" –"))
