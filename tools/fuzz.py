"""Make up inputs for every reader of foreign bytes, and commands for the whole, as long as asked.

make fuzz MINUTES=60              an hour in all, divided evenly; adds to docs/fuzzing.md
python tools/fuzz.py --minutes 5 --only csv --dry

The readers and what must hold are in tests/fuzz/. What is found is kept there, in corpus/NAME/,
and make test fails until it is mended; an order of commands is printed, and kept in build/fuzz/.
"""

from __future__ import annotations

import argparse
import re
import resource
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
FUZZ, PAGE, WORK = ROOT / "tests" / "fuzz", ROOT / "docs" / "fuzzing.md", ROOT / "build" / "fuzz"
BEGIN, END = "<!-- begin: written by tools/fuzz.py -->", "<!-- end -->"
sys.path.insert(0, str(FUZZ))
from targets import CORPUS, LARGEST, Target, targets  # noqa: E402

COMMANDS = "commands"
_ROW = re.compile(r"\| ([\w-]+) \| (.+?) \| ([\d,.]+) \| ([\d,]+) \| (\d+) \|")
_RUNS = re.compile(r"stat::number_of_executed_units: (\d+)|DONE: (\d+) runs")
_LEAST = 5.0
"""Seconds that a harness gets at least."""


@dataclass
class Tally:
    """What one harness did, over all runs."""

    name: str
    what: str
    seconds: float = 0.0
    runs: int = 0
    found: int = 0

    def row(self) -> str:
        """A row of the table."""
        minutes = f"{self.seconds / 60:,.2f}"
        return f"| {self.name} | {self.what} | {minutes} | {self.runs:,} | {self.found} |"


def fuzz(tally: Tally, target: Target | None, seconds: float) -> None:
    """Let one harness work, and add what it did."""
    before = _spent()
    with tempfile.TemporaryDirectory(prefix="libgraph-fuzz-") as folder:
        found = Path(folder)
        log = _run(_command(target, found, seconds), seconds)
        kept = WORK if tally.name == COMMANDS else CORPUS / tally.name
        for path in sorted(found.glob("*-*")):
            shutil.copy(path, kept / path.name)
            tally.found += 1
    for line in log.splitlines():
        if line.startswith(("FOUND", "==", "Traceback")) or "Error" in line:
            print(f"  {line}", flush=True)
    told = _RUNS.findall(log)
    tally.runs += int("".join(told[-1])) if told else 0
    tally.seconds += _spent() - before


def _spent() -> float:
    """The seconds of a processor that all harnesses used: the clock runs on while others work."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def _command(target: Target | None, found: Path, seconds: float) -> list[str]:
    if target is None:
        return [sys.executable, str(FUZZ / "machine.py"), str(found), f"{seconds:.0f}"]
    name, work, dictionary = target.name, WORK / target.name, found / "words"
    work.mkdir(parents=True, exist_ok=True)
    dictionary.write_text("".join(f'"{_escaped(word)}"\n' for word in target.words), "ascii")
    reader = str(ROOT / "tools" / "fuzz_reader.py")
    return [
        *(sys.executable, reader, target.read.__module__, name, str(found)),
        *(str(work), str(CORPUS / name), f"-max_total_time={seconds:.0f}", f"-dict={dictionary}"),
        *("-print_final_stats=1", "-timeout=30", "-rss_limit_mb=2048", f"-max_len={LARGEST}"),
        f"-artifact_prefix={found}/found-",
    ]


def _escaped(word: bytes) -> str:
    return "".join(f"\\x{byte:02X}" for byte in word)


def _run(command: list[str], seconds: float) -> str:
    try:
        done = subprocess.run(
            command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False,
            timeout=seconds + 120, cwd=WORK,
        )  # fmt: skip
    except subprocess.TimeoutExpired as error:
        return (error.stdout or b"").decode("utf-8", "replace") + "\nError: it did not end"
    return done.stdout.decode("utf-8", "replace")


# ── The table ────────────────────────────────────────────────────────────────────────────


def tallies(page: str) -> list[Tally]:
    """What was done so far, by the page; readers without a row begin at nothing."""
    before = {row[0]: row for row in _ROW.findall(page)}
    return [_tally(name, what, before.get(name)) for name, what in _named()]


def _named() -> Iterator[tuple[str, str]]:
    yield from ((target.name, target.what) for target in targets())
    yield COMMANDS, "commands in any order: import, match, undo, build, update, diff, export"


def _tally(name: str, what: str, row: tuple[str, ...] | None) -> Tally:
    if row is None:
        return Tally(name, what)
    minutes, runs, found = (float(cell.replace(",", "")) for cell in row[2:])
    return Tally(name, what, minutes * 60, int(runs), int(found))


def table(found: list[Tally]) -> str:
    """The table in Markdown, with a line of sums."""
    total = Tally(
        "all", "", sum(one.seconds for one in found), sum(one.runs for one in found),
        sum(one.found for one in found),
    )  # fmt: skip
    heads = "| harness | what it reads | minutes | executions | findings |\n|---|---|--:|--:|--:|\n"
    return heads + "".join(f"{one.row()}\n" for one in [*found, total])


def _add(done: Tally) -> None:
    """Add to the page as it is now: others may have added to it meanwhile."""
    page = PAGE.read_text("utf-8")
    head, _, rest = page.partition(BEGIN)
    found = tallies(page)
    row = next(one for one in found if one.name == done.name)
    row.seconds, row.runs, row.found = (
        row.seconds + done.seconds, row.runs + done.runs, row.found + done.found,
    )  # fmt: skip
    said = f"Last run {datetime.now(UTC):%Y-%m-%d}; minutes are of one processor.\n\n{table(found)}"
    PAGE.write_text(f"{head}{BEGIN}\n{said}{END}{rest.partition(END)[2]}", "utf-8")


def main() -> int:
    """Run all that is asked; 1 if anything was found."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("--minutes", type=float, default=60, help="in all")
    parser.add_argument("--only", action="append", help="only this harness")
    parser.add_argument("--dry", action="store_true", help="leave docs/fuzzing.md as it is")
    asked = parser.parse_args()
    WORK.mkdir(parents=True, exist_ok=True)
    every = [Tally(name, what) for name, what in _named()]
    chosen = [one for one in every if not asked.only or one.name in asked.only]
    known = {target.name: target for target in targets()}
    share = max(_LEAST, asked.minutes * 60 / max(1, len(chosen)))
    for tally in chosen:
        fuzz(tally, known.get(tally.name), share)
        print(f"{tally.name}: {tally.runs:,} runs, {tally.found} found", flush=True)
        if not asked.dry:
            _add(tally)
    print(table(chosen))
    return int(any(one.found for one in chosen))


if __name__ == "__main__":
    sys.exit(main())
