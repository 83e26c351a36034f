"""The page on servers: its commands are run against a real one, and print what it says."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
import servers

from conftest import SMALL, Said

sys.path.insert(0, str(Path(__file__).parents[1] / "cli"))
from sessions import ROOT, check

IN_DOCS = "http://localhost:7878/query"


def test_the_session(
    libgraph: Callable[..., Said], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "my-data").mkdir()
    shutil.copy(SMALL / "data.ttl", tmp_path / "my-data")
    monkeypatch.chdir(tmp_path)
    with servers.oxigraph() as there:

        def play(words: list[str]) -> str:
            if words[:2] == ["oxigraph", "serve"]:
                return ""
            assert words[0] == "libgraph"
            said = libgraph(*(word.replace(IN_DOCS, there) for word in words[1:]))
            return (said.err + said.out).replace(there, IN_DOCS)

        check(ROOT / "docs" / "endpoints.md", play)
