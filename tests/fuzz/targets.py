"""What is fuzzed: every reader of foreign bytes, each with what must hold whatever the bytes are.

Only errors of libgraph come out, in bounded time; and where there is a result, it is what its
model says: it survives being written and read again, or agrees with a second way to it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from libgraph.errors import LibgraphError

CORPUS = Path(__file__).parent / "corpus"
LARGEST = 4096
"""Bytes of an input, when inputs are made up."""


@dataclass(frozen=True)
class Target:
    """A reader: `read` takes bytes and a folder to put them in; `words` are what it looks for."""

    name: str
    what: str
    read: Callable[[bytes, Path], None]
    words: tuple[bytes, ...] = ()

    def hold(self, data: bytes, at: Path) -> None:
        """Read, and let the errors pass that libgraph raises on purpose.

        Raises:
            Exception: any other one, AssertionError where the result is not what it must be.
        """
        try:
            self.read(data, at)
        except LibgraphError as error:
            if not str(error).strip():
                raise AssertionError("an error without words") from error

    def corpus(self) -> list[Path]:
        """The inputs that are kept."""
        return sorted((CORPUS / self.name).iterdir())


def targets() -> list[Target]:
    """All of them."""
    import on_answers
    import on_records
    import on_registries
    import on_statements
    import on_tables
    import on_words

    rooms = (on_words, on_tables, on_statements, on_registries, on_answers, on_records)
    return [target for room in rooms for target in room.TARGETS]


def text(data: bytes) -> str:
    """Bytes as text that people could have written."""
    return data.decode("utf-8", "replace")


def headed(data: bytes) -> tuple[str, bytes]:
    """The first line of an input, which says what the rest is."""
    first, _, rest = data.partition(b"\n")
    return text(first).strip(), rest
