"""libgraph import ror, libgraph import isil"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from libgraph.cli import output

if TYPE_CHECKING:
    from libgraph.registries.record import Record
    from libgraph.registries.turtle import Counts, Registry

_file = click.argument("file", type=click.Path(path_type=Path))
_read = click.option(
    "--read", "read_on", metavar="DAY", help="The day on which the registry was read; today."
)


def _target(name: str) -> Callable[[Callable[..., None]], Callable[..., None]]:
    return click.option(
        "-o", "--output", "target", type=click.Path(path_type=Path), default=Path(name),
        show_default=True, help="Write to this file.",
    )  # fmt: skip


@click.command("ror", short_help="Turn a release of ROR into Turtle.")
@_file
@_target("ror.ttl")
@_read
def ror(file: Path, target: Path, read_on: str | None) -> None:
    """Turn a release of the Research Organization Registry into Turtle.

    FILE is JSON or JSON lines, of schema version 1 or 2, plain, gzipped, or the official zip.
    Each organization keeps its names, identifiers, place and year; each tie is one statement,
    with the release as its source. The file appears when all of it is written.

    \b
    libgraph import ror v1.50-2024-07-29-ror-data.zip
    libgraph match --identifiers -g my-graph -g ror.ttl
    """
    from libgraph.registries import ror, turtle

    counts = _write(turtle.ROR, ror.records(file), target, read_on)
    _say(
        target,
        f"{counts.records:,} organizations with {counts.names:,} further names",
        f"{counts.ties:,} ties became {counts.links:,} links: {counts.doubled:,} were told by both "
        f"sides, {counts.one_sided:,} by one only",
        f"{counts.dangling:,} lead to {counts.outside:,} organizations outside the file, kept "
        "by name",
    )


@click.command("isil", short_help="Turn a table of ISILs into Turtle.")
@_file
@_target("isil.ttl")
@_read
def isil(file: Path, target: Path, read_on: str | None) -> None:
    """Turn Wikidata's table of ISILs into Turtle.

    FILE has the columns item, itemLabel, isil, gndId and dbsId, with tabs between. Several rows
    of one item are one organization.
    """
    from libgraph.registries import isil, turtle

    counts = _write(turtle.ISIL, isil.records(file), target, read_on)
    _say(target, f"{counts.organizations:,} organizations from {counts.records:,} rows")


def _write(
    registry: Registry, records: Iterator[Record], target: Path, read_on: str | None
) -> Counts:
    from libgraph.registries import turtle

    shown = output.progress(records, f"Reading {registry.publisher}")
    return turtle.write(registry, shown, target, _day(read_on))


def _day(words: str | None) -> str:
    from libgraph.errors import UsageError

    try:
        return (date.fromisoformat(words) if words else date.today()).isoformat()
    except ValueError:
        raise UsageError(f"{words!r} is not a day: write --read 2024-07-29") from None


def _say(target: Path, *sentences: str) -> None:
    for sentence in (*sentences, f"written to {target}"):
        click.echo(f"libgraph: {sentence}", err=True)
