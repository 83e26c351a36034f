"""Run the whole suite again and again, each time in another order, and name what wavers.

make soak                                      twenty times; writes docs/soak.md
python tools/soak.py --times 3 tests/tables    a part of it; only tells

A test that fails in some runs and passes in others is flaky; one that fails in all is broken.
Each run has a seed, from which its order follows: pytest -p random_order --random-order-seed=SEED
repeats it. The exit code is 1 where a test failed in any run, 3 where a run did not come to an end.
"""

from __future__ import annotations

import argparse
import random
import subprocess
import sys
import time
import xml.etree.ElementTree as ET
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
BUILD = ROOT / "build" / "soak"
PAGE = ROOT / "docs" / "soak.md"
WHOLE = ["src", "tests"]
OPTIONS = ("--dist", "loadgroup", "--doctest-modules", "--random-order-bucket=module")
ENDED = {0, 1}  # of pytest's exit codes: all passed, some failed


@dataclass(frozen=True)
class Run:
    """One run of the suite: what failed, of how many."""

    seed: int
    seconds: float
    tests: frozenset[str]
    failed: frozenset[str]

    def __str__(self) -> str:
        return (
            f"seed {self.seed}: {len(self.tests)} tests, {len(self.failed)} failed, "
            f"{self.seconds:.0f} s"
        )


class DidNotEnd(Exception):
    """A run that has no result."""


def once(seed: int, places: list[str], processes: str) -> Run:
    """Run the suite in the order of a seed.

    Raises:
        DidNotEnd: pytest was stopped, or could not run.
    """
    result = BUILD / f"{seed}.xml"
    command = [sys.executable, "-m", "pytest", "-n", processes, *OPTIONS, *places]
    command += [f"--random-order-seed={seed}", f"--junit-xml={result}"]
    begun = time.monotonic()
    with (BUILD / f"{seed}.txt").open("w") as output:
        code = subprocess.run(
            command, cwd=ROOT, stdout=output, stderr=output, check=False
        ).returncode
    if code not in ENDED:
        raise DidNotEnd(f"seed {seed}: pytest ended with {code}: see {BUILD / f'{seed}.txt'}")
    tests, failed = outcomes(result)
    return Run(seed, time.monotonic() - begun, tests, failed)


def outcomes(result: Path) -> tuple[frozenset[str], frozenset[str]]:
    """All tests of a run but the skipped ones, and those that failed."""
    tests, failed = set(), set()
    for case in ET.parse(result).iter("testcase"):
        name = f"{case.get('classname')}::{case.get('name')}"
        kinds = {child.tag for child in case}
        if "skipped" not in kinds:
            tests.add(name)
        if kinds & {"failure", "error"}:
            failed.add(name)
    return frozenset(tests), frozenset(failed)


def wavering(runs: Iterable[Run]) -> tuple[dict[str, list[int]], list[str]]:
    """Flaky tests with the seeds under which they failed, and tests that failed always."""
    seeds: dict[str, list[int]] = defaultdict(list)
    ran: dict[str, int] = defaultdict(int)
    for run in runs:
        for test in run.tests | run.failed:
            ran[test] += 1
        for test in run.failed:
            seeds[test].append(run.seed)
    flaky = {test: found for test, found in sorted(seeds.items()) if len(found) < ran[test]}
    return flaky, sorted(set(seeds) - set(flaky))


def summary(runs: list[Run]) -> str:
    """What the page says."""
    flaky, broken = wavering(runs)
    last = datetime.now(UTC).date()
    lines = [
        f"{len(runs)} runs until {last}, each in its own random order (modules, and tests in "
        f"them): {max(len(run.tests) for run in runs)} tests, {len(flaky)} flaky, "
        f"{len(broken)} broken.",
        "",
        *(
            f"- flaky: `{test}` failed under {', '.join(map(str, at))}"
            for test, at in flaky.items()
        ),
        *(f"- broken: `{test}`" for test in broken),
        *([""] if flaky or broken else []),
        "| seed | tests | failed | seconds |",
        "|--:|--:|--:|--:|",
        *(f"| {r.seed} | {len(r.tests)} | {len(r.failed)} | {r.seconds:.0f} |" for r in runs),
    ]
    return "\n".join(lines) + "\n"


def main() -> int:
    """Run, count, tell; 1 where anything failed."""
    reader = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    reader.add_argument("places", nargs="*", default=WHOLE, metavar="PLACE")
    reader.add_argument("--times", type=int, default=20)
    reader.add_argument(
        "--seed", type=int, help="of the seeds; another one each time, if not given"
    )
    reader.add_argument("--processes", default="auto", help="of pytest-xdist (auto)")
    asked = reader.parse_args()
    BUILD.mkdir(parents=True, exist_ok=True)
    chance, runs = random.Random(asked.seed), []
    try:
        for _ in range(asked.times):
            runs.append(once(chance.randrange(10**6), asked.places, asked.processes))
            print(runs[-1], flush=True)
    except DidNotEnd as fault:
        print(f"soak: {fault}", file=sys.stderr)
        return 3
    if asked.places == WHOLE:
        PAGE.write_text(f"# The suite in random order\n\nWritten by `make soak`. {summary(runs)}")
    print(summary(runs).partition("\n| seed")[0].strip())
    return 1 if any(run.failed for run in runs) else 0


if __name__ == "__main__":
    sys.exit(main())
