"""The tour in the docs: every command is run, and prints what the page says.

`make tour` (LIBGRAPH_WRITE_TOUR=1) writes the answers anew.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path

import pytest
from sessions import ROOT, Reader, check

from conftest import Said

Run = Callable[..., Said]


def test_the_tour(libgraph: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)

    def play(words: list[str]) -> str:
        assert words[0] == "libgraph"
        said = libgraph(*words[1:])
        return said.err + said.out

    check(ROOT / "docs" / "tour.md", play, least=12)


@pytest.mark.parametrize(("page", "least"), [("start.md", 7), ("start.ru.md", 7), ("cite.md", 1)])
def test_a_short_page(
    page: str, least: int, libgraph: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    with ExitStack() as until:
        check(ROOT / "docs" / page, Reader(libgraph, until).play, least)


def test_every_command_of_the_readme_and_the_demo_is_one_that_exists(libgraph: Run) -> None:
    texts = [
        (ROOT / "README.md").read_text("utf-8"),
        (ROOT / "docs" / "demo.sh").read_text("utf-8"),
    ]
    found = re.findall(
        r"(?:^libgraph|^step|`libgraph)(?: -g FOLDER)? ([a-z]+)", "\n".join(texts), re.MULTILINE
    )
    commands = set(found) - {"is"}  # "libgraph is a knowledge graph"
    assert commands >= {
        "query",
        "show",
        "find",
        "why",
        "path",
        "analyze",
        "draw",
        "cite",
        "validate",
        "export",
    }
    for command in commands:
        assert libgraph(command, "--help").code == 0, command
