"""What is written on the map: the numbers of centres in countries, and the names of cities.

Lettering keeps its size on the screen: what has no room on the whole map has it on a page that is
enlarged. So each step of enlargement has lettering of its own, as much smaller in the units of the
map, placed anew.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from libgraph.drawing.map.items import Items
from libgraph.drawing.map.labels import Room
from libgraph.drawing.map.lists import text
from libgraph.drawing.map.paint import Key
from libgraph.drawing.map.world import Point

STEPS = (1, 2, 4, 8)
"""So many times a page can be enlarged before its lettering is placed anew."""
_CIRCLE, _DOT = 8.4, 2.5
_NUMBER, _CITY = 10.0, 10.5
_NUMBERED = 130.0  # square units: smaller countries have no room for a number


@dataclass(frozen=True, slots=True)
class Number:
    """The centres that claim a country, to be written in it."""

    code: str
    key: Key
    where: Point
    area: float
    rows: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class City:
    """A city to be named: where its circle or dot stands, and what is there."""

    name: str
    where: Point
    circle: bool
    rows: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Taken:
    """Where a circle or a dot stands, and what it is about."""

    where: Point
    circle: bool
    rows: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Lettering:
    """All that is to be written, those first that matter most, and the circles in its way."""

    items: Items
    taken: tuple[Taken, ...]
    numbers: tuple[Number, ...]
    cities: tuple[City, ...]

    def lines(self, step: int) -> Iterator[str]:
        """As much as there is room for where the map is enlarged `step` times, as SVG."""
        room = Room()
        for one in self.taken:
            radius = _CIRCLE if one.circle else _DOT
            room.take(*one.where, radius / step, self._times(one.rows))
        yield f'<g class="lettering" data-step="{step}">'
        yield from self._numbers(room, step)
        yield from self._names(room, step)
        yield "</g>"

    def _numbers(self, room: Room, step: int) -> Iterator[str]:
        size = "" if step == 1 else f' style="font-size:{_NUMBER / step:g}px"'
        for one in self.numbers:
            (x, y), times = one.where, self._times(one.rows)
            if one.area * step**2 < _NUMBERED or not room.free(x, y, 6 / step, times):
                continue
            room.take(x, y, 6 / step, times)
            said = "·".join(str(number) for number, _ in one.key)
            spot = f'x="{x:.1f}" y="{y + 3.5 / step:.1f}"'
            yield f'<text class="claim" data-claims="{one.code}" {spot}{size}>{said}</text>'

    def _names(self, room: Room, step: int) -> Iterator[str]:
        size = "" if step == 1 else f' style="font-size:{_CITY / step:g}px"'
        for one in self.cities:
            gap = (10 if one.circle else 4) / step
            found = room.name(one.name, one.where, gap, _CITY / step, self._times(one.rows))
            if found:
                holds = max(self.items.every[at].course.then for at in one.rows)
                rows = " ".join(map(str, one.rows))
                yield (
                    f'<text class="city {holds}" data-items="{rows}" x="{found.x:.1f}" '
                    f'y="{found.y:.1f}"{size}>{text(found.text)}</text>'
                )

    def _times(self, rows: tuple[int, ...]) -> frozenset[int]:
        """When any of these things is there: years, and 0 for the time asked about."""
        held = [self.items.every[at].course for at in rows]
        years = (range(run.first, run.last + 1) for one in held for run in one.runs)
        then = {0} if any(one.then for one in held) else set()
        return frozenset(then.union(*years))
