"""What libgraph writes, it writes in one place; what is written elsewhere is named here, and why."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

SOURCE = Path(__file__).parent.parent.parent / "src" / "libgraph"
WRITES = {
    "write_text", "write_bytes", "mkdtemp", "mkstemp", "NamedTemporaryFile", "copyfile", "copytree",
    "rename", "symlink_to", "hardlink_to", "write_table", "TemporaryDirectory",
}  # fmt: skip
ELSEWHERE = {
    "writing.py": "the place itself",
    "curation/journal.py": "only added to, and synced line by line",
    "graph/folders.py": "makings, which become current when their manifest is written",
    "graph/copies.py": "into a making",
    "graph/updating.py": "into a making",
    "web/site_pages.py": "into the folder that web/site.py has from writing_folder",
}
MAKES_ROOM = {"tempfile", "libgraph.writing.writing_folder"}
"""Who imports one of these writes into a temporary folder, or into one put in place when whole."""


def is_writing(node: ast.AST) -> bool:
    """Whether a call writes: by its name, or as the mode of an open says."""
    if not isinstance(node, ast.Call):
        return False
    name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
    if name == "open":
        texts = [one.value for one in ast.walk(node) if isinstance(one, ast.Constant)]
        return any(
            isinstance(one, str) and one in {"w", "wb", "a", "ab", "x", "xb"} for one in texts
        )
    return name in WRITES


def imported(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (name.name for name in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield node.module or ""
            yield from (f"{node.module}.{name.name}" for name in node.names)


@cache
def writers() -> list[str]:
    """Whatever writes by itself."""
    return list(_writers())


def _writers() -> Iterator[str]:
    for path in SOURCE.rglob("*.py"):
        tree = ast.parse(path.read_text("utf-8"))
        creates = any(isinstance(n, ast.Attribute) and n.attr == "O_CREAT" for n in ast.walk(tree))
        writes = creates or any(map(is_writing, ast.walk(tree)))
        if writes and not MAKES_ROOM & set(imported(tree)):
            yield str(path.relative_to(SOURCE))


def test_everything_is_written_in_one_place() -> None:
    assert [one for one in writers() if one not in ELSEWHERE] == []


def test_what_is_named_here_does_write() -> None:
    assert set(writers()) >= ELSEWHERE.keys() - {"web/site_pages.py"}
