"""Which part of the graph a network shows, and how it says so."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from libgraph.dates import Span
from libgraph.desktop.model import Bond
from libgraph.desktop.words import SAID
from libgraph.query.entities import Entity


@dataclass(frozen=True, slots=True)
class Scope:
    """What was asked for: what is near one thing, at a time, as known by a day.

    `span` is the time of `as_of` in days; `as_of` and `known_at` are as they were written.
    """

    around: Entity | None = None
    depth: int = 1
    span: Span | None = None
    as_of: str = ""
    known_at: str = ""
    certain: bool = False
    lang: str = "en"

    def title(self, layers: Sequence[str] = ()) -> str:
        """What the network is called."""
        name = self.around.label if self.around else SAID[self.lang]["title"]
        return f"{name}: {', '.join(layers)}" if layers else name

    def about(self, things: int, bonds: int) -> str:
        """Its time, its scope and its size."""
        said = SAID[self.lang]
        when = said["then"].format(self.as_of) if self.as_of else said["ever"]
        parts = [f"{when}, {said['sure']}" if self.certain else when]
        if self.known_at:
            parts.append(said["known"].format(self.known_at))
        near = self.around
        parts.append(said["near"].format(self.depth, near.label) if near else said["whole"])
        return f"{', '.join(parts)}; {said['counts'].format(things, bonds)}."

    def within(self, bonds: Sequence[Bond], start: str) -> tuple[set[str], tuple[Bond, ...]]:
        """The things (IRIs) and bonds that are near `start`, or all where nothing is."""
        if self.around is None:
            return {end for bond in bonds for end in (bond.source, bond.target)}, tuple(bonds)
        near = _near(start, bonds, self.depth)
        return near, tuple(b for b in bonds if b.source in near and b.target in near)


def _near(start: str, bonds: Iterable[Bond], depth: int) -> set[str]:
    beside: dict[str, set[str]] = defaultdict(set)
    for bond in bonds:
        beside[bond.source].add(bond.target)
        beside[bond.target].add(bond.source)
    near = frontier = {start}
    for _ in range(depth):
        frontier = {other for thing in frontier for other in beside[thing]} - near
        near = near | frontier
    return near
