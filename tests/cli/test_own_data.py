"""The page on one's own data: its files are a graph that validates and answers."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from conftest import Said

PAGE = (Path(__file__).parent.parent.parent / "docs" / "own-data.md").read_text("utf-8")


def block(language: str) -> str:
    found = re.search(rf"```{language}\n(.*?)```", PAGE, re.DOTALL)
    assert found
    return found[1]


@pytest.fixture
def folders(tmp_path: Path) -> tuple[Path, Path]:
    graph, texts = tmp_path / "my-graph", tmp_path / "texts"
    graph.mkdir()
    texts.mkdir()
    (graph / "news.ttl").write_text(block("turtle"), "utf-8")
    (texts / "news.txt").write_text(block("text"), "utf-8")
    return graph, texts


def test_the_page_validates_and_answers(
    libgraph: Callable[..., Said], folders: tuple[Path, Path]
) -> None:
    graph, texts = folders
    said = libgraph("validate", graph)
    assert said.code == 0, said.out
    assert "nothing is wrong" in said.out
    assert (
        "#char="
        in libgraph("-g", graph, "cite", "news", "signed a memorandum", "--sources", texts).out
    )
    assert "in-force" in libgraph("-g", graph, "agreements", "--as-of", "2022").out
    why = libgraph("-g", graph, "why", "memorandum-hill-lake", "--sources", texts).out
    assert "“Anna Berg, director of the Lake Library, signed for her house”" in why
    assert "yes" in libgraph("-g", graph, "query", "signatories", "-f", "csv").out


def test_a_source_without_a_checksum_is_told_what_to_add(
    libgraph: Callable[..., Said], folders: tuple[Path, Path]
) -> None:
    graph, texts = folders
    bare = re.sub(r"    lg:textLength.*\n    lg:textSha256.*\n", "", block("turtle")).replace(
        'dcterms:language "en" ;\n', 'dcterms:language "en" .\n'
    )
    (graph / "news.ttl").write_text(bare, "utf-8")
    said = libgraph("-g", graph, "cite", "news", "signed", "--sources", texts)
    assert said.code == 3
    assert 'lg:textSha256 "' in said.err
    assert f"lg:textLength {len(block('text'))}" in said.err
