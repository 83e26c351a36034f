"""The rows of an answer as they come over the wire, in whatever format the server chose."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from io import BytesIO
from typing import IO, cast

from pyoxigraph import (
    Literal,
    NamedNode,
    QueryBoolean,
    QueryResultsFormat,
    QuerySolutions,
    parse_query_results,
)

from libgraph.errors import BadEndpoint
from libgraph.graph.endpoint_body import Pieces, Reply, cut_off
from libgraph.graph.protocol import Row, Term
from libgraph.graph.results import solutions
from libgraph.namespaces import XSD

ACCEPT = (
    "application/sparql-results+json, application/sparql-results+xml;q=0.8, "
    "text/tab-separated-values;q=0.3"
)
# Virtuoso tells with this how many rows it gives at most, where it gave so many
_CAP = "X-SPARQL-MaxRows"
# and answers ASK so, where it answers it as a table
_ASKED = "__ask_retval"

# Comunica adds how it came by the rows, once they are all there
_AFTERWARDS = "after the end of the bindings array"

_BOOLEAN = NamedNode(XSD + "boolean")
_TRUTH = {
    digit: Literal(word, datatype=_BOOLEAN) for digit, word in (("1", "true"), ("0", "false"))
}


class Rows:
    """The rows of one answer: `variables` at once, the rows as they come.

    `cap` is how many rows the server says it gives at most, None where it does not say.

    Raises:
        BadEndpoint: these are no results, or they stop in the middle.
    """

    def __init__(self, reply: Reply, address: str) -> None:
        self._address = address
        cap = reply.headers.get(_CAP, "")
        self.cap = int(cap) if re.fullmatch("[0-9]{1,18}", cap) else None
        self._pieces = Pieces(reply.chunks())
        self._found = self._parsed(_format(self._pieces, reply, address))

    @property
    def variables(self) -> list[str]:
        """The names of the columns."""
        found = self._found
        return [v.value for v in found.variables] if isinstance(found, QuerySolutions) else []

    def __iter__(self) -> Iterator[Row]:
        if not isinstance(self._found, QuerySolutions):
            raise BadEndpoint(f"{self._address} answered yes or no where rows were asked for")
        try:
            for solution in self._found:
                yield tuple(map(_usual, cast(Row, tuple(solution))))
        except (SyntaxError, OSError) as error:
            if _AFTERWARDS not in str(error):
                raise self._broken(error) from None

    def truth(self) -> bool:
        """The answer to an ASK query."""
        if isinstance(self._found, QueryBoolean):
            return bool(self._found)
        rows = list(self)
        if [name.lower() for name in self.variables] != [_ASKED]:
            raise BadEndpoint(f"{self._address} answered with rows where yes or no was asked for")
        return any(term is not None and term.value in ("1", "true") for row in rows for term in row)

    def _parsed(self, format_: QueryResultsFormat) -> QuerySolutions | QueryBoolean:
        try:
            return parse_query_results(cast(IO[bytes], self._pieces), format=format_)
        except (SyntaxError, OSError) as error:
            if format_ == QueryResultsFormat.JSON and _is_empty(self._pieces.first):
                return solutions(BytesIO(b"\n"))
            raise self._broken(error) from None

    def _broken(self, error: Exception) -> BadEndpoint:
        if self._pieces.ended:
            return cut_off(self._address)
        reason = " ".join(str(getattr(error, "msg", error)).split())
        return BadEndpoint(
            f"{self._address} sent results that cannot be read ({reason}): "
            "nothing of its answer counts; check the address, or tell its keeper"
        )


def _is_empty(text: bytes) -> bool:
    """Whether this is a whole answer without rows, of a server (Comunica) that names no columns."""
    try:
        found = json.loads(text)
        return bool(found["results"]["bindings"] == [])
    except (ValueError, LookupError, TypeError):
        return False


def _usual(term: Term) -> Term:
    """A term as it was written: some servers (Virtuoso) keep true and false as 1 and 0."""
    if isinstance(term, Literal) and term.datatype == _BOOLEAN:
        return _TRUTH.get(term.value, term)
    return term


def _format(pieces: Pieces, reply: Reply, address: str) -> QueryResultsFormat:
    """What the answer is: by how it begins, as servers say many things of their type."""
    begins = pieces.begins().lower()
    if begins.startswith(b"{"):
        return QueryResultsFormat.JSON
    if begins.startswith((b"<?xml", b"<sparql")) and b"<html" not in begins:
        return QueryResultsFormat.XML
    if reply.type == "text/tab-separated-values" and reply.is_framed:
        return QueryResultsFormat.TSV
    reply.close()
    raise unusable(begins, reply, address)


def unusable(begins: bytes, reply: Reply, address: str) -> BadEndpoint:
    """The error for an answer that is of no type we know."""
    if not begins:
        return cut_off(address)
    if b"<html" in begins or b"<!doctype" in begins:
        what = "a web page"
    else:
        what = reply.type or "something without a type"
    return BadEndpoint(
        f"{address} answered with {what}, not with SPARQL results: "
        "check the address; it often ends in /sparql or /query"
    )
