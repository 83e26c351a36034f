"""What lies on the map itself, from below: sea, countries, borders, agreements, centres, names."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import repeat

from libgraph.dates import Holds
from libgraph.drawing.map.arcs import Arc, arcs
from libgraph.drawing.map.atlas import Atlas, Centre
from libgraph.drawing.map.items import Items
from libgraph.drawing.map.labels import apart
from libgraph.drawing.map.lettering import STEPS, City, Lettering, Number, Taken
from libgraph.drawing.map.lists import attribute, mark
from libgraph.drawing.map.paint import LAND, SEA, Paints, key_of
from libgraph.drawing.map.places import Spot
from libgraph.drawing.map.tips import Tips
from libgraph.drawing.map.world import FINE, placed, sea, world

_APART = 17.5
_SMALL = 32  # tenths


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
        yield from self._centres()
        lettering = self._lettering()
        for step in STEPS if self._ever else STEPS[:1]:
            yield from lettering.lines(step)

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
            about = f'class="seat {holds}" data-items="{spread}"'
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

    def _lettering(self) -> Lettering:
        """What is to be written: the cities of centres come before others."""
        circles: dict[Spot, list[int]] = {}
        for at, site in enumerate(self._sites):
            circles.setdefault(site.spot, []).append(at)
        seats = {spot: tuple(self._items.deals + at for at in deals) for spot, deals in self._seats}
        stays = [(site.item,) for site in self._sites]
        taken = [Taken(*one) for one in zip(self._circles, repeat(True), stays)]
        taken += [Taken(placed(spot.lon, spot.lat), False, rows) for spot, rows in seats.items()]
        cities = []
        for spot in dict.fromkeys((*circles, *seats)):
            if spot.exact:
                sites = circles.get(spot, [])
                rows = (*(self._sites[at].item for at in sites), *seats.get(spot, ()))
                where = self._circles[sites[0]] if sites else placed(spot.lon, spot.lat)
                cities.append(City(spot.name, where, bool(sites), rows))
        return Lettering(self._items, tuple(taken), tuple(self._numbers()), tuple(cities))

    def _numbers(self) -> Iterator[Number]:
        for code, (land, rows) in self._lands.items():
            if code in self._world.points:
                where = placed(*self._world.points[code])
                area = self._world.area.get(code, 0.0)
                yield Number(code, key_of(land), where, area, tuple(rows))


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
