"""The tour in the docs: every command is run, and prints what the page says.

`make tour` (LIBGRAPH_WRITE_TOUR=1) writes the answers anew.
"""

from __future__ import annotations

import os
import re
import shlex
from collections.abc import Callable
from pathlib import Path

import pytest

from conftest import Said

ROOT = Path(__file__).parent.parent.parent
PAGE = ROOT / "docs" / "tour.md"
BLOCK = re.compile(r"```console\n(.*?)```", re.DOTALL)
ARGUMENTS = re.compile(r"^\$ libgraph (.*)$", re.MULTILINE)
Run = Callable[..., Said]


def played(block: str, run: Run) -> str:
    """A block with the answers of its commands, errors included."""
    lines = []
    for arguments in ARGUMENTS.findall(block):
        said = run(*shlex.split(arguments))
        lines += [f"$ libgraph {arguments}\n", said.err, said.out, "\n"]
    return "".join(lines).rstrip("\n") + "\n"


def test_the_tour(libgraph: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    page = PAGE.read_text("utf-8")
    assert len(BLOCK.findall(page)) >= 12
    now = BLOCK.sub(lambda block: f"```console\n{played(block[1], libgraph)}```", page)
    if os.environ.get("LIBGRAPH_WRITE_TOUR"):
        PAGE.write_text(now, "utf-8")
    assert now == PAGE.read_text("utf-8")


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
