"""Write JSON-LD that people can read: with the project's context, or one tree per library."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from pyoxigraph import Quad, RdfFormat, serialize

from libgraph import resources
from libgraph.namespaces import TYPE


def compacted(quads: Iterable[Quad]) -> bytes:
    """Quads as compact JSON-LD; named graphs are kept."""
    return _bytes(_processor().compact(_expanded(quads), _context(), {"graph": True}))


def framed(quads: Iterable[Quad]) -> bytes:
    """Quads as one tree per library, named graphs merged: for reading, not for reading back."""
    merged = {quad.triple for quad in quads}
    frame = {**_load("frame.jsonld"), **_context()}
    return _bytes(
        _processor().frame(
            _expanded(Quad(*triple) for triple in merged), frame, {"omitGraph": False}
        )
    )


def _processor() -> Any:
    from pyld import jsonld

    jsonld.set_document_loader(_refuse)
    return jsonld


def _refuse(url: str, _options: object) -> Any:
    raise ValueError(f"{url}: remote contexts are not fetched")


def _expanded(quads: Iterable[Quad]) -> Any:
    """JSON-LD without a context, straight from the engine: PyLD's own reader is quadratic."""
    ordered = sorted(quads, key=lambda quad: (str(quad.graph_name), str(quad)))
    nodes = json.loads(serialize(ordered, format=RdfFormat.JSON_LD) or b"[]")
    for node in [*nodes, *(inner for outer in nodes for inner in outer.get("@graph", ()))]:
        if TYPE in node:  # the engine writes rdf:type, and frames look for @type
            node["@type"] = [kind["@id"] for kind in node.pop(TYPE)]
    return nodes


def _context() -> dict[str, Any]:
    return _load("context.jsonld")


def _load(name: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((resources.folder("ontology") / name).read_text("utf-8"))
    return found


def _bytes(document: Any) -> bytes:
    return (json.dumps(document, ensure_ascii=False, indent=2, sort_keys=True) + "\n").encode(
        "utf-8"
    )
