"""Validation, side by side in one run: our engine, pySHACL behind the same report, pySHACL alone.

The data is invented, with mistakes planted; the first two must write the same bytes, or nothing
is measured. Times are the processor's, of whole processes; memory is the largest that each had.

    python benchmarks/validation.py [10k 100k 1m …] [--runs N] [--violations N]
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from statistics import median
from typing import NamedTuple

HERE = Path(__file__).parent
LIBGRAPH = str(Path(sys.executable).with_name("libgraph"))


class Cost(NamedTuple):
    """What a process took."""

    seconds: float
    megabytes: float


def cost(command: Sequence[str], fine: Sequence[int] = (0, 1)) -> Cost:
    """Run a command to its end; violations are no failure of it."""
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode not in fine:
        raise SystemExit(f"{' '.join(command)} ended with {process.returncode}")
    return Cost(used.ru_utime + used.ru_stime, used.ru_maxrss / 1024)


def engine(name: str, data: Path) -> list[str]:
    """The command that validates with an engine; its report goes beside the data."""
    report = data.with_suffix(f".{name}.json")
    return [LIBGRAPH, "validate", str(data), "--engine", name, "-f", "json", "-o", str(report)]


def same_report(data: Path) -> bool:
    """Whether both engines wrote the same bytes."""
    one, other = (data.with_suffix(f".{name}.json") for name in ("columns", "pyshacl"))
    return one.read_bytes() == other.read_bytes()


def measure(size: str, violations: int, runs: int, place: Path) -> None:
    """Print the rows of one size."""
    data = place / f"{size}.nt"
    make = [sys.executable, str(HERE / "generate.py"), size, "--violations", str(violations)]
    subprocess.run([*make, "-o", str(data)], check=True, stderr=subprocess.DEVNULL)
    commands = {
        "libgraph, columns": engine("columns", data),
        "libgraph, pyshacl": engine("pyshacl", data),
        "pyshacl alone": [sys.executable, str(HERE / "validation_by_pyshacl.py"), str(data)],
    }
    rounds = [{name: cost(command) for name, command in commands.items()} for _ in range(runs)]
    if not same_report(data):
        raise SystemExit(f"{size}: the reports differ")
    for name in commands:
        ratio = median(one[name].seconds / one["libgraph, columns"].seconds for one in rounds)
        seconds = median(one[name].seconds for one in rounds)
        memory = median(one[name].megabytes for one in rounds)
        print(f"| {size} | {name} | {seconds:.2f} | {ratio:.1f} | {memory:.0f} |", flush=True)


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("sizes", nargs="*", default=["10k", "100k"])
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--violations", type=int, default=200)
    asked = parser.parse_args()
    print("| triples | engine | seconds | times ours | MB |\n|---|---|---|---|---|")
    with tempfile.TemporaryDirectory() as place:
        for size in asked.sizes:
            measure(size, asked.violations, asked.runs, Path(place))


if __name__ == "__main__":
    main()
