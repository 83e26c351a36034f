"""Where everything stands: boxes for names, boxes for what ties say, and lines between them.

Graphviz places the boxes. What a tie says is a box of its own in the middle of its line, so that
no date ever covers a name or another date. Lengths are points (1/72 inch), y points downwards.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from libgraph.drawing import graphviz
from libgraph.drawing.kinds import kind_of
from libgraph.drawing.routes import Box, Curve, Point, Routes
from libgraph.drawing.scene import Edge, Node, Scene
from libgraph.drawing.text import width, wrapped
from libgraph.drawing.ties import Tie, ties

NAME, SAID = 11.0, 8.5
"""Sizes of the type in which names, and what ties say, are set."""
NAME_STEP, SAID_STEP = 13.0, 10.0
LABELLED = 300
"""Up to so many ties, what they say stands on them."""


@dataclass(frozen=True, slots=True)
class Line:
    """A drawn tie: the curves it consists of, and the box of what it says, if any."""

    tie: Tie
    curves: tuple[Curve, ...]
    said: Box | None


@dataclass(frozen=True, slots=True)
class Layout:
    """A whole picture; `names` are in the order of the scene's nodes."""

    width: float
    height: float
    names: tuple[Box, ...]
    lines: tuple[Line, ...]


def arranged(scene: Scene) -> Layout:
    """Boxes and lines for the scene.

    Raises:
        MissingExtra: Graphviz is not there.
        ValueError: two nodes share an id, or an edge ends at none of them.
    """
    return _Arrangement(scene).result()


class _Arrangement:
    """The sizes that go into Graphviz, and what is made of its answer."""

    def __init__(self, scene: Scene) -> None:
        self.ties = ties(scene)
        self.names = [_name_box(node) for node in scene.nodes]
        labelled = len(self.ties) <= LABELLED
        self.said = [_said_box(tie.edges) if labelled else None for tie in self.ties]

    def result(self) -> Layout:
        plain = graphviz.run(self.source(), "sfdp", "plain")
        wide, high, middles = placed(plain)
        self.names = [_moved(box, middles[f"n{at}"]) for at, box in enumerate(self.names)]
        self.said = [
            _moved(box, middles[f"e{at}"]) if box else None for at, box in enumerate(self.said)
        ]
        routes = Routes(self.names, filter(None, self.said))
        lines = (self._line(at, routes) for at in range(len(self.ties)))
        return Layout(wide, high, tuple(self.names), tuple(lines))

    def _line(self, at: int, routes: Routes) -> Line:
        tie, said = self.ties[at], self.said[at]
        source, target = self.names[tie.source], self.names[tie.target]
        ends = [(source, said), (said, target)] if said else [(source, target)]
        return Line(tie, tuple(routes.between(one, other) for one, other in ends), said)

    def source(self) -> str:
        """The layout question in DOT: only sizes, no text."""
        return "\n".join(["graph {", *_SETTINGS, *self._nodes(), *self._edges(), "}\n"])

    def _nodes(self) -> Iterator[str]:
        for letter, boxes in (("n", self.names), ("e", self.said)):
            for at, box in enumerate(boxes):
                if box:
                    size = f"width={box.width / 72:.4f} height={box.height / 72:.4f}"
                    yield f"{letter}{at} [{size}]"

    def _edges(self) -> Iterator[str]:
        for at, tie in enumerate(self.ties):
            middle = f" -- e{at}" if self.said[at] else ""
            yield f"n{tie.source}{middle} -- n{tie.target}"


# Of thirty settings of sfdp, neato and fdp these gave the smallest picture without overlaps.
_SETTINGS = (
    'graph [K=1 overlap=prism overlap_scaling=-1 sep="+6" splines=none]',
    'node [shape=box fixedsize=true label=""]',
)


def placed(plain: str) -> tuple[float, float, dict[str, Point]]:
    """The width and height of Graphviz's plain output, and the middle of each of its nodes."""
    rows = [row.split(" ") for row in plain.splitlines()]
    wide, high = (float(number) * 72 for number in rows[0][2:4])
    return (
        wide,
        high,
        {
            row[1]: (round(float(row[2]) * 72, 2), round(high - float(row[3]) * 72, 2))
            for row in rows
            if row[0] == "node"
        },
    )


def _moved(box: Box, middle: Point) -> Box:
    return replace(box, x=middle[0], y=middle[1])


def magnified(node: Node) -> float:
    """How much larger than usual the name of a node is set: up to twice for the largest."""
    return 1 + node.size


def _name_box(node: Node) -> Box:
    by = magnified(node)
    rows = wrapped(node.label, NAME * by, 118.0 * by, 4)
    box = _box(rows, NAME * by, NAME_STEP * by, 24.0, 16.0)
    return replace(box, round=kind_of(node.kind).shape == "ellipse")


def _said_box(edges: tuple[Edge, ...]) -> Box | None:
    rows = [row for edge in edges[:3] for row in _said(edge)]
    if len(edges) > 3:
        rows.append(f"+ {len(edges) - 3}")
    return _box(rows, SAID, SAID_STEP, 4.0, 3.0) if rows else None


def _said(edge: Edge) -> Iterator[str]:
    if edge.label:
        yield from wrapped(edge.label, SAID, 92.0, 3)
    if edge.when:
        yield from wrapped(edge.when, SAID, 92.0, 3)


def _box(rows: list[str], size: float, step: float, beside: float, above: float) -> Box:
    widest = max(width(row, size) for row in rows)
    return Box(0, 0, max(widest, 12.0) + beside, len(rows) * step + above, tuple(rows))
