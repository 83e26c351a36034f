"""Draw a scene into a file: the one function that others call."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from libgraph.drawing.dot import dot
from libgraph.drawing.html import html
from libgraph.drawing.scene import Scene
from libgraph.drawing.svg import svg
from libgraph.errors import UsageError
from libgraph.writing import write

_FORMS: dict[str, Callable[[Scene], str]] = {".html": html, ".svg": svg, ".dot": dot}


def draw(scene: Scene, path: Path) -> None:
    """Write the picture of `scene` to `path`, whole or not at all.

    The suffix decides: ``.html`` a page to explore, ``.svg`` a picture to print, ``.dot`` the text
    for Graphviz. Needs the extra [draw], except for ``.dot``.

    Raises:
        UsageError: another suffix, nothing to draw, or too many things for a still picture.
        MissingExtra: Graphviz is not there.
        BadFile: `path` cannot be written.
        ValueError: two nodes share an id, or an edge ends at none of them.
    """
    form = _FORMS.get(path.suffix.lower())
    if form is None:
        raise UsageError(f"cannot draw {path}: the name must end in .html, .svg or .dot")
    if not scene.nodes:
        raise UsageError("nothing to draw: no thing is left; ask for more, or filter less")
    write(path, form(scene).encode())
