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
_AT_ONCE, _PATIENCE = 2, 30.0
_TURNS = threading.BoundedSemaphore(_AT_ONCE)
_INSIDE = re.compile(r"<(script|style)(?:\s[^>]*)?>(.*?)</\1>", re.DOTALL)
_ATTRIBUTE = re.compile(r'\sstyle="([^"]*)"')
_META = re.compile(r'<meta http-equiv="Content-Security-Policy"[^>]*>\n?')
_SVG = "image/svg+xml"


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
    text = _in_turn(request, drawn)
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
    if large(edition):
        raise UsageError(
            "this graph is too large to be drawn while you wait: run  libgraph draw  instead"
        )
    with _turn():
        return drawn(question, edition)


@contextmanager
def _turn() -> Iterator[None]:
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
        certain=question.certain, lang=question.lang,
    )  # fmt: skip
    key = ("scene", wanted)
    return edition.answers.get(key, lambda: _something(picture(edition.graph, wanted)))


def _something(scene: Scene) -> Scene:
    if not scene.nodes:
        raise UsageError("nothing to draw: nothing is tied at this time")
    return scene


def _chart(request: Request, edition: Edition, question: Asked) -> Chart:
    of = _thing(request, edition, question, "of")
    return edition.answers.get(
        ("chart", of, question),
        lambda: chart(
            edition.graph, entity=of, span=question.span, as_of=question.as_of,
            certain=question.certain, lang=question.lang,
        ),
    )  # fmt: skip


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
    return _of_centre(atlas, of) if of else atlas


def _of_centre(atlas: Atlas, of: Entity) -> Atlas:
    """The part of an atlas that one centre covers; all of it for what is no centre."""
    numbers = {one.number for one in atlas.centres if one.name == of.label}
    if not numbers:
        return atlas
    return replace(
        atlas,
        centres=tuple(one for one in atlas.centres if one.number in numbers),
        lands=tuple(_claimed(atlas.lands, numbers)),
        areas=tuple(_claimed(atlas.areas, numbers)),
        notes=(),
    )


Claimed = TypeVar("Claimed", Land, Area)


def _claimed(places: Iterable[Claimed], numbers: set[int]) -> Iterator[Claimed]:
    for place in places:
        claims = tuple(claim for claim in place.claims if claim.centre in numbers)
        if claims:
            yield replace(place, claims=claims)
