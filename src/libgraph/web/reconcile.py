"""The Reconciliation Service API, version 0.2: OpenRefine and others match their rows here."""

from __future__ import annotations

import json
from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from libgraph.graph.labels import labels
from libgraph.namespaces import ID, LG, lg
from libgraph.web import catalogue, extending, matches, suggesting
from libgraph.web.asked import Asked, asked
from libgraph.web.dataset import base
from libgraph.web.forms import fields
from libgraph.web.matches import Candidate, Row, candidates, description
from libgraph.web.open_access import route
from libgraph.web.pages import Links
from libgraph.web.phrases import Phrases
from libgraph.web.suggesting import types

BATCH = 50
_FORM = "application/x-www-form-urlencoded"
_MOST, _SHOWN, _LONGEST = 100, 10, 500
_DEFAULTS = ("Library", "Organization", "Person", "Place", "Event", "Agreement")
_WIDTH, _HEIGHT = 420, 220
Node = dict[str, Any]


def routes() -> list[Route]:
    """The routes of this room."""
    return [
        route("/reconcile", reconcile, ("GET", "POST")),
        route("/reconcile/suggest/entity", suggesting.entity),
        route("/reconcile/suggest/type", suggesting.type_),
        route("/reconcile/suggest/property", suggesting.property_),
        route("/reconcile/properties", suggesting.proposed),
        route("/reconcile/preview", suggesting.preview),
        route("/reconcile/view", suggesting.view),
    ]


async def reconcile(request: Request) -> Response:
    """The manifest, the answers to a batch of queries, or more about things that were matched."""
    words = dict(request.query_params)
    if request.method == "POST":
        kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
        if kind != _FORM:
            raise HTTPException(415, f"send queries as {_FORM}")
        words |= dict(fields(await _text(request), 20))
    if "queries" in words:
        return await run_in_threadpool(_batch, request, _json(words["queries"]))
    if "extend" in words:
        return await run_in_threadpool(_extended, request, _json(words["extend"]))
    if request.method == "POST":
        raise HTTPException(400, "there are no queries: send a form with  queries={…}")
    return JSONResponse(_manifest(request))


async def _text(request: Request) -> str:
    try:
        return (await request.body()).decode("utf-8")
    except UnicodeDecodeError:
        raise HTTPException(400, "the form is not UTF-8 text: send it so") from None


def _json(words: str) -> Node:
    try:
        found = json.loads(words, parse_constant=_refuse)
        json.dumps(found, ensure_ascii=False).encode("utf-8")  # halves of characters are no text
    except (ValueError, RecursionError):
        raise HTTPException(400, "what is asked is not JSON: send an object") from None
    if not isinstance(found, dict):
        raise HTTPException(400, "what is asked is no object of JSON: send {…}")
    return found


def _refuse(constant: str) -> None:
    raise ValueError(f"{constant} is no JSON")


def _manifest(request: Request) -> Node:
    question = asked(request)
    site, to = base(request), Links(Asked(question.lang))
    names = labels(request.app.state.held.current.graph, map(lg, _DEFAULTS), question.lang)

    def address(path: str) -> Node:
        full = to(path)
        return {"service_url": site, "service_path": full}

    joined = "&" if "?" in to("/reconcile") else "?"
    return {
        "versions": ["0.2"],
        "name": Phrases(question.lang)("reconcile_name"),
        "identifierSpace": ID,
        "schemaSpace": LG,
        "documentation": f"{site}{to('/about')}",
        "logo": f"{site}/static/icon.svg",
        "batchSize": BATCH,
        "defaultTypes": [{"id": kind, "name": names[lg(kind)]} for kind in _DEFAULTS],
        "view": {"url": f"{site}{to('/reconcile/view')}{joined}id={{{{id}}}}"},
        "preview": {
            "url": f"{site}{to('/reconcile/preview')}{joined}id={{{{id}}}}",
            "width": _WIDTH,
            "height": _HEIGHT,
        },
        "suggest": {
            what: address(f"/reconcile/suggest/{what}") for what in ("entity", "type", "property")
        },
        "extend": {"propose_properties": address("/reconcile/properties")},
    }


# ── Queries ──────────────────────────────────────────────────────────────────────────────


def _batch(request: Request, queries: Node) -> Response:
    if len(queries) > BATCH:
        raise HTTPException(413, f"there are {len(queries)} queries: send {BATCH} at a time")
    question = asked(request)
    edition = request.app.state.held.edition(question.known_at)
    rows = {key: _row(key, query) for key, query in queries.items()}
    found = {key: candidates(edition, row) for key, row in rows.items()}
    names = catalogue.names(edition, question.lang)
    results = {
        key: {"result": [_candidate(one, names) for one in ranked]} for key, ranked in found.items()
    }
    return JSONResponse(results)


def _row(key: str, query: object) -> Row:
    """A query of the API as a row.

    Raises:
        HTTPException: 400, it is none.
    """
    if not isinstance(query, dict):
        raise _wrong(key, "is no object")
    name, limit = query.get("query", ""), query.get("limit", _SHOWN)
    if not isinstance(name, str) or len(name) > _LONGEST:
        raise _wrong(key, f"has a query that is no text of at most {_LONGEST} characters")
    if isinstance(limit, bool) or not isinstance(limit, int | float) or limit < 1:
        raise _wrong(key, "has a limit that is no number from 1")
    properties = _properties(key, query.get("properties", []))
    if not name.strip() and not properties:
        raise _wrong(key, "has neither a query nor properties")
    kinds = query.get("type", [])
    kinds = [kinds] if isinstance(kinds, str) else kinds
    if not isinstance(kinds, list) or not all(isinstance(kind, str) for kind in kinds):
        raise _wrong(key, "has a type that is neither a text nor a list of texts")
    strict = query.get("type_strict", "any")
    limit = min(_MOST, int(min(limit, _MOST)))
    return Row(name.strip(), tuple(filter(None, kinds)), str(strict), properties, limit)


def _properties(key: str, given: object) -> dict[str, tuple[str, ...]]:
    if not isinstance(given, list):
        raise _wrong(key, "has properties that are no list")
    found: dict[str, tuple[str, ...]] = {}
    for one in given:
        if not (isinstance(one, dict) and isinstance(one.get("pid"), str) and "v" in one):
            raise _wrong(key, 'has a property without "pid" and "v"')
        if one["pid"] not in matches.PROPERTIES:
            known = ", ".join(matches.PROPERTIES)
            raise _wrong(key, f"asks for {one['pid']!r}, and things are compared by {known}")
        values = one["v"] if isinstance(one["v"], list) else [one["v"]]
        texts = [str(v.get("id", "") if isinstance(v, dict) else v).strip() for v in values]
        found[one["pid"]] = (*found.get(one["pid"], ()), *filter(None, texts))
    return {name: values for name, values in found.items() if values}


def _wrong(key: str, what: str) -> HTTPException:
    return HTTPException(400, f"the query {key[:40]!r} {what}")


def _candidate(one: Candidate, names: dict[str, str]) -> Node:
    return {
        "id": one.record.id,
        "name": names[one.record.known.iri],
        "description": description(one.record, names),
        "type": types(one.record, names),
        "score": one.score,
        "match": one.match,
        "features": [{"id": name, "value": value} for name, value in one.features.items()],
    }


def _extended(request: Request, wanted: Node) -> Response:
    question = asked(request)
    edition = request.app.state.held.edition(question.known_at)
    return JSONResponse(extending.extended(edition, wanted, question.lang))
