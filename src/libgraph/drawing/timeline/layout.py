"""Where the bars of a timeline and their labels stand: packed in rows, never on one another."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import groupby

from libgraph.drawing.text import one_line, shortened, width
from libgraph.drawing.timeline.axis import Axis, axis
from libgraph.drawing.timeline.chart import Bar

LABEL, HEAD, ROW = 10.5, 12.0, 19.0
LEFT, WIDE, BESIDE = 34.0, 800.0, 300.0
FADE, POINT = 22.0, 5.0
_LONGEST = 290.0


@dataclass(frozen=True, slots=True)
class Placed:
    """A bar: row top `y`, its four bounds as places, its reach, and its label."""

    bar: Bar
    number: int
    y: float
    outer_left: float
    inner_left: float
    inner_right: float
    outer_right: float
    left: float
    right: float
    label: str
    label_x: float


@dataclass(frozen=True, slots=True)
class Laid:
    """All of it: the axis, bars, headings (words, y, whether of a kind) and the height."""

    axis: Axis
    placed: tuple[Placed, ...]
    heads: tuple[tuple[str, str, float, bool], ...]
    height: float


def laid(bars: Sequence[Bar], numbers: dict[Bar, int]) -> Laid:
    """Lay out bars that stand in the order of their kinds and lanes (at least one)."""
    scale = axis((day for bar in bars for day in _days(bar)), LEFT, WIDE)
    placed: list[Placed] = []
    heads: list[tuple[str, str, float, bool]] = []
    y = 0.0
    for kind, of_kind in groupby(bars, key=lambda bar: bar.kind):
        heads.append((kind, "", y, True))
        y += 24
        for lane, group in groupby(of_kind, key=lambda bar: bar.lane):
            if lane:
                heads.append((kind, lane, y, False))
                y += 17
            rows = list(_packed([_placed(bar, numbers[bar], scale) for bar in group]))
            placed += [_moved(one, y + row * ROW) for one, row in rows]
            y += (max(row for _, row in rows) + 1) * ROW + 4
        y += 6
    return Laid(scale, tuple(placed), tuple(heads), y)


def _days(bar: Bar) -> tuple[date, ...]:
    known = bar.bounds.begins_latest, bar.bounds.ends_earliest
    return (bar.first, bar.last, *(day for day in known if day))


def _placed(bar: Bar, number: int, scale: Axis) -> Placed:
    known = bar.bounds
    begun, ended = known.begins_latest, known.ends_earliest
    inner_left = scale.x(begun or bar.first)
    inner_right = scale.x(ended or begun or bar.last, after=True)
    outer_left = scale.x(bar.first)
    outer_right = scale.x(bar.last, after=True)
    unknown_left = not bar.begins or known.begins_earliest is None
    unknown_right = not bar.ends or known.ends_latest is None
    left = max(
        (min(inner_left, outer_left) if unknown_left else outer_left) - FADE * unknown_left, LEFT
    )
    right = max(inner_right, outer_right) + FADE * unknown_right
    right = max(right, left + 2 * POINT, inner_right + POINT, inner_left + POINT)
    longest = _LONGEST - 44 * bool(bar.disputed)  # its mark, and bold letters
    label = shortened(one_line(bar.label) or "–", LABEL, longest)
    mark = "≠ " if bar.disputed else ""
    return Placed(
        bar, number, 0.0, outer_left, inner_left, inner_right, outer_right, left, right,
        mark + label, right + 6,
    )  # fmt: skip


def label_end(one: Placed) -> float:
    """Where its label ends; that of a disputed bar is bold, thus wider."""
    return one.label_x + width(one.label, LABEL) * (1.1 if one.bar.disputed else 1.0)


def _moved(one: Placed, y: float) -> Placed:
    return replace(one, y=y)


def _packed(lane: list[Placed]) -> Iterator[tuple[Placed, int]]:
    """Each bar with its row; accounts of one thing stand one under the other."""
    ends: list[float] = []
    things: dict[str, list[Placed]] = {}
    for one in lane:
        things.setdefault(one.bar.thing, []).append(one)
    for block in things.values():
        first = min(one.left for one in block) - 8
        last = max(label_end(one) for one in block) + 12
        row = 0
        while any(end > first for end in ends[row : row + len(block)]):
            row += 1
        ends += [0.0] * (row + len(block) - len(ends))
        for at, one in enumerate(block):
            ends[row + at] = last
            yield one, row + at
