"""Asks the explorer for its pages in this very process, without a server between."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from inspect import iscoroutine
from typing import cast
from urllib.parse import quote

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Match, Route

from libgraph.errors import CannotRun, LibgraphError


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back."""

    media_type: str
    body: bytes


class Asking:
    """Calls what answers an address, past all that guards a server: nobody else is there."""

    def __init__(self, app: Starlette) -> None:
        self._app = app

    def get(self, path: str, query: str = "") -> Answer:
        """The answer to a GET.

        Raises:
            CannotRun: there is none.
        """
        scope = {**_scope(path, query), "app": self._app}
        try:
            answer = self._answer(scope)
        except (LibgraphError, HTTPException) as error:
            raise CannotRun(f"{path} has no page ({error}): please report it") from error
        if answer.status_code != 200:
            raise CannotRun(f"{path} answers with {answer.status_code}: please report it")
        return Answer(answer.headers.get("content-type", ""), bytes(answer.body))

    def _answer(self, scope: dict[str, object]) -> Response:
        for route in self._app.routes:
            match, more = route.matches(scope)
            if match is Match.FULL and isinstance(route, Route):
                answer = route.endpoint(Request({**scope, **more}))
                return cast(Response, asyncio.run(answer) if iscoroutine(answer) else answer)
        raise HTTPException(404)


def _scope(path: str, query: str) -> dict[str, object]:
    return {
        "type": "http", "asgi": {"version": "3.0"}, "http_version": "1.1", "method": "GET",
        "scheme": "http", "server": ("localhost", 80), "client": ("localhost", 0),
        "root_path": "", "path": path, "raw_path": quote(path).encode(),
        "query_string": query.encode(), "headers": [(b"host", b"localhost")],
    }  # fmt: skip
