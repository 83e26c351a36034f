"""The project's own cases of JSON-LD: what `libgraph export` writes, judged by PyLD.

They stand on the sample world of tests/ontology, which has a thing of every class.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from driven import libgraph
from pyld import jsonld
from pyoxigraph import RdfFormat, parse
from suite_jsonld import canonical

ROOT = Path(__file__).parents[2]
SAMPLE = ROOT / "tests" / "ontology" / "sample.trig"
_ONTOLOGY = ROOT / "ontology"


def exported(*words: str) -> Any:
    """What the command writes of the sample, as JSON."""
    told = libgraph("export", "-g", SAMPLE, "-f", "jsonld", *words)
    assert told.code == 0, told.err
    return json.loads(told.out)


def _triples(*words: str) -> set[Any]:
    told = libgraph("export", "-g", SAMPLE, "-f", "nquads", *words)
    return canonical(parse(told.out, RdfFormat.N_QUADS))


def _read(document: Any) -> set[Any]:
    told = jsonld.to_rdf(document, {"format": "application/n-quads"})
    return canonical(parse(told.encode(), RdfFormat.N_QUADS))


def _load(name: str) -> Any:
    return json.loads((_ONTOLOGY / name).read_text("utf-8"))


def reads_back() -> bool:
    """PyLD reads the same triples as the export in N-Quads has."""
    return _read(exported()) == _triples()


def reads_back_with_derived() -> bool:
    """The same with what is derived."""
    return _read(exported("--with-derived")) == _triples("--with-derived")


def is_compact() -> bool:
    """Expanding and compacting with the document's own context changes nothing."""
    document = exported()
    again = jsonld.compact(jsonld.expand(document), document["@context"], {"graph": True})
    return bool(again == document)


def is_as_our_context_has_it() -> bool:
    """The document's context is part of the published one."""
    published = _load("context.jsonld")["@context"]
    return bool(exported()["@context"].items() <= published.items())


def fetches_nothing() -> bool:
    """No context is an address: whoever reads it needs no network."""
    return not any(isinstance(one, str) for one in _contexts([exported(), exported("--framed")]))


def _contexts(node: Any) -> Iterator[Any]:
    if isinstance(node, dict):
        found = node.get("@context", [])
        yield from found if isinstance(found, list) else [found]
        node = list(node.values())
    for inner in node if isinstance(node, list) else ():
        yield from _contexts(inner)


def is_framed() -> bool:
    """The trees are what PyLD makes with the published frame and context."""
    merged = [dict(node) for node in jsonld.flatten(jsonld.expand(exported()))]
    trees = {(inner["@id"]): inner for node in merged for inner in node.get("@graph", [node])}
    frame = {**_load("frame.jsonld"), **_load("context.jsonld")}
    ours = {tree["@id"]: tree["@type"] for tree in exported("--framed")["@graph"]}
    theirs = jsonld.frame(list(trees.values()), frame, {"omitGraph": False})
    return bool(ours) and ours == {tree["@id"]: tree["@type"] for tree in theirs["@graph"]}


def trees_say_nothing_else() -> bool:
    """What stands in the trees stands in the graph."""
    return _read(exported("--framed")) <= _triples()


CASES: dict[str, Callable[[], bool]] = {
    f"own JSON-LD {(case.__doc__ or '').rstrip('.')}": case
    for case in (
        reads_back, reads_back_with_derived, is_compact, is_as_our_context_has_it,
        fetches_nothing, is_framed, trees_say_nothing_else,
    )
}  # fmt: skip
