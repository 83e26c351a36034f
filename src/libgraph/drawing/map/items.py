"""Everything on a map that has years of its own, numbered: the rows of its tables.

The picture, the tables and the page's script call a thing by this number.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TypeVar

from libgraph.dates import Holds
from libgraph.drawing.figure import Sheet
from libgraph.drawing.map.atlas import Area, Atlas, Centre, Claim, Deal, Item, Land
from libgraph.drawing.map.tips import Tips, years
from libgraph.history.coverage_course import Course

_Claimed = TypeVar("_Claimed", Land, Area)


@dataclass(frozen=True, slots=True)
class Items:
    """The things in order of rows, the first row of each kind; from `sites` on they have no row."""

    every: tuple[Item, ...]
    centres: int
    areas: int
    deals: int
    sites: int

    def of_lands(self, lands: tuple[Land, ...]) -> Iterator[tuple[Land, list[int]]]:
        """Each country with the rows of its claims."""
        return _counted(lands, 0)

    def of_areas(self, areas: tuple[Area, ...]) -> Iterator[tuple[Area, list[int]]]:
        """Each area with the rows of its claims."""
        return _counted(areas, self.areas)


def items(atlas: Atlas) -> Items:
    """The numbered things of an atlas: claims on countries, centres, claims on areas, deals."""
    names = {one.number: f"{one.number} · {one.name}" for one in atlas.centres}

    def claimed(every: tuple[Land, ...] | tuple[Area, ...]) -> list[Item]:
        claims = [claim for one in every for claim in one.claims]
        return [Item(names[claim.centre], claim.centre, claim.course) for claim in claims]

    lands, areas = claimed(atlas.lands), claimed(atlas.areas)
    centres = [Item(names[one.number], one.number, one.course) for one in atlas.centres]
    deals = [Item(f"{one.name} ({one.when or '?'})", 0, one.course) for one in atlas.deals]
    sites = [Item("", one.number, course) for one in atlas.centres for _, course in one.sites]
    first = len(lands)
    second, third = first + len(centres), first + len(centres) + len(areas)
    every = (*lands, *centres, *areas, *deals, *sites)
    return Items(every, first, second, third, third + len(deals))


def _counted(every: tuple[_Claimed, ...], row: int) -> Iterator[tuple[_Claimed, list[int]]]:
    for one in every:
        yield one, list(range(row, row + len(one.claims)))
        row += len(one.claims)


def sheets(atlas: Atlas) -> tuple[Sheet, ...]:
    """The tables beside the map, in the order of `items`; the third column is about the time."""
    tips = Tips(atlas)
    said = tips.said
    names = {one.number: f"{one.number} · {one.name}" for one in atlas.centres}
    then = said["then"].format(atlas.time)
    dated = (said["surely"], said["maybe"])
    claimed = (said["centre"], then, *dated, said["written"], said["sources"])
    rows = {
        "countries": _claims(atlas.lands, names, tips),
        "areas": _claims(atlas.areas, names, tips),
        "centres": tuple(_centre(one, tips) for one in atlas.centres),
        "agreements": tuple(_deal(one, tips) for one in atlas.deals),
        "elsewhere": tuple((note,) for note in atlas.notes),
    }
    columns = {
        "countries": (said["country"], *claimed),
        "centres": (said["centre"], said["place"], then, *dated),
        "areas": (said["area"], *claimed),
        "agreements": (
            said["agreement"], said["between"], then, *dated, said["written"], said["parties"],
            said["sources"],
        ),
        "elsewhere": (said["note"],),
    }  # fmt: skip
    return tuple(
        Sheet(said[key], columns[key], rows[key])
        for key in columns
        if rows[key] or key == "countries"
    )


def _claims(
    every: tuple[Land, ...] | tuple[Area, ...], names: dict[int, str], tips: Tips
) -> tuple[tuple[str, ...], ...]:
    return tuple(
        (one.name, names[claim.centre], *_dated(claim.course, tips), *_cited(claim))
        for one in every
        for claim in one.claims
    )


def _dated(course: Course, tips: Tips) -> tuple[str, str, str]:
    runs = course.runs
    return tips.holds(course), years(runs, Holds.YES), years(runs, Holds.POSSIBLY)


def _cited(claim: Claim) -> tuple[str, str]:
    return claim.when, "; ".join(claim.sources)


def _centre(one: Centre, tips: Tips) -> tuple[str, ...]:
    places = ", ".join(spot.name for spot, _ in one.sites)
    return f"{one.number} · {one.name}", places, *_dated(one.course, tips)


def _deal(one: Deal, tips: Tips) -> tuple[str, ...]:
    places = " – ".join(dict.fromkeys(spot.name for _, spot in one.seats))
    parties, sources = "; ".join(one.parties), "; ".join(one.sources)
    return one.name, places, *_dated(one.course, tips), one.when, parties, sources
