"""Asks the explorer for its pages in this very process, as a server would."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from urllib.parse import quote

from starlette.types import ASGIApp, Message


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back."""

    status: int
    media_type: str
    body: bytes


class Asking:
    """Asks an ASGI application, one address after the other, on one event loop."""

    def __init__(self, app: ASGIApp, runner: asyncio.Runner) -> None:
        self._app, self._runner = app, runner

    def get(self, path: str, query: str = "") -> Answer:
        """The answer to a GET."""
        return self._runner.run(self._get(path, query))

    async def _get(self, path: str, query: str) -> Answer:
        said: list[Message] = []

        async def receive() -> Message:
            return {"type": "http.request", "body": b"", "more_body": False}

        async def send(message: Message) -> None:
            said.append(message)

        await self._app(_scope(path, query), receive, send)
        start, *rest = said
        headers = {name.lower(): value.decode("latin-1") for name, value in start["headers"]}
        body = b"".join(message.get("body", b"") for message in rest)
        return Answer(start["status"], headers.get(b"content-type", ""), body)


@contextmanager
def asking(app: ASGIApp) -> Iterator[Asking]:
    """A way to ask an application until the block ends."""
    with asyncio.Runner() as runner:
        yield Asking(app, runner)


def _scope(path: str, query: str) -> dict[str, object]:
    return {
        "type": "http", "asgi": {"version": "3.0"}, "http_version": "1.1", "method": "GET",
        "scheme": "http", "server": ("localhost", 80), "client": ("localhost", 0),
        "root_path": "", "path": path, "raw_path": quote(path).encode(),
        "query_string": query.encode(), "headers": [(b"host", b"localhost")],
    }  # fmt: skip
