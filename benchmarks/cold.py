"""Whole processes, side by side in one run: what a person waits for.

Each row alternates a command of libgraph with what it is compared to, and gives the median of
the ratios; the machine's own speed falls out.

    python benchmarks/cold.py [RUNS]
"""

from __future__ import annotations

import os
import resource
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from statistics import median

HERE = Path(__file__).parent
LIBGRAPH = str(Path(sys.executable).with_name("libgraph"))
CLICK = [sys.executable, "-c", "import click"]
IN_RDFLIB = [sys.executable, str(HERE / "members_in_rdflib.py")]
ROWS = (
    ("libgraph --help / import click", [LIBGRAPH, "--help"], CLICK, 1.5),
    ("libgraph query members / import click", [LIBGRAPH, "query", "members"], CLICK, 4.0),
    ("libgraph query members / the same in rdflib", [LIBGRAPH, "query", "members"], IN_RDFLIB, 0.2),
)


def seconds(command: Sequence[str]) -> float:
    """The processor time of one whole process, in seconds."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def main(runs: int) -> None:
    """Print the table."""
    with tempfile.TemporaryDirectory() as place:
        os.environ["LIBGRAPH_CACHE"] = place + "/graphs"
        os.environ["PYTHONPYCACHEPREFIX"] = place + "/bytecode"  # as on anybody's machine
        os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
        os.environ["SHIPPED"] = place + "/shipped.ttl"  # what rdflib parses: the same, as Turtle
        subprocess.run([LIBGRAPH, "export", "-o", os.environ["SHIPPED"]], check=True)
        print(f"{'row':46} {'ratio':>6} {'goal':>6}   seconds (median of {runs})")
        for name, ours, theirs, goal in ROWS:
            seconds(ours), seconds(theirs)  # warm: files read, cache filled
            pairs = [(seconds(ours), seconds(theirs)) for _ in range(runs)]
            ratio = median(one / other for one, other in pairs)
            one, other = (median(column) for column in zip(*pairs, strict=True))
            print(f"{name:46} {ratio:6.2f} {goal:6.2f}   {one:.3f} / {other:.3f}")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 15)
