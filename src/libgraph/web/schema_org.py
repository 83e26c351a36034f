"""A thing in the words of schema.org, for those who index pages."""

from __future__ import annotations

from typing import Any

from markupsafe import Markup

from libgraph.drawing.island import safe_json
from libgraph.graph.labels import labels
from libgraph.graph.protocol import Graph
from libgraph.graph.vocabulary import vocabulary
from libgraph.namespaces import PREF_LABEL, PREFIXES, TYPE, lg
from libgraph.query.entities import Entity

_TYPES = {  # the first that is above a thing's class
    "Library": "Library", "Person": "Person", "Organization": "Organization",
    "Programme": "Organization", "PACCentre": "Organization", "EventSeries": "EventSeries",
    "Event": "Event", "Country": "Country", "City": "City", "Place": "Place",
    "Periodical": "Periodical", "Article": "Article", "Work": "CreativeWork",
    "Agreement": "CreativeWork", "Post": "Role", "Source": "CreativeWork",
}  # fmt: skip
_ELSEWHERE = {
    "wikidata": "https://www.wikidata.org/entity/", "ror": "https://ror.org/",
    "isni": "https://isni.org/isni/", "viaf": "https://viaf.org/viaf/",
    "gnd": "https://d-nb.info/gnd/", "orcid": "https://orcid.org/",
}  # fmt: skip
_SEAT = {"Organization": "location", "Library": "location"}
Node = dict[str, Any]


def schema_org(graph: Graph, entity: Entity, lang: str = "en") -> Node:
    """What schema.org has words for: type, names, identifiers, where it is, its own pages."""
    said: dict[str, list[tuple[str, str]]] = {}
    query = f"SELECT ?p ?o (LANG(?o) AS ?tag) {{ <{entity.iri}> ?p ?o }}"
    for way, value, tag in sorted(graph.texts(query)):
        said.setdefault(way, []).append((value, tag))
    type_ = _type([kind for kind, _ in said.get(TYPE, ())])
    names = [_tagged(*name) for name in said.get(PREF_LABEL, ())]
    others = [_tagged(*name) for name in said.get(PREFIXES["skos"] + "altLabel", ())]
    found = {
        "@context": "https://schema.org",
        "@type": type_,
        "@id": entity.iri,
        "url": next((page for page, _ in said.get(PREFIXES["foaf"] + "homepage", ())), ""),
        "name": names or entity.label,
        "alternateName": others,
        "sameAs": _elsewhere(said),
        "identifier": [_isil(value) for value, _ in said.get(lg("isil"), ())],
        _SEAT.get(type_, "containedInPlace"): _seat(graph, said, lang),
    }
    return {key: value for key, value in found.items() if value}


def script(graph: Graph, entity: Entity, lang: str) -> Markup:
    """The same as JSON that can stand in a page, whatever the names are."""
    return Markup(safe_json(schema_org(graph, entity, lang)))


def _type(kinds: list[str]) -> str:
    above = {up for kind in kinds for up in vocabulary().ancestors(kind)}
    return next((name for ours, name in _TYPES.items() if lg(ours) in above), "Thing")


def _tagged(words: str, tag: str) -> Any:
    return {"@value": words, "@language": tag} if tag and tag != "und" else words


def _elsewhere(said: dict[str, list[tuple[str, str]]]) -> list[str]:
    """Its addresses in catalogues of other people."""
    return [
        value if "://" in value else base + value.replace(" ", "")
        for scheme, base in _ELSEWHERE.items()
        for value, _ in said.get(lg(scheme), ())
    ]


def _isil(value: str) -> Node:
    return {"@type": "PropertyValue", "propertyID": "ISIL", "value": value}


def _seat(graph: Graph, said: dict[str, list[tuple[str, str]]], lang: str) -> list[Node]:
    ways = [lg(name) for name in ("seat", "locatedIn", "within")]
    iris = next((said[way] for way in ways if way in said), [])
    names = labels(graph, [iri for iri, _ in iris], lang)
    return [{"@type": "Place", "@id": iri, "name": name} for iri, name in names.items()]
