"""What each file said, packed: the build works from these, and they stay beside a built store.

From a copy the build can place the same triples again, for a slice or an update, whatever has
become of the file; and a copy tells what a changed file no longer says.
"""

from __future__ import annotations

import gzip
import io
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from itertools import islice
from pathlib import Path
from typing import IO, cast

from libgraph.graph.folders import same

TABLES, WHOLE = "tables", "whole"
_ENDING = ".nt.gz"


class Copies:
    """Lines of N-Triples by the name of what said them, in a folder; without one, in memory."""

    def __init__(self, folder: Path | None = None) -> None:
        self.folder = folder
        self.adopted: set[str] = set()
        self._held: dict[str, bytes] = {}
        if folder:
            folder.mkdir(exist_ok=True)

    def names(self) -> list[str]:
        """The names, in order."""
        if self.folder is None:
            return sorted(self._held)
        return sorted(path.name.removesuffix(_ENDING) for path in self.folder.glob("*" + _ENDING))

    def write(self, name: str, lines: Iterable[str]) -> int:
        """Keep lines under a name; returns how many there were."""
        number, rest = 0, iter(lines)
        with self._writing(name) as file:
            while chunk := list(islice(rest, 10_000)):
                file.write("".join(chunk).encode())
                number += len(chunk)
        return number

    def adopt(self, name: str, other: Path) -> None:
        """Keep what another copy has under a name of this one's."""
        same(other, self.path(name))
        self.adopted.add(name)

    def read(self, name: str) -> Iterator[str]:
        """The lines of a name, in the order in which they were written."""
        raw = self.path(name).open("rb") if self.folder else io.BytesIO(self._held[name])
        with raw, gzip.open(raw) as packed:
            yield from io.TextIOWrapper(cast(IO[bytes], packed), "utf-8", newline="\n")

    def __iter__(self) -> Iterator[str]:
        for name in self.names():
            yield from self.read(name)

    def clear(self) -> None:
        """Forget all."""
        for name in self.names() if self.folder else ():
            self.path(name).unlink()
        self._held.clear()

    def path(self, name: str) -> Path:
        """The file of a name."""
        assert self.folder
        return self.folder / (name + _ENDING)

    @contextmanager
    def _writing(self, name: str) -> Iterator[IO[bytes]]:
        if self.folder:
            with gzip.open(self.path(name), "wb", compresslevel=1) as file:
                yield cast(IO[bytes], file)
            return
        held = io.BytesIO()
        with gzip.open(held, "wb", compresslevel=1) as file:
            yield cast(IO[bytes], file)
        self._held[name] = held.getvalue()


def numbered(number: int) -> str:
    """The name of the copy of the file with this number."""
    return f"{number:06}"
