"""Write RDF: the same graph gives the same bytes, on every run and in every format."""

from __future__ import annotations

import re
from collections.abc import Iterable

from pyoxigraph import Quad, RdfFormat, Triple, serialize

from libgraph.graph.results import check_xml
from libgraph.namespaces import PREFIXES, SOURCE

FORMATS = {
    "turtle": RdfFormat.TURTLE,
    "trig": RdfFormat.TRIG,
    "ntriples": RdfFormat.N_TRIPLES,
    "nquads": RdfFormat.N_QUADS,
    "rdfxml": RdfFormat.RDF_XML,
}
NAMES = (*FORMATS, "jsonld")
# no literal can hold this: a backslash there is doubled
_PASSAGE = re.compile(rb"src:([\w.-]+)\\#char\\=(\d+)\\,(\d+)")
_WITH_PREFIXES = {"turtle", "trig", "rdfxml"}


def serialized(statements: Iterable[Triple] | Iterable[Quad], format_: str) -> bytes:
    """Triples or quads in one of NAMES; formats without graphs get each triple once.

    Raises:
        KeyError: no such format.
        UsageError: a text has characters that this format cannot hold.
    """
    quads = [one if isinstance(one, Quad) else Quad(*one) for one in statements]
    if format_ == "jsonld":
        from libgraph.export.jsonld import compacted

        return compacted(quads)
    rdf = FORMATS[format_]
    if not rdf.supports_datasets:
        rows: list[Triple] | list[Quad] = sorted({quad.triple for quad in quads}, key=_by_subject)
    else:
        rows = sorted(quads, key=lambda quad: (str(quad.graph_name), _by_subject(quad.triple)))
    prefixes = PREFIXES if format_ in _WITH_PREFIXES else None
    content = serialize(rows, format=rdf, prefixes=prefixes) or b""
    if format_ == "rdfxml":
        check_xml(content)
    return _PASSAGE.sub(_in_full, content) if format_ in ("turtle", "trig") else content


def _in_full(passage: re.Match[bytes]) -> bytes:
    """A passage as people write it: ``src:001\\#char\\=0\\,9`` cannot be read."""
    return b"<%s%s#char=%s,%s>" % (SOURCE.encode(), passage[1], passage[2], passage[3])


def _by_subject(triple: Triple) -> tuple[str, bool, str, str]:
    """Subjects in order, each with its type first."""
    predicate = str(triple.predicate)
    return str(triple.subject), not predicate.endswith("#type>"), predicate, str(triple.object)
