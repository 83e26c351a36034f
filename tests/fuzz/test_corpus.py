"""Every kept input through its reader, which must hold; make fuzz makes up new ones for hours."""

from __future__ import annotations

from pathlib import Path

import pytest
from targets import CORPUS, Target, targets

from libgraph.errors import BadFile

TARGETS = targets()
KEPT = [(target, path) for target in TARGETS for path in target.corpus()]


@pytest.mark.parametrize(
    ("target", "path"), KEPT, ids=[f"{target.name}/{path.name}" for target, path in KEPT]
)
def test_what_is_kept_holds(target: Target, path: Path, tmp_path: Path) -> None:
    target.hold(path.read_bytes(), tmp_path)


def test_every_reader_has_inputs_and_every_input_a_reader() -> None:
    assert {path.name for path in CORPUS.iterdir()} == {target.name for target in TARGETS}
    assert len({target.name for target in TARGETS}) == len(TARGETS) == 23
    assert len(KEPT) >= 200


def test_only_errors_of_libgraph_pass(tmp_path: Path) -> None:
    def fail(error: Exception) -> Target:
        def read(data: bytes, at: Path) -> None:
            raise error

        return Target("x", "x", read)

    fail(BadFile("x is broken")).hold(b"", tmp_path)
    for error in (ValueError("x"), RecursionError(), AssertionError(), BadFile("")):
        with pytest.raises((type(error), AssertionError)):
            fail(error).hold(b"", tmp_path)
