"""libgraph draw network"""

from __future__ import annotations

from pathlib import Path

import click

from libgraph.cli import drawn, options
from libgraph.cli.saying import tell

_LANG = click.Choice(["en", "ru", "kk"])


@click.command("network")
@drawn.target(".dot")
@drawn.around
@click.option(
    "--depth",
    type=click.IntRange(0, 20),
    default=1,
    show_default=True,
    help="How near: so many steps.",
)
@click.option(
    "--kinds",
    multiple=True,
    metavar="KIND,…",
    help="Only these kinds of things (library, person …) or ties (tenure, party …).",
)
@drawn.layers("Bodies, tied as in  analyze --layer : agreements, events …; may be repeated.")
@click.option(
    "--color-by",
    metavar="WHAT",
    default="kind",
    show_default=True,
    help="kind, community or country.",
)
@click.option(
    "--size-by",
    metavar="MEASURE",
    default="",
    help="degree, strength, betweenness, closeness or core.",
)
@click.option("--labels", type=_LANG, help="Names of things in this language [--lang].")
@options.shared
@click.pass_obj
def command(
    asked: options.Asked,
    target: Path,
    around: str | None,
    depth: int,
    kinds: tuple[str, ...],
    layers: tuple[str, ...],
    color_by: str,
    size_by: str,
    labels: str | None,
) -> None:
    """Draw things and their ties: a page (.html), a picture (.svg, .png, .pdf) or Graphviz text.

    \b
    libgraph draw network -o network.html
    libgraph draw network --around nlrk --depth 2 -o nlrk.svg
    libgraph draw network --layer agreements --color-by country --size-by degree -o who.pdf
    """
    from libgraph.drawing.network import draw
    from libgraph.drawing.picture import Wanted, picture

    graph = asked.open()
    scene = picture(
        graph,
        Wanted(
            around=drawn.entity(asked, graph, around), depth=depth, kinds=kinds, layers=layers,
            span=asked.span, as_of=asked.as_of or "", certain=asked.certain, color_by=color_by,
            size_by=size_by, lang=asked.lang, labels=labels or "",
        ),
    )  # fmt: skip
    shown = draw(scene, target)
    left = len(scene.nodes) - len(shown.nodes)
    ties = "1 tie" if len(shown.edges) == 1 else f"{len(shown.edges)} ties"
    rest = f"; {left} things are left out: more cannot be read in a still picture" if left else ""
    tell(f"{target}: {len(shown.nodes)} things, {ties}{rest}")
