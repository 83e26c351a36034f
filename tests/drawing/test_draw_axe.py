"""No fault that axe-core can find on the page of a network, in every window."""

from __future__ import annotations

import hashlib
from dataclasses import replace

import pytest
import scenes

from libgraph.drawing import graphviz
from libgraph.drawing.html import html
from libgraph.drawing.scene import Group
from windows import AXE, Browser

pytestmark = pytest.mark.skipif(graphviz.command() is None, reason="Graphviz is not installed")


def test_axe_is_what_was_published() -> None:
    digest = hashlib.sha256(AXE.read_bytes()).hexdigest()
    assert digest in AXE.with_name("README.md").read_text("utf-8")


@pytest.fixture(scope="module")
def page() -> str:
    scene = scenes.library_scene()
    group = Group("KZ", "Kazakhstan", "#77aadd", "#335577")
    first = replace(scene.nodes[0], group="KZ", size=1.0)
    edges = tuple(
        replace(edge, layer="a" if at % 2 else "b", years=((1990, 2010, True),))
        for at, edge in enumerate(scene.edges)
    )
    return html(
        replace(
            scene, nodes=(first, *scene.nodes[1:]), edges=edges, groups=(group,),
            coloured="Country", layers=(("a", "One kind"), ("b", "Another")), years=(1985, 2020),
        )
    )  # fmt: skip


@pytest.mark.parametrize("width", [1280, 390])
@pytest.mark.parametrize("hash_", ["", "#node=nl-karatau&year=2000"])
def test_nothing_that_axe_finds(chromium: Browser, page: str, width: int, hash_: str) -> None:
    window = chromium.open(page, width, hash_=hash_)
    for dark in (False, True):
        window.look(width, 900, dark=dark)
        assert window.faults() == [], f"dark: {dark}"
    assert window.ask("return document.documentElement.scrollWidth <= innerWidth")
    assert (window.complaints, window.requests) == ([], [])
