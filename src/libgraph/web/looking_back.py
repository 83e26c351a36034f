"""A request about what was known by a day waits for that slice before it takes a thread."""

from __future__ import annotations

import logging

from starlette.datastructures import QueryParams
from starlette.exceptions import HTTPException
from starlette.types import ASGIApp, Receive, Scope, Send

from libgraph.errors import BadDate, CannotRun, LimitReached
from libgraph.web.held import Held

_ELSEWHERE = ("/static/", "/health", "/metrics", "/sparql")
"""Nothing here is about what was known by a day."""
log = logging.getLogger("libgraph.web")


class LookingBack:
    """Middleware: no reader of today waits for those who look back."""

    def __init__(self, app: ASGIApp, held: Held) -> None:
        self._app, self._held = app, held

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on as soon as what it is about is there."""
        if scope["type"] == "http" and not scope["path"].startswith(_ELSEWHERE):
            # read as the pages read it, for a word can be written in several ways
            words = QueryParams(scope["query_string"])
            await self._ready(words.get("known-at", "").strip())
        await self._app(scope, receive, send)

    async def _ready(self, known_at: str) -> None:
        try:
            await self._held.ready(known_at)
        except BadDate:
            return  # the page says so
        except LimitReached:
            raise
        except CannotRun as error:
            log.error("%s", error)
            raise HTTPException(
                503, "what was known by then cannot be worked out now: try again later"
            ) from None
