"""Where sources disagree: by kind, with both sides and who says what."""

from __future__ import annotations

from collections import Counter
from itertools import groupby

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from libgraph.errors import UsageError
from libgraph.history.conflict_found import KINDS
from libgraph.query.entities import resolve
from libgraph.web.asked import asked
from libgraph.web.disagreements import about, disagreements
from libgraph.web.kept import kept
from libgraph.web.pages import page


def routes() -> list[Route]:
    """The routes of this room."""
    return [Route("/conflicts", conflicts)]


@kept
def conflicts(request: Request) -> Response:
    """The page: all of them, or those of a kind or on a thing."""
    question = asked(request)
    edition = request.app.state.held.edition(question.known_at)
    kind, of = request.query_params.get("kind", ""), request.query_params.get("of", "")
    if kind and kind not in KINDS:
        raise UsageError(f"no disagreement is called {kind!r}: write {', '.join(KINDS)}")
    thing = resolve(edition.graph, of, question.lang) if of else None
    every = (
        about(edition, thing.iri, question)
        if thing
        else list(disagreements(edition, question).every)
    )
    shown = [one for one in every if not kind or one.kind == kind]
    return page(
        request,
        "conflicts.html",
        asked=question,
        groups=[(name, list(found)) for name, found in groupby(shown, key=lambda one: one.kind)],
        kinds=[(name, Counter(one.kind for one in every)[name]) for name in KINDS],
        kind=kind,
        thing=thing,
        total=len(every),
    )
