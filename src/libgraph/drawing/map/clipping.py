"""The part of the world's outlines that a window shows: rings cut at its edges."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cache

from libgraph.drawing.map.world import FINE, Point, world

Ring = tuple[Point, ...]
Box = tuple[float, float, float, float]
"""Left, top, right and bottom."""
_NUMBER = re.compile(r"-?\d+")


@cache
def rings(code: str) -> tuple[Ring, ...]:
    """The outlines of a country on the map, in its units."""
    return tuple(_ring(part) for part in world().lands.get(code, "").split("z") if part)


@cache
def bounds(code: str) -> Box | None:
    """Where the largest part of a country lies; None for one that the map does not know."""
    boxes = [_box(ring) for ring in rings(code)]
    return max(boxes, key=lambda box: (box[2] - box[0]) * (box[3] - box[1]), default=None)


def clipped(code: str, window: Box) -> Iterator[list[Point]]:
    """What of a country's outlines lies in a window."""
    for ring in rings(code):
        if _meet(_box(ring), window):
            inside = _cut(ring, window)
            if len(inside) > 2:
                yield inside


def _ring(path: str) -> Ring:
    """The points of a ring: a place, then steps."""
    found = [int(number) / FINE for number in _NUMBER.findall(path)]
    x = y = 0.0
    points = []
    for dx, dy in zip(found[::2], found[1::2], strict=True):
        x, y = x + dx, y + dy
        points.append((x, y))
    return tuple(points)


@cache
def _box(ring: Ring) -> Box:
    across, down = [x for x, _ in ring], [y for _, y in ring]
    return min(across), min(down), max(across), max(down)


def _meet(one: Box, other: Box) -> bool:
    return one[0] < other[2] and one[2] > other[0] and one[1] < other[3] and one[3] > other[1]


def _cut(ring: Ring, window: Box) -> list[Point]:
    """A ring within a window, edge by edge (Sutherland and Hodgman 1974)."""
    left, top, right, bottom = window
    points = list(ring)
    for axis, edge, inside in (
        (0, left, lambda at: at >= left),
        (0, right, lambda at: at <= right),
        (1, top, lambda at: at >= top),
        (1, bottom, lambda at: at <= bottom),
    ):
        points = list(_half(points, axis, edge, inside))
    return points


def _half(
    points: list[Point], axis: int, edge: float, inside: Callable[[float], bool]
) -> Iterator[Point]:
    """The part of a polygon on the inner side of an edge that runs across an axis."""
    before = points[-1] if points else (0.0, 0.0)
    for point in points:
        if inside(point[axis]) != inside(before[axis]):
            part = (edge - before[axis]) / (point[axis] - before[axis])
            other = before[1 - axis] + part * (point[1 - axis] - before[1 - axis])
            yield (edge, other) if axis == 0 else (other, edge)
        if inside(point[axis]):
            yield point
        before = point
