"""The table of docs/fuzzing.md, which make fuzz adds to."""

from __future__ import annotations

import importlib
from pathlib import Path

import pytest
from targets import targets

ROOT = Path(__file__).parent.parent.parent


def test_the_page_has_a_row_for_every_harness(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(str(ROOT / "tools"))
    tool = importlib.import_module("fuzz")
    page = (ROOT / "docs" / "fuzzing.md").read_text("utf-8")
    told = tool.tallies(page)
    assert [one.name for one in told] == [*(one.name for one in targets()), "commands"]
    for one in told:
        assert one.row() in page
        assert one.runs > 0, f"{one.name} was never run: make fuzz"
    more = tool.Tally("csv", "x", 90.0, 12_345, 2)
    assert more.row() == "| csv | x | 1.50 | 12,345 | 2 |"
    assert tool.tallies(tool.table([more]))[4] == tool.Tally(
        "csv", targets()[4].what, 90.0, 12_345, 2
    )
