"""Pictures: of what is around a thing, of its time, of the coverage; still, and to explore.

The pages to explore carry their scripts and styles inside: each such answer allows just those,
by their checksums.
"""

from __future__ import annotations

import hashlib
import re
import threading
from base64 import b64encode
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from html import escape, unescape
from typing import TypeVar

from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import Route

from libgraph.drawing import html, svg
from libgraph.drawing.figure import plain
from libgraph.drawing.map import page as map_page
from libgraph.drawing.map import svg as map_svg
from libgraph.drawing.map.atlas import Area, Atlas, Land
from libgraph.drawing.map.survey import survey
from libgraph.drawing.part import readable
from libgraph.drawing.picture import Wanted, picture
from libgraph.drawing.scene import Scene
from libgraph.drawing.timeline import page as timeline_page
from libgraph.drawing.timeline import svg as timeline_svg
from libgraph.drawing.timeline.chart import Chart
from libgraph.drawing.timeline.reading import chart
from libgraph.errors import LimitReached, UsageError
from libgraph.history.within import today
from libgraph.query.entities import Entity, resolve
from libgraph.web.asked import Asked, asked
from libgraph.web.disagreements import large
from libgraph.web.held import Edition
from libgraph.web.kept import kept
from libgraph.web.pages import Links
from libgraph.web.phrases import Phrases

PREVIEW = 16
"""So many things can be told apart in the small picture on a page."""
MOST = 2000
"""So many ties around a thing are drawn while somebody waits."""
_AROUND = ("/draw/network", "/draw/network.svg")
"""What is drawn of a thing from what is near it, however large the graph."""
_AT_ONCE, _PATIENCE = 2, 30.0
_TURNS = threading.BoundedSemaphore(_AT_ONCE)
_INSIDE = re.compile(r"<(script|style)(?:\s[^>]*)?>(.*?)</\1>", re.DOTALL)
_ATTRIBUTE = re.compile(r'\sstyle="([^"]*)"')
_META = re.compile(r'<meta http-equiv="Content-Security-Policy"[^>]*>\n?')
_SVG = "image/svg+xml"
_EMPTY = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="120" height="40" viewBox="0 0 120 40">'
    '<text x="60" y="24" text-anchor="middle" font-size="14" fill="#767676">–</text></svg>\n'
)


class NothingToDraw(UsageError):
    """What is asked for is empty."""


def routes() -> list[Route]:
    """The routes of this room."""
    return [
        Route("/draw/network", network),
        Route("/draw/network.svg", network_still),
        Route("/draw/timeline", times),
        Route("/draw/timeline.svg", times_still),
        Route("/draw/map", coverage),
        Route("/draw/map.svg", coverage_still),
    ]


@kept
def network(request: Request) -> Response:
    """What is around a thing, or the whole graph, to explore."""
    return _explored(
        request, lambda question, edition: html.html(_scene(request, edition, question))
    )


@kept
def network_still(request: Request) -> Response:
    """What is nearest to a thing, as a small picture."""

    def drawn(question: Asked, edition: Edition) -> str:
        scene = _scene(request, edition, question)
        return svg.svg(readable(scene, PREVIEW))

    return _still(request, drawn)


@kept
def times(request: Request) -> Response:
    """The timeline of a thing, to explore."""
    return _explored(
        request, lambda question, edition: timeline_page.html(_chart(request, edition, question))
    )


@kept
def times_still(request: Request) -> Response:
    """The timeline of a thing, as a picture."""
    return _still(
        request,
        lambda question, edition: plain(timeline_svg.svg(_chart(request, edition, question))),
    )


@kept
def coverage(request: Request) -> Response:
    """The map with a slider for the years."""

    def drawn(question: Asked, edition: Edition) -> str:
        first = (question.span or today()).first.year
        return map_page.html(_atlas(request, edition, question), first, certain=question.certain)

    return _explored(request, drawn)


@kept
def coverage_still(request: Request) -> Response:
    """The map as a picture."""
    return _still(
        request,
        lambda question, edition: plain(
            map_svg.svg(_atlas(request, edition, question), certain=question.certain)
        ),
    )


Drawn = Callable[[Asked, Edition], str]


def _still(request: Request, drawn: Drawn) -> Response:
    """A picture in the colours of paper, which the pages show."""
    try:
        text = _in_turn(request, drawn)
    except NothingToDraw:  # a page shows pictures before anybody knows what is on them
        text = _EMPTY
    return Response(text, media_type=_SVG, headers={"Content-Security-Policy": policy(text)})


def _explored(request: Request, drawn: Drawn) -> Response:
    """A page that moves, with a way back."""
    text = _META.sub("", _in_turn(request, drawn), count=1)
    question = asked(request)
    words = request.query_params
    thing = words.get("around") or words.get("of")
    to, say = Links(question), Phrases(question.lang)
    graph = request.app.state.held.edition(question.known_at).graph
    back = resolve(graph, thing, question.lang) if thing else None
    target = to(back.iri) if back else to("/coverage" if "/map" in request.url.path else "/")
    name = back.label if back else say("coverage" if "/map" in request.url.path else "home")
    link = f'<nav class="keys"><a href="{escape(target)}">← {escape(name)}</a></nav>'
    text = text.replace("<header>", f"<header>{link}", 1)
    return HTMLResponse(text, headers={"Content-Security-Policy": policy(text)})


def policy(text: str) -> str:
    """A Content-Security-Policy that allows the scripts and styles inside a page, and no more."""
    inside = _INSIDE.findall(text)
    scripts = _sums(content for what, content in inside if what == "script")
    styles = _sums(content for what, content in inside if what == "style")
    attributes = _sums(unescape(value) for value in _ATTRIBUTE.findall(text))
    hashes = f" 'unsafe-hashes' {attributes}" if attributes else ""
    return (
        f"default-src 'none'; script-src {scripts or chr(39) + 'none' + chr(39)}; "
        f"style-src {styles}{hashes}; img-src data:; form-action 'none'; base-uri 'none'; "
        "frame-ancestors 'none'"
    )


def _sums(contents: Iterable[str]) -> str:
    every = (hashlib.sha256(content.encode()).digest() for content in dict.fromkeys(contents))
    return " ".join(f"'sha256-{b64encode(one).decode()}'" for one in every)


def _in_turn(request: Request, drawn: Drawn) -> str:
    """Draw as soon as no more than a few others are drawing."""
    question = asked(request)
    edition = request.app.state.held.edition(question.known_at)
    if large(edition) and not (request.url.path in _AROUND and request.query_params.get("around")):
        raise UsageError(
            "this graph is too large to be drawn while you wait: run  libgraph draw  instead"
        )
    with turn():
        return drawn(question, edition)


@contextmanager
def turn() -> Iterator[None]:
    """Draw while no more than a few others do.

    Raises:
        LimitReached: too many have waited for too long.
    """
    if not _TURNS.acquire(timeout=_PATIENCE):
        raise LimitReached("too many pictures are being drawn: try again in a minute")
    try:
        yield
    finally:
        _TURNS.release()


def _thing(request: Request, edition: Edition, question: Asked, word: str) -> Entity | None:
    name = request.query_params.get(word, "").strip()
    return resolve(edition.graph, name, question.lang) if name else None


def _scene(request: Request, edition: Edition, question: Asked) -> Scene:
    around = _thing(request, edition, question, "around")
    depth = {"": 1, "1": 1, "2": 2, "3": 3}.get(request.query_params.get("depth", ""))
    if depth is None:
        raise UsageError("depth is 1, 2 or 3: so many steps around the thing")
    wanted = Wanted(
        around=around, depth=depth, span=question.span, as_of=question.as_of,
        certain=question.certain, lang=question.lang, most=MOST if around else None,
    )  # fmt: skip
    key = ("scene", wanted)
    return edition.answers.get(key, lambda: _drawable(picture(edition.graph, wanted)))


def _drawable(scene: Scene) -> Scene:
    if not scene.nodes:
        raise NothingToDraw("nothing to draw: nothing is tied at this time")
    return scene


def _chart(request: Request, edition: Edition, question: Asked) -> Chart:
    of = _thing(request, edition, question, "of")

    def charted() -> Chart:
        try:
            return chart(
                edition.graph, entity=of, span=question.span, as_of=question.as_of,
                certain=question.certain, lang=question.lang,
            )  # fmt: skip
        except UsageError as error:
            raise NothingToDraw(str(error)) from None

    span = question.span  # a date that is none is no empty picture
    found = edition.answers.get(("chart", of, question, span), charted)
    if not found.bars:
        raise NothingToDraw("nothing to draw: nothing has a date at this time")
    return found


def _atlas(request: Request, edition: Edition, question: Asked) -> Atlas:
    span = question.span or today()
    time = question.as_of or span.first.isoformat()
    atlas = edition.answers.get(
        ("atlas", question.lang, time, question.certain),
        lambda: survey(
            edition.graph, span, time=time, certain=question.certain, lang=question.lang
        ),
    )
    of = _thing(request, edition, question, "of")
    return _part(atlas, of) if of else atlas


def _part(atlas: Atlas, of: Entity) -> Atlas:
    """What of an atlas concerns a centre, a country or an area; all of it for anything else."""
    numbers = {one.number for one in atlas.centres if one.name == of.label}
    lands, areas = tuple(_claimed(atlas.lands, numbers)), tuple(_claimed(atlas.areas, numbers))
    if not numbers:
        lands = tuple(one for one in atlas.lands if one.name == of.label)
        areas = tuple(one for one in atlas.areas if one.name == of.label)
        claims = [claim for land in lands for claim in land.claims]
        claims += [claim for area in areas for claim in area.claims]
        numbers = {claim.centre for claim in claims}
    if not numbers:
        return atlas
    centres = tuple(one for one in atlas.centres if one.number in numbers)
    return replace(atlas, centres=centres, lands=lands, areas=areas, notes=())


Claimed = TypeVar("Claimed", Land, Area)


def _claimed(places: Iterable[Claimed], numbers: set[int]) -> Iterator[Claimed]:
    for place in places:
        claims = tuple(claim for claim in place.claims if claim.centre in numbers)
        if claims:
            yield replace(place, claims=claims)
