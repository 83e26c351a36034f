"""The legend under a still picture: kinds, groups of one colour, sizes, what dashes mean."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from libgraph.drawing.kinds import PAPER, Kind, kind_of, kinds_present
from libgraph.drawing.marks import LINE, badge, polygon, rows
from libgraph.drawing.outlines import glyph
from libgraph.drawing.scene import Group, Scene
from libgraph.drawing.text import width
from libgraph.drawing.ties import POSSIBLY
from libgraph.drawing.words import Words

SMALL = 10.5
MOST = 16
"""So many groups are told in the legend; of the others, the key on each thing tells."""
_ROW = 22
Mark = Callable[[float, float], Iterator[str]]


@dataclass(frozen=True, slots=True)
class _Entry:
    """A mark and what it means; a `heading` begins a row of its own."""

    text: str
    mark: Mark | None = None
    heading: bool = False


class Legend:
    """What is present, in rows as wide as the picture."""

    def __init__(self, scene: Scene, said: Words, wide: float) -> None:
        entries = [*_kinds(scene, said), *_groups(scene, said), *_sizes(scene, said)]
        self._entries = list(_flowed(entries, wide))
        self.height = (self._entries[-1][2] + 1) * float(_ROW) if self._entries else 0.0

    def lines(self, left: float, top: float) -> Iterator[str]:
        """The SVG of the legend."""
        for entry, x, row in self._entries:
            x, y = left + x + 9, top + row * _ROW
            if entry.mark:
                yield from entry.mark(x, y)
            look = 'font-weight="bold"' if entry.heading else ""
            yield from rows([entry.text], x + (14 if entry.mark else -9), y + 4, 0, SMALL, look)


def _kinds(scene: Scene, said: Words) -> Iterator[_Entry]:
    for kind in kinds_present(node.kind for node in scene.nodes):
        yield _Entry(said.kind(kind.key), _glyph(kind, PAPER if scene.groups else kind.fill))
    if any(edge.holds == POSSIBLY for edge in scene.edges):
        yield _Entry(said["possibly"], _dashes)


def _groups(scene: Scene, said: Words) -> Iterator[_Entry]:
    if not scene.groups:
        return
    here = {node.group for node in scene.nodes}
    present = [group for group in scene.groups if group.key in here]
    yield _Entry(f"{scene.coloured}:", heading=True)
    for group in present[:MOST]:
        yield _Entry(group.label or group.key, _badge(group))
    if len(present) > MOST:
        yield _Entry(said["morecolours"], _badge(Group("…", "", *_last(present))))
    if "" in here:
        yield _Entry(said["ungrouped"], _badge(Group("", "", PAPER, LINE)))


def _last(groups: list[Group]) -> tuple[str, str]:
    return groups[-1].fill, groups[-1].line


def _sizes(scene: Scene, said: Words) -> Iterator[_Entry]:
    if not scene.sizes:
        return
    yield _Entry(f"{said['sizes']}: {scene.sizes.measure}", heading=True)
    yield _Entry(scene.sizes.least, lambda x, y: rows(["A"], x - 4, y + 4, 0, 11, ""))
    yield _Entry(scene.sizes.most, lambda x, y: rows(["A"], x - 8, y + 7, 0, 22, ""))


def _flowed(entries: list[_Entry], wide: float) -> Iterator[tuple[_Entry, float, int]]:
    """Each entry with its x and its row."""
    x, row = 0.0, 0
    for entry in entries:
        takes = width(entry.text, SMALL) + 44
        if x and (entry.heading or x + takes > wide):
            x, row = 0.0, row + 1
        yield entry, x, row
        x += takes


def _glyph(kind: Kind, fill: str) -> Mark:
    def drawn(x: float, y: float) -> Iterator[str]:
        small = tuple((px * 7.5, py * 7.5) for px, py in glyph(kind_of(kind.key).shape))
        yield polygon(small, fill, kind.line, x, y)

    return drawn


def _badge(group: Group) -> Mark:
    return lambda x, y: badge(group, x, y)


def _dashes(x: float, y: float) -> Iterator[str]:
    dash = f'stroke="{LINE}" stroke-dasharray="4 3"'
    yield f'<path d="M{x - 9:.1f} {y:.1f}h18" {dash} marker-end="url(#lg-arrow)"/>'
