"""Where everything stands: boxes for names, boxes for what ties say, and lines between them.

Graphviz places the boxes. What a tie says is a box of its own in the middle of its line, so that
no date ever covers a name or another date. Lengths are points (1/72 inch), y points downwards.
"""

from __future__ import annotations

import shlex
from collections.abc import Iterator
from dataclasses import dataclass, replace

from . import graphviz
from .scene import Edge, Scene
from .text import one_line, width, wrapped
from .ties import Tie, ties

NAME, SAID = 11.0, 8.5
"""Sizes of the type in which names, and what ties say, are set."""
NAME_STEP, SAID_STEP = 13.0, 10.0
LABELLED = 400
"""Up to so many ties, what they say stands on them."""
ROUTED = 150
"""Up to so many ties, lines run around boxes; above, straight (routing 190 took 8 s)."""

Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Box:
    """Lines of text in a box; `x` and `y` are its middle."""

    x: float
    y: float
    width: float
    height: float
    rows: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Line:
    """A drawn tie: runs of Bezier points (1 + 3n each), and the box of what it says, if any."""

    tie: Tie
    runs: tuple[tuple[Point, ...], ...]
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

    Raises MissingExtra without Graphviz, ValueError for edges that end outside the scene.
    """
    return _Arrangement(scene).result()


class _Arrangement:
    """The sizes that go into Graphviz, and what its answer makes of them."""

    def __init__(self, scene: Scene) -> None:
        self.ties = ties(scene)
        self.names = [_name_box(node.label) for node in scene.nodes]
        labelled = len(self.ties) <= LABELLED
        self.said = [_said_box(tie.edges) if labelled else None for tie in self.ties]

    def result(self) -> Layout:
        answer = _Answer(graphviz.run(self.source(), "sfdp", "plain", what="pictures"))
        names = (answer.placed(f"n{at}", box) for at, box in enumerate(self.names))
        lines = (self._line(at, answer) for at in range(len(self.ties)))
        return Layout(answer.width, answer.height, tuple(names), tuple(lines))

    def _line(self, at: int, answer: _Answer) -> Line:
        said, runs = self.said[at], (answer.run(*pair) for pair in self._pairs(at))
        box = answer.placed(f"e{at}", said) if said else None
        return Line(self.ties[at], tuple(runs), box)

    def source(self) -> str:
        """The layout question in DOT: only sizes, no text."""
        return "\n".join(["graph {", *self._settings(), *self._nodes(), *self._edges(), "}\n"])

    def _settings(self) -> Iterator[str]:
        """Of 30 settings of sfdp, neato and fdp, the smallest picture with the fewest crossings."""
        splines = "true" if len(self.ties) <= ROUTED else "line"
        yield f"graph [K=1 overlap=prism overlap_scaling=-1 splines={splines}]"
        yield 'graph [sep="+6" esep="+2"]'
        yield 'node [shape=box fixedsize=true label=""]'

    def _nodes(self) -> Iterator[str]:
        for letter, boxes in (("n", self.names), ("e", self.said)):
            for at, box in enumerate(boxes):
                if box:
                    size = f"width={box.width / 72:.4f} height={box.height / 72:.4f}"
                    yield f"{letter}{at} [{size}]"

    def _edges(self) -> Iterator[str]:
        for at in range(len(self.ties)):
            yield from (" -- ".join(pair) for pair in self._pairs(at))

    def _pairs(self, at: int) -> list[tuple[str, str]]:
        """The pieces of one tie's line: two, with what it says between them, or one."""
        source, target = f"n{self.ties[at].source}", f"n{self.ties[at].target}"
        if self.said[at]:
            return [(source, f"e{at}"), (f"e{at}", target)]
        return [(source, target)]


class _Answer:
    """Graphviz's plain output, turned into points with y downwards."""

    def __init__(self, plain: str) -> None:
        rows = [shlex.split(row) for row in plain.splitlines()]
        self.width, self.height = (float(number) * 72 for number in rows[0][2:4])
        self._middles: dict[str, Point] = {}
        self._runs: dict[tuple[str, str], list[tuple[Point, ...]]] = {}
        for kind, *rest in rows[1:]:
            if kind == "node":
                self._middles[rest[0]] = self._point(rest[1], rest[2])
            elif kind == "edge":
                numbers = rest[3 : 3 + 2 * int(rest[2])]
                run = tuple(map(self._point, numbers[::2], numbers[1::2]))
                self._runs.setdefault((rest[0], rest[1]), []).append(run)

    def _point(self, x: str, y: str) -> Point:
        return round(float(x) * 72, 2), round(self.height - float(y) * 72, 2)

    def placed(self, name: str, box: Box) -> Box:
        x, y = self._middles[name]
        return replace(box, x=x, y=y)

    def run(self, tail: str, head: str) -> tuple[Point, ...]:
        """The next line from `tail` to `head`."""
        return self._runs[tail, head].pop(0)


def _name_box(label: str) -> Box:
    return _box(wrapped(label, NAME, 118.0, 4), NAME, NAME_STEP, 24.0, 16.0)


def _said_box(edges: tuple[Edge, ...]) -> Box | None:
    rows = [row for edge in edges[:3] for row in _said(edge)]
    if len(edges) > 3:
        rows.append(f"+ {len(edges) - 3}")
    return _box(rows, SAID, SAID_STEP, 4.0, 3.0) if rows else None


def _said(edge: Edge) -> Iterator[str]:
    if edge.label:
        yield from wrapped(edge.label, SAID, 92.0, 2)
    if edge.when:
        yield one_line(edge.when)


def _box(rows: list[str], size: float, step: float, beside: float, above: float) -> Box:
    widest = max(width(row, size) for row in rows)
    return Box(0, 0, max(widest, 12.0) + beside, len(rows) * step + above, tuple(rows))
