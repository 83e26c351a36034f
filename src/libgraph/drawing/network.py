"""Draw a scene into a file: the one function that others call."""

from __future__ import annotations

from pathlib import Path

from libgraph.drawing.dot import dot
from libgraph.drawing.files import save
from libgraph.drawing.html import html
from libgraph.drawing.part import readable
from libgraph.drawing.scene import Scene
from libgraph.drawing.svg import svg
from libgraph.errors import UsageError


def draw(scene: Scene, path: Path) -> Scene:
    """Write the picture of `scene` to `path`, whole or not at all; return what is drawn of it.

    The suffix decides: ``.html`` a page to explore, ``.svg``, ``.png`` and ``.pdf`` a picture to
    print, ``.dot`` the text for Graphviz. Needs the extra [draw], except for ``.dot``. A picture
    to print holds as much as can be read: of a larger scene, its most relevant part.

    Raises:
        UsageError: another suffix, nothing to draw.
        MissingExtra: what draws is not there.
        BadFile: `path` cannot be written.
        ValueError: two nodes share an id, or an edge ends at none of them.
    """
    if not scene.nodes:
        raise UsageError("nothing to draw: no thing is left; ask for more, or filter less")
    still = readable(scene)
    forms = {".html": lambda: html(scene), ".svg": lambda: svg(still), ".dot": lambda: dot(scene)}
    save(path, forms)
    return scene if path.suffix.lower() in (".html", ".dot") else still
