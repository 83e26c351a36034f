"""Search names in every spelling and script; suggestions while somebody types."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from libgraph.errors import UsageError
from libgraph.query.entities import alike
from libgraph.query.find import Match, shown
from libgraph.web.asked import Asked, asked
from libgraph.web.disagreements import large
from libgraph.web.finding import finding
from libgraph.web.held import Edition
from libgraph.web.kept import kept
from libgraph.web.pages import Links, page

_SUGGESTED, _SHOWN, _LONGEST = 8, 200, 200


def routes() -> list[Route]:
    """The routes of this room."""
    return [Route("/search", search), Route("/suggest", suggest)]


@kept
def search(request: Request) -> Response:
    """The page of what is called so."""
    question, edition, words = _asked(request)
    matches = _matches(edition, words)
    near = [] if matches or large(edition) else alike(edition.graph, words)
    return page(
        request, "search.html", asked=question, wanted=words,
        found=shown(edition.graph, matches[:_SHOWN], question.lang),
        near=shown(edition.graph, [Match(iri, "") for iri in near], question.lang),
        more=max(0, len(matches) - _SHOWN),
    )  # fmt: skip


@kept
def suggest(request: Request) -> Response:
    """The nearest names as JSON: label, kind, spelling that matched, address of the page."""
    question, edition, words = _asked(request)
    nearest, to = _matches(edition, words)[:_SUGGESTED], Links(question)
    rows = [
        {"label": one.label, "kind": one.kind, "matched": one.matched, "href": to(one.iri)}
        for one in shown(edition.graph, nearest, question.lang)
    ]
    return JSONResponse(rows, headers={"Cache-Control": "max-age=60"})


def _asked(request: Request) -> tuple[Asked, Edition, str]:
    question = asked(request)
    words = request.query_params.get("q", "").strip()[:_LONGEST]
    return question, request.app.state.held.edition(question.known_at), words


def _matches(edition: Edition, words: str) -> list[Match]:
    """What is called so; nothing where there is nothing to look for."""
    try:
        return finding(edition, words)
    except UsageError:
        return []
