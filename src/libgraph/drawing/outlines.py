"""Outlines: for each shape its corners around a box, seen as stars from the box's middle.

One definition serves a wide box with a name inside, the small glyph on the page and the legend.
y points downwards; `cut` is how deep corners, points and notches go.
"""

from __future__ import annotations

from collections.abc import Callable
from math import cos, pi, sin

Outline = tuple[tuple[float, float], ...]
Shape = Callable[[float, float, float], Outline]
"""From half the width, half the height and the cut to the corners."""


def outline(shape: str, width: float, height: float, cut: float) -> Outline:
    """The corners of `shape` around a box of this size with its middle at 0, 0."""
    corners = SHAPES[shape](width / 2, height / 2, cut)
    return tuple((round(x, 2), round(y, 2)) for x, y in corners)


def glyph(shape: str) -> Outline:
    """The small version of `shape`, in the square from -1 to 1."""
    width, height = _PROPORTIONS.get(shape, (1.7, 1.7))
    return outline(shape, width, height, 0.5)


def _box(x: float, y: float, cut: float) -> Outline:
    return (-x, -y), (x, -y), (x, y), (-x, y)


def _octagon(x: float, y: float, cut: float) -> Outline:
    c = min(cut, x, y)
    left, right = ((-x, y - c), (-x, c - y)), ((x, c - y), (x, y - c))
    return (*left, (c - x, -y), (x - c, -y), *right, (x - c, y), (c - x, y))


def _ellipse(x: float, y: float, cut: float) -> Outline:
    angles = (2 * pi * number / 36 for number in range(36))
    return tuple((x * cos(angle), y * sin(angle)) for angle in angles)


def _rounded(x: float, y: float, cut: float) -> Outline:
    radius = min(cut * 1.1, x, y)
    right, low = x - radius, y - radius
    middles = ((right, low), (-right, low), (-right, -low), (right, -low))
    return tuple(
        (across + radius * cos(angle), down + radius * sin(angle))
        for quarter, (across, down) in enumerate(middles)
        for angle in (pi / 2 * (quarter + step / 5) for step in range(6))
    )


def _hexagon(x: float, y: float, cut: float) -> Outline:
    return (-x, 0), (cut - x, -y), (x - cut, -y), (x, 0), (x - cut, y), (cut - x, y)


def _ribbon(x: float, y: float, cut: float) -> Outline:
    return (cut - x, 0), (-x, -y), (x, -y), (x - cut, 0), (x, y), (-x, y)


def _chevron(x: float, y: float, cut: float) -> Outline:
    return (cut - x, 0), (-x, -y), (x - cut, -y), (x, 0), (x - cut, y), (-x, y)


def _house(x: float, y: float, cut: float) -> Outline:
    return (-x, cut - y), (0, -y), (x, cut - y), (x, y), (-x, y)


def _pin(x: float, y: float, cut: float) -> Outline:
    return (-x, -y), (x, -y), (x, y - cut), (0, y), (-x, y - cut)


def _banner(x: float, y: float, cut: float) -> Outline:
    return (-x, -y), (x, -y), (x, y), (0, y - cut), (-x, y)


def _book(x: float, y: float, cut: float) -> Outline:
    return (-x, -y), (0, cut - y), (x, -y), (x, y - cut), (0, y), (-x, y - cut)


def _note(x: float, y: float, cut: float) -> Outline:
    return (-x, -y), (x - cut, -y), (x, cut - y), (x, y), (-x, y)


def _step(x: float, y: float, cut: float) -> Outline:
    return (-x, -y), (x - cut, -y), (x - cut, cut - y), (x, cut - y), (x, y), (-x, y)


def _cross(x: float, y: float, cut: float) -> Outline:
    a, b = x - cut, y - cut
    top = ((-x, -b), (-a, -b), (-a, -y), (a, -y), (a, -b), (x, -b))
    return (*top, (x, b), (a, b), (a, y), (-a, y), (-a, b), (-x, b))


def _lean(x: float, y: float, cut: float) -> Outline:
    return (cut - x, -y), (x, -y), (x - cut, y), (-x, y)


def _lean_back(x: float, y: float, cut: float) -> Outline:
    return (-x, -y), (x - cut, -y), (x, y), (cut - x, y)


def _lectern(x: float, y: float, cut: float) -> Outline:
    return (cut - x, -y), (x - cut, -y), (x, y), (-x, y)


def _basin(x: float, y: float, cut: float) -> Outline:
    return (-x, -y), (x, -y), (x - cut, y), (cut - x, y)


def _torn(x: float, y: float, cut: float) -> Outline:
    """A sheet torn off at the bottom in two teeth."""
    up = y - cut * 0.7
    return (-x, -y), (x, -y), (x, y), (x / 2, up), (0, y), (-x / 2, up), (-x, y)


SHAPES: dict[str, Shape] = {
    "box": _box,
    "octagon": _octagon,
    "ellipse": _ellipse,
    "rounded": _rounded,
    "hexagon": _hexagon,
    "ribbon": _ribbon,
    "chevron": _chevron,
    "house": _house,
    "pin": _pin,
    "banner": _banner,
    "book": _book,
    "note": _note,
    "step": _step,
    "cross": _cross,
    "lean": _lean,
    "lean_back": _lean_back,
    "lectern": _lectern,
    "basin": _basin,
    "torn": _torn,
}

_PROPORTIONS = {
    "ellipse": (1.9, 1.9),
    "octagon": (1.8, 1.8),
    "hexagon": (2.0, 1.74),
    "ribbon": (1.9, 1.6),
    "chevron": (2.0, 1.6),
    "house": (1.8, 1.9),
    "pin": (1.7, 2.0),
    "note": (1.5, 1.9),
    "lean": (2.0, 1.3),
    "lean_back": (2.0, 1.3),
    "lectern": (2.0, 1.4),
    "basin": (2.0, 1.4),
    "book": (1.9, 1.7),
}
