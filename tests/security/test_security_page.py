"""SECURITY.md names a test for every threat, and each of them is there."""

from __future__ import annotations

import ast
import re
from pathlib import Path

HERE = Path(__file__).parent
PAGE = HERE.parent.parent / "SECURITY.md"
_ROW = re.compile(r"^\| (?!threat|---)(.+?) \| (.+?) \| (.+?) \|$", re.MULTILINE)


def there() -> set[str]:
    """The tests in this folder."""
    trees = [ast.parse(file.read_text("utf-8")) for file in HERE.glob("test_*.py")]
    return {one.name for tree in trees for one in tree.body
            if isinstance(one, ast.FunctionDef) and one.name.startswith("test_")}  # fmt: skip


def test_every_threat_has_a_test_and_every_test_a_threat() -> None:
    rows = _ROW.findall(PAGE.read_text("utf-8"))
    assert len(rows) == 25
    cells = [re.findall(r"`(test_\w+)`", proof) for _, _, proof in rows]
    assert all(cells)
    own = {"test_every_threat_has_a_test_and_every_test_a_threat"}
    assert {name for names in cells for name in names} == there() - own
