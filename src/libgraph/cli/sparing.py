"""An answer never takes the place of what it is made from."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from contextlib import suppress
from pathlib import Path

import click

from libgraph.errors import BadFile, UsageError


def spare(read: Sequence[str | Path]) -> None:
    """See that -o of the command that runs names no file that `read` stands for.

    Raises:
        UsageError: it does.
    """
    context = click.get_current_context(silent=True)
    target = context.params.get("target") if context else None
    if not isinstance(target, Path) or not target.is_file():
        return
    with suppress(BadFile):  # what cannot be read is told where it is read
        if any(target.samefile(file) for file in _files(read) if file.is_file()):
            raise UsageError(
                f"{target} is what the answer is made from, and would be lost: choose another "
                "place with -o"
            )


def _files(read: Sequence[str | Path]) -> Iterable[Path]:
    from libgraph.graph.addresses import the_address
    from libgraph.graph.built import attached, the_store
    from libgraph.reading.files import discover

    if the_address(read):
        return ()
    if built := the_store(read):
        return attached(built)[0].files
    return discover(map(Path, read))
