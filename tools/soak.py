"""Run the whole suite again and again, each time in another order, and name what wavers.

make soak                                      twenty times; writes docs/soak.md
python tools/soak.py --times 3                 three times more: the page keeps those before
python tools/soak.py --times 3 tests/tables    a part of it; only tells

A test that fails in a run and passes in a later one is flaky; one that fails ever since is
broken. The page is written after each run; where something that wavered was mended, begin `--anew`.
Each run has a seed, from which its order follows: pytest -p random_order --random-order-seed=SEED
repeats it. The exit code is 1 where a test failed in any run, 3 where a run did not come to an end.
"""

from __future__ import annotations

import argparse
import random
import re
import subprocess
import sys
import time
import xml.etree.ElementTree as ET
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
BUILD = ROOT / "build" / "soak"
PAGE = ROOT / "docs" / "soak.md"
WHOLE = ["src", "tests"]
OPTIONS = ("--dist", "loadgroup", "--doctest-modules", "--random-order-bucket=module")
HEAD = "# The suite in random order\n\nWritten by `make soak`. "
ENDED = {0, 1}  # of pytest's exit codes: all passed, some failed


@dataclass(frozen=True)
class Run:
    """One run of the suite: what failed, of how many; the day (ISO 8601) on which it ended."""

    day: str
    seed: int
    tests: int
    seconds: float
    failed: frozenset[str]

    def __str__(self) -> str:
        return (
            f"seed {self.seed}: {self.tests} tests, {len(self.failed)} failed, {self.seconds:.0f} s"
        )

    def row(self) -> str:
        """The run as a row of the page."""
        failed = ", ".join(f"`{test}`" for test in sorted(self.failed))
        return f"| {self.day} | {self.seed} | {self.tests} | {self.seconds:.0f} | {failed} |"


_ROW = re.compile(r"\| (\d{4}-\d\d-\d\d) \| (\d+) \| (\d+) \| (\d+) \| (.*) ?\|$", re.MULTILINE)


def told(page: str) -> list[Run]:
    """The runs that a page tells of."""
    return [
        Run(day, int(seed), int(tests), float(seconds), frozenset(re.findall("`([^`]+)`", failed)))
        for day, seed, tests, seconds, failed in _ROW.findall(page)
    ]


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
    today = datetime.now(UTC).date().isoformat()
    return Run(today, seed, len(tests), time.monotonic() - begun, failed)


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


def wavering(runs: Sequence[Run]) -> tuple[dict[str, list[int]], list[str]]:
    """Flaky tests with the seeds under which they failed; tests that failed ever since they did."""
    seeds: dict[str, list[int]] = defaultdict(list)
    for run in runs:
        for test in run.failed:
            seeds[test].append(run.seed)
    order = [run.seed for run in runs]
    broken = {test for test, at in seeds.items() if at == order[order.index(at[0]) :]}
    return {test: at for test, at in sorted(seeds.items()) if test not in broken}, sorted(broken)


def summary(runs: list[Run]) -> str:
    """What the page says."""
    flaky, broken = wavering(runs)
    count = f"{len(runs)} run{'s' if len(runs) > 1 else ''}"
    lines = [
        f"{count} until {max(run.day for run in runs)}, each in its own random order (modules, "
        f"and tests in them): {max(run.tests for run in runs)} tests, {len(flaky)} flaky, "
        f"{len(broken)} broken.",
        "",
        *(
            f"- flaky: `{test}` failed under {', '.join(map(str, at))}"
            for test, at in flaky.items()
        ),
        *(f"- broken: `{test}`" for test in broken),
        *([""] if flaky or broken else []),
        "| day | seed | tests | seconds | failed |",
        "|---|--:|--:|--:|---|",
        *(run.row() for run in runs),
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
    reader.add_argument("--anew", action="store_true", help="forget the runs of the page")
    asked = reader.parse_args()
    BUILD.mkdir(parents=True, exist_ok=True)
    chance, whole = random.Random(asked.seed), asked.places == WHOLE
    runs = told(PAGE.read_text("utf-8")) if whole and PAGE.exists() and not asked.anew else []
    before = len(runs)
    try:
        for _ in range(asked.times):
            runs.append(once(chance.randrange(10**6), asked.places, asked.processes))
            print(runs[-1], flush=True)
            if whole:
                PAGE.write_text(f"{HEAD}{summary(runs)}", "utf-8")
    except DidNotEnd as fault:
        print(f"soak: {fault}", file=sys.stderr)
        return 3
    print(summary(runs).partition("\n| day")[0].strip())
    return 1 if any(run.failed for run in runs[before:]) else 0


if __name__ == "__main__":
    sys.exit(main())
