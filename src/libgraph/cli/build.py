"""libgraph build"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from libgraph.cli import options, output
from libgraph.cli.saying import note

if TYPE_CHECKING:
    from libgraph.graph.manifest import Manifest


@click.command("build")
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
@click.option(
    "-o",
    "--output",
    "folder",
    type=click.Path(path_type=Path),
    required=True,
    metavar="FOLDER",
    help="The folder of the store; one that is there is replaced when the new one is whole.",
)
@click.option("--update", is_flag=True, help="Derive again only what changed files touch.")
@options.shared
@click.pass_obj
def command(asked: options.Asked, paths: tuple[Path, ...], folder: Path, update: bool) -> None:
    """Build a store of PATHS (or of -g, or the shipped graph) into a folder, to ask with -g.

    A store opens at once, however much is in it. With --update, the files that it was built
    from are looked at, and only what changed is read and derived again; the result is the same.

    \b
    libgraph build my-data -o my.store
    libgraph build my-data shipped -o both.store
    libgraph -g my.store query members
    libgraph build --update -o my.store
    """
    from libgraph.errors import UsageError
    from libgraph.graph import builder

    for given in ("as_of", "known_at"):
        if getattr(asked, given):
            raise UsageError("a store holds all times: give the time when you ask it, with -g")
    where = paths or asked.graph
    with output.watched() as progress:
        build = builder.update if update else builder.build
        told = build(folder, where, asked.texts, progress)
    for notice in told.manifest.notices:
        note(notice)
    output.emit(f"{folder}: {told.what}, {_counted(told.manifest)}\n")


def _counted(made: Manifest) -> str:
    return ", ".join(f"{number:,} {name}" for name, number in made.counts.items())
