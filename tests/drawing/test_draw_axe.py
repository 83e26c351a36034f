"""No fault that axe-core can find on the page of a network, in every window."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import replace

import pytest
import scenes
from browser import CHROMIUM
from windows import AXE, Browser, browser

from libgraph.drawing import graphviz
from libgraph.drawing.html import html
from libgraph.drawing.scene import Group

pytestmark = [
    pytest.mark.skipif(CHROMIUM is None, reason="no chromium here: the page is NOT tested"),
    pytest.mark.skipif(graphviz.command() is None, reason="Graphviz is not installed"),
]


def test_axe_is_what_was_published() -> None:
    digest = hashlib.sha256(AXE.read_bytes()).hexdigest()
    assert digest in AXE.with_name("README.md").read_text("utf-8")


def _page() -> str:
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


@pytest.fixture(scope="module")
def chromium(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    with browser(tmp_path_factory.mktemp("axe")) as opened:
        yield opened


@pytest.mark.parametrize("width", [1280, 390])
@pytest.mark.parametrize("hash_", ["", "#node=nl-karatau&year=2000"])
def test_nothing_that_axe_finds(chromium: Browser, width: int, hash_: str) -> None:
    window = chromium.open(_page(), width, hash_=hash_)
    for dark in (False, True):
        window.look(width, 900, dark=dark)
        assert window.faults() == [], f"dark: {dark}"
    assert window.ask("return document.documentElement.scrollWidth <= innerWidth")
    assert (window.complaints, window.requests) == ([], [])


def test_axe_finds_faults(chromium: Browser) -> None:
    found = chromium.open("<!doctype html><p style='color: #ccc'>Pale</p>").faults()
    assert {"color-contrast", "html-has-lang"} <= {rule for rule, _ in found}
