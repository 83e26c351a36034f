"""The countries of the world as outlines on paper, from `static/world.json`.

tools/world/ makes that file from Natural Earth: countries by ISO 3166-1 alpha-2 (Kosovo: XK),
`others` without a code, a point inside each. Antarctica is left out.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from libgraph.drawing.figure import static
from libgraph.drawing.map.projection import MIDDLE, equal_earth, turned

Point = tuple[float, float]
WIDTH = 1352.0
"""The width of the map, in the units of the picture."""
NORTH, SOUTH = 83.8, -57.0
_UNIT = WIDTH / 2 / equal_earth(180, 0)[0]
_TOP = equal_earth(0, NORTH)[1] * _UNIT
HEIGHT = _TOP - equal_earth(0, SOUTH)[1] * _UNIT
FINE = 10
"""Outlines are written in tenths of a unit."""
_LEFT_OUT = "AQ"
_SMALL = 16.0  # square units: smaller countries get a circle, too


@dataclass(frozen=True)
class World:
    """Outlines as SVG path data in tenths of a unit.

    `lands` by code, `others` by name; `borders` run between countries; `points` are degrees east
    and north inside each country, `small` the countries that are too small to be seen.
    """

    lands: dict[str, str]
    others: dict[str, str]
    borders: str
    points: dict[str, Point]
    small: frozenset[str]
    area: dict[str, float]


def placed(lon: float, lat: float) -> Point:
    """Where a place lies in the picture, in units from the upper left of the map."""
    x, y = equal_earth(turned(lon), lat)
    return WIDTH / 2 + x * _UNIT, _TOP - y * _UNIT


def sea() -> str:
    """The edge of the map as path data, in units."""
    steps = [SOUTH + (NORTH - SOUTH) * at / 40 for at in range(41)]
    west = [placed(MIDDLE - 180, lat) for lat in steps]
    east = [(WIDTH - x, y) for x, y in reversed(west)]
    return "M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in (*west, *east)) + "Z"


@cache
def world() -> World:
    """The world, read once."""
    made = json.loads(static("world.json"))
    arcs = [list(_points(arc, made["scale"])) for arc in made["arcs"]]
    rings = {code: _rings(made["countries"][code], arcs) for code in made["countries"]}
    others = {name: _rings(found, arcs) for name, found in made["others"].items()}
    rings.pop(_LEFT_OUT, None)
    points = {code: (lon, lat) for code, (lon, lat) in made["points"].items()}
    points.pop(_LEFT_OUT, None)
    area = {code: sum(abs(_area(ring)) for ring in found) for code, found in rings.items()}
    return World(
        lands={code: _path(found) for code, found in rings.items()},
        others={name: _path(found) for name, found in others.items()},
        borders=_borders(made, arcs),
        points=points,
        small=frozenset(code for code in points if area.get(code, 0.0) < _SMALL),
        area=area,
    )


def _points(arc: list[int], scale: int) -> Iterator[Point]:
    lon = lat = 0
    for at in range(0, len(arc), 2):
        lon, lat = lon + arc[at], lat + arc[at + 1]
        yield lon / scale, lat / scale


def _rings(found: list[list[int]], arcs: list[list[Point]]) -> list[list[Point]]:
    """Rings on paper; each lies as a whole on the side of the cut where its middle does."""
    rings = []
    for numbers in found:
        ring: list[Point] = []
        for number in numbers:
            arc = arcs[number] if number >= 0 else arcs[~number][::-1]
            shift = 360 * round((ring[-1][0] - arc[0][0]) / 360) if ring else 0
            ring += [(lon + shift, lat) for lon, lat in (arc[1:] if ring else arc)]
        rings.append(list(_on_paper(ring)))
    return rings


def _on_paper(ring: list[Point]) -> Iterator[Point]:
    lons = [lon for lon, _ in ring]
    middle = (min(lons) + max(lons)) / 2
    shift = turned(middle) - middle
    for lon, lat in ring:
        x, y = equal_earth(lon + shift, lat)
        yield WIDTH / 2 + x * _UNIT, _TOP - y * _UNIT


def _area(ring: list[Point]) -> float:
    pairs = zip(ring, (*ring[1:], ring[0]), strict=True)
    return sum(ax * by - bx * ay for (ax, ay), (bx, by) in pairs) / 2


def _path(rings: Iterable[list[Point]]) -> str:
    return "".join(part for ring in rings for part in _steps(ring, "z"))


def _steps(points: Iterable[Point], end: str) -> Iterator[str]:
    """Path data with whole numbers, relative after the first; steps of nothing are left out."""
    before: tuple[int, int] | None = None
    for px, py in points:
        x, y = round(px * FINE), round(py * FINE)
        if before is None:
            yield f"M{x} {y}l"
        elif (x, y) != before:
            yield f"{x - before[0]} {y - before[1]} "
        before = x, y
    yield end


def _borders(made: dict[str, dict[str, list[list[int]]]], arcs: list[list[Point]]) -> str:
    """The lines between countries: the arcs that two of them share."""
    uses = Counter(
        number if number >= 0 else ~number
        for kind in ("countries", "others")
        for rings in made[kind].values()
        for ring in rings
        for number in ring
    )
    shared = (arcs[number] for number, times in sorted(uses.items()) if times > 1)
    return "".join(part for arc in shared for part in _steps(_on_paper(arc), ""))
