"""Routes for programs on other people's pages: they may read every answer, errors too."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from starlette.datastructures import MutableHeaders
from starlette.middleware import Middleware
from starlette.routing import Route
from starlette.types import ASGIApp, Message, Receive, Scope, Send


class Open:
    """Middleware of a route: says that any page may read the answer (CORS)."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a browser that asks whether it may, or pass the request on."""

        async def opened(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                headers["Access-Control-Allow-Origin"] = "*"
                headers["Access-Control-Expose-Headers"] = "Link, X-Total-Count, X-SPARQL-MaxRows"
            await send(message)

        if scope["method"] != "OPTIONS":
            await self._app(scope, receive, opened)
            return
        allowed = [
            (b"access-control-allow-methods", b"GET, HEAD, POST, OPTIONS"),
            (b"access-control-allow-headers", b"Accept, Content-Type"),
        ]
        await opened({"type": "http.response.start", "status": 204, "headers": allowed})
        await opened({"type": "http.response.body", "body": b""})


def route(path: str, endpoint: Callable[..., Any], methods: Sequence[str] = ("GET",)) -> Route:
    """A route that any page may use."""
    return Route(path, endpoint, methods=[*methods, "OPTIONS"], middleware=[Middleware(Open)])
