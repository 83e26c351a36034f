"""What processes cost: processor time and memory, two of them alternating in one run."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median


@dataclass(frozen=True, slots=True)
class Cost:
    """Seconds of the processor, and megabytes at most; `said` is what a task measured itself."""

    seconds: float
    megabytes: float
    said: dict[str, float]


@dataclass(frozen=True, slots=True)
class Pair:
    """One against the other, run by run."""

    ours: list[Cost]
    theirs: list[Cost]

    def ratio(self) -> float:
        """The median of ours by theirs."""
        both = zip(self.ours, self.theirs, strict=True)
        return median(one.seconds / other.seconds for one, other in both)

    def spread(self) -> tuple[float, float]:
        """The least and the greatest of these ratios."""
        both = zip(self.ours, self.theirs, strict=True)
        found = [one.seconds / other.seconds for one, other in both]
        return min(found), max(found)


def cost(command: Sequence[str]) -> Cost:
    """Run a command to its end; a line of JSON that a task ends with replaces the whole time."""
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
    assert process.stdout is not None
    out = process.stdout.read()
    _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode not in (0, 1):  # violations are no failure
        raise SystemExit(f"{' '.join(command)} ended with {process.returncode}")
    said = _said(out) if len(command) > 1 and command[1].endswith("tasks.py") else {}
    whole = used.ru_utime + used.ru_stime
    return Cost(said.get("seconds", whole), used.ru_maxrss / 1024, said)


def _said(out: bytes) -> dict[str, float]:
    found = json.loads(out.splitlines()[-1])
    return {name: float(value) for name, value in found.items()}


def side_by_side(ours: Sequence[str], theirs: Sequence[str], runs: int, warm: bool = True) -> Pair:
    """Alternate two commands."""
    if warm:
        cost(ours), cost(theirs)
    pairs = [(cost(ours), cost(theirs)) for _ in range(runs)]
    return Pair([one for one, _ in pairs], [other for _, other in pairs])


def note(words: str) -> None:
    """Tell how far a long run has come."""
    print(words, file=sys.stderr, flush=True)
