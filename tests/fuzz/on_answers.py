"""What servers answer, and what is asked of ours."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

import httpx
from on_words import SMALL
from starlette.testclient import TestClient
from targets import Target, headed

from libgraph.errors import BadEndpoint
from libgraph.graph.endpoint_body import Reply, excerpt
from libgraph.graph.endpoint_rows import Rows
from libgraph.graph.endpoint_triples import described
from libgraph.web.app import application
from libgraph.web.settings import Settings

ADDRESS = "https://example.org/sparql"


class _Body(httpx.SyncByteStream):
    def __init__(self, content: bytes, size: int) -> None:
        self._content, self._size = content, size

    def __iter__(self) -> Iterator[bytes]:
        for start in range(0, len(self._content), self._size):
            yield self._content[start : start + self._size]


def _reply(head: str, body: bytes, size: int) -> Reply:
    """An answer in pieces; its head is  TYPE;cap;coding ."""
    type_, cap, coding = (*head.split(";"), "", "")[:3]
    headers = [("Content-Type", type_), ("Content-Length", str(len(body)))]
    headers += [("X-SPARQL-MaxRows", cap)] if cap else []
    headers += [("Content-Encoding", coding)] if coding else []
    raw = [(name.encode(), value.encode("utf-8", "replace")) for name, value in headers]
    return Reply(httpx.Response(200, headers=raw, stream=_Body(body, size)), ADDRESS, 5)


def _told(make: Callable[[Reply], list[object]], reply: Reply) -> list[object] | None:
    try:
        return make(reply)
    except BadEndpoint:
        return None


def _rows(reply: Reply) -> list[object]:
    found = Rows(reply, ADDRESS)
    rows = list(found)
    assert all(len(row) == len(found.variables) for row in rows)
    return [found.variables, found.cap, *rows]


def _triples(reply: Reply) -> list[object]:
    return list(described(reply, ADDRESS))


def _reader(make: Callable[[Reply], list[object]], type_: str) -> Callable[[bytes, Path], None]:
    """However the network divides an answer, it is the same answer."""

    def read(data: bytes, at: Path) -> None:
        head, body = headed(data)
        told = [_told(make, _reply(head or type_, body, size)) for size in (1 << 20, 7)]
        if "_:" not in repr(told) and "BlankNode" not in repr(told):
            assert told[0] == told[1]
        assert (told[0] is None) == (told[1] is None)
        assert len(excerpt(_reply(head, body, 7))) <= 162

    return read


def _truth(reply: Reply) -> list[object]:
    return [Rows(reply, ADDRESS).truth()]


# ── Reconciliation ───────────────────────────────────────────────────────────────────────


@cache
def _client() -> TestClient:
    return TestClient(application(Settings(paths=(str(SMALL),))))


def _reconcile(data: bytes, at: Path) -> None:
    """Whatever is asked, it is an answer in JSON, or the asker's fault."""
    head, body = headed(data)
    name = "extend" if head == "extend" else "queries"
    said = _client().post("/reconcile", data={name: body.decode("utf-8", "replace")})
    assert said.status_code in (200, 400, 413), said.text
    if said.status_code == 200:
        assert isinstance(said.json(), dict)


_RESULTS = "application/sparql-results+"
_PIECES = (b'{"head":{"vars":["', b'"results":{"bindings":[', b'"type":"uri","value":"', b"?a\t?b\n",
           b"<sparql xmlns=\"http://www.w3.org/2005/sparql-results#\">", b"<binding name=\"a\">", b"<bnode>")  # fmt: skip
TARGETS = [
    Target("rows-json", "rows that servers answer, as JSON", _reader(_rows, f"{_RESULTS}json"), _PIECES),
    Target("rows-xml", "rows that servers answer, as XML", _reader(_rows, f"{_RESULTS}xml"), _PIECES),
    Target("rows-tsv", "rows that servers answer, as TSV", _reader(_rows, "text/tab-separated-values"), _PIECES),
    Target("truth", "yes and no that servers answer", _reader(_truth, f"{_RESULTS}json"), (*_PIECES, b"__ask_retval")),
    Target("triples", "triples that servers answer", _reader(_triples, "text/turtle"), (b"<a:a> <a:p> 1 .",)),
    Target("reconcile", "queries of the reconciliation API", _reconcile,
           (b'"query":', b'"type":', b'"limit":', b'"properties":', b'"pid":', b'"v":', b'"ids":', b"1e999", b"NaN")),
]  # fmt: skip
