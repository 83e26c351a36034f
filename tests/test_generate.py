"""The invented graphs that measurements run on: the same each time, valid, of the size asked."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from pyoxigraph import RdfFormat, parse

from conftest import Said

PROGRAM = Path(__file__).parent.parent / "benchmarks" / "generate.py"
Run = Callable[..., Said]


def generate(path: Path, *more: str) -> str:
    command = [sys.executable, str(PROGRAM), *more, "-o", str(path)]
    return subprocess.run(command, capture_output=True, text=True, check=True).stderr


@pytest.fixture(scope="module")
def ten_thousand(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("invented") / "graph.nt"
    generate(path, "10k")
    return path


def test_the_same_bytes_on_every_run(
    ten_thousand: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PYTHONHASHSEED", "7")
    generate(tmp_path / "again.nt", "10k")
    assert (tmp_path / "again.nt").read_bytes() == ten_thousand.read_bytes()


def test_of_the_size_asked_with_no_triple_twice(ten_thousand: Path) -> None:
    lines = ten_thousand.read_text("utf-8").splitlines()
    assert abs(len(lines) - 10_000) <= 500
    assert len(set(lines)) == len(lines)


def test_turtle_in_parts_says_the_same(ten_thousand: Path, tmp_path: Path) -> None:
    generate(tmp_path / "part.ttl", "10k", "--parts", "3")
    parts = sorted(tmp_path.iterdir())
    assert [part.name for part in parts] == ["part-1.ttl", "part-2.ttl", "part-3.ttl"]
    found = [triple for part in parts for triple in parse(path=part, format=RdfFormat.TURTLE)]
    whole = list(parse(path=ten_thousand, format=RdfFormat.N_TRIPLES))
    assert len(found) == len(whole)
    assert set(found) == set(whole)


def test_valid(ten_thousand: Path, libgraph: Run) -> None:
    said = libgraph("validate", ten_thousand)
    assert (said.code, said.out.rpartition(": ")[2].strip()) == (0, "nothing is wrong.")


def test_planted_mistakes_are_those_that_validation_finds(tmp_path: Path, libgraph: Run) -> None:
    told = generate(tmp_path / "wrong.nt", "3k", "--violations", "26")
    kinds = [line.split() for line in told.splitlines()[1:]]
    assert [int(count) for count, _ in kinds] == [2] * 13
    said = libgraph("validate", tmp_path / "wrong.nt")
    assert said.code == 1
    assert ": 26 violations in 1 file." in said.out
