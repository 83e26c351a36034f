"""Where the things of a large scene stand on the page: points, without boxes or routed lines.

Up to `SPREAD` things Graphviz's sfdp places each: 1 s for 300, but 9 s for 1,000, 31 s for 2,000
and more than 130 s for 20,000. Above, it places the best tied ones only, and the others stand
like the seeds of a sunflower around the one they are nearest to: 1.4 s for 2,000, 3 s for 20,000,
and easier to read, since hubs are seen as hubs.
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
"""Above, it places so many, and one of each island."""
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
    number = {node: at for at, flower in enumerate(flowers) for node in flower}
    between = {(number[one], number[other]) for one, other in pairs if number[one] != number[other]}
    widths = [2 * _APART * sqrt(len(flower)) for flower in flowers]
    middles = _placed(widths, sorted(between))
    found = [(0.0, 0.0)] * count
    for (x, y), flower in zip(middles, flowers, strict=True):
        for at, node in enumerate(flower):
            away = _APART * sqrt(at)
            found[node] = x + away * cos(at * _GOLDEN), y + away * sin(at * _GOLDEN)
    return found


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
