"""The still picture: well formed, complete, nothing over anything else."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from itertools import combinations
from xml.etree import ElementTree

import pytest
import scenes
from hypothesis import given
from hypothesis import strategies as st

from libgraph.drawing import graphviz
from libgraph.drawing.layout import SAID, Layout, arranged
from libgraph.drawing.part import READABLE, readable
from libgraph.drawing.routes import Box, Routes
from libgraph.drawing.scene import Edge, Group, Scene, Sizes
from libgraph.drawing.svg import svg
from libgraph.drawing.text import one_line, width, wrapped
from libgraph.errors import CannotRun, MissingExtra

SVG = "{http://www.w3.org/2000/svg}"
pytestmark = pytest.mark.skipif(graphviz.command() is None, reason="Graphviz is not installed")


@pytest.fixture(scope="module")
def library() -> str:
    return svg(scenes.library_scene())


@pytest.fixture(scope="module")
def layout() -> Layout:
    return arranged(scenes.library_scene())


def texts(picture: str, tag: str = "text") -> list[str]:
    return [element.text or "" for element in ElementTree.fromstring(picture).iter(SVG + tag)]


def test_every_name_and_date_stands_in_it(library: str) -> None:
    scene, shown = scenes.library_scene(), " ".join(texts(library))
    for node in scene.nodes:
        assert one_line(node.label)[:30].split(" ")[0] in shown
        assert any(title.startswith(f"{node.label} (") for title in texts(library, "title"))
    for edge in scene.edges:
        assert edge.when in shown
    assert scene.title in shown
    assert scene.caption in shown


def test_it_speaks_to_those_who_do_not_see_it(library: str) -> None:
    root = ElementTree.fromstring(library)
    assert root.get("role") == "img"
    assert root.get("lang") == "en"
    title, desc = root.find(SVG + "title"), root.find(SVG + "desc")
    assert title is not None
    assert title.text == scenes.library_scene().title
    assert desc is not None
    assert "Ties: 96" in (desc.text or "")
    assert root.get("aria-labelledby") == f"{title.get('id')} {desc.get('id')}"


def test_a_line_tells_who_says_it(library: str) -> None:
    told = "Rustam Yusupov is restorer at National Library of Samarland (2019, only possible)."
    assert any(title.startswith(told) and "Said by" in title for title in texts(library, "title"))


def test_the_legend_lists_only_what_is_there() -> None:
    scene = scenes.one_node()
    assert "Library" in texts(svg(scene))
    assert not {"Person", "only possible"} & set(texts(svg(scene)))
    assert "Кітапхана" in texts(svg(replace(scene, lang="kk")))


def test_nothing_covers_anything(layout: Layout) -> None:
    boxes = [*layout.names, *(line.said for line in layout.lines if line.said)]
    for one, other in combinations(boxes, 2):
        apart_across = abs(one.x - other.x) >= (one.width + other.width) / 2 - 0.5
        apart_down = abs(one.y - other.y) >= (one.height + other.height) / 2 - 0.5
        assert apart_across or apart_down, f"{one.rows} over {other.rows}"
    for box in boxes:
        assert box.x >= box.width / 2 - 1
        assert box.x <= layout.width - box.width / 2 + 1


def test_a_line_bends_around_a_box_in_its_way() -> None:
    start, end = Box(0, 0, 40, 20, ()), Box(300, 0, 40, 20, ())
    way = Box(150, 0, 50, 30, ())
    assert Routes([start, end], []).between(start, end)[1] == (150, 0)
    first, bend, last = Routes([start, end, way], []).between(start, end)
    middle = (first[1] + 2 * bend[1] + last[1]) / 4
    assert abs(middle) > way.height / 2


def test_two_ties_in_the_same_way_are_one_line_and_both_are_said() -> None:
    scene = scenes.library_scene()
    first = scene.edges[0]
    twice = replace(scene, edges=(first, replace(first, when="1999"), replace(first, when="2001")))
    (line,) = arranged(twice).lines
    assert line.said is not None
    assert [row for row in line.said.rows if row[0].isdigit()] == ["1992/..", "1999", "2001"]


def test_a_tie_to_itself_and_one_that_says_nothing_can_be_drawn() -> None:
    one = scenes.one_node()
    here = one.nodes[0].id
    scene = replace(one, edges=(Edge(here, here, "renews"), Edge(here, here, "", directed=False)))
    assert "renews" in texts(svg(scene))


@pytest.mark.parametrize("name", ["hostile_scene", "one_node"])
def test_hostile_names_are_only_text(name: str) -> None:
    picture = svg(getattr(scenes, name)())
    assert not list(ElementTree.fromstring(picture).iter(SVG + "script"))


def test_the_same_scene_gives_the_same_text(library: str) -> None:
    assert svg(scenes.library_scene()) == library


def test_of_too_much_the_most_tied_part_is_drawn_and_the_rest_counted() -> None:
    scene = scenes.large_scene(400)
    part = readable(scene)
    assert READABLE / 2 < len(part.nodes) <= READABLE
    left = len(scene.nodes) - len(part.nodes), len(scene.edges) - len(part.edges)
    assert f"left out: things {left[0]}, ties {left[1]}" in part.caption
    tied = Counter(end for edge in scene.edges for end in (edge.source, edge.target))
    drawn = {node.id for node in part.nodes}
    assert {iri for iri, _ in tied.most_common(5)} <= drawn
    assert {end for edge in part.edges for end in (edge.source, edge.target)} == drawn
    assert readable(part) is part


def test_around_a_thing_the_nearest_part_is_drawn() -> None:
    scene = scenes.large_scene(400)
    part = readable(replace(scene, centre=scene.nodes[7].id))
    assert len(part.nodes) == READABLE
    assert scene.nodes[7] in part.nodes
    assert "nearest" in part.caption


def test_colours_and_sizes_are_in_the_legend_and_said_without_colour() -> None:
    scene = scenes.library_scene()
    group = Group("KZ", "Kazakhstan", "#77aadd", "#335577")
    first = replace(scene.nodes[0], group="KZ", size=1.0)
    nodes = (first, *scene.nodes[1:])
    sizes = Sizes("Degree", "1", "34")
    shown = texts(
        svg(replace(scene, nodes=nodes, groups=(group,), coloured="Country", sizes=sizes))
    )
    assert shown.count("KZ") == 2, "on the thing and in the legend"
    assert {"Country:", "Kazakhstan", "Sizes: Degree", "1", "34"} <= set(shown)


def test_unsaid_ties_are_admitted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("libgraph.drawing.layout.LABELLED", 10)
    assert any("too many ties" in text for text in texts(svg(scenes.library_scene())))


def test_without_graphviz_the_extra_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(graphviz, "command", lambda: None)
    with pytest.raises(MissingExtra, match=r"\[draw\]"):
        svg(scenes.one_node())


def test_a_graphviz_that_fails_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(graphviz, "command", lambda: "false")
    with pytest.raises(CannotRun, match="could not lay the picture out"):
        svg(scenes.one_node())


def test_any_graphviz_will_do(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(graphviz.shutil, "which", lambda name, path=None: None if path else name)
    assert graphviz.command() == "graphviz-pure"
    monkeypatch.setattr(graphviz.shutil, "which", lambda name, path=None: name == "dot" and name)
    assert graphviz.command() == "dot"


def test_a_long_word_is_broken_after_its_hyphen() -> None:
    assert wrapped("Восточно-Казахстанская областная библиотека", SAID, 80.0, 4)[:2] == [
        "Восточно-",
        "Казахстанская",
    ]
    assert wrapped("-----------------------------", SAID, 60.0, 9)[0].startswith("--")


@given(st.text(max_size=120), st.integers(1, 4))
def test_wrapped_text_fits(text: str, lines: int) -> None:
    rows = wrapped(text, SAID, 60.0, lines)
    assert 1 <= len(rows) <= lines
    assert all(width(row, SAID) <= 60.0 or len(row) <= 2 for row in rows)
    if not rows[-1].endswith("…"):
        assert "".join(rows).replace(" ", "") == one_line(text).replace(" ", "")


@pytest.mark.parametrize("size", [1, 5])
def test_scenes_of_islands(size: int) -> None:
    scene: Scene = replace(scenes.large_scene(size), edges=())
    assert len(arranged(scene).names) == size
