"""What a person sees on a terminal, not in a pipe."""

from __future__ import annotations

import os
import pty
import subprocess
import sys

from conftest import SMALL

RUN = "from libgraph.cli.main import run; run()"


def shown(*words: str) -> str:
    """All that a command prints on a terminal of eighty columns."""
    ours, theirs = pty.openpty()
    environment = os.environ | {"COLUMNS": "80", "TERM": "xterm-256color"}
    command = [sys.executable, "-c", RUN, *words]
    process = subprocess.Popen(command, stdout=theirs, stderr=theirs, env=environment)
    os.close(theirs)
    parts = []
    while part := _read(ours):
        parts.append(part)
    os.close(ours)
    assert process.wait() == 0
    return b"".join(parts).decode("utf-8")


def _read(terminal: int) -> bytes:
    try:
        return os.read(terminal, 65536)
    except OSError:  # nobody writes there any more
        return b""


def test_a_table_is_words_and_lines_that_fit() -> None:
    lines = shown("find", "исахов").splitlines()
    assert lines[0].split() == ["thing", "name", "kind", "matched"]
    assert "\x1b" not in "".join(lines)
    assert "u001b" not in "".join(lines)
    assert max(map(len, lines)) <= 80


def test_progress_leaves_nothing_behind() -> None:
    told = shown("validate", str(SMALL / "data.ttl"))
    assert "u001b" not in told
    assert told.splitlines()[-1].endswith("nothing is wrong.")
