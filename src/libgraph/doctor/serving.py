"""Ask the application for a page, in this process: to try what serves pages."""

from __future__ import annotations

import asyncio
from contextlib import closing
from importlib import import_module
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from libgraph.doctor.finding import expect

_GRAPH = """<https://example.org/a> a <https://w3id.org/libgraph/ontology#Library> ;
    <http://www.w3.org/2000/01/rdf-schema#label> "A library"@en ."""


def answered() -> str:
    """Open a graph of one library and get the page about this graph.

    Raises:
        CannotRun: the application gave no page.
    """
    import_module("uvicorn")
    from libgraph.web.app import application
    from libgraph.web.settings import Settings

    with TemporaryDirectory() as folder:
        path = Path(folder) / "one.ttl"
        path.write_text(_GRAPH, "utf-8")
        app = application(Settings(paths=(str(path),)))
        with closing(app.state.held):
            status = asyncio.run(_status(app, "/about"))
    expect(status == 200, f"a page was answered with {status}")
    return "a page was made"


async def _status(app: Any, path: str) -> int:
    """The status with which an ASGI application answers a GET."""
    sent: list[dict[str, Any]] = []

    async def receive() -> dict[str, Any]:
        return {"type": "http.request", "body": b"", "more_body": False}

    async def send(message: dict[str, Any]) -> None:
        sent.append(message)

    scope = {
        "type": "http", "asgi": {"version": "3.0"}, "http_version": "1.1", "method": "GET",
        "scheme": "http", "path": path, "raw_path": path.encode(), "query_string": b"",
        "root_path": "", "headers": [(b"host", b"localhost")], "client": ("127.0.0.1", 1),
        "server": ("127.0.0.1", 80),
    }  # fmt: skip
    await app(scope, receive, send)
    return next(int(m["status"]) for m in sent if m["type"] == "http.response.start")
