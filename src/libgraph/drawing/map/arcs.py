"""Agreements as lines between the seats of their parties.

Agreements between the same places share a line; four or more parties meet in a knot, since no two
of them agreed alone.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from math import hypot

from libgraph.drawing.map.atlas import Deal
from libgraph.drawing.map.places import Spot
from libgraph.drawing.map.world import Point, placed

_PAIRED = 3
_BEND = 0.16
_LOOP = 7.0


@dataclass(frozen=True, slots=True)
class Arc:
    """One drawn line: path data, and which deals (by position) run along it."""

    path: str
    deals: tuple[int, ...]


def arcs(deals: Iterable[Deal]) -> list[Arc]:
    """The lines of these deals."""
    pairs: dict[tuple[Spot, ...], list[int]] = defaultdict(list)
    knots: dict[tuple[Spot, ...], list[int]] = defaultdict(list)
    for at, deal in enumerate(deals):
        if not deal.drawn:
            continue
        spots = tuple(sorted({spot for _, spot in deal.seats}))
        if len(spots) > _PAIRED:
            knots[spots].append(at)
            continue
        for one, spot in enumerate(spots):
            for other in spots[one + 1 :]:
                pairs[spot, other].append(at)
        if len(spots) == 1:
            pairs[spots].append(at)
    found = [Arc(_line(ends), tuple(held)) for ends, held in sorted(pairs.items())]
    return found + [Arc(_knot(ends), tuple(held)) for ends, held in sorted(knots.items())]


def _line(ends: tuple[Spot, ...]) -> str:
    places = [placed(spot.lon, spot.lat) for spot in ends]
    return _loop(places[0]) if len(places) == 1 else _curve(*places)


def _curve(start: Point, end: Point) -> str:
    """Bent to the north, the longer the more."""
    (ax, ay), (bx, by) = start, end
    dx, dy = bx - ax, by - ay
    side = -1 if dx > 0 else 1
    bend = _BEND * side * min(1.0, 60 / (hypot(dx, dy) or 1) + 0.6)
    x, y = (ax + bx) / 2 - dy * bend, (ay + by) / 2 + dx * bend
    return f"M{ax:.1f} {ay:.1f}Q{x:.1f} {y:.1f} {bx:.1f} {by:.1f}"


def _loop(at: Point) -> str:
    x, y = at
    side = _LOOP * 1.6
    return (
        f"M{x:.1f} {y:.1f}C{x - side:.1f} {y - side:.1f} {x + side:.1f} {y - side:.1f} "
        f"{x:.1f} {y:.1f}"
    )


def _knot(ends: tuple[Spot, ...]) -> str:
    """Lines to the middle, and a small square there."""
    places = [placed(spot.lon, spot.lat) for spot in ends]
    x = sum(px for px, _ in places) / len(places)
    y = sum(py for _, py in places) / len(places)
    lines = "".join(f"M{px:.1f} {py:.1f}L{x:.1f} {y:.1f}" for px, py in places)
    return f"{lines}M{x - 2:.1f} {y - 2:.1f}h4v4h-4z"
