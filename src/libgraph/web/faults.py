"""What goes wrong becomes a page that says so, with the right status; the service lives on."""

from __future__ import annotations

import logging
import re

from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect, Request
from starlette.responses import JSONResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from libgraph.errors import (
    AmbiguousName,
    BadDate,
    BadQuery,
    LibgraphError,
    LimitReached,
    UnknownName,
    UsageError,
)
from libgraph.graph.labels import labels
from libgraph.namespaces import expand
from libgraph.query.entities import Entity
from libgraph.web.asked import Asked, asked
from libgraph.web.pages import page

_CURIE = re.compile(r"\(((?:id|src|st|rel):[^\s()<>\"{}|\\^`]+)\)")
log = logging.getLogger("libgraph.web")


def status_of(error: Exception) -> int:
    """The HTTP status of an error."""
    match error:
        case UnknownName():
            return 404
        case AmbiguousName():
            return 300
        case UsageError():
            return 400
        case LimitReached():
            return 503
    return 500


_FAULTS = {
    403: "refused", 404: "nowhere", 405: "method", 406: "format", 408: "slow", 413: "large",
    415: "format", 503: "busy",
}  # fmt: skip


class TooManyRows(HTTPException):
    """An answer would have to be cut, in a format that cannot say so."""

    def __init__(self, said: str) -> None:
        super().__init__(403, said)


def fault_of(error: Exception) -> str:
    """The phrase that tells a reader what went wrong, whatever the language."""
    match error:
        case UnknownName():
            return "fault_unknown"
        case AmbiguousName():
            return "fault_several"
        case BadDate():
            return "fault_date"
        case BadQuery():
            return "fault_query"
        case LimitReached():
            return "fault_costly"
        case TooManyRows():
            return "fault_rows"
        case UsageError() | HTTPException(status_code=400):
            return "fault_asked"
        case HTTPException():
            return f"fault_{_FAULTS.get(error.status_code, 'broken')}"
    return "fault_broken"


async def on_error(request: Request, error: Exception) -> Response:
    """The answer to a request that failed: a page for people, JSON for programs."""
    if isinstance(error, LimitReached):
        request.state.limit = "limit"  # counted among the metrics
    if isinstance(error, HTTPException):
        status, said, headers = error.status_code, str(error.detail), error.headers or {}
    elif isinstance(error, LibgraphError):
        status, said, headers = status_of(error), _for_strangers(error), {}
    else:
        log.error("unexpected %s", type(error).__name__, exc_info=error)
        status, said, headers = 500, "something went wrong here: try again later", {}
    if _wants_page(request):
        answer: Response = page(
            request,
            "error.html",
            status=status,
            status_code=status,
            fault=fault_of(error),
            said=said,
            asked=_language(request),
            meant=await run_in_threadpool(_meant, request, said),
        )
    else:
        answer = JSONResponse({"error": said}, status_code=status)
    answer.headers.update(headers)
    return answer


def _for_strangers(error: LibgraphError) -> str:
    """What an error says; options of the command line are none of a stranger's."""
    return str(error).partition(", or allow more with --")[0]


def _language(request: Request) -> Asked:
    """The reader's language alone: what else was asked may be what went wrong."""
    try:
        return Asked(asked(request).lang)
    except UsageError:
        return Asked()


def _meant(request: Request, said: str) -> list[Entity]:
    """The things that a message names in brackets, so that the page can lead to them."""
    iris = [iri for curie in _CURIE.findall(said) if (iri := expand(curie))]
    if not iris:
        return []
    names = labels(request.app.state.held.current.graph, iris, _language(request).lang)
    return [Entity(iri, names[iri]) for iri in dict.fromkeys(iris)]


def _wants_page(request: Request) -> bool:
    wanted, path = request.headers.get("accept", "*/*"), request.url.path
    if path.startswith(("/api", "/reconcile")):
        return False
    return "text/html" in wanted or ("*/*" in wanted and not path.startswith("/sparql"))


class Faults:
    """Middleware: what no handler expected is logged, and answered like any other fault."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on; answer for it where that fails."""
        begun = False

        async def noting(message: Message) -> None:
            nonlocal begun
            begun = begun or message["type"] == "http.response.start"
            await send(message)

        try:
            await self._app(scope, receive, noting)
        except ClientDisconnect:
            return  # nobody is there to be told
        except Exception as error:
            if begun or scope["type"] != "http":
                raise
            answer = await on_error(Request(scope, receive), error)
            await answer(scope, receive, send)
