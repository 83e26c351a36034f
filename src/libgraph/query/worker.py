"""A process that answers named questions as well as queries (see :mod:`libgraph.graph.worker`).

A job with ``question`` in it (the name; ``values``, ``span``, ``certain``, ``lang``, ``offset``
and ``rows``) is answered with the kind ``answer N``, of N rows in all, and the rows from the
offset on as TSV. It makes way for the process that serves pages.
"""

from __future__ import annotations

import os
import sys
from typing import Any, BinaryIO

from pyoxigraph import QueryResultsFormat

from libgraph.dates import Span
from libgraph.graph.stored import Stored
from libgraph.graph.worker import frame, main, query
from libgraph.query.answer import Answer
from libgraph.query.catalog import question
from libgraph.query.run import ask

_NICE, _PIECE = 5, 1 << 20


def answer(graph: Stored, job: dict[str, Any], out: BinaryIO) -> bool:
    """Answer a query, or a named question; whether rows were left out."""
    if "question" not in job:
        return query(graph, job, out)
    span = Span.parse(job["span"]) if job["span"] else None
    found = ask(
        graph, question(job["question"]), job["values"],
        span=span, certain=job["certain"], lang=job["lang"],
    )  # fmt: skip
    start = int(job["offset"])
    end = start + int(job["rows"])
    part = Answer(found.columns, found.rows[start:end])
    written = part.solutions().serialize(format=QueryResultsFormat.TSV) or b""
    frame(out, b"K", f"answer {len(found.rows)}".encode())
    for at in range(0, len(written), _PIECE):
        frame(out, b"D", written[at : at + _PIECE])
    return end < len(found.rows)


if __name__ == "__main__":
    if hasattr(os, "nice"):
        os.nice(_NICE)
    main(sys.argv[1], int(sys.argv[2]) if len(sys.argv) > 2 else None, answer)
