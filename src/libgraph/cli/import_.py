"""libgraph import"""

from __future__ import annotations

import click

from libgraph.cli.lazily import Lazily

IMPORTS = {
    "template": ("import_template", "Write an empty table, every column explained."),
    "table": ("import_table", "Turn tables into Turtle, or list all that is wrong with them."),
    "ror": ("import_ror", "Turn a release of the Research Organization Registry into Turtle."),
    "isil": ("import_isil", "Turn Wikidata's table of ISILs into Turtle."),
}


@click.command("import", cls=Lazily, lazy=IMPORTS)
def command() -> None:
    """Bring tables and registries in."""
