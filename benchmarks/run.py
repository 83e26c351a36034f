"""Every goal of the project, measured beside what one would take instead.

    python benchmarks/run.py [--size 100k|1m|10m] [--runs N] [--only ROW] [--keep FOLDER] [-o FILE]

Seconds are the processor's, so that other work on the machine counts less; each ratio is the
median over runs in which both take turns. `--keep` reuses what an earlier run has made there.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import tempfile
from collections.abc import Iterable
from pathlib import Path

from machine import described
from rows import HERE, PYTHON, ROWS, Line, Place
from tasks import PATIENCE

PAGE = """# Benchmarks: {size} triples

Written by `python benchmarks/run.py --size {size} --runs {runs}`. Seconds are the processor's.
What is compared takes turns in one run; a ratio is the median of the runs, with the least and the
greatest in brackets. Memory is the most that a whole process had, libgraph's first.

{machine}
"""
NOTES = """
"Loading" is all that is done until what files say stands in its place: each triple is read, goes to
the graph of its source and into the merge of all. rdflib, `oxigraph load` and the bare engine's
*merge alone* only read the file; *all that the store has* is what the engine needs to write what
libgraph writes, once that is worked out: a triple costs it three index entries in the merge, and
six in a graph. No program on this engine can load quicker than that row, so the goal for loading
would need a store that keeps each triple once.

rdflib's questions are ended after {patience} seconds each, and count with these: where one was
ended, the ratio is a bound from below. At a million triples and more it answers them once only.

How costs grow with size, up to ten million triples: [scaling.md](scaling.md).
"""
HEAD = """| what | libgraph | against | it takes | ratio (spread) | goal | | memory, MB |
|---|---|---|---|---|---|---|---|"""


def shown(line: Line) -> str:
    """A line as a row of markdown."""
    spread = f"{line.ratio:.2f} ({line.least:.2f} to {line.greatest:.2f})"
    mark = {None: "", True: "yes", False: "**no**"}[line.holds]
    memory = " / ".join(f"{one:.0f}" for one in line.megabytes)
    return (
        f"| {line.what} | {line.ours:.3f} s | {line.against} | {line.theirs:.3f} s "
        f"| {spread} | {line.goal} | {mark} | {memory} |"
    )


def measured(place: Place, only: list[str]) -> Iterable[str]:
    """The tables, line by line, as they are measured."""
    yield HEAD
    for row in ROWS:
        if not only or row.__name__ in only:
            yield from map(shown, row(place))
    if not only or "network" in only:
        yield "\n### Network measures, 100,000 pairs of bodies\n"
        # a process of its own: what this one has loaded would count as its children's memory
        yield subprocess.check_output([PYTHON, str(HERE / "network.py")], text=True)


def main() -> None:
    """Measure, print, and keep."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--size", default="100k")
    parser.add_argument("--runs", type=int, default=5)
    choices = [*(row.__name__ for row in ROWS), "network"]
    parser.add_argument("--only", action="append", default=[], choices=choices)
    parser.add_argument("--keep", type=Path, help="a folder for data and stores")
    parser.add_argument("-o", dest="output", type=Path, help="write to this file too")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as spare:
        folder = asked.keep or Path(spare)
        folder.mkdir(parents=True, exist_ok=True)
        os.environ["LIBGRAPH_CACHE"] = spare + "/graphs"
        os.environ["PYTHONPYCACHEPREFIX"] = spare + "/bytecode"  # as on anybody's machine
        os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
        lines = [PAGE.format(size=asked.size, runs=asked.runs, machine=described())]
        print(*lines)
        for line in measured(Place(folder, asked.size, asked.runs), asked.only):
            print(line, flush=True)
            lines.append(line)
        lines.append(NOTES.format(patience=PATIENCE))
    if asked.output:
        asked.output.write_text("\n".join(lines), "utf-8")


if __name__ == "__main__":
    main()
