"""`draw network` on the graph that ships: its options, and what it says when it cannot."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from xml.etree import ElementTree

import pytest

from conftest import Said
from libgraph.drawing import graphviz

Run = Callable[..., Said]
needs_graphviz = pytest.mark.skipif(graphviz.command() is None, reason="Graphviz is not installed")


def drawn(libgraph: Run, path: Path, *options: str) -> str:
    """What is written to the file."""
    said = libgraph("draw", "network", *options, "-o", path)
    assert said.code == 0, said.err
    return path.read_text("utf-8")


def test_layer_colour_and_size_are_in_the_dot(libgraph: Run, tmp_path: Path) -> None:
    options = ("--layer", "agreements", "--color-by", "country", "--size-by", "degree")
    text = drawn(libgraph, tmp_path / "a.dot", *options)
    assert "bodies tied by: Agreements" in text
    assert "Colours: Country. Sizes: Neighbours (degree)." in text.replace("\\n", " ")
    assert '"legend:group:KZ" [label="KZ · Kazakhstan"' in text
    assert 'label="KZ · National' in text
    sizes = [float(part.split('"')[1]) for part in text.split("fontsize=")[1:]]
    assert {11.0, 22.0} <= set(sizes), "the least and the most"
    assert text.count('dir="none"') == text.count(" -> "), "an agreement has no direction"


def test_communities_are_numbered(libgraph: Run, tmp_path: Path) -> None:
    text = drawn(libgraph, tmp_path / "a.dot", "--layer", "people", "--color-by", "community")
    assert '"legend:group:1" [label="1 · ' in text
    assert "Colours: Community." in text.replace("\\n", " ")


@needs_graphviz
def test_the_same_in_the_picture_and_on_the_page(libgraph: Run, tmp_path: Path) -> None:
    options = ("--layer", "agreements", "--color-by", "country", "--size-by", "degree")
    picture = ElementTree.fromstring(drawn(libgraph, tmp_path / "a.svg", *options))
    said = {element.text for element in picture.iter("{http://www.w3.org/2000/svg}text")}
    assert {"Country:", "Kazakhstan", "Sizes: Neighbours (degree)"} <= said
    page = drawn(libgraph, tmp_path / "a.html", *options)
    meanings = page.split('<div id="meanings"')[1].split("</div>")[0]
    assert "Colours: Country" in meanings
    assert "Sizes: Neighbours (degree), 1 – " in meanings


def test_names_in_another_language_than_the_page(libgraph: Run, tmp_path: Path) -> None:
    text = drawn(libgraph, tmp_path / "a.dot", "--around", "nlrk", "--labels", "ru")
    assert "Национальная библиотека Республики Казахстан" in text.replace("\\n", " ")
    assert "around Национальная" in text.replace("\\n", " ")
    assert '"legend:library" [label="Library"' in text, "the words stay those of --lang"


def test_around_a_post_the_body_it_is_folded_into_is_the_centre(shipped: object) -> None:
    from libgraph.drawing.picture import Wanted, picture
    from libgraph.query.entities import Entity

    post, body = next(iter(shipped.texts("SELECT ?p ?b { ?p lg:postIn ?b } ORDER BY ?p LIMIT 1")))  # type: ignore[attr-defined]
    scene = picture(shipped, Wanted(around=Entity(post, "")))  # type: ignore[arg-type]
    assert scene.centre == body
    assert body in {node.id for node in scene.nodes}


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (("--size-by", "fame"), "no measure of size is called 'fame': write degree"),
        (("--color-by", "mood"), "nothing is coloured by 'mood': write kind"),
        (("--layer", "gossip"), "gossip"),
        (("--kinds", "libary"), "did you mean 'library'"),
        (("--as-of", "1066", "--certain"), "nothing to draw"),
    ],
)
def test_what_cannot_be_drawn_is_said_and_nothing_written(
    libgraph: Run, tmp_path: Path, options: tuple[str, ...], words: str
) -> None:
    said = libgraph("draw", "network", *options, "-o", tmp_path / "a.dot")
    assert said.code == 2
    assert words in said.err
    assert len(said.err.splitlines()) == 1
    assert not list(tmp_path.iterdir())
