"""What this is, how much is in it, on whose word, under which licence, and how it is cited."""

from __future__ import annotations

from importlib.metadata import version

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from libgraph.graph.counts import counts
from libgraph.web.asked import asked
from libgraph.web.citing import citation
from libgraph.web.kept import kept
from libgraph.web.pages import page
from libgraph.web.phrases import Phrases

DATASET = "https://w3id.org/libgraph/"


def routes() -> list[Route]:
    """The routes of this room."""
    return [Route("/about", about)]


@kept
def about(request: Request) -> Response:
    """The page."""
    question = asked(request)
    held = request.app.state.held
    graph = held.edition(question.known_at).graph
    title = Phrases(question.lang)("home_title")
    return page(
        request,
        "about.html",
        asked=question,
        counts=counts(graph, question.lang),
        release=version("libgraph"),
        citation=citation(title, DATASET, question),
        shipped=not held.settings.paths,
        notices=graph.notices,
    )
