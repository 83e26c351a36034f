"""libgraph import isil"""

from __future__ import annotations

from pathlib import Path

import click

from libgraph.cli import import_registry as registry


@click.command("isil")
@registry.file
@registry.target("isil.ttl")
@registry.read
def command(file: Path, target: Path, read_on: str | None) -> None:
    """Turn Wikidata's table of ISILs into Turtle.

    FILE has the columns item, itemLabel, isil, gndId and dbsId, with tabs between. Several rows
    of one item are one organization.
    """
    from libgraph.registries import isil, turtle

    counts = registry.write(turtle.ISIL, isil.records(file), target, read_on)
    registry.say(target, f"{counts.organizations:,} organizations from {counts.records:,} rows")
