"""What lies on the map itself, from below: sea, countries, borders, agreements, centres, names."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from libgraph.dates import Holds
from libgraph.drawing.map.arcs import Arc, arcs
from libgraph.drawing.map.atlas import Atlas, Centre
from libgraph.drawing.map.items import Items
from libgraph.drawing.map.labels import Room, apart
from libgraph.drawing.map.lists import attribute, mark, text
from libgraph.drawing.map.paint import LAND, SEA, Paints, key_of
from libgraph.drawing.map.places import Spot
from libgraph.drawing.map.tips import Tips
from libgraph.drawing.map.world import FINE, Point, placed, sea, world

_CIRCLE, _APART = 8.4, 17.5
_SMALL = 32  # tenths
_NUMBERED = 130.0  # square units: smaller countries have no room for a number
_CITY = 10.5


class Layers:
    """The layers of an atlas; with `ever` also what is not there at the time asked about."""

    def __init__(self, atlas: Atlas, tips: Tips, items: Items, paints: Paints, ever: bool) -> None:
        self._atlas, self._tips, self._items = atlas, tips, items
        self._paints, self._ever = paints, ever
        self._world = world()
        self._lands = {
            land.code: (land, rows) for land, rows in items.of_lands(atlas.lands) if land.code
        }
        self._sites = list(_sites(atlas, items, ever))
        self._seats = _seats(atlas, ever)
        self._points = [placed(site.spot.lon, site.spot.lat) for site in self._sites]
        self._circles = apart(self._points, _APART)
        self._room = Room()
        for (x, y), site in zip(self._circles, self._sites, strict=True):
            self._room.take(x, y, _CIRCLE, self._times([site.item]))
        for spot, deals in self._seats:
            times = self._times([items.deals + at for at in deals])
            self._room.take(*placed(spot.lon, spot.lat), 2.5, times)

    def _times(self, rows: list[int]) -> frozenset[int]:
        """When any of these things is there: years, and 0 for the time asked about."""
        held = [self._items.every[at].course for at in rows]
        years = (range(run.first, run.last + 1) for one in held for run in one.runs)
        then = {0} if any(one.then for one in held) else set()
        return frozenset(then.union(*years))

    def lines(self) -> Iterator[str]:
        """All of it as SVG, in the units of the map."""
        yield f'<path d="{sea()}" fill="{SEA}" stroke="var(--map-edge, #c3ccd4)"/>'
        yield f'<g transform="scale({1 / FINE:g})" fill="{LAND}">'
        yield from self._others()
        yield from self._countries()
        yield f'<path class="borders" d="{self._world.borders}"/>'
        yield from self._small()
        yield "</g>"
        yield from self._arcs()
        yield from self._numbers()
        yield from self._centres()
        yield from self._cities()

    def _others(self) -> Iterator[str]:
        for name, path in self._world.others.items():
            told = self._tips.said["uncoded"].format(name)
            yield f'<path class="land" data-name={attribute(told)} d="{path}"/>'

    def _countries(self) -> Iterator[str]:
        """Plain ones first, so that the keyboard comes to the painted ones without them."""
        for code, path in self._world.lands.items():
            yield f'<path class="land" {self._look(code)} d="{path}"/>'

    def _small(self) -> Iterator[str]:
        """A circle each, painted as the country is."""
        for code in sorted(self._world.small):
            x, y = (value * FINE for value in placed(*self._world.points[code]))
            yield f'<circle class="dot" {self._look(code)} cx="{x:.0f}" cy="{y:.0f}" r="{_SMALL}"/>'

    def _look(self, code: str) -> str:
        """The paint of a country, and what is told of it."""
        if code not in self._lands:
            name = self._atlas.names.get(code, code)
            return f'data-name={attribute(name)} fill="{LAND}"'
        land, rows = self._lands[code]
        fill, row = self._paints.fill(key_of(land)), " ".join(map(str, rows))
        tip = attribute(self._tips.told(land.name, [self._items.every[at] for at in rows]))
        base = attribute(land.name)
        return (
            f'data-land="{code}" data-items="{row}" data-row="{row}" data-base={base} '
            f'data-tip={tip} fill="{fill}"'
        )

    def _numbers(self) -> Iterator[str]:
        """The numbers of the centres that cover a country, in it."""
        for code, (land, rows) in self._lands.items():
            if self._world.area.get(code, 0.0) < _NUMBERED:
                continue
            x, y = placed(*self._world.points[code])
            times = self._times(rows)
            if self._room.free(x, y, 6, times):
                said = "·".join(str(number) for number, _ in key_of(land))
                self._room.take(x, y, 6, times)
                spot = f'x="{x:.1f}" y="{y + 3.5:.1f}"'
                yield f'<text class="claim" data-claims="{code}" {spot}>{said}</text>'

    def _arcs(self) -> Iterator[str]:
        for arc in arcs(self._atlas.deals):
            holds = self._best(arc)
            if holds or self._ever:
                rows = [self._items.deals + at for at in arc.deals]
                wide = 1.1 + 0.5 * min(len(rows) - 1, 5)
                yield (
                    f'<path class="arc {holds}" {self._about(rows, "", holds)} '
                    f'stroke-width="{wide:g}" d="{arc.path}"/>'
                )
        for spot, deals in self._seats:
            x, y = placed(spot.lon, spot.lat)
            holds, spread = self._strongest(deals)
            about = f'class="{holds}" data-items="{spread}"'
            yield f'<circle {about} cx="{x:.1f}" cy="{y:.1f}" r="1.9"/>'

    def _about(self, rows: list[int], base: str, holds: Holds) -> str:
        """What a script and a reader are told of a drawn thing; nothing of what is not there."""
        spread = " ".join(map(str, rows))
        told = self._tips.told(base, [self._items.every[at] for at in rows])
        tip = f" data-tip={attribute(told)}" if holds else ""
        return f'data-items="{spread}" data-row="{spread}" data-base={attribute(base)}{tip}'

    def _strongest(self, deals: list[int]) -> tuple[Holds, str]:
        """The strongest of these deals, and their rows."""
        rows = " ".join(str(self._items.deals + at) for at in deals)
        return max(self._atlas.deals[at].course.then for at in deals), rows

    def _best(self, arc: Arc) -> Holds:
        return max(self._atlas.deals[at].course.then for at in arc.deals)

    def _centres(self) -> Iterator[str]:
        for site, point, circle in zip(self._sites, self._points, self._circles, strict=True):
            row = site.row
            fill = self._paints.colours.get(site.centre.number, "")
            yield (
                f'<g class="site {site.holds}" data-within="{site.item}" '
                f"{self._about([row], site.spot.name, site.holds)}>"
            )
            (x, y), (cx, cy) = point, circle
            if abs(x - cx) + abs(y - cy) > 1:
                yield f'<path class="lead" d="M{x:.1f} {y:.1f}L{cx:.1f} {cy:.1f}"/>'
                yield f'<circle cx="{x:.1f}" cy="{y:.1f}" r="1.8"/>'
            more = f' data-items="{row}" data-within="{site.item}"'
            yield mark(site.centre.number, site.holds, cx, cy, fill, more) + "</g>"

    def _cities(self) -> Iterator[str]:
        """The names of cities, as far as there is room: those of centres first."""
        circles: dict[Spot, list[int]] = {}
        for at, site in enumerate(self._sites):
            circles.setdefault(site.spot, []).append(at)
        seats = dict(self._seats)
        for spot in dict.fromkeys((*circles, *seats)):
            if spot.exact:
                sites = circles.get(spot, [])
                rows = [self._sites[at].item for at in sites]
                rows += [self._items.deals + at for at in seats.get(spot, ())]
                where = self._circles[sites[0]] if sites else placed(spot.lon, spot.lat)
                yield from self._city(spot.name, where, 10 if sites else 4, rows)

    def _city(self, name: str, where: Point, gap: float, rows: list[int]) -> Iterator[str]:
        found = self._room.name(name, where, gap, _CITY, self._times(rows))
        if found:
            holds = max(self._items.every[at].course.then for at in rows)
            items = " ".join(map(str, rows))
            yield (
                f'<text class="city {holds}" data-items="{items}" x="{found.x:.1f}" '
                f'y="{found.y:.1f}">{text(found.text)}</text>'
            )


@dataclass(frozen=True, slots=True)
class _Site:
    """A centre at a place; `row` is the centre's, `item` that of its stay there."""

    centre: Centre
    spot: Spot
    row: int
    item: int
    holds: Holds


def _sites(atlas: Atlas, items: Items, ever: bool) -> Iterator[_Site]:
    item = items.sites
    for row, one in enumerate(atlas.centres, items.centres):
        for spot, course in one.sites:
            holds = min(one.course.then, course.then)
            if holds or ever:
                yield _Site(one, spot, row, item, holds)
            item += 1


def _seats(atlas: Atlas, ever: bool) -> list[tuple[Spot, list[int]]]:
    """The places that drawn deals tie, the busiest first."""
    found: dict[Spot, list[int]] = {}
    for at, deal in enumerate(atlas.deals):
        if deal.drawn and (deal.course.then or ever):
            for spot in dict.fromkeys(spot for _, spot in deal.seats):
                found.setdefault(spot, []).append(at)
    return sorted(found.items(), key=lambda pair: (-len(pair[1]), pair[0]))
