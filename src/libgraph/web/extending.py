"""What a spreadsheet may fetch of things that it has matched: the API's data extension."""

from __future__ import annotations

from typing import Any

from starlette.exceptions import HTTPException

from libgraph.curation.candidates import SCHEMES
from libgraph.graph.batches import batches
from libgraph.graph.labels import LANGUAGES, labels
from libgraph.namespaces import ID, lg
from libgraph.web import catalogue
from libgraph.web.held import Edition
from libgraph.web.phrases import Phrases
from libgraph.web.records import Record, Records, records

PROPERTIES = ("name-en", "name-ru", "name-kk", "names", "kind", "country", "seat", *SCHEMES)
MOST = 1000
Node = dict[str, Any]


def name_of(pid: str, lang: str) -> str:
    """The name of a property in a language."""
    return SCHEMES.get(pid) or Phrases(lang)(f"reconcile_{pid}")


def extended(edition: Edition, wanted: Node, lang: str) -> Node:
    """The values of properties of things, as the API writes them.

    Raises:
        HTTPException: 400, it is not asked as the API says, or for a property that is not there;
            413, for too many things.
    """
    ids, properties = _checked(wanted)
    known = records(edition)
    found = {id_: known.by_id(id_) for id_ in ids}
    reader = _Reader(edition, known, [one.known.iri for one in found.values() if one], lang)
    rows = {
        id_: {pid: reader.values(one, pid) if one else [] for pid in properties}
        for id_, one in found.items()
    }
    return {"meta": [{"id": pid, "name": name_of(pid, lang)} for pid in properties], "rows": rows}


def _checked(wanted: Node) -> tuple[list[str], list[str]]:
    ids, properties = wanted.get("ids"), wanted.get("properties")
    if not (isinstance(ids, list) and all(isinstance(one, str) for one in ids)):
        raise HTTPException(400, 'say of which things: "ids" is a list of texts')
    if not isinstance(properties, list):
        raise HTTPException(400, 'say what to fetch: "properties" is a list')
    if len(ids) > MOST:
        raise HTTPException(413, f"there are {len(ids)} things: send {MOST} at a time")
    pids = [one.get("id") if isinstance(one, dict) else None for one in properties]
    for pid in pids:
        if pid not in PROPERTIES:
            raise HTTPException(
                400, f"there is no property {pid!r} to fetch: ask for {', '.join(PROPERTIES)}"
            )
    return ids, [str(pid) for pid in pids]


class _Reader:
    """Knows the names in each language, and the seats, of the things asked about."""

    def __init__(self, edition: Edition, known: Records, iris: list[str], lang: str) -> None:
        graph = edition.graph
        self._names = catalogue.names(edition, lang)
        self._called: dict[tuple[str, str], list[str]] = {}
        self._seats: dict[str, set[str]] = {}
        for batch in batches(iris):
            named = f"""SELECT ?t ?name (LANG(?name) AS ?tag) {{
                VALUES ?t {{ {batch} }} ?t skos:prefLabel ?name }} ORDER BY ?name"""
            for iri, name, tag in graph.texts(named):
                self._called.setdefault((iri, tag.partition("-")[0]), []).append(name)
            seated = f"SELECT ?t ?p {{ VALUES ?t {{ {batch} }} ?t lg:seat|lg:locatedIn ?p }}"
            for iri, place in graph.texts(seated):
                self._seats.setdefault(iri, set()).add(place)
        self._places = labels(graph, {p for many in self._seats.values() for p in many}, lang)

    def values(self, record: Record, pid: str) -> list[Node]:
        """The values of a property of a thing."""
        iri = record.known.iri
        if pid in SCHEMES:
            return [{"str": value} for value in record.thing.identifiers.get(pid, {}).values()]
        if pid == "names":
            return [{"str": name} for name in record.thing.names]
        if pid == "kind":
            return [{"str": self._names[lg(record.known.kinds[0])]}]
        if pid == "country":
            return [_entity(place, self._names[place]) for place in sorted(record.known.countries)]
        if pid == "seat":
            return [
                _entity(place, self._places[place]) for place in sorted(self._seats.get(iri, ()))
            ]
        lang = pid.removeprefix("name-")
        assert lang in LANGUAGES
        return [{"str": name} for name in self._called.get((iri, lang), [])]


def _entity(iri: str, name: str) -> Node:
    return {"id": iri.removeprefix(ID), "name": name}
