"""docs/commands/: every command has a page, made from its help, and its session is played.

`make tour` (LIBGRAPH_WRITE_TOUR=1) writes pages and answers anew.
"""

from __future__ import annotations

import os
import re
import shlex
import shutil
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import click
import pytest
from sessions import BLOCK, ROOT, Reader, check, written

from commandline import context
from conftest import Said

sys.path.insert(0, str(ROOT / "tools"))
import command_pages

FOLDER = ROOT / "docs" / "commands"
SHELL = re.compile(r"```sh\n(.*?)```", re.DOTALL)
LEAVES = sorted(
    command_pages.name(ctx)
    for ctx in command_pages.commands()
    if ctx.parent and not isinstance(ctx.command, click.Group)
)


def test_every_command_has_its_page_and_the_page_says_what_the_help_says() -> None:
    if os.environ.get("LIBGRAPH_WRITE_TOUR"):
        command_pages.write()
    made = command_pages.pages()
    assert {path.name for path in FOLDER.iterdir()} == set(made)
    for name, text in made.items():
        said = (FOLDER / name).read_text("utf-8")
        assert said == text, f"docs/commands/{name} is not what its help says: make tour"


def test_the_examples_of_every_help_parse() -> None:
    lines = [line for name in LEAVES for line in _examples((FOLDER / name).read_text("utf-8"))]
    assert len(lines) >= 45
    for line in lines:
        words = shlex.split(line)
        context(tuple(words[words.index("libgraph") + 1 :]))


def _examples(page: str) -> list[str]:
    found = re.search(r"^## Examples\n\n```sh\n(.*?)```", page, re.MULTILINE | re.DOTALL)
    return [line.rstrip("&") for line in found[1].splitlines()] if found else []


@pytest.fixture
def reader(
    libgraph: Callable[..., Said], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Reader]:
    """Who has made the folder `library` by docs/tables.md."""
    written(ROOT / "docs" / "tables.md", tmp_path)
    monkeypatch.chdir(tmp_path)
    with ExitStack() as until:
        yield Reader(libgraph, until)


@pytest.mark.parametrize("name", LEAVES)
def test_the_session_of_a_page(name: str, reader: Reader, tmp_path: Path) -> None:
    page = FOLDER / name
    if "\n$ curl" in page.read_text("utf-8") and shutil.which("curl") is None:
        pytest.skip("curl is not installed")
    written(page, tmp_path)
    by_hand = command_pages.IN_USE.search(page.read_text("utf-8"))
    assert by_hand
    for line in "".join(SHELL.findall(by_hand[0])).splitlines():
        assert context(tuple(shlex.split(line)[1:]))  # run in test_doctor.py, test_docs_sessions.py
    assert BLOCK.search(by_hand[0]) or SHELL.search(by_hand[0])
    check(page, reader.play, least=0)


def test_the_page_on_evidence(reader: Reader, tmp_path: Path) -> None:
    page = ROOT / "docs" / "evidence.md"
    written(page, tmp_path)
    check(page, reader.play, least=4)
    decided = "1 conflict between sources, 0 to be looked into, 1 resolved."
    assert decided in page.read_text("utf-8")
