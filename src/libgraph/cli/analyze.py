"""libgraph analyze"""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING

import click

from libgraph.cli import options, output

if TYPE_CHECKING:
    from libgraph.network import Table

ANALYSES = ("summary", "centrality", "communities", "brokers", "components")


@click.command("analyze")
@options.shared
@click.argument("analysis", type=click.Choice(ANALYSES))
@click.option(
    "--layer",
    "layers",
    multiple=True,
    metavar="NAME",
    help="Only these ties; may be repeated [all].",
)
@click.option("--by", metavar="MEASURE", help="Rank the central by this measure [shared].")
@click.option("--top", type=click.IntRange(min=1), metavar="N", help="Only the first N rows.")
@click.option(
    "-f", "--format", "format_", type=click.Choice(["table", "csv", "json"]), default="table"
)
@click.pass_obj
def command(
    asked: options.Asked,
    analysis: str,
    layers: tuple[str, ...],
    by: str | None,
    top: int | None,
    format_: str,
) -> None:
    """Measure the network of bodies, for all time or --as-of a time.

    Layers: agreements, events, hosting, memberships, people, support. Each number is explained
    below its table.

    \b
    libgraph analyze centrality --top 5
    libgraph analyze brokers --layer agreements --as-of 2020
    """
    from libgraph import network
    from libgraph.errors import UsageError

    if by and analysis != "centrality":
        raise UsageError(f"--by is for centrality: leave it out of  analyze {analysis}")
    found = network.network(asked.open(), layers, asked.span, asked.lang)
    if asked.certain:
        found = found.certain()
    table = network.centrality(found, by) if by else getattr(network, analysis)(found)
    output.emit(_rendered(table, format_, top))


def _rendered(table: Table, format_: str, top: int | None) -> str:
    cut = replace(table, rows=table.rows[:top])
    if format_ == "json":
        return json.dumps(cut.to_dict(), ensure_ascii=False, indent=2) + "\n"
    if format_ == "csv":
        rows = [["" if value is None else str(value) for value in row] for row in cut.rows]
        return output.csv([column.name for column in cut.columns], rows)
    left = f"{top} of {len(table.rows)} rows shown." if top and top < len(table.rows) else ""
    return _told(cut.narrow(), left)


def _told(table: Table, left: str) -> str:
    """The table, what its columns mean, and what its numbers say."""
    rows = [[str(cell) for cell in row] for row in table.rows]
    meanings = [f"  {column.name}: {column.explanation}" for column in table.columns]
    notes = [left, *table.notes] if left else table.notes
    parts = [table.title, "", output.table([c.name for c in table.columns], rows).rstrip("\n"), ""]
    return "\n".join([*parts, *meanings, "", *notes]) + "\n"
