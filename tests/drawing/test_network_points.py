"""Where the things of a large scene stand: apart, the same every time, and soon."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import hypot

import pytest

from libgraph.drawing import graphviz
from libgraph.drawing.points import HUBS, points
from libgraph.drawing.scene import Edge, Node, Scene

pytestmark = [
    pytest.mark.skipif(graphviz.command() is None, reason="Graphviz is not installed"),
    pytest.mark.xdist_group("points"),  # to place thousands takes seconds: once for all tests
]
SHAPES = ("islands", "alone", "chain", "star", "mixed")


def scene_of(shape: str, count: int = 3000) -> Scene:
    """A large scene of one shape; `mixed` is half a chain, half in pieces of five."""
    ends = {
        "islands": [(at, at // 5 * 5) for at in range(count) if at % 5],
        "alone": [],
        "chain": list(pairwise(range(count))),
        "star": [(at, 0) for at in range(1, count)],
        "mixed": list(pairwise(range(count // 2)))
        + [(at, at // 5 * 5) for at in range(count // 2, count) if at % 5],
    }[shape]
    nodes = tuple(Node(f"n{at}", f"Thing {at}", "library") for at in range(count))
    return Scene(shape, "", nodes, tuple(Edge(f"n{a}", f"n{b}", "") for a, b in ends))


@dataclass(frozen=True)
class Placed:
    """Where the things of a scene stand, and how many of them Graphviz was asked about at once."""

    points: Sequence[tuple[float, float]]
    asked: Sequence[int]


@pytest.fixture(scope="module", params=SHAPES)
def placed(request: pytest.FixtureRequest) -> Placed:
    asked = []
    run = graphviz.run

    def counted(source: str, engine: str, form: str) -> str:
        asked.append(source.count("[width="))
        return run(source, engine, form)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(graphviz, "run", counted)
        return Placed(points(scene_of(request.param)), asked)


def test_nothing_stands_on_anything(placed: Placed) -> None:
    found = sorted(placed.points)
    for at, (x, y) in enumerate(found):
        for other_x, other_y in found[at + 1 : at + 40]:
            if other_x - x > 8:
                break
            assert hypot(other_x - x, other_y - y) > 8


def test_graphviz_is_asked_about_few(placed: Placed) -> None:
    """It takes minutes for thousands that hang together by nothing."""
    assert all(count <= HUBS for count in placed.asked)


def test_what_is_tied_to_nothing_stands_below() -> None:
    found = points(scene_of("mixed", 2000))
    assert max(y for _, y in found[:1000]) < min(y for _, y in found[1500:])


def test_the_same_under_every_hash_seed() -> None:
    code = "import test_network_points as t; print(t.points(t.scene_of('mixed', 1000)))"
    path = os.pathsep.join([os.path.dirname(__file__), *sys.path])  # noqa: PTH120
    runs = {
        subprocess.run(
            [sys.executable, "-c", code],
            env={**os.environ, "PYTHONPATH": path, "PYTHONHASHSEED": seed},
            capture_output=True, check=True,
        ).stdout
        for seed in ("0", "7")
    }  # fmt: skip
    assert len(runs) == 1
