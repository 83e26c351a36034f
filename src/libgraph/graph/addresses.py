"""Tell the address of a server from a path."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from libgraph.errors import UsageError


def is_address(path: str | Path) -> bool:
    """Whether what stands after -g is the address of a server.

    >>> is_address("https://example.org/sparql"), is_address("data/http.ttl")
    (True, False)
    """
    return isinstance(path, str) and path.lower().startswith(("http://", "https://"))


def the_address(paths: Iterable[str | Path]) -> str | None:
    """The server that is to be asked; None where `paths` are files and folders.

    Raises:
        UsageError: an address does not stand alone.
    """
    paths = list(paths)
    found = [str(path) for path in paths if is_address(path)]
    if found and len(paths) > 1:
        raise UsageError(
            f"{found[0]} is asked alone: leave out the other -g, or fetch it first with  "
            f"libgraph -g {found[0]} export -o there.ttl"
        )
    return found[0] if found else None


def files_alone(paths: Iterable[str | Path], what: str) -> None:
    """Refuse addresses where files are needed.

    Raises:
        UsageError: there is an address; the message says what to do.
    """
    for path in paths:
        if is_address(path):
            raise UsageError(
                f"{what} works on files, not on a server: fetch them first with  "
                f"libgraph -g {path} export -f trig -o there.trig"
            )
