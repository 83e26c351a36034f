"""Sessions in the docs: every command of a page is run, and prints what the page says."""

from __future__ import annotations

import os
import re
import shlex
from collections.abc import Callable
from difflib import unified_diff
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent
BLOCK = re.compile(r"```console\n(.*?)```", re.DOTALL)
_COMMAND = re.compile(r"^\$ (.*)$", re.MULTILINE)
Play = Callable[[list[str]], str]
"""Runs the words of a command; what it prints, errors first."""


def played(block: str, play: Play) -> str:
    """A block with the answers of its commands."""
    said = (f"$ {one}\n{play(shlex.split(one))}\n" for one in _COMMAND.findall(block))
    return "".join(said).rstrip("\n") + "\n"


def check(page: Path, play: Play, least: int = 1) -> None:
    """Hold a page against what its commands print; with LIBGRAPH_WRITE_TOUR=1 write it anew."""
    text = page.read_text("utf-8")
    assert len(BLOCK.findall(text)) >= least
    now = BLOCK.sub(lambda block: f"```console\n{played(block[1], play)}```", text)
    if os.environ.get("LIBGRAPH_WRITE_TOUR"):
        page.write_text(now, "utf-8")
        return
    changed = "\n".join(unified_diff(text.splitlines(), now.splitlines(), lineterm="", n=1))
    assert not changed, f"{page.name} says what is no longer so (make tour writes it):\n{changed}"
