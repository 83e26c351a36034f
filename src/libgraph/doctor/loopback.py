"""A server on this machine that says yes to every question: to try what asks servers."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

_YES = b'{"head": {}, "boolean": true}'


@contextmanager
def answering() -> Iterator[str]:
    """Its address, as long as it lives."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Yes)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/sparql"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


class _Yes(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "application/sparql-results+json")
        self.send_header("Content-Length", str(len(_YES)))
        self.end_headers()
        self.wfile.write(_YES)

    do_POST = do_GET  # noqa: N815  (the names that the standard library calls)

    def log_message(self, *_: object) -> None:
        """Nothing: nobody wants to read of it."""
