"""Answers that come as bytes from another process, as the engine's own results."""

from __future__ import annotations

from typing import IO, cast

from pyoxigraph import (
    QueryBoolean,
    QueryResultsFormat,
    QuerySolutions,
    QueryTriples,
    RdfFormat,
    Store,
    parse,
    parse_query_results,
)


def solutions(tsv: IO[bytes]) -> QuerySolutions:
    """Rows out of TSV, read as they are asked for."""
    return cast(QuerySolutions, parse_query_results(tsv, format=QueryResultsFormat.TSV))


def boolean(answer: bool) -> QueryBoolean:
    """Yes or no."""
    return cast(QueryBoolean, Store().query("ASK {}" if answer else "ASK { FILTER(false) }"))


def triples(ntriples: IO[bytes]) -> QueryTriples:
    """Triples out of N-Triples, each once; all are read first."""
    store = Store()
    store.bulk_extend(parse(ntriples, format=RdfFormat.N_TRIPLES))  # keeps blank nodes' labels
    return cast(QueryTriples, store.query("CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }"))
