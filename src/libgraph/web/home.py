"""The first page: what is in the graph, a place to search, and questions that are ready."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from libgraph.graph.counts import counts
from libgraph.web.asked import asked
from libgraph.web.pages import page


def routes() -> list[Route]:
    """The routes of this room."""
    return [Route("/", home)]


def home(request: Request) -> Response:
    """The page itself."""
    question = asked(request)
    graph = request.app.state.held.edition(question.known_at).graph
    return page(request, "home.html", asked=question, counts=counts(graph, question.lang))
