"""A scene as one HTML page that needs nothing else: no network, no other file.

What the page looks like and does is in `static/`, as files to read; here they are put together
with the words of a language, the still picture (for print, and where there are no scripts or no
WebGL), the list that says the same as the picture, and the data.
"""

from __future__ import annotations

from pathlib import Path
from string import Template

from libgraph.drawing.island import island, slugs
from libgraph.drawing.kinds import kinds_present
from libgraph.drawing.layout import arranged
from libgraph.drawing.listing import Listing, boxes, layers, meanings, text
from libgraph.drawing.part import readable
from libgraph.drawing.points import points
from libgraph.drawing.routes import Point
from libgraph.drawing.scene import Scene
from libgraph.drawing.svg import drawn
from libgraph.drawing.words import words

PICTURED = 150
"""Up to so many things, they stand as in the still picture; of more, it shows a part."""
LISTED = 2000
"""Up to so many things, the list with all ties stands in the page; above, a script makes it."""
_STATIC = Path(__file__).parent / "static"
_SCRIPTS = (
    "vendor.min.js",  # made by tools/front-end; all others are ours
    "model.js",
    "tools.js",
    "shapes.js",
    "lines.js",
    "years.js",
    "labels.js",
    "canvas.js",
    "search.js",
    "panel.js",
    "list.js",
    "state.js",
    "page.js",
)


def html(scene: Scene) -> str:
    """The page; the same scene gives the same text.

    Raises:
        MissingExtra: Graphviz is not there.
        ValueError: two nodes share an id, or an edge ends at none of them.
    """
    still, places = _pictured(scene)
    said, short = words(scene.lang), slugs(scene)
    kinds = kinds_present(node.kind for node in scene.nodes)
    listing = Listing(scene, short, said)
    listed = kinds if len(scene.nodes) <= LISTED else []
    return Template(_static("page.html")).substitute(
        {key: text(words) for key, words in said.page().items()},
        lang=text(scene.lang),
        pictured="pictured" if still else "unpictured",
        title=text(scene.title),
        caption=text(scene.caption),
        node_count=len(scene.nodes),
        edge_count=len(scene.edges),
        still=_waiting(still) if still else "",
        kind_boxes="".join(boxes(scene, kinds, said)),
        layer_boxes=layers(scene),
        meanings=meanings(scene, said),
        first_year=scene.years[0] if scene.years else 0,
        last_year=scene.years[1] if scene.years else 0,
        listing="".join(part for kind in listed for part in listing.section(kind)),
        data=island(scene, places, short, kinds, said),
        css=_static("base.css") + _static("page.css"),
        scripts="\n".join(f"<script>\n{_static(name)}</script>" for name in _SCRIPTS),
    )


def _waiting(still: str) -> str:
    """The still picture where it costs nothing to read: a script takes it out when it is wanted."""
    return f'<noscript id="paper"><figure id="still" tabindex="0">\n{still}</figure></noscript>\n'


def _pictured(scene: Scene) -> tuple[str, list[Point]]:
    """The still picture, where there is one, and a point for each thing."""
    part = readable(scene, PICTURED)
    layout = arranged(part)
    if part is not scene:
        return drawn(part, layout), points(scene)
    return drawn(scene, layout), [(box.x, box.y) for box in layout.names]


def _static(name: str) -> str:
    return (_STATIC / name).read_text(encoding="utf-8")
