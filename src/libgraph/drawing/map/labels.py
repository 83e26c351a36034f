"""Keep what is written on a map apart: circles are pushed from each other, names find free room."""

from __future__ import annotations

from dataclasses import dataclass, field
from math import hypot

from libgraph.drawing.map.world import HEIGHT, WIDTH, Point
from libgraph.drawing.text import width

Box = tuple[float, float, float, float]
ALWAYS = frozenset((0,))
"""The time asked about; other times are years."""
_ROUNDS = 200


@dataclass(frozen=True, slots=True)
class Name:
    """A name with its lower left corner."""

    text: str
    x: float
    y: float


def apart(points: list[Point], distance: float) -> list[Point]:
    """The points moved as little as needed for each two of them to be `distance` apart."""
    # points that coincide must move in different directions, the same ones on every run
    places = [[x + 0.01 * at, y - 0.007 * at] for at, (x, y) in enumerate(points)]
    for _ in range(_ROUNDS):
        moved = False
        for at, one in enumerate(places):
            for other in places[at + 1 :]:
                moved |= _pushed(one, other, distance)
        if not moved:
            break
    return [(x, y) for x, y in places]


def _pushed(one: list[float], other: list[float], distance: float) -> bool:
    dx, dy = other[0] - one[0], other[1] - one[1]
    far = hypot(dx, dy)
    if far >= distance - 0.01:
        return False
    push = (distance - far) / 2 / far
    one[0], one[1] = one[0] - dx * push, one[1] - dy * push
    other[0], other[1] = other[0] + dx * push, other[1] + dy * push
    return True


@dataclass(slots=True)
class Room:
    """The room that is taken: boxes with left, top, right, bottom, and the times they stand.

    Things that never stand there at the same time may share their place. Names stay within
    `wide` and `high`.
    """

    taken: list[tuple[Box, frozenset[int]]] = field(default_factory=list)
    wide: float = WIDTH
    high: float = HEIGHT

    def take(self, x: float, y: float, radius: float, times: frozenset[int] = ALWAYS) -> None:
        """Something stands here."""
        self.taken.append(((x - radius, y - radius, x + radius, y + radius), times))

    def free(self, x: float, y: float, radius: float, times: frozenset[int] = ALWAYS) -> bool:
        """Nothing stands here."""
        return self._fits((x - radius, y - radius, x + radius, y + radius), times)

    def name(
        self, text: str, at: Point, gap: float, size: float, times: frozenset[int] = ALWAYS
    ) -> Name | None:
        """Write a name beside a point, where there is room; None where there is none."""
        wide, free = width(text, size), size / 10
        for left, base in _corners(at, gap, wide, size):
            box = (left - free, base - size * 0.85, left + wide + free, base + size * 0.25)
            inside = min(box) >= 0 and box[2] <= self.wide and box[3] <= self.high
            if inside and self._fits(box, times):
                self.taken.append((box, times))
                return Name(text, left, base)
        return None

    def _fits(self, box: Box, times: frozenset[int]) -> bool:
        left, top, right, bottom = box
        return not any(
            left < other[2]
            and right > other[0]
            and top < other[3]
            and bottom > other[1]
            and not times.isdisjoint(then)
            for other, then in self.taken
        )


def _corners(at: Point, gap: float, wide: float, high: float) -> tuple[Point, ...]:
    """The lower left corners that a name beside a point can have, the best first."""
    x, y = at
    near = gap * 0.8
    return (
        (x + gap, y + high * 0.35),
        (x - gap - wide, y + high * 0.35),
        (x - wide / 2, y + gap + high * 0.8),
        (x - wide / 2, y - gap - high * 0.15),
        (x + near, y + gap + high * 0.45),
        (x - near - wide, y + gap + high * 0.45),
        (x + near, y - gap + high * 0.2),
        (x - near - wide, y - gap + high * 0.2),
    )
