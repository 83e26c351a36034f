"""libgraph draw matrix"""

from __future__ import annotations

from pathlib import Path

import click

from libgraph.cli import drawn, options
from libgraph.cli.saying import tell


@click.command("matrix")
@drawn.target()
@drawn.layers("Only these ties; may be repeated [all].")
@drawn.around
@click.option(
    "--top",
    type=click.IntRange(2, 500),
    default=60,
    show_default=True,
    metavar="N",
    help="At most so many bodies, those most tied among themselves.",
)
@options.shared
@click.pass_obj
def command(
    asked: options.Asked, target: Path, layers: tuple[str, ...], around: str | None, top: int
) -> None:
    """Draw who ties with whom, bodies by bodies: for networks too dense for lines.

    Layers: agreements, events, hosting, memberships, people, support.

    \b
    libgraph draw matrix -o matrix.html
    libgraph draw matrix --layer agreements --as-of 2020 -o agreements.svg
    libgraph draw matrix --around nlrk --top 40 -o nlrk.png
    """
    from libgraph.drawing.matrix import draw
    from libgraph.drawing.matrix_choice import matrix

    graph = asked.open()
    found = matrix(
        graph, layers=layers, around=drawn.entity(asked, graph, around), span=asked.span,
        as_of=asked.as_of or "", certain=asked.certain, lang=asked.lang, top=top,
    )  # fmt: skip
    draw(found, target)
    pairs = "1 tied pair" if len(found.pairs) == 1 else f"{len(found.pairs)} tied pairs"
    tell(f"{target}: {len(found.bodies)} bodies, {pairs}")
