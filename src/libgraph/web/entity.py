"""The page of a thing: names, what ties it when and by whose word, what disagrees, how to cite."""

from __future__ import annotations

import re
from contextlib import suppress

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from libgraph.errors import BadQuery, UnknownName, UsageError
from libgraph.graph.protocol import Graph
from libgraph.namespaces import (
    ID,
    LG,
    RELATIONSHIP,
    SOURCE,
    STATEMENT,
    local_name,
    shorten,
)
from libgraph.query.entities import Entity, nearest, resolve
from libgraph.query.find import shown
from libgraph.query.profile import Profile, profile
from libgraph.web import linked_data, pictures, schema_org, source, statement
from libgraph.web.asked import Asked, asked
from libgraph.web.citing import citation
from libgraph.web.disagreements import about, large
from libgraph.web.finding import finding
from libgraph.web.formats import PAGE
from libgraph.web.held import Edition
from libgraph.web.kept import kept
from libgraph.web.lines import lines
from libgraph.web.locating import located
from libgraph.web.negotiation import form
from libgraph.web.pages import Links, page

TAGS = {
    "en": "English", "ru": "Русский", "kk": "Қазақша", "ko": "한국어", "fr": "Français",
    "de": "Deutsch", "es": "Español", "ja": "日本語", "zh": "中文", "ky": "Кыргызча",
    "uz": "Oʻzbekcha", "tg": "Тоҷикӣ", "tk": "Türkmençe", "tr": "Türkçe", "az": "Azərbaycanca",
    "pt": "Português", "pl": "Polski", "cs": "Čeština", "hu": "Magyar", "fa": "فارسی",
    "ar": "العربية", "vi": "Tiếng Việt", "mn": "Монгол", "nl": "Nederlands", "uk": "Українська",
    "fi": "Suomi", "sv": "Svenska", "it": "Italiano", "ro": "Română", "be": "Беларуская",
    "hr": "Hrvatski", "el": "Ελληνικά", "ka": "ქართული", "hy": "Հայերեն", "id": "Bahasa Indonesia",
}  # fmt: skip
"""What languages call themselves."""
_NEAR = 8
_OF_ONE = {"Lifespan", "Contact", "Figure", "Naming"}
"""What is said in these ties nothing to another thing in a network."""
_NO_ADDRESS = re.compile(r"[\s<>\"{}|\\^`]")


def routes() -> list[Route]:
    """The routes of this room."""
    return [Route("/id/{slug:path}", thing, name="thing"), Route("/thing", foreign)]


def foreign(request: Request) -> Response:
    """The page of a thing whose address is on somebody else's site, or that is called so."""
    iri = request.query_params.get("iri", "").strip()
    if not iri:
        raise HTTPException(400, "say which thing: /thing?iri=https://…")
    format_ = form(request)[1]
    if format_ != PAGE:
        return linked_data.answer(request, asked(request), iri, format_)
    return _page(request, asked(request), iri)


def thing(request: Request) -> Response:
    """The page of a thing of this graph, in the form that is wanted."""
    plain, format_ = form(request)
    iri = ID + plain.path_params["slug"]
    if format_ != PAGE:
        return linked_data.answer(plain, asked(plain), iri, format_)
    return _page(plain, asked(plain), iri)


@kept
def _page(request: Request, question: Asked, iri: str) -> Response:
    edition = request.app.state.held.edition(question.known_at)
    found = _known(edition, iri, question.lang)
    if found.iri != iri:  # a name, or a curator keeps another address for it
        return RedirectResponse(Links(question)(found.iri), 301 if "://" in iri else 302)
    if iri.startswith((STATEMENT, RELATIONSHIP)):
        return statement.statement(request, question, edition, found)
    if iri.startswith(SOURCE):
        return source.source(request, question, edition, found)
    if iri.startswith(LG):
        return RedirectResponse(Links(question)(iri), 303)
    return _thing(request, question, edition, found)


def _known(edition: Edition, iri: str, lang: str) -> Entity:
    """The thing with an address, or called so.

    Raises:
        UnknownName: there is none; the message names those with such words in their names.
    """
    if not iri.startswith(ID) or _is_there(edition.graph, iri):
        return resolve(edition.graph, iri, lang)
    slug = iri.removeprefix(ID)
    hint = _hint(edition, [word for word in re.split(r"[-_/\s]+", slug) if word], lang)
    raise UnknownName(f"nothing is called {slug!r}{hint or ': search for a part of its name'}")


def _hint(edition: Edition, words: list[str], lang: str) -> str:
    """What has all of these words in a name; else what is most alike; else what has some."""
    whole = _having(edition, words, lang)
    alike = "" if whole or large(edition) else nearest(edition.graph, " ".join(words), lang)
    some = (_having(edition, words[:number], lang) for number in range(len(words) - 1, 0, -1))
    return whole or alike or next(filter(None, some), "")


def _is_there(graph: Graph, iri: str) -> bool:
    if _NO_ADDRESS.search(iri):
        return False
    with suppress(BadQuery):  # no address that the engine can read, so none in the graph
        return graph.ask(f"ASK {{ <{iri}> ?p ?o }}")
    return False


def _having(edition: Edition, words: list[str], lang: str) -> str:
    """What has all of these words in a name: the end of a message; empty where nothing has."""
    try:
        found = finding(edition, " ".join(words))
    except UnknownName:  # a longer search would end so, too
        raise
    except UsageError:
        return ""
    near = shown(edition.graph, found[:_NEAR], lang)
    listed = "; ".join(f"{one.label} ({shorten(one.iri)})" for one in near)
    return f": perhaps one of these: {listed}" if near else ""


def _thing(request: Request, question: Asked, edition: Edition, entity: Entity) -> Response:
    graph, lang, to = edition.graph, question.lang, Links(question)
    found = profile(graph, entity, lang, question.span, certain=question.certain)
    told = [telling for group in found.ties.values() for telling in group]
    differing = None if large(edition) else about(edition, entity.iri, question)
    places = () if large(edition) else located(graph, entity.iri, told, lang)
    apart = [s.iri for one in differing or () for side in one.sides for s in side.sources]
    shown = lines(graph, told, lang, to, entity.iri, apart)
    return page(
        request,
        "entity.html",
        asked=question,
        found=found,
        groups=shown.groups,
        cited=shown.cited,
        tags=TAGS,
        disagreements=differing,
        pictures=_pictures(found, edition),
        places=places,
        slugs=" ".join(one.iri.removeprefix(ID) for one in places),
        citation=citation(entity.label, entity.iri, question),
        schema_org=schema_org.script(graph, entity, lang),
    )


def _pictures(found: Profile, edition: Edition) -> tuple[str, ...]:
    """What there is to draw: how it is tied, when, and of centres and countries who covers what."""
    if not found.ties:
        return ()
    if large(edition):
        return ("network",) if sum(map(len, found.ties.values())) <= pictures.MOST else ()
    iri = found.entity.iri
    query = f"ASK {{ {{ <{iri}> lg:coversCountry ?it }} UNION {{ ?it lg:coversCountry <{iri}> }} }}"
    kinds = {local_name(told.kind) for group in found.ties.values() for told in group}
    drawn = ("network", "timeline") if kinds - _OF_ONE else ("timeline",)
    return (*drawn, "map") if edition.graph.ask(query) else drawn
