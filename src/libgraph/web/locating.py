"""Where things lie: a small map of the places of a thing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from libgraph.drawing.map.locator import Dot, Locator, locator
from libgraph.drawing.map.places import Gazetteer, Spot
from libgraph.drawing.map.world import world
from libgraph.errors import UsageError
from libgraph.graph.batches import values
from libgraph.graph.labels import labels
from libgraph.graph.protocol import Graph
from libgraph.namespaces import ID, local_name
from libgraph.query.entities import Entity, resolve
from libgraph.query.telling import Telling
from libgraph.web.asked import asked
from libgraph.web.kept import kept
from libgraph.web.phrases import Phrases
from libgraph.web.pictures import policy

MOST = 30
"""So many places one small map shows."""
_PLACED = {
    "Lifespan": ("of", "place"),
    "Signing": ("agreement", "place"),
    "Coverage": ("region", "covers"),
    "Link": ("from", "to"),
}
"""By the kind of a statement, what is somewhere, and where."""


def routes() -> list[Route]:
    """The routes of this room."""
    return [Route("/draw/places.svg", places_still)]


@kept
def places_still(request: Request) -> Response:
    """The part of the world where some places lie: ``at`` has their slugs, with spaces."""
    question = asked(request)
    graph = request.app.state.held.edition(question.known_at).graph
    slugs = request.query_params.get("at", "").split()
    if not slugs or len(slugs) > MOST:
        raise UsageError(f"say which places: ?at= takes 1 to {MOST}, with spaces between them")
    places = [resolve(graph, ID + slug, question.lang) for slug in slugs]
    gazetteer = Gazetteer(graph, [one.iri for one in places], question.lang)
    spots = {spot: None for one in places if (spot := gazetteer.spot(one.iri))}
    lands = {gazetteer.country(one.iri) for one in places} - {""}
    title = Phrases(question.lang)("picture_places", names="; ".join(one.label for one in places))
    drawn = locator(Locator([*map(_dot, spots)], lands, title, question.lang))
    headers = {"Content-Security-Policy": policy(drawn)}
    return Response(drawn, media_type="image/svg+xml", headers=headers)


def _dot(spot: Spot) -> Dot:
    """A city is a dot; a country is coloured, and only a small one needs a dot to be seen."""
    small = {world().points[code] for code in world().small}
    drawn = spot.exact or (spot.lon, spot.lat) in small
    return Dot(spot.lon, spot.lat, spot.name, radius=4.5 if drawn else 0.0)


def located(graph: Graph, iri: str, told: Iterable[Telling], lang: str) -> tuple[Entity, ...]:
    """The places of a thing, as far as it is known where they lie; a place lies where it is."""
    named = {iri, *_named(iri, told)}
    query = (
        f"SELECT DISTINCT ?p {{ VALUES ?p {{ {values(named)} }} ?p a/rdfs:subClassOf* lg:Place }}"
    )
    places = {place for (place,) in graph.texts(query) if place.startswith(ID)}
    if iri in places:
        places = {iri}
    if not places:
        return ()
    gazetteer, names = Gazetteer(graph, places, lang), labels(graph, places, lang)
    found = (Entity(place, names[place]) for place in places if gazetteer.spot(place))
    return tuple(sorted(found, key=lambda one: (one.label, one.iri)))[:MOST]


def _named(iri: str, told: Iterable[Telling]) -> Iterator[str]:
    """What may be the places of a thing: where it is or was signed, and what it covers."""
    for one in told:
        thing, place = _PLACED.get(local_name(one.kind), ("", ""))
        if iri in one.ends.get(thing, ()):
            yield from one.ends.get(place, ())
