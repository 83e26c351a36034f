"""libgraph draw"""

from __future__ import annotations

import click

from libgraph.cli.lazily import Lazily

DRAWINGS = {
    "network": ("draw_network", "Things and their ties."),
}


@click.command("draw", cls=Lazily, lazy=DRAWINGS)
def command() -> None:
    """Draw the graph: pages to explore, and pictures for a wall or a paper."""
