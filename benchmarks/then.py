"""What profiling and cutting have brought: three commands at an earlier revision, and now.

    python benchmarks/then.py REVISION [--runs N] [--only COMMAND]

The earlier sources are taken from git into a folder that is removed again; both take turns with
the same packages, each with a cache of its own that is filled before.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from costs import side_by_side
from rows import HERE, Place

ROOT = HERE.parent
RUN = "from libgraph.cli.main import run; run()"


def commands(place: Place, out: Path) -> dict[str, Sequence[str]]:
    """What is measured, by name."""
    page = str(out / "network.html")
    return {
        "query members": ["query", "members"],
        "validate": ["validate"],
        "validate 100k": ["validate", place.data()],
        "draw network": ["draw", "network", "-o", page],
        "draw network 100k": ["-g", place.data(), "draw", "network", "-o", page],
    }


def at(tree: Path, spare: Path, arguments: Sequence[str]) -> list[str]:
    """A command of the sources in a folder."""
    where = f"PYTHONPATH={tree / 'src'}", f"LIBGRAPH_CACHE={spare / ('cache-' + tree.name)}"
    return ["env", *where, sys.executable, "-c", RUN, *arguments]


def main() -> None:
    """Measure, and print a table."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("revision")
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--only", action="append", default=[])
    asked = parser.parse_args()
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    with tempfile.TemporaryDirectory() as folder:
        spare = Path(folder)
        earlier = spare / "then"
        subprocess.run(
            ["git", "worktree", "add", "-q", "--detach", earlier, asked.revision],
            check=True,
            cwd=ROOT,
        )
        try:
            print(f"| command | at {asked.revision}, s | now, s | now / then | MB then, now |")
            print("|---|---|---|---|---|")
            for name, arguments in commands(Place(spare, "100k", asked.runs), spare).items():
                if asked.only and name not in asked.only:
                    continue
                pair = side_by_side(
                    at(ROOT, spare, arguments), at(earlier, spare, arguments), asked.runs
                )
                now, then = (
                    sorted(one.seconds for one in side) for side in (pair.ours, pair.theirs)
                )
                middle, memory = len(now) // 2, (pair.theirs[0].megabytes, pair.ours[0].megabytes)
                print(
                    f"| `{name}` | {then[middle]:.2f} | {now[middle]:.2f} | {pair.ratio():.2f} "
                    f"| {memory[0]:.0f}, {memory[1]:.0f} |",
                    flush=True,
                )
        finally:
            subprocess.run(["git", "worktree", "remove", "--force", earlier], check=True, cwd=ROOT)


if __name__ == "__main__":
    main()
