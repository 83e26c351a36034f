"""The page of a thing: names, what ties it when and by whose word, what disagrees, how to cite."""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from libgraph.graph.protocol import Graph
from libgraph.history.conflicts import Conflict, conflicts
from libgraph.namespaces import ID, RELATIONSHIP, SOURCE, STATEMENT
from libgraph.query.entities import Entity, resolve
from libgraph.query.profile import Profile, profile
from libgraph.query.telling import Telling
from libgraph.web.asked import Asked, asked
from libgraph.web.linked import Names, linked
from libgraph.web.pages import Links, page

_TAGS = {"en": "English", "ru": "Русский", "kk": "Қазақша", "ko": "한국어", "fr": "Français"}


@dataclass(frozen=True, slots=True)
class Line:
    """A relationship on a page: its sentence with links, when, how sure, and who says so."""

    iri: str
    sentence: Markup
    more: str
    when: str
    holds: str
    sources: tuple[tuple[str, str], ...]


def routes() -> list[Route]:
    """The routes of this room."""
    return [Route("/id/{slug:path}", thing, name="thing"), Route("/thing", foreign)]


def foreign(request: Request) -> Response:
    """The page of a thing whose address is on somebody else's site."""
    iri = request.query_params.get("iri", "")
    if not iri:
        raise HTTPException(400, "say which thing: /thing?iri=https://…")
    return _page(request, asked(request), iri)


def thing(request: Request) -> Response:
    """The page of a thing of this graph, in the form that is wanted."""
    slug = request.path_params["slug"]
    return _page(request, asked(request), ID + slug)


def _page(request: Request, question: Asked, iri: str) -> Response:
    graph = request.app.state.held.edition(question.known_at).graph
    entity = resolve(graph, iri, question.lang)
    if entity.iri != iri:  # a curator keeps another address for it
        return RedirectResponse(Links(question)(entity.iri), 301)
    found = profile(graph, entity, question.lang, question.span, certain=question.certain)
    told = [telling for group in found.ties.values() for telling in group]
    names = Names(graph, told, question.lang)
    return page(
        request,
        "entity.html",
        asked=question,
        found=found,
        groups={
            kind: [line(telling, names, Links(question), iri) for telling in group]
            for kind, group in found.ties.items()
        },
        tags=_TAGS,
        disagreements=_disagreements(graph, entity, question),
        source=iri.startswith(SOURCE),
        drawable=_drawable(found),
    )


def line(telling: Telling, names: Names, to: Links, but: str = "") -> Line:
    """A relationship or statement as a line of a page; the thing `but` is not linked."""
    return Line(
        iri=telling.iri,
        sentence=linked(telling.sentence, names.of(telling), to, but),
        more=telling.more,
        when=telling.when,
        holds=str(telling.holds) if telling.holds is not None else "",
        sources=tuple((source, names[source]) for source in telling.sources),
    )


def _disagreements(graph: Graph, entity: Entity, question: Asked) -> list[Conflict]:
    return conflicts(
        graph, entity=entity.iri, span=question.span, certain=question.certain, lang=question.lang
    )


def _drawable(found: Profile) -> bool:
    """Whether there is anything to draw around it."""
    iri = found.entity.iri
    return bool(found.ties) and not iri.startswith((STATEMENT, RELATIONSHIP))
