"""Answers that come as bytes from another process, as the engine's own results."""

from __future__ import annotations

import re
from collections.abc import Iterable
from csv import writer
from io import BytesIO, TextIOWrapper
from typing import IO, cast

from pyoxigraph import (
    Literal,
    NamedNode,
    Quad,
    QueryBoolean,
    QueryResultsFormat,
    QuerySolutions,
    QueryTriples,
    Store,
    Triple,
    parse_query_results,
)

from libgraph.errors import UsageError
from libgraph.spreadsheets import defused

# in UTF-8; U+FFFE and U+FFFF are the last
_NOT_XML = re.compile(rb"[\x00-\x08\x0b\x0c\x0e-\x1f]|\xef\xbf[\xbe\xbf]")


def solutions(tsv: IO[bytes] | bytes) -> QuerySolutions:
    """Rows out of TSV, read as they are asked for."""
    return cast(QuerySolutions, parse_query_results(tsv, format=QueryResultsFormat.TSV))


def write_csv(found: QuerySolutions, out: IO[bytes], *, exact: bool = False) -> None:
    """Write rows as SPARQL's CSV, as they come; a spreadsheet runs none of it, unless `exact`.

    The engine writes it too, but no quotes around an IRI with a comma, as passages have.
    """
    lines = TextIOWrapper(out, "utf-8", newline="", write_through=True)
    try:
        table = writer(lines)
        table.writerow(variable.value for variable in found.variables)
        for row in found:
            cells = map(_plain, row)
            table.writerow(cells if exact else map(defused, cells))
    finally:
        lines.detach()  # else `out` is closed with it


def _plain(term: object) -> str:
    if isinstance(term, NamedNode | Literal):
        return term.value
    return "" if term is None else str(term)


def csv(found: QuerySolutions, *, exact: bool = False) -> bytes:
    """Rows as SPARQL's CSV; a spreadsheet runs none of it, unless `exact`."""
    out = BytesIO()
    write_csv(found, out, exact=exact)
    return out.getvalue()


def check_xml(content: bytes) -> None:
    """See that XML (UTF-8) holds only what XML may.

    Raises:
        UsageError: it has control characters.
    """
    if _NOT_XML.search(content):
        raise UsageError(
            "XML cannot hold the control characters in this answer: choose another format, or "
            "take them out, where  libgraph validate  finds them"
        )


def boolean(answer: bool) -> QueryBoolean:
    """Yes or no."""
    return cast(QueryBoolean, Store().query("ASK {}" if answer else "ASK { FILTER(false) }"))


def triples(found: Iterable[Triple]) -> QueryTriples:
    """Triples, each once, with the labels of their blank nodes; all are read first."""
    store = Store()
    store.bulk_extend(Quad(*triple) for triple in found)
    return cast(QueryTriples, store.query("CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }"))
