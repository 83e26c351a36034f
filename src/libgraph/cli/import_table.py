"""libgraph import table"""

from __future__ import annotations

from pathlib import Path

import click

from libgraph.cli import options, output
from libgraph.cli.saying import note
from libgraph.cli.sparing import spare


@click.command("table")
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))
@options.target
@click.option("--kind", metavar="KIND", help="What the FILES are, if their names do not say it.")
@options.shared
@click.pass_obj
def command(
    asked: options.Asked, files: tuple[Path, ...], target: Path | None, kind: str | None
) -> None:
    """Turn tables (CSV, XLSX) into Turtle: a statement for each thing that a row says.

    Names in cells are looked up in the FILES themselves and in the graph (-g, or the shipped
    one). With --sources, quotes become passages. With any fault nothing is written, and all
    faults are listed. A table may also stay in the folder of a graph as it is: every command
    reads it there.

    \b
    libgraph import table agreements.csv people.csv -g my-graph -o my-graph/news.ttl
    """
    from libgraph.export.rdf import serialized
    from libgraph.tables.importing import imported

    spare(files)
    found = imported(files, asked.paths(), texts=asked.texts, kind=kind, target=target)
    output.emit_bytes(serialized(found.triples, "turtle"), target)
    for notice in found.notices:
        note(notice)
    made = f"{_counted(found.statements, 'statement')} and {_counted(found.things, 'thing')}"
    note(f"{made} from {_counted(len(files), 'file')}")


def _counted(number: int, what: str) -> str:
    return f"{number:,} {what}" if number == 1 else f"{number:,} {what}s"
