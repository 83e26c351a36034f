"""Scenes as DOT: what is written is what was meant, the same every time."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
import scenes
from hypothesis import given
from hypothesis import strategies as st

from libgraph.drawing import graphviz
from libgraph.drawing.dot import dot, quoted
from libgraph.drawing.scene import Edge

STRING = re.compile(r'"((?:[^"\\]|\\.)*)"', re.DOTALL)
needs_graphviz = pytest.mark.skipif(graphviz.command() is None, reason="Graphviz is not installed")


def unquoted(text: str) -> str:
    """What Graphviz shows for a quoted string: its own reading of backslashes."""
    match = STRING.fullmatch(text)
    assert match, f"not one DOT string: {text!r}"
    known = {"\\\\": "\\", '\\"': '"', "\\n": "\n"}
    return re.sub(r"\\.", lambda escape: known[escape.group()], match.group(1))


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"]) | st.just("\n") | st.just("\\")))
def test_a_quoted_text_is_read_back(text: str) -> None:
    assert unquoted(quoted(text)) == text


def test_hostile_names_stay_inside_their_strings() -> None:
    text = dot(scenes.hostile_scene())
    bare = STRING.sub("S", text)
    assert "script" not in bare
    assert "alert" not in bare
    assert "<" not in bare
    assert len(text.splitlines()) == len(bare.splitlines()), "no name breaks a line"


SCENES = {
    "hostile": scenes.hostile_scene(),
    "one": scenes.one_node(),
    "library": scenes.library_scene(),
}


@needs_graphviz
@pytest.mark.parametrize("name", SCENES)
def test_graphviz_reads_it(name: str) -> None:
    scene = SCENES[name]
    answer = graphviz.run(dot(scene), "dot", "plain")
    named = [row.split(" ")[1].strip('"') for row in answer.splitlines() if row.startswith("node")]
    assert {node.id for node in scene.nodes} <= set(named)
    assert answer.count("\nedge ") >= len(scene.edges)


def test_the_same_scene_gives_the_same_bytes_under_every_hash_seed() -> None:
    code = "import scenes, sys; from libgraph.drawing.dot import dot;"
    code += "sys.stdout.buffer.write(dot(scenes.library_scene()).encode())"
    path = os.pathsep.join([str(Path(__file__).parent), *sys.path])
    runs = {
        subprocess.run(
            [sys.executable, "-c", code],
            env={**os.environ, "PYTHONPATH": path, "PYTHONHASHSEED": seed},
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("0", "1", "42")
    }
    assert runs == {dot(scenes.library_scene()).encode()}


def test_everything_is_said() -> None:
    scene = scenes.library_scene()
    text = dot(scene)
    assert text.count(" -> ") - text.count('"legend:possibly" ->') == len(scene.edges)
    assert "is a member of\\n1992/.." in text
    long = next(node for node in scene.nodes if len(node.label) > 100)
    assert quoted(f"{long.label} (Agreement)") in text, "the full name is the tooltip"
    assert '"legend:ensemble"' in text
    assert '"legend:other"' not in text, "the legend lists only what is there"
    assert text.count('style="dashed"') == 1 + sum(e.holds == "possibly" for e in scene.edges)


def test_undirected_ties_have_no_arrow() -> None:
    scene = scenes.library_scene()
    plain = replace(scene, edges=(replace(scene.edges[0], directed=False),))
    assert 'dir="none"' in dot(plain)


def test_an_entity_in_a_name_stays_as_it_is() -> None:
    one = scenes.one_node()
    node = replace(one.nodes[0], label="R&amp;D & Co")
    assert 'label="R&amp;amp;D & Co"' in dot(replace(one, nodes=(node,)))


@pytest.mark.parametrize("broken", ["twin", "loose"])
def test_a_broken_scene_is_refused(broken: str) -> None:
    one = scenes.one_node()
    here = one.nodes[0].id
    twin = replace(one, nodes=one.nodes * 2)
    loose = replace(one, edges=(Edge(here, here + "x", "knows"),))
    with pytest.raises(ValueError, match="same id" if broken == "twin" else "outside the scene"):
        dot(twin if broken == "twin" else loose)
