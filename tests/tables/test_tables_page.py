"""The page on tables: its session is played, and prints what the page says.

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

PAGE = Path(__file__).parent.parent.parent / "docs" / "tables.md"
BLOCK = re.compile(r"```(console|csv|text)(?: (\S+))?\n(.*?)```", re.DOTALL)
Run = Callable[..., Said]


def test_the_page(libgraph: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)

    def played(block: re.Match[str]) -> str:
        sort, name, text = block.groups()
        if sort != "console":
            (tmp_path / name).parent.mkdir(exist_ok=True)
            (tmp_path / name).write_text(text, "utf-8")
            return block[0]
        answers = []
        for arguments in re.findall(r"^\$ libgraph (.*)$", text, re.MULTILINE):
            said = libgraph(*shlex.split(arguments))
            answers += [f"$ libgraph {arguments}\n", said.err, said.out, "\n"]
        return "```console\n" + "".join(answers).rstrip("\n") + "\n```"

    page = PAGE.read_text("utf-8")
    now = BLOCK.sub(played, page)
    if os.environ.get("LIBGRAPH_WRITE_TOUR"):
        PAGE.write_text(now, "utf-8")
    assert now == PAGE.read_text("utf-8")
    assert "nothing is wrong" in now
    assert "“signed a memorandum”" in now
    assert "1 conflict between sources, 1 to be looked into." in now, "before it is ranked"
    assert "1 conflict between sources, 0 to be looked into, 1 resolved." in now
    assert (tmp_path / "memorandum.ttl").exists()
