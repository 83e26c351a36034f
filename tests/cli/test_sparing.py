"""An answer never takes the place of what it is made from."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from conftest import SMALL, Said

Run = Callable[..., Said]


@pytest.fixture
def mine(tmp_path: Path) -> Path:
    """A folder with a graph, a picture beside it, and a file of no graph."""
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "data.ttl").write_bytes((SMALL / "data.ttl").read_bytes())
    return tmp_path / "mine"


@pytest.mark.parametrize(
    "command",
    [("query", "-e", "CONSTRUCT { ?s ?p ?o } { ?s ?p ?o }", "-f", "turtle"), ("agreements", "-f", "csv"),
     ("query", "members", "-f", "csv"), ("query", "-e", "SELECT * { ?s ?p ?o }", "-f", "json"),
     ("export",), ("export", "-f", "gexf"), ("conflicts", "-f", "json"), ("coverage", "-f", "csv"),
     ("validate",), ("validate", "-f", "turtle"), ("expiring", "--within", "1y", "-f", "csv")],
)  # fmt: skip
def test_no_answer_replaces_what_it_is_made_from(
    command: tuple[str, ...], mine: Path, libgraph: Run
) -> None:
    file = mine / "data.ttl"
    before = file.read_bytes()
    for named in (mine, file):
        said = libgraph("-g", named, *command, "-o", file)
        assert (said.code, said.out) == (2, ""), said
        assert "choose another place with -o" in said.err
        assert len(said.err.splitlines()) == 1
        assert file.read_bytes() == before


def test_neither_by_another_name_nor_through_a_store(
    mine: Path, libgraph: Run, tmp_path: Path
) -> None:
    file, store = mine / "data.ttl", tmp_path / "my.store"
    before = file.read_bytes()
    assert libgraph("-g", mine, "build", "-o", store).code == 0
    (tmp_path / "link.ttl").symlink_to(file)
    for read, place in ((store, file), (mine, tmp_path / "link.ttl"), (mine, mine / "." / file)):
        assert libgraph("-g", read, "export", "-o", place).code == 2
    assert libgraph("-g", tmp_path / "none", "-g", mine, "export", "-o", file).code != 0
    assert libgraph("diff", mine, file, "-o", file).code == 2
    assert libgraph("validate", mine, "-o", file).code == 2
    assert file.read_bytes() == before


def test_a_table_is_not_its_own_turtle(mine: Path, libgraph: Run) -> None:
    table = mine / "places.csv"
    table.write_text("slug,label\nmade-up,Made-up\n", "utf-8")
    said = libgraph("-g", mine, "import", "table", table, "--kind", "places", "-o", table)
    assert said.code == 2
    assert table.read_text("utf-8").startswith("slug")


def test_other_files_there_are_replaced(mine: Path, libgraph: Run) -> None:
    for name in ("answer.json", "answer.md"):
        (mine / name).write_text("old", "utf-8")
        assert libgraph("-g", mine, "query", "members", "-o", mine / name).code == 0
        assert (mine / name).read_text("utf-8") != "old"
