"""Counts requests: by route and status, how long they took, and what was stopped.

Nothing about who asks, or what for, is kept.
"""

from __future__ import annotations

import threading
import time
from bisect import bisect_left
from collections import Counter

from starlette.types import ASGIApp, Message, Receive, Scope, Send

BUCKETS = (0.01, 0.05, 0.1, 0.5, 1.0, 5.0, 10.0)
"""Upper bounds, in seconds, that answers are sorted by."""


class Measured:
    """What was counted since the start."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self.requests: Counter[tuple[str, str, int]] = Counter()
        self.within: dict[str, list[int]] = {}
        self.seconds: Counter[str] = Counter()
        self.stopped: Counter[str] = Counter()

    def request(self, method: str, route: str, status: int, seconds: float) -> None:
        """Count an answer."""
        with self._lock:
            self.requests[method, route, status] += 1
            row = self.within.setdefault(route, [0] * (len(BUCKETS) + 1))
            row[bisect_left(BUCKETS, seconds)] += 1
            self.seconds[route] += seconds  # type: ignore[assignment]

    def stop(self, why: str) -> None:
        """Count a query that did not end by itself."""
        with self._lock:
            self.stopped[why] += 1


class Measuring:
    """Middleware: counts every answer."""

    def __init__(self, app: ASGIApp, measured: Measured) -> None:
        self._app, self._measured = app, measured

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, and count how it ended."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        status, begun = 500, time.perf_counter()

        async def noting(message: Message) -> None:
            nonlocal status
            status = message.get("status", status)
            await send(message)

        try:
            await self._app(scope, receive, noting)
        finally:
            took = time.perf_counter() - begun
            self._measured.request(_method(scope), _route(scope), status, took)
            if why := _stopped(scope):
                self._measured.stop(why)


_METHODS = ("GET", "HEAD", "POST", "OPTIONS")


def _method(scope: Scope) -> str:
    """A method that pages know; strangers may send any word."""
    return scope["method"] if scope["method"] in _METHODS else "other"


def _route(scope: Scope) -> str:
    """The pattern of the address, never the address itself."""
    return getattr(scope.get("route"), "path", "none")


def _stopped(scope: Scope) -> str:
    state = scope.get("state", {})
    return "left" if state.get("stopped") else state.get("limit", "")
