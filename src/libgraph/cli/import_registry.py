"""What the imports of registries share."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from libgraph.cli import output
from libgraph.cli.saying import note

if TYPE_CHECKING:
    from libgraph.registries.record import Record
    from libgraph.registries.turtle import Counts, Registry

file = click.argument("file", type=click.Path(path_type=Path))
read = click.option(
    "--read", "read_on", metavar="DAY", help="The day on which the registry was read; today."
)


def target(name: str) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """The option that says where to write, with a name for it."""
    return click.option(
        "-o", "--output", "target", type=click.Path(path_type=Path), default=Path(name),
        show_default=True, help="Write to this file.",
    )  # fmt: skip


def write(
    registry: Registry, records: Iterator[Record], place: Path, read_on: str | None
) -> Counts:
    """Write the records of a registry, with a bar on a terminal."""
    from libgraph.registries import turtle

    shown = output.progress(records, f"Reading {registry.publisher}")
    return turtle.write(registry, shown, place, _day(read_on))


def _day(words: str | None) -> str:
    from libgraph.errors import UsageError

    try:
        return (date.fromisoformat(words) if words else date.today()).isoformat()
    except ValueError:
        raise UsageError(f"{words!r} is not a day: write --read 2024-07-29") from None


def say(place: Path, *sentences: str) -> None:
    """Say on stderr what was written."""
    for sentence in (*sentences, f"written to {place}"):
        note(sentence)
