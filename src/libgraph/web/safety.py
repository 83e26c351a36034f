"""Every answer carries strict headers, and no request is larger than it needs to be."""

from __future__ import annotations

import asyncio
import re

from starlette.datastructures import MutableHeaders
from starlette.exceptions import HTTPException
from starlette.types import ASGIApp, Message, Receive, Scope, Send

LARGEST_BODY = 2_000_000
LARGEST_ADDRESS = 16_000
LARGEST_HEAD = 32_000
PATIENCE = 30.0
"""So many seconds a request may take to come in."""
_HOST = re.compile(rb"[A-Za-z0-9._-]*(?::[0-9]{1,5})?|\[[0-9A-Fa-f:.]+\](?::[0-9]{1,5})?")
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
    "connect-src 'self'; font-src 'self'; form-action 'self'; frame-ancestors 'none'; "
    "base-uri 'none'; manifest-src 'self'"
)
HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}


class Safety:
    """Middleware: headers for every answer, limits for every request."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, or refuse it."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return

        async def guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in HEADERS.items():
                    headers.setdefault(name, value)
            await send(message)

        status = _refusal(scope)
        if status:
            await _refuse(guarded, status)
            return
        await self._app(scope, _Bounded(receive), guarded)


class _Bounded:
    """Receives a body as far as it may go, and no slower than anybody sends who means it."""

    def __init__(self, receive: Receive) -> None:
        self._receive, self._left = receive, LARGEST_BODY
        self._until = asyncio.get_running_loop().time() + PATIENCE
        self._whole = False

    async def __call__(self) -> Message:
        try:
            async with asyncio.timeout_at(None if self._whole else self._until):
                message = await self._receive()
        except TimeoutError:
            raise HTTPException(408, "this request came too slowly: send it again") from None
        self._whole = not message.get("more_body", False)
        self._left -= len(message.get("body", b""))
        if self._left < 0:
            raise HTTPException(413, "this request is too large")
        return message


def _refusal(scope: Scope) -> int:
    """The status with which a request is refused unread; 0 if it is not."""
    if len(scope.get("raw_path", b"")) + len(scope.get("query_string", b"")) > LARGEST_ADDRESS:
        return 414
    if sum(len(name) + len(value) for name, value in scope["headers"]) > LARGEST_HEAD:
        return 431
    sizes = [value for name, value in scope["headers"] if name == b"content-length"]
    if any(not size.isdigit() or int(size) > LARGEST_BODY for size in sizes):
        return 413
    hosts = [value for name, value in scope["headers"] if name == b"host"]
    return 0 if all(map(_HOST.fullmatch, hosts)) and len(hosts) < 2 else 400


_SAID = {
    400: b"the Host of this request is none\n",
    413: b"this request is too large\n",
    414: b"this address is too long\n",
    431: b"the headers of this request are too large\n",
}


async def _refuse(send: Send, status: int) -> None:
    said = _SAID[status]
    headers = [(b"content-type", b"text/plain; charset=utf-8"), (b"connection", b"close")]
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": said})
