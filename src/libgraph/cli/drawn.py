"""What the drawing commands share: the file to write, and the thing a picture is around."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from libgraph.cli import completing

if TYPE_CHECKING:
    from libgraph.cli.options import Asked
    from libgraph.graph import Graph
    from libgraph.query.entities import Entity

_F = TypeVar("_F", bound=Callable[..., Any])


def target(*more: str) -> Callable[[_F], _F]:
    """The option -o: a file whose name ends in .html, .svg, .png, .pdf or one of `more`."""
    *most, last = (".html", ".svg", ".png", ".pdf", *more)
    return click.option(
        "-o",
        "--output",
        "target",
        required=True,
        type=click.Path(path_type=Path),
        help=f"FILE{', '.join(most)} or {last}.",
    )


def layers(words: str) -> Callable[[_F], _F]:
    """The option --layer, which may be repeated: names of projections."""
    return click.option("--layer", "layers", multiple=True, metavar="NAME", help=words)


around = click.option(
    "--around",
    metavar="ENTITY",
    help="Only this thing and those it is tied with.",
    shell_complete=completing.entities,
)


def entity(asked: Asked, graph: Graph, name: str | None) -> Entity | None:
    """The thing of this name, where one was named.

    Raises:
        UnknownName, AmbiguousName: nothing is called so, or several things are.
    """
    from libgraph.query.entities import resolve

    return resolve(graph, name, asked.lang) if name else None
