"""Triples from a server: CONSTRUCT is asked as a table, so that no cut goes unnoticed.

A server that cuts tables says so in a header (or can be asked to count), but cuts triples
without any sign. So the pattern is asked with SELECT, and its template filled in here.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import IO, cast

from pyoxigraph import BlankNode, NamedNode, RdfFormat, Store, Triple, parse

from libgraph.errors import BadEndpoint, BadQuery
from libgraph.graph.endpoint_body import Pieces, Reply, cut_off
from libgraph.graph.endpoint_pages import looks_cut
from libgraph.graph.endpoint_rows import unusable
from libgraph.graph.protocol import Row
from libgraph.graph.syntax import complaint, masked
from libgraph.namespaces import PREFIXES

ACCEPT_TRIPLES = "application/n-triples, text/turtle;q=0.8, application/rdf+xml;q=0.6"
_FORMATS = {
    "application/n-triples": RdfFormat.N_TRIPLES,
    "text/plain": RdfFormat.N_TRIPLES,
    "text/turtle": RdfFormat.TURTLE,
    "application/x-turtle": RdfFormat.TURTLE,
    "application/rdf+xml": RdfFormat.RDF_XML,
    "application/n-quads": RdfFormat.N_QUADS,
    "application/trig": RdfFormat.TRIG,
}
_CONSTRUCT = re.compile(r"\bCONSTRUCT\b([^{]*)\{", re.IGNORECASE)
_VARIABLE = re.compile(r"[?$](\w+)")
_BLANK = "urn:libgraph:blank:"
_BATCH = 1000


class Template:
    """A CONSTRUCT query in two: a SELECT for the server, and a template to fill in.

    Raises:
        BadQuery: it does not parse.
    """

    def __init__(self, sparql: str) -> None:
        plain = masked(sparql)
        start = _CONSTRUCT.search(plain)
        end = plain.find("}", start.end()) + 1 if start else 0
        if not start or not end:
            _check(sparql)
            raise BadQuery("the query does not parse: CONSTRUCT needs a template in braces")
        self._prologue = sparql[: start.start()]
        template = sparql[start.end() - 1 : end]
        short = "where" in start[1].lower()
        self._template = template
        names = _VARIABLE.findall(plain[start.end() : end])
        self.variables = list(dict.fromkeys(names)) or ["nothing"]
        columns = " ".join(f"?{name}" for name in self.variables)
        pattern = sparql[start.start(1) : end] if short else sparql[end:]
        self.select = f"{self._prologue}SELECT {columns} {pattern}{sparql[end:] if short else ''}"

    def filled(self, rows: Iterable[Row]) -> Iterator[Triple]:
        """The triples that the rows make."""
        todo = iter(rows)
        while batch := list(islice(todo, _BATCH)):
            columns = " ".join(f"?{name}" for name in self.variables)
            values = "\n".join(f"({' '.join(map(_written, row))})" for row in batch)
            found = _check(
                f"{self._prologue}CONSTRUCT {self._template} "
                f"WHERE {{ VALUES ({columns}) {{\n{values}\n}} }}"
            )
            yield from map(_with_blanks, cast(Iterable[Triple], found))


def _check(sparql: str) -> object:
    try:
        return Store().query(sparql, prefixes=PREFIXES)
    except SyntaxError as error:
        raise BadQuery(complaint(sparql, error)) from None


def _written(term: object) -> str:
    if isinstance(term, BlankNode):
        return f"<{_BLANK}{term.value}>"
    return "UNDEF" if term is None else str(term)


def _with_blanks(triple: Triple) -> Triple:
    return Triple(_back(triple.subject), triple.predicate, _back(triple.object))  # type: ignore[arg-type]


def _back(term: object) -> object:
    if isinstance(term, NamedNode) and term.value.startswith(_BLANK):
        return BlankNode(term.value.removeprefix(_BLANK))
    return term


def described(reply: Reply, address: str) -> Iterator[Triple]:
    """The triples of an answer in RDF.

    Raises:
        BadEndpoint: it is no RDF, or may be cut.
    """
    pieces = Pieces(reply.chunks())
    begins = pieces.begins().lower()
    format_ = _FORMATS.get(reply.type)
    if format_ is None or b"<html" in begins or b"<!doctype html" in begins:
        raise unusable(begins, reply, address)
    if format_ is not RdfFormat.RDF_XML and not reply.is_framed:
        raise cut_off(address)
    number = 0
    try:
        for quad in parse(cast(IO[bytes], pieces), format=format_):
            number += 1
            yield quad.triple
    except (SyntaxError, OSError) as error:
        raise BadEndpoint(
            f"{address} sent RDF that cannot be read ({' '.join(str(error).split())}): "
            "nothing of its answer counts"
        ) from None
    if looks_cut(number) and number > 999:
        raise BadEndpoint(
            f"{address} gave just {number} triples, which looks cut: use CONSTRUCT, "
            "which is fetched in pages"
        )
