"""Work out a slice in a process beside: who asks for it goes on meanwhile.

``python -m libgraph.graph.beside FOLDER DAY TEXTS PATH …`` builds in a folder the store of what
was written by a day; TEXTS is a folder of texts, or empty.
"""

from __future__ import annotations

import contextlib
import os
import subprocess
import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from libgraph.errors import CannotRun, LibgraphError
from libgraph.graph.building import build
from libgraph.graph.built import attached, the_store
from libgraph.graph.given import discovered
from libgraph.graph.opened import attached_to
from libgraph.graph.stored import Stored

_NICE = 5


class Slicing:
    """A process that works out a slice."""

    def __init__(self, folder: Path, day: date, paths: Sequence[str], texts: Path | None) -> None:
        self._folder, self._day = folder, day
        words = [str(folder), day.isoformat(), str(texts or ""), *map(str, paths)]
        self._process = subprocess.Popen(
            [sys.executable, "-m", "libgraph.graph.beside", *words],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            text=True,
        )

    def graph(self, seconds: float) -> Stored:
        """The slice, as soon as it is there.

        Raises:
            CannotRun: it could not be worked out, or not in so many seconds.
        """
        with self._process as process:
            try:
                said = process.communicate(timeout=seconds)[1].strip()
            except subprocess.TimeoutExpired:
                self.end()
                said = f"stopped after {seconds:g} s"
        if self._process.returncode:
            raise CannotRun(f"what was known by {self._day} cannot be worked out: {said}")
        return attached(self._folder)[0]

    def end(self) -> None:
        """Kill it, whatever it is doing, and wait until it is gone."""
        self._process.kill()
        self._process.wait()  # what it said is for `graph` to read, perhaps in another thread


def main(folder: Path, day: date, texts: Path | None, paths: Sequence[str]) -> None:
    """Build it."""
    if built := the_store(paths):
        with attached_to(built, day) as given:
            build(folder, given)
    else:
        build(folder, discovered(paths, day, texts))


if __name__ == "__main__":
    place, when, quoted, *found = sys.argv[1:]
    if hasattr(os, "nice"):
        os.nice(_NICE)
    with contextlib.suppress(KeyboardInterrupt):
        try:
            main(Path(place), date.fromisoformat(when), Path(quoted) if quoted else None, found)
        except LibgraphError as error:
            sys.exit(str(error))
