"""A small map of the part of the world in which some places lie."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby, pairwise

from libgraph.drawing.map.clipping import Box, bounds, clipped
from libgraph.drawing.map.labels import Room
from libgraph.drawing.map.lists import attribute, text
from libgraph.drawing.map.world import HEIGHT, WIDTH, Point, placed, world

_FONT = "Arimo, 'Liberation Sans', Arial, Helvetica, 'Noto Sans', 'Noto Sans KR', sans-serif"
_SEA, _LAND, _MEANT = "#f3f7fa", "#e4e6df", "#cbdcc0"
_EDGE, _DOT, _INK = "#aab2ba", "#0a4f9e", "#1b1f24"
_NARROWEST = 150.0  # units of the map of the world: some forty degrees at the equator
SIZE = 12.5
"""Of letters, in pixels."""
_AIR = 0.22


@dataclass(frozen=True, slots=True)
class Dot:
    """A place: degrees east and north, its name, its page, what is told on hovering.

    Without a radius only its name is written there.
    """

    lon: float
    lat: float
    name: str
    href: str = ""
    tip: str = ""
    radius: float = 4.5


@dataclass(frozen=True, slots=True)
class Locator:
    """What the map shows: dots, countries (ISO 3166-1 alpha-2) in colour, and its title.

    It is no higher than `height`, and less high where the world ends before.
    """

    dots: Sequence[Dot]
    lands: Collection[str]
    title: str
    lang: str = "en"
    width: float = 440.0
    height: float = 360.0


def locator(wanted: Locator) -> str:
    """The map as SVG, on white paper in any surroundings; the same places give the same text."""
    return "\n".join(_Sheet(wanted).lines()) + "\n"


@dataclass
class _Sheet:
    """The part of the world that is shown, and how many pixels a unit of it takes."""

    wanted: Locator
    points: list[Point] = field(init=False)
    window: Box = field(init=False)
    by: float = field(init=False)
    high: float = field(init=False)

    def __post_init__(self) -> None:
        self.points = [placed(dot.lon, dot.lat) for dot in self.wanted.dots]
        self.window = _window(self._extent(), self.wanted.width / self.wanted.height)
        left, top, right, bottom = self.window
        self.by = self.wanted.width / (right - left)
        self.high = (bottom - top) * self.by

    def lines(self) -> Iterator[str]:
        wide, high = self.wanted.width, self.high
        role = "group" if any(dot.href for dot in self.wanted.dots) else "img"
        yield (
            f'<svg xmlns="http://www.w3.org/2000/svg" width="{wide:.0f}" height="{high:.0f}" '
            f'viewBox="0 0 {wide:.0f} {high:.0f}" role="{role}" lang={attribute(self.wanted.lang)} '
            f'aria-labelledby="lg-title" font-family="{_FONT}" font-size="{SIZE}" fill="{_INK}">'
        )
        yield f'<title id="lg-title">{text(self.wanted.title)}</title>'
        yield f'<path d="M0 0h{wide:.0f}v{high:.0f}h-{wide:.0f}z" fill="{_SEA}"/>'
        yield f'<g stroke="{_EDGE}" stroke-width=".7" stroke-linejoin="round">'
        yield from self._lands()
        yield "</g>"
        room = Room(wide=wide, high=high)
        seen = [
            (dot, self._seen(at)) for dot, at in zip(self.wanted.dots, self.points, strict=True)
        ]
        for dot, (x, y) in seen:
            room.take(x, y, dot.radius)
        for dot, at in sorted(seen, key=lambda one: -one[0].radius):
            yield from _dot(dot, at, room)
        yield "</svg>"

    def _extent(self) -> Box:
        """All that must be seen."""
        boxes = [box for code in self.wanted.lands if (box := bounds(code))]
        boxes += [(x, y, x, y) for x, y in self.points]
        if not boxes:
            return 0.0, 0.0, WIDTH, HEIGHT
        lefts, tops, rights, bottoms = zip(*boxes, strict=True)
        return min(lefts), min(tops), max(rights), max(bottoms)

    def _lands(self) -> Iterator[str]:
        """The countries in the window; those that are meant come last, so that their edge shows."""
        left, top, right, bottom = self.window
        around = (left - 2, top - 2, right + 2, bottom + 2)
        for code in sorted(world().lands, key=lambda code: (code in self.wanted.lands, code)):
            found = "".join(self._outline(ring) for ring in clipped(code, around))
            if found:
                fill = _MEANT if code in self.wanted.lands else _LAND
                yield f'<path d="{found}" fill="{fill}"/>'

    def _outline(self, ring: list[Point]) -> str:
        """A ring in half pixels, without steps that nobody sees."""
        seen = ((round(x * 2) / 2, round(y * 2) / 2) for x, y in map(self._seen, ring))
        corners = [point for point, _ in groupby(seen)]
        if len(corners) < 3:
            return ""
        steps = (f"{bx - ax:g} {by - ay:g}" for (ax, ay), (bx, by) in pairwise(corners))
        return f"M{corners[0][0]:g} {corners[0][1]:g}l{' '.join(steps)}z"

    def _seen(self, at: Point) -> Point:
        return (at[0] - self.window[0]) * self.by, (at[1] - self.window[1]) * self.by


def _window(extent: Box, shape: float) -> Box:
    """A box around an extent, with air, within the map; of this shape unless the world ends."""
    left, top, right, bottom = extent
    wide = max((right - left) * (1 + 2 * _AIR), _NARROWEST)
    high = max((bottom - top) * (1 + 2 * _AIR), wide / shape)
    wide, high = min(max(wide, high * shape), WIDTH), min(high, HEIGHT)
    x = min(max((left + right - wide) / 2, 0.0), WIDTH - wide)
    y = min(max((top + bottom - high) / 2, 0.0), HEIGHT - high)
    return x, y, x + wide, y + high


def _dot(dot: Dot, at: Point, room: Room) -> Iterator[str]:
    x, y = at
    link = f"<a href={attribute(dot.href)}>" if dot.href else "<g>"
    yield f"{link}<title>{text(dot.tip or dot.name)}</title>"
    if dot.radius:
        yield (
            f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{dot.radius:.1f}" fill="{_DOT}" '
            'fill-opacity=".82" stroke="#fff" stroke-width="1.2"/>'
        )
    said = room.name(dot.name, at, dot.radius + 3, SIZE) if dot.radius else None
    left, base = (said.x, said.y) if said else (x, y + SIZE * 0.35)
    anchor = "" if said else ' text-anchor="middle"'
    if said or not dot.radius:
        yield (
            f'<text x="{left:.1f}" y="{base:.1f}"{anchor} stroke="#fff" stroke-width="3" '
            f'stroke-linejoin="round" paint-order="stroke">{text(dot.name)}</text>'
        )
    yield "</a>" if dot.href else "</g>"
