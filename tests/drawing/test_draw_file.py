"""draw(): the suffix decides, a file is written whole or not at all."""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path

import pytest
import scenes

from libgraph.drawing import graphviz
from libgraph.drawing.network import draw
from libgraph.errors import BadFile, MissingExtra, UsageError

needs_graphviz = pytest.mark.skipif(graphviz.command() is None, reason="Graphviz is not installed")


@needs_graphviz
@pytest.mark.parametrize(
    ("name", "beginning"),
    [("a.html", "<!doctype html>"), ("a.svg", "<svg "), ("a.dot", "digraph "), ("A.SVG", "<svg ")],
)
def test_the_suffix_decides(tmp_path: Path, name: str, beginning: str) -> None:
    draw(scenes.library_scene(), tmp_path / name)
    assert (tmp_path / name).read_text("utf-8").startswith(beginning)
    assert [path.name for path in tmp_path.iterdir()] == [name], "nothing else is left behind"


def test_dot_needs_no_extra(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(graphviz, "command", lambda: None)
    draw(scenes.library_scene(), tmp_path / "a.dot")
    for name in ("a.svg", "a.html", "b.html"):
        scene = scenes.large_scene(200) if name == "b.html" else scenes.library_scene()
        with pytest.raises(MissingExtra, match=r"libgraph\[draw\]"):
            draw(scene, tmp_path / name)
        assert not (tmp_path / name).exists()


@pytest.mark.parametrize("name", ["a.gif", "a", "html"])
def test_another_suffix_is_refused(tmp_path: Path, name: str) -> None:
    with pytest.raises(UsageError, match=r"must end in \.html, \.svg, \.dot, \.png or \.pdf"):
        draw(scenes.one_node(), tmp_path / name)


@pytest.mark.parametrize("suffix", [".html", ".svg", ".dot"])
def test_nothing_to_draw(tmp_path: Path, suffix: str) -> None:
    with pytest.raises(UsageError, match=r"^nothing to draw: "):
        draw(replace(scenes.one_node(), nodes=()), tmp_path / f"a{suffix}")
    assert not list(tmp_path.iterdir())


def test_an_unwritable_place_is_said(tmp_path: Path) -> None:
    with pytest.raises(BadFile, match="cannot be written"):
        draw(scenes.one_node(), tmp_path / "missing" / "a.dot")


def test_what_stood_there_stays_when_drawing_fails(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a.svg"
    path.write_text("before")
    monkeypatch.setattr(graphviz, "command", lambda: None)
    with pytest.raises(MissingExtra):
        draw(scenes.one_node(), path)
    assert path.read_text() == "before"


@pytest.mark.parametrize(("name", "magic"), [("a.png", b"\x89PNG\r\n"), ("a.pdf", b"%PDF-")])
def test_the_still_picture_as_png_and_pdf(tmp_path: Path, name: str, magic: bytes) -> None:
    draw(scenes.library_scene(), tmp_path / name)
    assert (tmp_path / name).read_bytes().startswith(magic)


@pytest.mark.parametrize("name", ["a.png", "a.pdf"])
def test_png_and_pdf_say_what_they_need(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    monkeypatch.setitem(sys.modules, "vl_convert", None)
    with pytest.raises(MissingExtra, match=r"libgraph\[draw\]"):
        draw(scenes.library_scene(), tmp_path / name)
    assert not (tmp_path / name).exists()
