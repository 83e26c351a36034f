"""libgraph draw network"""

from __future__ import annotations

from pathlib import Path

import click

from libgraph.cli import options


@click.command("network")
@click.option(
    "-o",
    "--output",
    "target",
    required=True,
    type=click.Path(path_type=Path),
    help="FILE.html, .svg or .dot.",
)
@click.option("--around", metavar="ENTITY", help="Only what is near this thing.")
@click.option(
    "--depth",
    type=click.IntRange(0, 20),
    default=1,
    show_default=True,
    help="How near: so many steps.",
)
@options.shared
@click.pass_obj
def command(asked: options.Asked, target: Path, around: str | None, depth: int) -> None:
    """Draw things and their ties: a page (.html), a picture (.svg) or Graphviz text (.dot).

    \b
    libgraph draw network -o network.html
    libgraph draw network --around nlrk --depth 2 -o nlrk.svg
    """
    from libgraph.drawing.network import draw
    from libgraph.drawing.picture import picture
    from libgraph.query.entities import resolve

    graph = asked.open()
    centre = resolve(graph, around, asked.lang) if around else None
    scene = picture(
        graph, around=centre, depth=depth, span=asked.span, as_of=asked.as_of or "",
        certain=asked.certain, lang=asked.lang,
    )  # fmt: skip
    draw(scene, target)
    ties = "1 tie" if len(scene.edges) == 1 else f"{len(scene.edges)} ties"
    click.echo(f"{target}: {len(scene.nodes)} things, {ties}", err=True)
