"""Where the things of a large scene stand on the page: points, without boxes or routed lines.

Up to `SPREAD` things Graphviz's sfdp places each: 1 s for 300, but 9 s for 1,000, 31 s for 2,000
and more than 130 s for 20,000. Above, it places the best tied ones only, and the others stand
like the seeds of a sunflower around the one they are nearest to; what is tied to none of these
stands in rows under them all. That takes 1 to 3 s for 20,000 things, in whatever pieces, and is
easier to read, since hubs are seen as hubs.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from math import cos, pi, sin, sqrt

from libgraph.drawing import graphviz
from libgraph.drawing.layout import placed
from libgraph.drawing.routes import Point
from libgraph.drawing.scene import Scene
from libgraph.drawing.ties import checked

SPREAD = 500
"""Up to so many things, Graphviz places each."""
HUBS = 300
"""Above, it places at most so many."""
_APART = 20.0
_GOLDEN = pi * (3 - sqrt(5))

Pairs = Iterable[tuple[int, int]]


def points(scene: Scene) -> list[Point]:
    """A point for each node of the scene, y downwards.

    Raises:
        MissingExtra: Graphviz is not there.
        ValueError: two nodes share an id, or an edge ends at none of them.
    """
    places = checked(scene)
    pairs = [(places[edge.source], places[edge.target]) for edge in scene.edges]
    if len(scene.nodes) <= SPREAD:
        return _placed([_APART] * len(scene.nodes), pairs)
    return _sunflowers(len(scene.nodes), pairs)


def _placed(widths: list[float], pairs: Pairs) -> list[Point]:
    """Graphviz's places for discs of these widths."""
    settings = (
        "graph {",
        "graph [K=1 overlap=prism overlap_scaling=-1 splines=none]",
        'node [shape=circle fixedsize=true label=""]',
    )
    nodes = (f"n{at} [width={width / 72:.3f}]" for at, width in enumerate(widths))
    edges = (f"n{one} -- n{other}" for one, other in pairs)
    source = "\n".join([*settings, *nodes, *edges, "}\n"])
    _, _, found = placed(graphviz.run(source, "sfdp", "plain"))
    return [found[f"n{at}"] for at in range(len(widths))]


def _sunflowers(count: int, pairs: list[tuple[int, int]]) -> list[Point]:
    flowers = _flowers(count, pairs)
    found = [(0.0, 0.0)] * count
    for (x, y), flower in zip(_middles(flowers, pairs), flowers, strict=True):
        for at, node in enumerate(flower):
            away = _APART * sqrt(at)
            found[node] = x + away * cos(at * _GOLDEN), y + away * sin(at * _GOLDEN)
    return found


def _middles(flowers: list[list[int]], pairs: Pairs) -> list[Point]:
    """Graphviz's places for flowers that are tied to others; rows under them for the rest."""
    number = {node: at for at, flower in enumerate(flowers) for node in flower}
    between = {(number[one], number[other]) for one, other in pairs if number[one] != number[other]}
    radii = [_APART * sqrt(len(flower)) for flower in flowers]
    tied = sorted({at for pair in between for at in pair})
    rank = {at: number for number, at in enumerate(tied)}
    ties = sorted((rank[one], rank[other]) for one, other in between)
    found = dict(zip(tied, _placed([2 * radii[at] for at in tied], ties), strict=True))
    alone = sorted(set(range(len(flowers))) - rank.keys(), key=lambda at: (-radii[at], at))
    edges = _edges([(*found[at], radii[at]) for at in tied])
    found |= zip(alone, _rows(edges, [radii[at] for at in alone]), strict=True)
    return [found[at] for at in range(len(flowers))]


def _edges(discs: list[tuple[float, float, float]]) -> tuple[float, float, float]:
    """The left, the right and the lowest edge of some discs."""
    if not discs:
        return 0.0, 0.0, 0.0
    left, right = min(x - r for x, _, r in discs), max(x + r for x, _, r in discs)
    return left, right, max(y + r for _, y, r in discs)


def _rows(edges: tuple[float, float, float], radii: list[float]) -> Iterator[Point]:
    """Places for discs, largest first, side by side in rows under what has these edges."""
    left, right, low = edges
    right = max(right, left + 1.2 * sqrt(sum(4 * radius**2 for radius in radii)))
    along, high = right, 0.0
    for radius in radii:
        if along + 2 * radius > right:
            along, low, high = left, low + high + _APART / 2, 2 * radius
        yield along + radius, low + high / 2
        along += 2 * radius


def _flowers(count: int, pairs: list[tuple[int, int]]) -> list[list[int]]:
    """Each hub with the nodes that are nearest to it, nearest first."""
    near: list[list[int]] = [[] for _ in range(count)]
    for one, other in pairs:
        near[one].append(other)
        near[other].append(one)
    ranked = sorted(range(count), key=lambda node: -len(near[node]))
    flower = [-1] * count
    flowers: list[list[int]] = []
    for hubs in (ranked[:HUBS], *([node] for node in ranked[HUBS:])):
        fresh = [node for node in hubs if flower[node] < 0]
        for node in fresh:
            flower[node] = len(flowers)
            flowers.append([node])
        for node in _growing(fresh):
            for other in near[node]:
                if flower[other] < 0:
                    flower[other] = flower[node]
                    flowers[flower[node]].append(other)
                    fresh.append(other)
    return flowers


def _growing(items: list[int]) -> Iterator[int]:
    """The items of a list that grows while it is read."""
    at = 0
    while at < len(items):
        yield items[at]
        at += 1
