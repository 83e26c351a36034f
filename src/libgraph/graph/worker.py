"""The other side of a limited query: a process that can be killed, and holds one store.

``python -m libgraph.graph.worker STORE [BYTES]``, held to so much memory, reads a job a line
(JSON: ``sparql``, ``rows``, ``dataset``) and writes frames: a letter, four bytes of length,
content. ``R``: the store is open. ``K`` says what kind of answer comes, ``D`` is a piece of it,
``E`` ends it, ``X`` is an error in place of one. Solutions travel as TSV and triples as
N-Triples, for a line of those is a row, whatever stands in it.
"""

from __future__ import annotations

import json
import os
import struct
import sys
import time
from collections.abc import Callable
from io import RawIOBase
from pathlib import Path
from queue import SimpleQueue
from threading import Thread
from typing import Any, BinaryIO, cast

from pyoxigraph import (
    QueryBoolean,
    QueryResultsFormat,
    QuerySolutions,
    RdfFormat,
    Store,
    serialize,
)

from libgraph.errors import LibgraphError
from libgraph.graph.protocol import Result
from libgraph.graph.stored import Dataset, Stored

HEAD = struct.Struct(">cI")
Answering = Callable[[Stored, dict[str, Any], BinaryIO], bool]
"""Writes the answer to a job; whether rows were left out."""
_PIECE, _PAUSE = 1 << 15, 0.1


class _Enough(Exception):
    """As many rows as were wanted are out."""


class _Frames(RawIOBase):
    """A file that cuts what is written to it into frames, and stops after so many lines."""

    def __init__(self, out: BinaryIO, lines: int | None) -> None:
        super().__init__()
        self._out, self._left = out, lines
        self._held, self._sent = bytearray(), time.monotonic()

    def write(self, content: bytes) -> int:  # type: ignore[override]
        """Take a piece; raise _Enough where it goes beyond the last line that is wanted."""
        whole = len(content)
        content, more = self._cut(content)
        self._held += content
        if len(self._held) >= _PIECE or time.monotonic() - self._sent > _PAUSE:
            self.flush()
        if more:
            raise _Enough
        return whole

    def _cut(self, content: bytes) -> tuple[bytes, bool]:
        if self._left is None:
            return content, False
        if self._left > 0:
            lines = content.count(b"\n")
            if lines < self._left:
                self._left -= lines
                return content, False
            at = -1
            for _ in range(self._left):
                at = content.index(b"\n", at + 1)
            self._left = 0
            return content[: at + 1], len(content) > at + 1
        return b"", bool(content)

    def flush(self) -> None:
        """Send what is held."""
        if self._held:
            frame(self._out, b"D", bytes(self._held))
            self._held.clear()
        self._sent = time.monotonic()


def frame(out: BinaryIO, letter: bytes, content: bytes) -> None:
    """Write one frame."""
    out.write(HEAD.pack(letter, len(content)))
    out.write(content)
    out.flush()


def main(place: str, memory: int | None, answer: Answering | None = None) -> None:
    """Answer jobs until there are no more, with `answer` (or as queries)."""
    answer = answer or query
    graph = Stored(Store.read_only(place), place=Path(place))
    if memory:
        _keep_within(memory)
    frame(sys.stdout.buffer, b"R", b"")
    jobs: SimpleQueue[dict[str, Any]] = SimpleQueue()
    Thread(target=_listen, args=(jobs,), daemon=True).start()
    while True:
        job = jobs.get()
        _guarded(answer, graph, job, sys.stdout.buffer)


def _listen(jobs: SimpleQueue[dict[str, Any]]) -> None:
    """Take jobs in; end, even in the middle of one, where nobody is left to read the answer."""
    for line in sys.stdin.buffer:
        jobs.put(json.loads(line))
    os._exit(0)


def _keep_within(memory: int) -> None:
    """Let this process take no more than so many bytes on top of what it has."""
    try:
        import resource
    except ImportError:  # only Unix can hold a process to it
        return
    most = _held() + memory
    resource.setrlimit(resource.RLIMIT_DATA, (most, most))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _held() -> int:
    """The bytes that count to the limit now; an upper bound where the system does not tell."""
    try:
        said = Path("/proc/self/status").read_text("ascii")
    except OSError:
        return 200_000_000
    return next(int(line.split()[1]) for line in said.splitlines() if "VmData" in line) * 1024


def query(graph: Stored, job: dict[str, Any], out: BinaryIO) -> bool:
    """Answer a query; whether rows were left out."""
    return _write(graph.over(job["sparql"], Dataset(*job["dataset"])), job["rows"], out)


def _guarded(answer: Answering, graph: Stored, job: dict[str, Any], out: BinaryIO) -> None:
    try:
        cut = answer(graph, job, out)
    except (LibgraphError, ValueError, RuntimeError, OSError, MemoryError) as error:
        said = {"kind": type(error).__name__, "message": str(error)}
        frame(out, b"X", json.dumps(said).encode())
        return
    frame(out, b"E", b"cut" if cut else b"")


def _write(result: Result, rows: int | None, out: BinaryIO) -> bool:
    """Write an answer; whether rows were left out."""
    if isinstance(result, QueryBoolean):
        frame(out, b"K", b"boolean")
        frame(out, b"D", b"true" if result else b"false")
        return False
    solutions = isinstance(result, QuerySolutions)
    frame(out, b"K", b"solutions" if solutions else b"triples")
    lines = rows + 1 if solutions and rows is not None else rows  # the first names the columns
    frames = _Frames(out, lines)
    try:
        if isinstance(result, QuerySolutions):
            result.serialize(cast(BinaryIO, frames), format=QueryResultsFormat.TSV)
        else:
            serialize(result, cast(BinaryIO, frames), format=RdfFormat.N_TRIPLES)
    except _Enough:
        return True
    finally:
        frames.flush()
    return False


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]) if len(sys.argv) > 2 else None)
