"""What a query of the editor found, as a map or a network.

The editor knows which of its columns hold places and things; it sends those, and gets a picture.
"""

from __future__ import annotations

import json
import math
import re
from collections.abc import Callable
from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, Response
from starlette.routing import Route

from libgraph.drawing import html, svg
from libgraph.drawing.map.locator import SIZE, Dot, Locator, locator
from libgraph.drawing.map.places import Gazetteer
from libgraph.drawing.part import readable
from libgraph.drawing.scene import Edge, Node, Scene
from libgraph.drawing.text import shortened
from libgraph.drawing.things import kinds_of
from libgraph.graph.labels import labels
from libgraph.graph.protocol import Graph
from libgraph.web.asked import Asked, asked
from libgraph.web.forms import fields
from libgraph.web.kept import kept
from libgraph.web.pages import Links
from libgraph.web.phrases import Phrases
from libgraph.web.pictures import policy, turn

MOST_PLACES, MOST_TIES = 2000, 5000
READABLE = 80
"""So many things can be told apart beside the rows."""
_LONGEST, _LARGEST = 300, 1e9
_NARROW, _WIDE, _NAME = 320.0, 1200.0, 230.0
_ADDRESS = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:[^\s<>\"{}|\\^`]{1,2000}")
_PLACES = "SELECT ?place { ?place a/rdfs:subClassOf* lg:Place }"


def routes() -> list[Route]:
    """The routes of this room."""
    return [
        Route("/editor/places", places),
        Route("/editor/map", drawn_map, methods=["POST"]),
        Route("/editor/network", drawn_network, methods=["POST"]),
    ]


@kept
def places(request: Request) -> Response:
    """The addresses of all places that can be drawn, by which the editor knows its columns."""
    edition = request.app.state.held.edition(asked(request).known_at)
    return JSONResponse(sorted(_known(edition.graph, [p for (p,) in edition.graph.texts(_PLACES)])))


def _known(graph: Graph, every: list[str]) -> list[str]:
    gazetteer = Gazetteer(graph, every, "en")
    return [place for place in every if gazetteer.spot(place)]


async def drawn_map(request: Request) -> Response:
    """A map of ``places`` ([IRI, number of rows, words]) and ``points`` ([east, north, words])."""
    rows = await _sent(request)
    found, points = rows("places", 3, MOST_PLACES), rows("points", 3, MOST_PLACES)
    wide = min(max(_number(request.query_params.get("width", "")), _NARROW), _WIDE)

    def drawn(graph: Graph, question: Asked) -> Response:
        dots, lands = _dots(graph, found, question)
        dots += [Dot(*_degrees(lon, lat), _words(said)) for lon, lat, said in points]
        title = Phrases(question.lang)("picture_found_map", number=len(dots))
        wanted = Locator(dots, lands, title, question.lang, wide, wide * 0.62)
        return Response(locator(wanted), media_type="image/svg+xml")

    return await _drawn(request, drawn)


async def drawn_network(request: Request) -> Response:
    """A network of ``ties`` ([IRI, IRI, words]), things called as in ``names`` ([IRI, words]).

    With ``explore`` in the address it is a page of its own.
    """
    rows = await _sent(request)
    ties, names = rows("ties", 3, MOST_TIES), rows("names", 2, 2 * MOST_TIES)

    def drawn(graph: Graph, question: Asked) -> Response:
        scene = _scene(graph, ties, names, question)
        if "explore" in request.query_params:
            page = html.html(scene)
            return HTMLResponse(page, headers={"Content-Security-Policy": policy(page)})
        return Response(svg.svg(readable(scene, READABLE)), media_type="image/svg+xml")

    return await _drawn(request, drawn)


async def _drawn(request: Request, draw: Callable[[Graph, Asked], Response]) -> Response:
    """Draw as soon as no more than a few others are drawing."""
    question = asked(request)

    def in_turn() -> Response:
        graph = request.app.state.held.edition(question.known_at).graph
        with turn():
            return draw(graph, question)

    return await run_in_threadpool(in_turn)


async def _sent(request: Request) -> Callable[[str, int, int], list[list[Any]]]:
    """What finds the rows of a field of the form that is sent."""
    body = (await request.body()).decode("utf-8", "replace")
    form = dict(fields(body, 10))
    return lambda name, width, most: _rows(name, form.get(name) or "[]", width, most)


def _rows(name: str, text: str, width: int, most: int) -> list[list[Any]]:
    """Rows of so many texts and numbers each.

    Raises:
        HTTPException: 400, they are not like that; 413, there are too many.
    """
    try:
        rows = json.loads(text)
        fits = isinstance(rows, list) and all(_is_row(row, width) for row in rows)
    except (ValueError, RecursionError):
        fits = False
    if not fits:
        raise HTTPException(400, f"{name} is no list of rows: send JSON, {width} values to a row")
    if len(rows) > most:
        raise HTTPException(413, f"{len(rows)} {name} are too many for a picture: send {most}")
    return list(rows)


def _is_row(row: object, width: int) -> bool:
    return isinstance(row, list) and len(row) == width and all(map(_is_plain, row))


def _is_plain(cell: object) -> bool:
    return isinstance(cell, str) or (isinstance(cell, int | float) and abs(cell) < _LARGEST)


def _iri(cell: object) -> str:
    """What can stand in a query as an address.

    Raises:
        HTTPException: 400, this cannot.
    """
    if not isinstance(cell, str) or not _ADDRESS.fullmatch(cell):
        raise HTTPException(400, f"{str(cell)[:80]!r} is no address of a thing: send whole IRIs")
    return cell


def _words(said: object) -> str:
    return str(said)[:_LONGEST]


def _number(cell: object) -> int:
    """A number of rows or pixels; 1 where it is none."""
    if isinstance(cell, str):
        return int(cell) if re.fullmatch(r"[0-9]{1,6}", cell) else 1
    return max(1, int(cell)) if isinstance(cell, int | float) else 1


def _degrees(lon: Any, lat: Any) -> tuple[float, float]:
    numbers = isinstance(lon, int | float) and isinstance(lat, int | float)
    if numbers and abs(lon) <= 180 and abs(lat) <= 90:
        return float(lon), float(lat)
    raise HTTPException(400, f"{lon}, {lat} is no place: send degrees east and north")


def _dots(graph: Graph, found: list[list[Any]], question: Asked) -> tuple[list[Dot], set[str]]:
    """A dot for each place, larger for more rows, and the countries in which they lie."""
    rows = {_iri(iri): (_number(number), _words(said)) for iri, number, said in found}
    gazetteer, to = Gazetteer(graph, rows, question.lang), Links(question)
    names = labels(graph, rows, question.lang)
    dots = []
    for iri, (number, said) in rows.items():
        if spot := gazetteer.spot(iri):
            radius = min(3.5 + 1.3 * math.sqrt(number), 16.0)
            name = names[iri] if number == 1 else f"{names[iri]} ({number})"
            seen = shortened(name, SIZE, _NAME)
            dots.append(Dot(spot.lon, spot.lat, seen, to(iri), f"{name}: {said}", radius))
    return dots, {gazetteer.country(iri) for iri in rows} - {""}


def _scene(graph: Graph, ties: list[list[Any]], names: list[list[Any]], question: Asked) -> Scene:
    """Things in the order of their addresses, and each tie once."""
    every = ((_iri(one), _iri(other), _words(said)) for one, other, said in ties)
    edges = dict.fromkeys(tie for tie in every if tie[0] != tie[1])
    ends = sorted({end for one, other, _ in edges for end in (one, other)})
    given = {str(iri): _words(said) for iri, said in names}
    ours = [end for end in ends if end not in given]
    called = labels(graph, ours, question.lang) | given
    kinds, say = kinds_of(graph, ends), Phrases(question.lang)
    return Scene(
        title=say("picture_found_network"),
        caption=say("picture_found_of", things=len(ends), ties=len(edges)),
        nodes=tuple(Node(end, called[end], kinds.get(end, "")) for end in ends),
        edges=tuple(Edge(*edge) for edge in edges),
        lang=question.lang,
    )
