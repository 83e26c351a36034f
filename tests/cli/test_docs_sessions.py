"""The pages on stores and on the explorer: their commands are run, and print what they say."""

from __future__ import annotations

import re
import shlex
import shutil
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from sessions import ROOT, Reader, check

from conftest import SMALL, Said


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
