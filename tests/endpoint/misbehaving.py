"""A server on loopback that does what it is told, however bad."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

JSON = "application/sparql-results+json"


@dataclass
class Asked:
    """One request as the server saw it."""

    method: str
    path: str
    headers: dict[str, str]
    values: dict[str, str]


@dataclass
class Answer:
    """What to answer: the length that is claimed, seconds to wait, and the rest a second later."""

    status: int = 200
    body: bytes = b""
    type: str = JSON
    headers: dict[str, str] = field(default_factory=dict)
    promised: int | None = None
    wait: float = 0
    rest: bytes = b""


@dataclass
class Place:
    """A running server: where it is, and what it was asked."""

    address: str
    asked: list[Asked]


@contextmanager
def serving(answer: Callable[[Asked], Answer]) -> Iterator[Place]:
    """A server that answers each request as the function says."""
    asked: list[Asked] = []
    stopping = threading.Event()

    class Handler(BaseHTTPRequestHandler):
        def log_message(self, *_: object) -> None:
            """Say nothing."""

        def _answer(self) -> None:
            length = int(self.headers.get("Content-Length") or 0)
            body = self.rfile.read(length).decode()
            parts = urlsplit(self.path)
            form = "form" in self.headers.get("Content-Type", "")
            values = {
                k: v[0] for k, v in parse_qs(parts.query + "&" + (body if form else "")).items()
            }
            now = Asked(self.command, parts.path, dict(self.headers), values)
            asked.append(now)
            told = answer(now)
            if told.wait:
                stopping.wait(told.wait)
            self.send_response(told.status)
            self.send_header("Content-Type", told.type)
            promised = len(told.body + told.rest) if told.promised is None else told.promised
            if promised >= 0:
                self.send_header("Content-Length", str(promised))
            for name, value in told.headers.items():
                self.send_header(name, value)
            self.end_headers()
            if self.command != "HEAD":
                self.wfile.write(told.body)
            if told.rest:
                self.wfile.flush()
                stopping.wait(1)
                self.wfile.write(told.rest)

        do_GET = do_POST = do_PUT = do_DELETE = do_HEAD = _answer  # noqa: N815

    class Quiet(ThreadingHTTPServer):
        def handle_error(self, *_: object) -> None:
            """A client that goes away is what these tests are about."""

    server = Quiet(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield Place(f"http://127.0.0.1:{server.server_port}/sparql", asked)
    finally:
        stopping.set()
        server.shutdown()
        server.server_close()
        thread.join()
