"""What a map shows: the seam between those who ask the graph and those who draw.

Nothing here knows RDF or SVG; an atlas is plain text, numbers and tuples.
"""

from __future__ import annotations

from dataclasses import dataclass

from libgraph.dates import Holds
from libgraph.drawing.map.places import Spot
from libgraph.history.coverage_course import Course


@dataclass(frozen=True, slots=True)
class Centre:
    """A centre, and where it stands; `number` is how the map calls it.

    `sites` are spots with their own years; there are none where no place is known.
    """

    number: int
    name: str
    course: Course
    sites: tuple[tuple[Spot, Course], ...]


@dataclass(frozen=True, slots=True)
class Claim:
    """A centre (its number) covers a country or area, by these sources (titles)."""

    centre: int
    course: Course
    when: str
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Land:
    """A country that a centre covers at some time; `code` is '' or unknown to the map's borders."""

    code: str
    name: str
    claims: tuple[Claim, ...]


@dataclass(frozen=True, slots=True)
class Area:
    """An area that sources name without listing countries."""

    name: str
    claims: tuple[Claim, ...]


@dataclass(frozen=True, slots=True)
class Deal:
    """An agreement, its parties, and where those that can be placed have their seats."""

    name: str
    parties: tuple[str, ...]
    seats: tuple[tuple[str, Spot], ...]
    unplaced: tuple[str, ...]
    course: Course
    when: str
    sources: tuple[str, ...]

    @property
    def drawn(self) -> bool:
        """It ties places that are known: two, or one twice."""
        return len(self.seats) > 1


@dataclass(frozen=True, slots=True)
class Item:
    """A thing with its years; `number` is that of the centre, 0 of what is none's."""

    label: str
    number: int
    course: Course


@dataclass(frozen=True, slots=True)
class Atlas:
    """All that one map shows; `time` is the time asked about as written, `years` the slider's."""

    time: str
    lang: str
    years: tuple[int, ...]
    centres: tuple[Centre, ...]
    lands: tuple[Land, ...]
    areas: tuple[Area, ...]
    deals: tuple[Deal, ...]
    names: dict[str, str]
    notes: tuple[str, ...]
    layers: tuple[str, ...] = ()

    def working(self) -> tuple[Centre, ...]:
        """The centres that are, or may be, at work at the time asked about."""
        return tuple(one for one in self.centres if one.course.then)

    def covered(self) -> tuple[int, int]:
        """How many countries are covered then: certainly, and certainly or possibly."""
        best = [max(claim.course.then for claim in land.claims) for land in self.lands]
        return sum(one is Holds.YES for one in best), sum(one > Holds.NO for one in best)
