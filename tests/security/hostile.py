"""A graph that means harm, and somebody who listens whether anything is fetched."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

HOSTILE = Path(__file__).parent / "hostile.ttl"
DEEP = 30_000
RDF = """<?xml version="1.0"?>
<!DOCTYPE r [%s]>
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"
    xmlns:rdfs="http://www.w3.org/2000/01/rdf-schema#" xmlns:owl="http://www.w3.org/2002/07/owl#">
<rdf:Description rdf:about="https://example.org/a"><rdfs:label>%s</rdfs:label></rdf:Description>
</rdf:RDF>"""


class Listener:
    """A server that remembers what was asked of it, and the passwords and tokens it was shown."""

    def __init__(self, port: int, asked: list[str], shown: list[str]) -> None:
        self.address, self.asked, self.shown = f"http://127.0.0.1:{port}/secret", asked, shown


@contextmanager
def listening(status: int = 404) -> Iterator[Listener]:
    """Listen as long as the block lasts; every answer has this status."""
    asked: list[str] = []
    shown: list[str] = []

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.path)
            shown.extend(self.headers.get_all("Authorization", ()))
            self.send_error(status)

        do_POST = do_HEAD = do_GET  # noqa: N815

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, args=(0.05,))
    thread.start()
    try:
        yield Listener(server.server_port, asked, shown)
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
