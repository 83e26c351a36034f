"""libgraph draw timeline"""

from __future__ import annotations

from pathlib import Path

import click

from libgraph.cli import completing, drawn, options
from libgraph.cli.saying import tell


@click.command("timeline")
@click.argument("entity", required=False, shell_complete=completing.entities)
@drawn.target()
@click.option("--kinds", metavar="KIND,…", default="", help="agreement, event, tenure, hosting …")
@options.shared
@click.pass_obj
def command(asked: options.Asked, entity: str | None, target: Path, kinds: str) -> None:
    """Draw when things held and happened: of an ENTITY, or of the whole graph.

    \b
    libgraph draw timeline nlrk -o nlrk.html
    libgraph draw timeline ifla-pac --kinds tenure,agreement -o pac.svg
    """
    from libgraph.drawing.timeline.page import draw
    from libgraph.drawing.timeline.reading import chart

    graph = asked.open()
    found = chart(
        graph,
        entity=drawn.entity(asked, graph, entity),
        kinds=[kind.strip() for kind in kinds.split(",") if kind.strip()],
        span=asked.span,
        as_of=asked.as_of or "",
        certain=asked.certain,
        lang=asked.lang,
    )
    draw(found, target)
    undated = f", {len(found.undated)} without a date not drawn" if found.undated else ""
    tell(f"{target}: {len(found.bars)} dated{undated}")
