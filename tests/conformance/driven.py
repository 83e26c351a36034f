"""Drives the command line in this process, and makes stores that hold what a case wants."""

from __future__ import annotations

import io
from collections.abc import Iterable
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass
from pathlib import Path

from pyoxigraph import Quad, Store

from libgraph.cli.main import outcome
from libgraph.graph import built, manifest


@dataclass(frozen=True)
class Told:
    """What a command printed, and its exit code."""

    code: int
    out: bytes
    err: str


def libgraph(*words: object) -> Told:
    """Run a command line."""
    out, err = io.TextIOWrapper(io.BytesIO(), "utf-8", write_through=True), io.StringIO()
    with redirect_stdout(out), redirect_stderr(err):
        code = outcome([str(word) for word in words])
    return Told(code, out.buffer.getvalue(), err.getvalue())


def store_of(folder: Path, quads: Iterable[Quad]) -> Path:
    """A built store that holds these quads and nothing else, its graphs as they are.

    What libgraph reads from files it arranges in graphs of its own; a case about data sets
    needs its own ones.
    """
    seed = folder.with_suffix(".ttl")
    seed.write_text("<urn:x-libgraph:seed> <urn:x-libgraph:is> <urn:x-libgraph:sown> .\n", "utf-8")
    told = libgraph("build", seed, "-o", folder)
    assert told.code == 0, told.err
    store = Store(str(folder / manifest.read(folder).making / built.STORE))
    store.clear()
    store.bulk_extend(quads)
    store.flush()
    return folder
