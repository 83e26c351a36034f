"""What any SPARQL query gives back, in the formats of the engine."""

from __future__ import annotations

from itertools import islice
from typing import IO, cast

from pyoxigraph import (
    QueryBoolean,
    QueryResultsFormat,
    QuerySolutions,
)

from libgraph.graph.results import check_xml, write_csv
from libgraph.query.answer import Answer

STREAMED = {
    "csv": QueryResultsFormat.CSV,
    "tsv": QueryResultsFormat.TSV,
    "json": QueryResultsFormat.JSON,
    "xml": QueryResultsFormat.XML,
}


def stream(found: QuerySolutions, format_: str, out: IO[bytes]) -> None:
    """Write solutions as they come.

    Raises:
        UsageError: this format cannot hold them.
    """
    if format_ == "csv":
        write_csv(found, out)
        return
    checked = cast(IO[bytes], XmlParts(out)) if format_ == "xml" else out
    found.serialize(checked, format=STREAMED[format_])
    if format_ in ("json", "xml"):
        out.write(b"\n")


class XmlParts:
    """Passes XML on, part by part, and refuses what it may not hold."""

    def __init__(self, out: IO[bytes]) -> None:
        self._out, self._before = out, b""

    def write(self, content: bytes) -> int:
        check_xml(self._before + content)
        self._before = content[-2:]  # a character may come in parts
        return self._out.write(content)

    def flush(self) -> None:
        self._out.flush()


def answer(found: QuerySolutions, rows: int | None = None) -> Answer:
    """Solutions, or the first so many rows of them, as an answer that is held in memory."""
    columns = tuple(variable.value for variable in found.variables)
    return Answer(columns, [tuple(row) for row in islice(found, rows)])


def boolean(found: QueryBoolean, format_: str) -> bytes:
    """The answer of an ASK query: yes or no, or in a format that has booleans."""
    if format_ in ("json", "xml", "csv", "tsv"):
        if format_ in ("csv", "tsv"):
            return b"true\n" if found else b"false\n"
        return (found.serialize(format=STREAMED[format_]) or b"") + b"\n"
    return b"yes\n" if found else b"no\n"
