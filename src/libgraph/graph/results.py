"""Answers that come as bytes from another process, as the engine's own results."""

from __future__ import annotations

from collections.abc import Iterable
from typing import IO, cast

from pyoxigraph import (
    Quad,
    QueryBoolean,
    QueryResultsFormat,
    QuerySolutions,
    QueryTriples,
    Store,
    Triple,
    parse_query_results,
)


def solutions(tsv: IO[bytes]) -> QuerySolutions:
    """Rows out of TSV, read as they are asked for."""
    return cast(QuerySolutions, parse_query_results(tsv, format=QueryResultsFormat.TSV))


def boolean(answer: bool) -> QueryBoolean:
    """Yes or no."""
    return cast(QueryBoolean, Store().query("ASK {}" if answer else "ASK { FILTER(false) }"))


def triples(found: Iterable[Triple]) -> QueryTriples:
    """Triples, each once, with the labels of their blank nodes; all are read first."""
    store = Store()
    store.bulk_extend(Quad(*triple) for triple in found)
    return cast(QueryTriples, store.query("CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }"))
