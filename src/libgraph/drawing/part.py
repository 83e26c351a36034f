"""What of a large scene can be read in a still picture: its most relevant part."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from libgraph.drawing.scene import Scene
from libgraph.drawing.ties import checked
from libgraph.drawing.words import words

READABLE = 150
"""More things than this cannot be read in one still picture."""
Near = list[set[int]]


def readable(scene: Scene, most: int = READABLE) -> Scene:
    """The scene, or of a larger one its most relevant part, which the caption then says.

    Around a thing, what is nearest to it; else the things of the greatest size (without sizes,
    with the most neighbours), and whatever ties two of them or more.

    Raises:
        ValueError: two nodes share an id, or an edge ends at none of them.
    """
    if len(scene.nodes) <= most:
        return scene
    near = _neighbours(scene)
    centre = next((at for at, node in enumerate(scene.nodes) if node.id == scene.centre), None)
    ranked = _ranked(scene, near)
    if centre is None:
        chosen = _tied_together(ranked, near, most) or set(ranked[:most])
    else:
        chosen = set(_nearest(centre, ranked, near)[:most])
    ids = {scene.nodes[at].id for at in chosen}
    nodes = tuple(node for node in scene.nodes if node.id in ids)
    edges = tuple(edge for edge in scene.edges if edge.source in ids and edge.target in ids)
    said = words(scene.lang)
    left = said["part" if centre is None else "nearest"].format(
        measure=scene.sizes.measure if scene.sizes else said.measure("degree"),
        things=len(scene.nodes) - len(nodes),
        ties=len(scene.edges) - len(edges),
    )
    return replace(scene, nodes=nodes, edges=edges, caption=f"{scene.caption} {left}")


def _neighbours(scene: Scene) -> Near:
    places = checked(scene)
    near: Near = [set() for _ in scene.nodes]
    for edge in scene.edges:
        one, other = places[edge.source], places[edge.target]
        if one != other:
            near[one].add(other)
            near[other].add(one)
    return near


def _ranked(scene: Scene, near: Near) -> list[int]:
    def worth(at: int) -> tuple[float, int, int]:
        size = scene.nodes[at].size if scene.sizes else 0.0
        return -size, -len(near[at]), at

    return sorted(range(len(near)), key=worth)


def _nearest(centre: int, ranked: list[int], near: Near) -> list[int]:
    """Everything by its steps from the centre, and among equals as ranked."""
    steps = {centre: 0}
    for at in _growing(order := [centre]):
        for other in near[at]:
            if other not in steps:
                steps[other] = steps[at] + 1
                order.append(other)
    return sorted(ranked, key=lambda at: steps.get(at, len(ranked)))


def _growing(items: list[int]) -> Iterator[int]:
    at = 0
    while at < len(items):
        yield items[at]
        at += 1


def _tied_together(ranked: Iterable[int], near: Near, most: int) -> set[int]:
    """As many of the first as fit with what ties two or more of them; none that stands alone."""
    hubs: set[int] = set()
    ways: dict[int, int] = {}
    between: set[int] = set()
    for at in ranked:
        new = {other for other in near[at] if ways.get(other, 0) == 1}
        if len(hubs | between | new | {at}) > most:
            break
        hubs.add(at)
        between |= new
        for other in near[at]:
            ways[other] = ways.get(other, 0) + 1
    chosen = hubs | between
    return {at for at in chosen if near[at] & chosen}
