"""The JSON API, described in OpenAPI 3.1: the questions come from the headers of their files."""

from __future__ import annotations

from importlib.metadata import version
from typing import Any

from libgraph.graph.labels import LANGUAGES
from libgraph.query.catalog import questions
from libgraph.query.header import Column, Question
from libgraph.web.phrases import Phrases

Node = dict[str, Any]
_TEXT: Node = {"type": "string", "maxLength": 500}
_SHOWN: dict[str, Node] = {
    "count": {"type": ["integer", "null"]},
    "sources": {"type": "array", "items": {"type": "string"}},
}
_ERRORS = {
    "300": "api_ambiguous", "400": "api_wrong", "404": "api_unknown", "406": "api_format",
}  # fmt: skip
_TELLING: Node = {
    "type": "object",
    "required": ["iri", "kind", "sentence", "when", "sources", "ends"],
}


def said(key: str, otherwise: str, lang: str) -> str:
    """A phrase in a language, or other words where there is none."""
    say = Phrases(lang)
    return say(key) if key in say else otherwise


def document(base: str, lang: str = "en") -> Node:
    """The whole description, for a service at `base`."""
    say = Phrases(lang)
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "libgraph",
            "version": version("libgraph"),
            "description": say("api_text"),
        },
        "servers": [{"url": base or "/"}],
        "paths": {
            "/api/query": {"get": _listing(lang)},
            **{f"/api/query/{one.name}": {"get": _asking(one, lang)} for one in questions()},
            "/api/show/{slug}": {"get": _showing(lang)},
            "/api/find": {"get": _finding(lang)},
        },
        "components": {"schemas": _schemas(), "parameters": _shared(lang)},
    }


def _schemas() -> Node:
    return {
        "Error": _object({"error": {"type": "string"}}),
        "Found": _object(
            {name: {"type": "string"} for name in ("iri", "label", "kind", "matched")}
        ),
        "Profile": _object(
            {
                "entity": _object({"iri": {"type": "string"}, "label": {"type": "string"}}),
                "kinds": _list({"type": "string"}),
                "names": {"type": "object", "additionalProperties": _list({"type": "string"})},
                "description": _list(_list({"type": "string"})),
                "ties": {"type": "object", "additionalProperties": _list(_TELLING)},
            }
        ),
    }


def _object(properties: Node) -> Node:
    return {"type": "object", "required": list(properties), "properties": properties}


def _list(items: Node) -> Node:
    return {"type": "array", "items": items}


def _shared(lang: str) -> Node:
    """The parameters that every question takes."""
    say = Phrases(lang)
    whole = {"type": "integer", "minimum": 0, "maximum": 10**9}
    return {
        "lang": _parameter("lang", say("language"), {"enum": list(LANGUAGES)}),
        "as-of": _parameter("as-of", say("api_as_of"), _TEXT, example="2009"),
        "known-at": _parameter("known-at", say("api_known_at"), _TEXT, example="2014"),
        "certain": _parameter("certain", say("certain"), {"enum": ["0", "1"]}),
        "format": _parameter("format", say("api_format_is"), {"enum": ["json", "csv"]}),
        "limit": _parameter("limit", say("api_limit"), {**whole, "minimum": 1, "maximum": 10_000}),
        "offset": _parameter("offset", say("api_offset"), whole),
    }


def _parameter(name: str, text: str, schema: Node, **more: Any) -> Node:
    return {"name": name, "in": "query", "description": text, "schema": schema, **more}


def _refer(*names: str) -> list[Node]:
    return [{"$ref": f"#/components/parameters/{name}"} for name in names]


def _operation(name: str, title: str, lang: str, taken: list[Node], answers: Node) -> Node:
    say = Phrases(lang)
    error = {"application/json": {"schema": {"$ref": "#/components/schemas/Error"}}}
    failing = {
        status: {"description": say(key), "content": error} for status, key in _ERRORS.items()
    }
    good = {"200": {"description": say("api_answer"), "content": answers}}
    return {
        "operationId": name,
        "summary": title,
        "parameters": taken,
        "responses": {**good, **failing},
    }


def _listing(lang: str) -> Node:
    items: dict[str, Node] = {
        name: {"type": "string"} for name in ("name", "title", "question", "address")
    }
    items |= {name: _list({"type": "string"}) for name in ("parameters", "columns")}
    answers = {"application/json": {"schema": _list(_object(items))}}
    return _operation("queries", Phrases(lang)("questions"), lang, _refer("lang"), answers)


def _asking(one: Question, lang: str) -> Node:
    own = [
        _parameter(
            taken.name,
            said(f"param_{taken.name}", taken.help or taken.name, lang),
            {"type": "integer"} if taken.type == "integer" else _TEXT,
        )
        for taken in one.parameters
    ]
    every = _refer("lang", "as-of", "known-at", "certain", "format", "limit", "offset")
    cells = {name: schema for column in one.columns for name, schema in _cells(column)}
    body = _object(
        {
            "query": {"const": one.name},
            "total": {"type": "integer"},
            "offset": {"type": "integer"},
            "next": {"type": ["string", "null"]},
            "columns": _list({"type": "string"}),
            "rows": _list({**_object(cells), "additionalProperties": {"type": "string"}}),
        }
    )
    answers = {"application/json": {"schema": body}, "text/csv": {"schema": {"type": "string"}}}
    title = said(f"q_{one.name}_text", one.question, lang)
    return _operation(one.name, title, lang, [*own, *every], answers)


def _cells(column: Column) -> list[tuple[str, Node]]:
    words: Node = {"type": ["string", "integer", "null"]}
    if column.type == "entity":
        return [(column.name, words), (f"{column.name}Label", words)]
    return [(column.name, _SHOWN.get(column.type, words))]


def _showing(lang: str) -> Node:
    slug = {
        "name": "slug",
        "in": "path",
        "required": True,
        "description": Phrases(lang)("any_name"),
        "schema": {**_TEXT, "minLength": 1},
        "example": "nlrk",
    }
    taken = [slug, *_refer("lang", "as-of", "known-at", "certain")]
    answers = {"application/json": {"schema": {"$ref": "#/components/schemas/Profile"}}}
    return _operation("show", Phrases(lang)("api_show"), lang, taken, answers)


def _finding(lang: str) -> Node:
    wanted = _parameter("q", Phrases(lang)("any_name"), _TEXT, required=True, example="исахов")
    taken = [wanted, *_refer("lang", "known-at", "limit")]
    found = _object(
        {"total": {"type": "integer"}, "found": _list({"$ref": "#/components/schemas/Found"})}
    )
    return _operation(
        "find", Phrases(lang)("search"), lang, taken, {"application/json": {"schema": found}}
    )
