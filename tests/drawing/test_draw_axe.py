"""No serious fault that axe-core can find, in the light and in the dark."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from pathlib import Path

import pytest
import scenes
from browser import CHROMIUM, opened

from libgraph.drawing import graphviz
from libgraph.drawing.html import html
from libgraph.drawing.scene import Group

AXE = Path(__file__).parent / "axe"
JUDGED = """
  const { violations } = await axe.run(document, { iframes: false });
  return violations.filter(({ impact }) => ['serious', 'critical'].includes(impact))
    .map(({ id, nodes }) => [id, nodes.slice(0, 3).map(({ html }) => html.slice(0, 160))]);
"""
pytestmark = [
    pytest.mark.skipif(CHROMIUM is None, reason="no chromium here: the page is NOT tested"),
    pytest.mark.skipif(graphviz.command() is None, reason="Graphviz is not installed"),
]


def test_axe_is_what_was_published() -> None:
    digest = hashlib.sha256((AXE / "axe.min.js").read_bytes()).hexdigest()
    assert digest in (AXE / "README.md").read_text("utf-8")


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


@pytest.mark.parametrize("dark", [False, True])
def test_nothing_serious(tmp_path: Path, dark: bool) -> None:
    page = _page()
    if dark:
        page = page.replace("(prefers-color-scheme: dark)", "(min-width: 1px)")
    script = (AXE / "axe.min.js").read_text("utf-8")
    judged = page.replace("</body>", f"<script>{script}</script></body>")
    seen = opened(judged, tmp_path, JUDGED, "#node=nl-karatau&year=2000")
    assert seen.result == []
