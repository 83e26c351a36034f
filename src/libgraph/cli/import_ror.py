"""libgraph import ror"""

from __future__ import annotations

from pathlib import Path

import click

from libgraph.cli import import_registry as registry


@click.command("ror")
@registry.file
@registry.target("ror.ttl")
@registry.read
def command(file: Path, target: Path, read_on: str | None) -> None:
    """Turn a release of the Research Organization Registry into Turtle.

    FILE is JSON or JSON lines, of schema version 1 or 2, plain, gzipped, or the official zip.
    Each organization keeps its names, identifiers, place and year; each tie is one statement,
    with the release as its source. The file appears when all of it is written.

    \b
    libgraph import ror v1.50-2024-07-29-ror-data.zip
    libgraph match --identifiers -g my-graph -g ror.ttl
    """
    from libgraph.registries import ror, turtle

    counts = registry.write(turtle.ROR, ror.records(file), target, read_on)
    registry.say(
        target,
        f"{counts.records:,} organizations with {counts.names:,} further names",
        f"{counts.ties:,} ties became {counts.links:,} links: {counts.doubled:,} were told by both "
        f"sides, {counts.one_sided:,} by one only",
        f"{counts.dangling:,} lead to {counts.outside:,} organizations outside the file, kept "
        "by name",
    )
