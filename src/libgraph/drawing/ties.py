"""Edges that a picture draws as one line."""

from __future__ import annotations

from dataclasses import dataclass

from libgraph.drawing.scene import Edge, Scene

POSSIBLY = "possibly"


@dataclass(frozen=True, slots=True)
class Tie:
    """One drawn line: the positions of its ends among the scene's nodes, and its edges."""

    source: int
    target: int
    possible: bool
    directed: bool
    edges: tuple[Edge, ...]


def ties(scene: Scene) -> list[Tie]:
    """The scene's edges, those between the same ends in the same way together.

    Raises:
        ValueError: two nodes share an id, or an edge ends at none of them.
    """
    places = checked(scene)
    together: dict[tuple[int, int, bool, bool], list[Edge]] = {}
    for edge in scene.edges:
        source, target = places[edge.source], places[edge.target]
        if not edge.directed:
            source, target = sorted((source, target))
        key = source, target, edge.holds == POSSIBLY, edge.directed
        together.setdefault(key, []).append(edge)
    return [Tie(*key, tuple(edges)) for key, edges in together.items()]


def checked(scene: Scene) -> dict[str, int]:
    """Where each node stands in the scene, by its id.

    Raises:
        ValueError: two nodes share an id, or an edge ends at none of them.
    """
    places = {node.id: place for place, node in enumerate(scene.nodes)}
    if len(places) < len(scene.nodes):
        raise ValueError("two nodes of the scene have the same id")
    for edge in scene.edges:
        if edge.source not in places or edge.target not in places:
            raise ValueError(f"an edge ends outside the scene: {edge.source} {edge.target}")
    return places
