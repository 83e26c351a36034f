"""The named questions, profiles and search as JSON, for people who do not know SPARQL."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode

from pyoxigraph import Literal
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from libgraph.errors import UsageError
from libgraph.graph import results
from libgraph.graph.protocol import Term
from libgraph.namespaces import XSD
from libgraph.query.answer import Answer, text
from libgraph.query.catalog import question, questions
from libgraph.query.entities import resolve
from libgraph.query.find import shown
from libgraph.query.profile import profile
from libgraph.web import openapi
from libgraph.web.asked import KEPT, Asked, asked
from libgraph.web.asking import answered
from libgraph.web.dataset import base
from libgraph.web.finding import finding
from libgraph.web.formats import wanted
from libgraph.web.open_access import route

PER_PAGE, MOST = 1000, 10_000
LONGEST = 500
_OURS = {*KEPT, "format", "limit", "offset"}
_FORMATS = {"application/json": "json", "text/csv": "csv"}


def routes() -> list[Route]:
    """The routes of this room."""
    return [
        route("/api/query", listed),
        route("/api/query/{name}", query),
        route("/api/show/{slug:path}", show),
        route("/api/find", find),
        route("/api/openapi.json", description),
    ]


def listed(request: Request) -> Response:
    """The named questions: what each takes and shows."""
    lang, site = asked(request).lang, base(request)
    rows = [
        {
            "name": one.name,
            "title": openapi.said(f"q_{one.name}", one.title, lang),
            "question": openapi.said(f"q_{one.name}_text", one.question, lang),
            "parameters": [parameter.name for parameter in one.parameters],
            "columns": [column.name for column in one.columns],
            "address": f"{site}/api/query/{one.name}",
        }
        for one in questions()
    ]
    return JSONResponse(rows)


async def query(request: Request) -> Response:
    """The answer to a named question, so many rows at a time."""
    words, edition, about = await run_in_threadpool(_read, request)
    one = question(request.path_params["name"])
    format_ = wanted(request, _FORMATS)
    limit, offset = _number(words, "limit", PER_PAGE, 1, MOST), _number(words, "offset", 0, 0)
    given = {name: value for name, value in words.items() if name not in _OURS and value}
    following = offset + limit
    total, part = await answered(request, edition, one, given, about, range(offset, following))
    headers = {"X-Total-Count": str(total), "Vary": "Accept, Accept-Language"}
    further = _address(request, words, following) if following < total else None
    if further:
        headers["Link"] = f'<{further}>; rel="next"'
    if format_ == "csv":
        return Response(results.csv(part.solutions()), media_type="text/csv", headers=headers)
    body = {"query": one.name, "total": total, "offset": offset, "next": further}
    return JSONResponse({**body, "columns": part.columns, "rows": _rows(part)}, headers=headers)


def show(request: Request) -> Response:
    """All about one thing."""
    _, edition, about = _read(request)
    graph = edition.graph
    entity = resolve(graph, _short(request.path_params["slug"]), about.lang)
    found = profile(graph, entity, about.lang, about.span, certain=about.certain)
    return JSONResponse(_plain(dataclasses.asdict(found)), headers={"Vary": "Accept-Language"})


def find(request: Request) -> Response:
    """What is called so, in any spelling, the closest first."""
    words, edition, about = _read(request)
    limit = _number(words, "limit", 20, 1, MOST)
    if "q" not in words:
        raise UsageError("there is nothing to look for: ask  /api/find?q=a part of a name")
    matches = finding(edition, words["q"])
    rows = [dataclasses.asdict(one) for one in shown(edition.graph, matches[:limit], about.lang)]
    return JSONResponse({"total": len(matches), "found": rows}, headers={"Vary": "Accept-Language"})


def description(request: Request) -> Response:
    """All of this, described in OpenAPI."""
    return JSONResponse(openapi.document(base(request), asked(request).lang))


def _read(request: Request) -> tuple[dict[str, str], Any, Asked]:
    """The words of an address, each of a length that names have; the graph; what is asked."""
    words = {name: _short(value.strip()) for name, value in request.query_params.items()}
    about = asked(request)
    return words, request.app.state.held.edition(about.known_at), about


def _short(words: str) -> str:
    if len(words) > LONGEST:
        raise HTTPException(400, f"{words[:20]}… is too long: write at most {LONGEST} characters")
    return words


def _number(
    words: Mapping[str, str], name: str, otherwise: int, least: int, most: int = 10**9
) -> int:
    said = words.get(name, str(otherwise))
    if not (said.isascii() and said.isdigit() and least <= int(said[:12]) <= most):
        raise UsageError(f"{name} is a whole number from {least} to {most}, not {said!r}")
    return int(said)


def _address(request: Request, words: Mapping[str, str], offset: int) -> str:
    more = urlencode({**words, "offset": str(offset)})
    return f"{base(request)}{request.url.path}?{more}"


def _rows(answer: Answer) -> list[dict[str, Any]]:
    return [
        {name: _value(name, term) for name, term in zip(answer.columns, row, strict=True)}
        for row in answer.rows
    ]


def _value(column: str, term: Term) -> Any:
    """A cell: a list of sources, a number, words, or null."""
    if column == "sources":
        return text(term).split()
    if isinstance(term, Literal) and term.datatype.value == XSD + "integer":
        return int(term.value)
    return text(term) or None


def _plain(value: Any) -> Any:
    """Data classes' content as JSON has it; what is no text or number as it is said."""
    if isinstance(value, dict):
        return {name: _plain(one) for name, one in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(one) for one in value]
    return value if value is None or isinstance(value, int | float) else str(value)
