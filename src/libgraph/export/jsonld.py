"""Write JSON-LD that people can read: with the project's context, or one tree per library."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any

from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, serialize

from libgraph import resources
from libgraph.errors import CannotRun
from libgraph.namespaces import TYPE


def compacted(quads: Iterable[Quad]) -> bytes:
    """Quads as compact JSON-LD; named graphs are kept, and what is used of the context."""
    said = list(quads)
    options = {"graph": True, "skipExpansion": True}  # the engine writes it expanded
    return _bytes(_made("compact", _expanded(said), _lean(said), options))


def framed(quads: Iterable[Quad]) -> bytes:
    """Quads as one tree per library, named graphs merged: for reading, not for reading back."""
    merged = {quad.triple for quad in quads}
    frame = {**_load("frame.jsonld"), **_context()}
    expanded = _expanded(Quad(*triple) for triple in merged)
    return _bytes(_made("frame", expanded, frame, {"omitGraph": False}))


def _made(what: str, *given: Any) -> Any:
    """What PyLD makes of a document.

    Raises:
        CannotRun: an address begins with one of our prefixes, and would be read as another.
    """
    from pyld import jsonld

    try:
        return getattr(_processor(), what)(*given)
    except jsonld.JsonLdError as error:
        told = error.details if isinstance(error.details, dict) else {}
        raise CannotRun(
            f"JSON-LD cannot hold the address {told.get('iri', '')!r} beside our prefixes "
            f"({str(error.args[0]).rstrip('.')}): correct it, or choose another format"
        ) from error


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


def _lean(quads: Iterable[Quad]) -> dict[str, Any]:
    """The terms of the context for what is named in the quads, and the prefixes that they need."""
    terms = _context()["@context"]
    prefixes = {term: space for term, space in terms.items() if str(space).startswith("http")}
    named = {iri for quad in quads for iri in _named(quad)}

    def full(written: Any) -> str:
        short = written.get("@id", "") if isinstance(written, dict) else str(written)
        prefix, _, name = short.partition(":")
        return str(prefixes.get(prefix, "")) + name

    kept = {term: said for term, said in terms.items() if term[0] == "@" or full(said) in named}
    written = json.dumps(kept)
    for prefix, space in prefixes.items():
        if f'"{prefix}:' in written or any(iri.startswith(space) for iri in named):
            kept[prefix] = space
    return {"@context": kept}


def _named(quad: Quad) -> Iterator[str]:
    for term in quad:
        if isinstance(term, NamedNode):
            yield term.value
        elif isinstance(term, Literal):
            yield term.datatype.value


def _load(name: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((resources.folder("ontology") / name).read_text("utf-8"))
    return found


def _bytes(document: Any) -> bytes:
    return (json.dumps(document, ensure_ascii=False, indent=2, sort_keys=True) + "\n").encode(
        "utf-8"
    )
