"""The SPARQL 1.1 Protocol: any query, within limits, in a process that can be killed.

An answer that the row limit cuts says so where its format can: in the head of JSON and XML, in
a comment of Turtle and N-Triples, and always in a header. CSV, TSV, RDF/XML and JSON-LD cannot,
so there it is refused.
"""

from __future__ import annotations

from dataclasses import dataclass

from pyoxigraph import QueryResultsFormat, RdfFormat, parse
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route, request_response

from libgraph.export.rdf import serialized
from libgraph.graph import results
from libgraph.graph.stored import Dataset
from libgraph.graph.workers import Answer
from libgraph.web import service
from libgraph.web.asking import within
from libgraph.web.faults import TooManyRows
from libgraph.web.formats import GRAPHS, PAGE, SOLUTIONS, accepts, media_type, wanted
from libgraph.web.forms import fields
from libgraph.web.held import Held
from libgraph.web.open_access import Open

_VARY = {"Vary": "Accept"}
_METHODS = "GET, HEAD, POST, OPTIONS"
_CUT = "X-SPARQL-MaxRows"
_FORM, _QUERY, _UPDATE = (
    f"application/{kind}" for kind in ("x-www-form-urlencoded", "sparql-query", "sparql-update")
)
_ENGINE = {
    "json": QueryResultsFormat.JSON, "xml": QueryResultsFormat.XML,
    "tsv": QueryResultsFormat.TSV,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Job:
    """A query, the graphs it is about, and the format that is named for its answer."""

    sparql: str
    dataset: Dataset
    format: str


def routes() -> list[Route]:
    """The routes of this room."""
    # an application of its own, so that any page may read even that a method is wrong
    return [Route("/sparql", Open(request_response(endpoint)), name="endpoint")]


async def endpoint(request: Request) -> Response:
    """Answer a query, or describe the service where none is asked."""
    if request.method not in _METHODS.split(", "):
        said = f"{request.method[:20]} does not ask: send the query with GET or POST"
        raise HTTPException(405, said, {"Allow": _METHODS})
    job = await _job(request)
    return _described(request) if job is None else await _within(request, job)


def _described(request: Request) -> Response:
    if accepts(request.headers.get("accept", ""), (*GRAPHS, PAGE)) == PAGE:
        return RedirectResponse("/editor", 303, headers=_VARY)
    format_ = wanted(request, GRAPHS)
    content = serialized(service.description(str(request.url_for("endpoint"))), format_)
    return Response(content, media_type=media_type(format_, GRAPHS), headers=_VARY)


async def _job(request: Request) -> Job | None:
    """What is asked, in any of the protocol's three ways; None where there is no query.

    Raises:
        HTTPException: 400 for two queries or broken text, 403 for an update, 415 for other types.
    """
    words = list(request.query_params.multi_items())
    if request.method == "POST":
        kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
        body = await _text(request)
        if kind == _FORM:
            words += fields(body, 1000)
        elif kind == _QUERY:
            words.append(("query", body))
        elif kind == _UPDATE:
            raise HTTPException(403, "this graph cannot be changed here: only queries run")
        else:
            raise HTTPException(415, f"send a query as {_FORM} or {_QUERY}")
    if any(name == "update" for name, _ in words):
        raise HTTPException(403, "this graph cannot be changed here: only queries run")
    queries = [value for name, value in words if name == "query"]
    if len(queries) > 1:
        raise HTTPException(400, "there are several queries: send one at a time")
    if not queries and request.method == "POST":
        raise HTTPException(400, "there is no query: send one as  query=SELECT …")
    default = tuple(value for name, value in words if name == "default-graph-uri")
    named = tuple(value for name, value in words if name == "named-graph-uri")
    format_ = next((value for name, value in words if name == "format"), "")
    return Job(queries[0], Dataset(default, named), format_) if queries else None


async def _text(request: Request) -> str:
    try:
        return (await request.body()).decode("utf-8")
    except UnicodeDecodeError:
        raise HTTPException(400, "the query is not UTF-8 text: send it so") from None


async def _within(request: Request, job: Job) -> Response:
    """Run a job when it is its turn."""
    held: Held = request.app.state.held
    rows = held.settings.limits.rows
    graphs = list(job.dataset.default), list(job.dataset.named)
    query = {"sparql": job.sparql, "rows": rows, "dataset": graphs}

    def read(answer: Answer, content: bytes) -> Response:
        return _response(request, job, answer, content, rows or 0)

    return await within(request, held.current, query, read)


def _response(request: Request, job: Job, answer: Answer, content: bytes, rows: int) -> Response:
    offered = GRAPHS if answer.kind == "triples" else SOLUTIONS
    format_ = wanted(request, offered, job.format)
    written = _written(answer, content, format_)
    if format_ == "xml":
        results.check_xml(written)
    headers = _VARY | ({_CUT: str(rows)} if answer.cut else {})
    if answer.cut:
        written = _saying_so(written, format_, rows)
    return Response(written, media_type=media_type(format_, offered), headers=headers)


def _written(answer: Answer, content: bytes, format_: str) -> bytes:
    if answer.kind == "boolean":
        return _boolean(content == b"true", format_)
    if answer.kind == "solutions":
        if format_ == "tsv":
            return content
        found = results.solutions(content)
        if format_ == "csv":
            return results.csv(found, exact=True)  # a protocol: programs read it
        return found.serialize(format=_ENGINE[format_]) or b""
    return serialized((quad.triple for quad in parse(content, RdfFormat.N_TRIPLES)), format_)


def _boolean(yes: bool, format_: str) -> bytes:
    if format_ in ("csv", "tsv"):  # the standard has no form for these; people read them so
        return b"true\n" if yes else b"false\n"
    return results.boolean(yes).serialize(format=_ENGINE[format_]) or b""


def _saying_so(content: bytes, format_: str, rows: int) -> bytes:
    """The content with a word on what was cut, where the format has room for one.

    Raises:
        TooManyRows: 403, it has none.
    """
    note = f"only the first {rows} rows; page with LIMIT and OFFSET".encode()
    address = note.replace(b" ", b"-").replace(b";", b"")
    if format_ == "json":
        return content.replace(b'"head":{', b'"head":{"link":["#%s"],' % address, 1)
    if format_ == "xml":
        return content.replace(b"</head>", b'<link href="#%s"/></head>' % address, 1)
    if format_ in ("turtle", "ntriples"):
        return b"# " + note.replace(b"rows", b"triples") + b"\n" + content
    raise TooManyRows(
        f"the answer has more than {rows:,} rows, and this format cannot say that it is cut: "
        "page with LIMIT and OFFSET, or ask for JSON",
    )
