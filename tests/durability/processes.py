"""Commands in processes of their own."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from conftest import SMALL, Said

RUN = "from libgraph.cli.main import run; run()"
MORE = """
id:aigul a lg:Person ; rdfs:label "Aigul Serikova"@en .
id:berg a lg:Person ; rdfs:label "Anna Berg"@en .
"""


def data(folder: Path) -> Path:
    """A small graph in a folder, with persons to decide about."""
    folder.mkdir(parents=True)
    (folder / "data.ttl").write_text((SMALL / "data.ttl").read_text("utf-8") + MORE, "utf-8")
    return folder


def start(*words: object, code: str = RUN, before: tuple[str, ...] = ()) -> subprocess.Popen[str]:
    """Start a command, or other code, and do not wait."""
    return subprocess.Popen(
        [*before, sys.executable, "-c", code, *map(str, words)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def ended(process: subprocess.Popen[str]) -> Said:
    """What it said when it came to its end."""
    out, err = process.communicate(timeout=120)
    return Said(process.returncode, out, err)


def run(*words: object, before: tuple[str, ...] = ()) -> Said:
    """Run a command to its end."""
    return ended(start(*words, before=before))
