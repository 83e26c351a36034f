"""The page: one file, no requests, everything said in words, hostile names harmless."""

from __future__ import annotations

import hashlib
import json
import re
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
import scenes
from hypothesis import given
from hypothesis import strategies as st

from libgraph.drawing import graphviz
from libgraph.drawing import html as html_module
from libgraph.drawing.html import html
from libgraph.drawing.island import safe_json, slugs
from libgraph.drawing.kinds import KINDS
from libgraph.drawing.points import HUBS, SPREAD, points
from libgraph.drawing.scene import Edge, Node, Scene
from libgraph.drawing.text import one_line

STATIC = Path(html_module.__file__).parent / "static"
LOCK = Path(__file__).parents[2] / "tools" / "front-end" / "package-lock.json"
pytestmark = pytest.mark.skipif(graphviz.command() is None, reason="Graphviz is not installed")


class Reader(HTMLParser):
    """What a browser would find: tags with attributes, text by the innermost tag, the data."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self.data = ""
        self._raw = ""
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        self._raw = dict(attrs).get("type") or tag if tag in {"script", "style"} else ""

    def handle_endtag(self, tag: str) -> None:
        self._raw = ""

    def handle_data(self, data: str) -> None:
        if self._raw == "application/json":
            self.data += data
        elif not self._raw:
            self.text += data

    @property
    def island(self) -> dict[str, Any]:
        found: dict[str, Any] = json.loads(self.data)
        return found


@pytest.fixture(scope="module")
def library() -> Reader:
    return Reader(html(scenes.library_scene()))


@pytest.fixture(scope="module")
def hostile() -> Reader:
    return Reader(html(scenes.hostile_scene()))


def test_nothing_is_asked_of_the_network(library: Reader) -> None:
    for tag, attributes in library.tags:
        assert tag not in {"iframe", "object", "embed", "base", "img", "image", "use"}
        for name in ("src", "srcset", "data", "poster", "action", "xlink:href"):
            assert name not in attributes, f"<{tag} {name}>"
        assert (attributes.get("href") or "#").startswith(("#", "data:,")), f"<{tag} href>"
    page = html(scenes.library_scene())
    assert not re.search(
        r"@import|url\((?!#)|fetch\(|XMLHttpRequest|WebSocket\(|\bimport\([\"\']", page
    )
    policy = next(a["content"] for t, a in library.tags if a.get("http-equiv"))
    assert (policy or "").startswith("default-src 'none'")


def test_the_page_says_its_language_and_speaks_it() -> None:
    page = Reader(html(replace(scenes.one_node(), lang="kk")))
    assert page.tags[0] == ("html", {"lang": "kk", "class": "pictured"})
    assert "Тізім түрінде" in page.text
    assert page.island["words"]["nothing"] == "Ештеңе табылмады."


def test_the_list_says_what_the_picture_shows(library: Reader) -> None:
    scene = scenes.library_scene()
    said = one_line(library.text)
    for node in scene.nodes:
        assert all(name in said for name in (node.label, *node.names))
    for edge in scene.edges:
        assert f"{edge.label} " in said
        assert edge.when in said
    told = "National Library of Samarland is a member of International Federation of Library"
    assert told in said
    assert "(1998~, only possible)" in said
    assert "(no date given)" in said
    assert "Address: 14 Lake Avenue, Alma" in said
    links = {attributes.get("href") for tag, attributes in library.tags if tag == "a"}
    assert {f"#node={slug}" for slug in slugs(scene).values()} <= links


def test_the_data_is_all_there(library: Reader) -> None:
    scene, data = scenes.library_scene(), library.island
    assert [node["id"] for node in data["nodes"]] == [node.id for node in scene.nodes]
    assert len(data["edges"]) == len(scene.edges)
    source, target, label, when, holds, sources, directed = data["edges"][0]
    assert data["nodes"][source]["slug"] == "nl-karatau"
    assert data["nodes"][target]["slug"] == "ifla"
    assert (label, when, holds, directed) == ("is a member of", "1992/..", "yes", 1)
    assert data["sources"][sources[0]] == "Web page on cooperation with IFLA"
    assert [kind["key"] for kind in data["kinds"]] == [key for key in KINDS if key != "other"]


def test_hostile_names_come_back_as_they_were(hostile: Reader) -> None:
    assert [node["label"] for node in hostile.island["nodes"]] == list(scenes.HOSTILE)
    assert [node["details"][0] for node in hostile.island["nodes"]] == [
        [name, name] for name in scenes.HOSTILE
    ]
    scripts = [attributes for tag, attributes in hostile.tags if tag == "script"]
    assert len(scripts) == len(
        [tag for tag, _ in Reader(html(scenes.one_node())).tags if tag == "script"]
    )
    assert not any(tag == "b" for tag, _ in hostile.tags)


@given(st.recursive(st.text(), lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner)))
def test_json_can_stand_in_a_script(value: Any) -> None:
    text = safe_json(value)
    assert json.loads(text) == value
    assert not set(text) & set("<>&\u2028\u2029")


def test_an_unknown_kind_keeps_its_own_word() -> None:
    scene = Scene("T", "C", (Node("urn:x", "Pharos", "Lighthouse"),), ())
    page = Reader(html(scene))
    assert page.island["nodes"][0]["called"] == "Lighthouse"
    assert page.island["kinds"][0]["key"] == "other"


def test_addresses_are_short_and_never_shared() -> None:
    ids = ("https://a.example/id/x", "https://b.example/id#x", "https://a.example/id/ы é/", "urn:y")
    scene = Scene("T", "C", tuple(Node(iri, iri, "library") for iri in ids), ())
    found = slugs(scene)
    assert found["urn:y"] == "urn%3Ay"
    assert found[ids[2]] == "%D1%8B%20%C3%A9"
    assert len(set(found.values())) == len(ids)


def test_the_same_scene_gives_the_same_text() -> None:
    assert html(scenes.library_scene()) == html(scenes.library_scene())


@pytest.mark.parametrize("size", [151, SPREAD + 1])
def test_a_large_scene_has_places_and_a_still_picture_of_a_part(size: int) -> None:
    page = Reader(html(scenes.large_scene(size)))
    assert page.tags[0][1]["class"] == "pictured"
    places = {(node["x"], node["y"]) for node in page.island["nodes"]}
    assert len(places) > size * 0.95, "hardly two things in one place"


def test_above_some_thousands_the_page_makes_the_list_itself(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(html_module, "LISTED", 100)
    page = Reader(html(scenes.large_scene(160)))
    assert not any(tag == "section" and "data-kind" in found for tag, found in page.tags)


def test_hubs_stand_among_what_hangs_on_them(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("libgraph.drawing.points.SPREAD", 10)
    monkeypatch.setattr("libgraph.drawing.points.HUBS", 2)
    nodes = tuple(Node(f"urn:{at}", str(at), "library") for at in range(22))
    star = [Edge("urn:0", f"urn:{at}", "") for at in range(1, 10)]
    other = [Edge("urn:10", f"urn:{at}", "") for at in range(11, 20)]
    alone_and_pair = [Edge("urn:20", "urn:21", "")]
    found = points(Scene("T", "", nodes, (*star, *other, *alone_and_pair)))
    assert len(set(found)) == len(nodes)

    def apart(one: int, two: int) -> float:
        return ((found[one][0] - found[two][0]) ** 2 + (found[one][1] - found[two][1]) ** 2) ** 0.5

    assert max(apart(0, at) for at in range(1, 10)) < apart(0, 10)
    assert HUBS > 2


def test_what_is_vendored_is_what_was_recorded() -> None:
    record = json.loads((STATIC / "vendored.json").read_text("utf-8"))
    for name, digest in record["sha256"].items():
        assert hashlib.sha256((STATIC / name).read_bytes()).hexdigest() == digest, name
    licences = (STATIC / "vendored-licences.txt").read_text("utf-8")
    for package in record["packages"]:
        assert package["licence"] == "MIT"
        assert f"{package['name']} {package['version']} (MIT)" in licences
    assert licences in (STATIC / "vendor.min.js").read_text("utf-8"), "licences travel with it"


@pytest.mark.skipif(not LOCK.exists(), reason="the build script is not in the sdist")
def test_the_build_script_pins_what_is_vendored() -> None:
    record = json.loads((STATIC / "vendored.json").read_text("utf-8"))
    lock = json.loads(LOCK.read_text("utf-8"))["packages"]
    for package in record["packages"]:
        assert lock[f"node_modules/{package['name']}"]["version"] == package["version"]
    pinned = lock[""]["dependencies"] | lock[""]["devDependencies"]
    assert all(version[0].isdigit() for version in pinned.values()), "exact versions only"


@pytest.mark.parametrize("path", sorted(STATIC.glob("*.js")), ids=lambda path: path.name)
def test_no_script_ends_its_own_element(path: Path) -> None:
    text = path.read_text("utf-8").lower()
    assert "</script" not in text
    assert "<!--" not in text
    if path.name != "vendor.min.js":
        assert len(text.splitlines()) <= 300
        assert "innerhtml" not in text
        assert "document.write" not in text
