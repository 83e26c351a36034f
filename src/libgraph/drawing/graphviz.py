"""Run Graphviz: the `graphviz-pure` command beside Python or on PATH, else Debian's `dot`."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

from libgraph.errors import CannotRun, MissingExtra

_LIMIT_SECONDS = 600


def command() -> str | None:
    """The Graphviz to run, or None where there is none."""
    beside = Path(sys.executable).parent
    return (
        shutil.which("graphviz-pure", path=str(beside))
        or shutil.which("graphviz-pure")
        or shutil.which("dot")
    )


def run(source: str, engine: str, form: str) -> str:
    """What Graphviz makes of the DOT text `source` with this layout engine and output format.

    Raises:
        MissingExtra: Graphviz is not there.
        CannotRun: it failed, or took longer than ten minutes.
    """
    program = command()
    if program is None:
        raise MissingExtra("SVG pictures and HTML pages", "draw")
    try:
        done = subprocess.run(
            [program, f"-K{engine}", f"-T{form}"],
            input=source.encode(),
            capture_output=True,
            timeout=_LIMIT_SECONDS,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        raise CannotRun(f"{program} did not draw: {error}; draw a smaller part") from error
    if done.returncode != 0 or not done.stdout:
        reason = done.stderr.decode(errors="replace").strip().splitlines()[-1:] or ["no output"]
        raise CannotRun(f"{program} could not lay the picture out: {reason[0]}")
    return done.stdout.decode()
