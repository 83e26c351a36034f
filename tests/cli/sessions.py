"""Sessions in the docs: every command of a page is run, and prints what the page says."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
from collections.abc import Callable
from contextlib import ExitStack
from difflib import unified_diff
from pathlib import Path

from conftest import Said

sys.path.insert(0, str(Path(__file__).parents[1] / "web"))
from at_port import served

ROOT = Path(__file__).parent.parent.parent
BLOCK = re.compile(r"```console\n(.*?)```", re.DOTALL)
_FILE = re.compile(r"```\w+ (\S+)\n(.*?)```", re.DOTALL)
_COMMAND = re.compile(r"^\$ (.*)$", re.MULTILINE)
IN_DOCS = "http://127.0.0.1:8000/"
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


def written(page: Path, into: Path) -> None:
    """Write the files that stand on a page; of two of one name the last one stays."""
    for name, text in _FILE.findall(page.read_text("utf-8")):
        (into / name).parent.mkdir(exist_ok=True)
        (into / name).write_text(text, "utf-8")


class Reader:
    """Who follows a page, in the folder that is the current one; servers run until the end."""

    def __init__(self, libgraph: Callable[..., Said], until: ExitStack) -> None:
        self._libgraph, self._until, self._there = libgraph, until, IN_DOCS

    def play(self, words: list[str]) -> str:
        """What a command prints; the address of a server as it stands on the page."""
        if words[-1] == "&":
            where = words.index("serve")
            started = self._until.enter_context(served(*words[1:where], *words[where + 1 : -1]))
            self._there = started.address
            return f"libgraph: {IN_DOCS}\n"
        words = [word.replace(IN_DOCS, self._there) for word in words]
        if words[0] == "libgraph":
            said = self._libgraph(*words[1:])
            printed = said.err + said.out
        else:
            done = subprocess.run(words, capture_output=True, text=True, timeout=60)
            printed = done.stderr + done.stdout
        whole = "" if not printed or printed.endswith("\n") else "\n"
        return printed.replace(self._there, IN_DOCS) + whole
