"""The gallery: every picture is there and small, and the command under it is one that exists."""

from __future__ import annotations

import importlib.util
import re
import shlex
import sys
from pathlib import Path
from types import ModuleType
from xml.etree import ElementTree

import click
import pytest

from commandline import context

ROOT = Path(__file__).parent.parent


def _tool() -> ModuleType:
    spec = importlib.util.spec_from_file_location("gallery", ROOT / "tools" / "gallery.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    sys.modules["gallery"] = module
    spec.loader.exec_module(module)
    return module


GALLERY = _tool()
PICTURES = GALLERY.pictures()


def test_the_page_has_pictures_and_all_are_drawn_by_a_command() -> None:
    text = GALLERY.PAGE.read_text("utf-8")
    assert len(PICTURES) == len(re.findall(r"!\[", text)) >= 3
    assert len({picture.path for picture in PICTURES}) == len(PICTURES)


@pytest.mark.parametrize("picture", PICTURES, ids=lambda picture: picture.path.stem)
def test_a_picture_is_there_and_its_command_parses(picture: object) -> None:
    path, words = picture.path, picture.words  # type: ignore[attr-defined]
    assert 0 < path.stat().st_size <= GALLERY.LARGEST
    assert ROOT / context(words).params["target"] == path
    assert len(picture.alt) > 30  # type: ignore[attr-defined]
    if path.suffix == ".svg":
        assert ElementTree.parse(path).getroot().tag.endswith("}svg")


def test_all_together_are_small_and_none_is_left_over() -> None:
    there = {path for path in (ROOT / "docs" / "gallery").iterdir() if path.is_file()}
    assert there == {picture.path for picture in PICTURES}
    assert sum(path.stat().st_size for path in there) <= GALLERY.LARGEST_ALL


def test_a_wrong_command_does_not_parse() -> None:
    with pytest.raises(click.UsageError):
        context(("draw", "network", "--nonsense", "-o", "x.svg"))
    with pytest.raises(click.UsageError):
        context(("draw", "nothing", "-o", "x.svg"))


def test_only_some(capsys: pytest.CaptureFixture[str]) -> None:
    assert GALLERY.main(["no-such-picture"]) == 2
    assert "no-such-picture" in capsys.readouterr().err


def test_the_commands_of_the_page_on_desktop_tools_parse() -> None:
    text = (ROOT / "docs" / "desktop.md").read_text("utf-8")
    lines = re.findall(r"^libgraph (.+)$", text, re.MULTILINE)
    lines += re.findall(r"`(export -f [^`]+)`", text)
    assert len(lines) >= 8
    for line in lines:
        assert context(tuple(shlex.split(line))).info_name == "export"
