"""libgraph draw"""

from __future__ import annotations

import click

from libgraph.cli.lazily import Lazily

DRAWINGS = {
    "network": ("draw_network", "Things and their ties."),
    "map": ("draw_map", "Countries that PAC centres cover."),
    "matrix": ("draw_matrix", "Who ties with whom, bodies by bodies."),
    "timeline": ("draw_timeline", "What held and happened when, in lanes."),
}


@click.command("draw", cls=Lazily, lazy=DRAWINGS)
def command() -> None:
    """Draw the graph: pages to explore, and pictures for a wall or a paper."""
