"""RDF in every format that a graph is read from."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

from pyoxigraph import BlankNode, Quad, RdfFormat, Triple, parse, serialize
from targets import Target

from libgraph.reading.parsing import quads


def _reader(ending: str) -> Callable[[bytes, Path], None]:
    def read(data: bytes, at: Path) -> None:
        path = at / f"data{ending}"
        path.write_bytes(data)
        found = list(quads(path))
        written = serialize(found, format=RdfFormat.N_QUADS)
        assert written is not None
        again = list(parse(written, format=RdfFormat.N_QUADS))
        assert len(again) == len(found)
        if not any(map(has_blank, found)):
            assert set(again) == set(found)

    return read


def has_blank(quad: Quad) -> bool:
    return any(_is_blank(term) for term in (*quad.triple, quad.graph_name))


def _is_blank(term: object) -> bool:
    if isinstance(term, Triple):
        return any(map(_is_blank, term))
    return isinstance(term, BlankNode)


_TURTLE = (
    *(b"@prefix id: <", b"@base <", b"> .\n", b'"""', b"^^<", b"@ru", b"[ ", b" ]", b"( ", b" )"),
    *(b"<<( ", b" )>>", b"~ _:r", b"{| ", b" |}", b"\\u0000", b"\\uD800", b"_:b", b"1e9"),
)
_XML = (
    *(b"<rdf:RDF", b"<rdf:Description", b'rdf:about="', b'rdf:parseType="Collection"', b"&#0;"),
    *(b'<!ENTITY a "b">', b"&a;", b'rdf:parseType="Triple"', b'xml:base="', b'rdf:ID="x"'),
)
_JSON = (
    *(b'"@id":', b'"@context":', b'"@type":', b'"@list":', b'"@graph":', b'"@value":'),
    *(b'"@language":', b'"@reverse":', b'"@container":', b'"@import":', b"\\ud800", b"1e999"),
)
_WORDS = {".rdf": _XML, ".jsonld": _JSON}
_FORMATS = {
    "turtle": (".ttl", "Turtle"), "trig": (".trig", "TriG"), "ntriples": (".nt", "N-Triples"),
    "nquads": (".nq", "N-Quads"), "rdfxml": (".rdf", "RDF/XML"), "jsonld": (".jsonld", "JSON-LD"),
}  # fmt: skip
TARGETS = [
    Target(
        name, f"{called}, as a graph is read from it", _reader(ending), _WORDS.get(ending, _TURTLE)
    )
    for name, (ending, called) in _FORMATS.items()
]
assert all(re.fullmatch("[a-z]+", target.name) for target in TARGETS)
