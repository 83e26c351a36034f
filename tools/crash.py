"""Kill every command that writes, at random, and look whether anything was lost or half-written.

make crash                        a thousand kills; the table goes to docs/durability.md
python tools/crash.py --times 50 --only build --dry

Half of the kills come by the clock, at a random moment of the time that the command takes; half
just before a random step of its writing (a file opened, synced, replaced, removed). After each:
what stands is the old or the new, whole; the next run succeeds; and then nothing is left over.
"""

from __future__ import annotations

import argparse
import importlib
import random
import sys
import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path

from crash_jobs import Job, jobs
from crash_killer import Killer, Tally

PAGE = Path(__file__).resolve().parent.parent / "docs" / "durability.md"
BEGIN, END = "<!-- begin: written by tools/crash.py -->", "<!-- end -->"
LOADED = {
    "": ("pyoxigraph", "libgraph.cli.main", "libgraph.graph.building", "libgraph.graph.updating"),
    "match": ("libgraph.curation.undoing", "libgraph.curation.deciding"),
    "export": ("rdflib", "libgraph.network.parquet"),
    "draw": ("jinja2", "libgraph.drawing.files"),
    "import": ("libgraph.tables.importing", "libgraph.registries.ror", "libgraph.registries.isil"),
    "site": ("jinja2", "libgraph.web.site"),
}
"""What is read once, and not in every run, by the beginnings of names of commands."""


HEADS = (
    *("command", "takes", "steps", "by the clock", "at a step", "old stood"),
    *("new stood", "one of two new", "drafts left", "findings"),
)


def crash(times: int, minutes: float, seed: int, chosen: list[Job], home: Path) -> list[Tally]:
    """Kill the jobs in turn, so often or so long; what came of it."""
    for begin, names in LOADED.items():
        for name in names if any(job.name.startswith(begin) for job in chosen) else ():
            importlib.import_module(name)
    from libgraph.graph import building, lines

    building._LITTLE, lines._FEW = 0, 1  # written bit by bit, as a large graph is
    chance, until = random.Random(seed), time.monotonic() + minutes * 60
    killers = [Killer(job, home / f"{number}", chance) for number, job in enumerate(chosen)]
    done = 0
    while done < times and time.monotonic() < until:
        killer = killers[done % len(killers)]
        before = len(killer.tally.found)
        while not killer.kill():  # it was faster
            pass
        done += 1
        for words in killer.tally.found[before:]:
            print(f"{killer.tally.name}: {words}", flush=True)
        if done % 100 == 0:
            print(f"{done:,} kills", flush=True)
    return [killer.tally for killer in killers]


def table(tallies: list[Tally]) -> str:
    """The table in Markdown."""
    total = Tally("all", sum(one.seconds for one in tallies), sum(one.steps for one in tallies))
    for name in ("clock", "step", "old", "new", "mixed", "left"):
        setattr(total, name, sum(getattr(one, name) for one in tallies))
    total.found = [words for one in tallies for words in one.found]
    rows = [HEADS, ("---", *("---:" for _ in HEADS[1:])), *(one.row() for one in [*tallies, total])]
    return "".join("| " + " | ".join(row) + " |\n" for row in rows)


def _write(tallies: list[Tally], seed: int, minutes: float) -> None:
    page = PAGE.read_text("utf-8")
    kills, found = sum(one.kills for one in tallies), sum(len(one.found) for one in tallies)
    said = (
        f"{datetime.now(UTC):%Y-%m-%d}: {kills:,} kills in {minutes:.0f} minutes (seed {seed}), "
        f"{found} findings.\n\n{table(tallies)}"
    )
    head, _, rest = page.partition(BEGIN)
    PAGE.write_text(f"{head}{BEGIN}\n{said}{END}{rest.partition(END)[2]}", "utf-8")


def main() -> int:
    """Run it; 1 if anything was lost, half-written or left."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("--times", type=int, default=1000, help="how many kills, over all commands")
    parser.add_argument("--minutes", type=float, default=600, help="no longer than this")
    parser.add_argument("--seed", type=int, default=random.SystemRandom().randrange(10**6))
    parser.add_argument("--only", action="append", help="only commands with this in their name")
    parser.add_argument("--dry", action="store_true", help="leave docs/durability.md as it is")
    asked = parser.parse_args()
    chosen = [job for job in jobs() if not asked.only or any(o in job.name for o in asked.only)]
    print(f"seed {asked.seed}", flush=True)
    begun = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="libgraph-crash-") as home:
        tallies = crash(asked.times, asked.minutes, asked.seed, chosen, Path(home))
    print(table(tallies))
    if not asked.dry:
        _write(tallies, asked.seed, (time.monotonic() - begun) / 60)
    return int(any(one.found for one in tallies))


if __name__ == "__main__":
    sys.exit(main())
