"""Search names in every spelling and script; suggestions while somebody types."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from libgraph.errors import UsageError
from libgraph.query.find import Found, find
from libgraph.web.asked import Asked, asked
from libgraph.web.kept import kept
from libgraph.web.pages import Links, page

_SUGGESTED, _SHOWN, _LONGEST = 8, 200, 200


def routes() -> list[Route]:
    """The routes of this room."""
    return [Route("/search", search), Route("/suggest", suggest)]


@kept
def search(request: Request) -> Response:
    """The page of what is called so."""
    question = asked(request)
    words = request.query_params.get("q", "").strip()[:_LONGEST]
    found = _found(request, question, words)
    return page(
        request, "search.html", asked=question, wanted=words,
        found=found[:_SHOWN], more=max(0, len(found) - _SHOWN),
    )  # fmt: skip


@kept
def suggest(request: Request) -> Response:
    """The nearest names as JSON: label, kind, spelling that matched, address of the page."""
    question = asked(request)
    words = request.query_params.get("q", "").strip()[:_LONGEST]
    to = Links(question)
    rows = [
        {"label": one.label, "kind": one.kind, "matched": one.matched, "href": to(one.iri)}
        for one in _found(request, question, words)[:_SUGGESTED]
    ]
    return JSONResponse(rows, headers={"Cache-Control": "max-age=60"})


def _found(request: Request, question: Asked, words: str) -> list[Found]:
    """What is called so; nothing where there is nothing to look for."""
    graph = request.app.state.held.edition(question.known_at).graph
    try:
        return find(graph, words, question.lang)
    except UsageError:
        return []
