"""The pages on stores and on the explorer: their commands are run, and print what they say."""

from __future__ import annotations

import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from sessions import ROOT, check

from conftest import SMALL, Said

sys.path.insert(0, str(Path(__file__).parents[1] / "web"))
from at_port import served

IN_DOCS = "http://127.0.0.1:8000/"


class Reader:
    """Who follows a page, in a folder with a small graph; servers run until the end."""

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


@pytest.fixture
def reader(
    libgraph: Callable[..., Said], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Reader]:
    (tmp_path / "my-data").mkdir()
    shutil.copy(SMALL / "data.ttl", tmp_path / "my-data")
    monkeypatch.chdir(tmp_path)
    with ExitStack() as until:
        yield Reader(libgraph, until)


def test_stores(reader: Reader) -> None:
    check(ROOT / "docs" / "stores.md", reader.play, least=2)


def test_the_explorer(reader: Reader) -> None:
    if shutil.which("curl") is None:
        pytest.skip("curl is not installed")
    check(ROOT / "docs" / "explorer.md", reader.play)


def test_the_site(reader: Reader) -> None:
    page = (ROOT / "docs" / "explorer.md").read_text("utf-8")
    commands = re.findall(r"^libgraph -g my-data site .*$", page, re.MULTILINE)
    assert len(commands) == 2
    for command in commands:
        said = reader.play(shlex.split(command))
        assert re.fullmatch(r"public: [\d,]+ pages, [\d,]+ files, [\d.]+ MB\n", said), said
    assert '<html lang="ru">' in Path("public/index.html").read_text("utf-8")
    assert Path("public/sitemap.xml").is_file()
