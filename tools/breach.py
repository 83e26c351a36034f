"""Take the defences of SECURITY.md away, one at a time, and see whether their tests notice.

make breach                       every breach of tools/breach.toml; dates the sentence of the page
python tools/breach.py gzip dot   those whose threat or defence has one of these words; only tells

A breach is a small change to the code, in a copy of the project. Each test runs there with limits
of time and memory: without its defence, it may want all. The exit code is 1 where a test did not
notice, 3 where the plan is stale or a test fails anyway.
"""

from __future__ import annotations

import argparse
import os
import re
import shutil
import signal
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import date
from importlib.util import cache_from_source
from pathlib import Path
from resource import RLIMIT_AS, setrlimit
from tempfile import TemporaryDirectory
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
PLAN, PAGE = ROOT / "tools" / "breach.toml", ROOT / "SECURITY.md"
CODE, TESTS = Path("src", "libgraph"), Path("tests", "security")
COPIED = ("src", "tests", "data", "ontology", "queries", "pyproject.toml")
SECONDS, MEMORY = 60, (4 * 2**30, 4 * 2**30)
SENTENCE = "{} defences were taken away one by one on {}; the tests noticed {}."
PYTEST = (sys.executable, "-m", "pytest", "-x", "--tb=short", "-p", "no:cacheprovider")
_ROW = re.compile(r"^\| (?!threat|---)(.+?) \| .+? \| (.+?) \|$", re.MULTILINE)
_TEST = re.compile(r"^def (test_\w+)", re.MULTILINE)
_MARKED = re.compile(r"(?<=<!-- breach -->\n).*?(?=\n<!-- /breach -->)", re.DOTALL)


class Stale(Exception):
    """The plan does not fit the code, or the tests fail without any breach."""


@dataclass(frozen=True)
class Change:
    """A text that stands in a file of the code exactly once, and what it becomes."""

    file: str
    was: str
    now: str

    def made(self, root: Path) -> str:
        """The text of the file with the change.

        Raises:
            Stale: there is no one place for it.
        """
        text = (root / CODE / self.file).read_text("utf-8")
        if (count := text.count(self.was)) != 1:
            raise Stale(f"{self.file} has {self.was!r} {count} times, not once: write it anew")
        return text.replace(self.was, self.now)


@dataclass(frozen=True)
class Breach:
    """A defence that is taken away, and the tests that have to notice, each of them."""

    threat: str
    defence: str
    tests: tuple[str, ...]
    changes: tuple[Change, ...]

    def __str__(self) -> str:
        return f"{self.threat}: {self.defence}"


def plan() -> list[Breach]:
    """All breaches."""
    read = tomllib.loads(PLAN.read_text("utf-8"))
    return [_breach(threat, one) for threat, many in read.items() for one in many]


def _breach(threat: str, said: dict[str, Any]) -> Breach:
    every = (said, *said.get("also", ()))
    changes = tuple(Change(one["file"], one["was"], one["now"]) for one in every)
    return Breach(threat, said["defence"], tuple(said["tests"]), changes)


def rows() -> dict[str, set[str]]:
    """The threats of the page, each with its tests."""
    found = _ROW.findall(PAGE.read_text("utf-8"))
    return {threat: set(re.findall(r"`(test_\w+)`", proof)) for threat, proof in found}


def places() -> dict[str, str]:
    """The tests by their names, as pytest takes them."""
    files = {TESTS / file.name: file.read_text("utf-8") for file in (ROOT / TESTS).glob("*.py")}
    return {n: f"{file}::{n}" for file, text in files.items() for n in _TEST.findall(text)}


def copied(to: Path) -> None:
    """Copy what the tests need, as far as git knows it."""
    command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard", *COPIED]
    listed = subprocess.check_output(command, cwd=ROOT, text=True)
    for name in listed.split("\0"):
        if (ROOT / name).is_file():
            (to / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(ROOT / name, to / name)


@contextmanager
def broken(breach: Breach, copy: Path) -> Iterator[None]:
    """The copy with a breach in it, as long as the block lasts."""
    files = [copy / CODE / change.file for change in breach.changes]
    before = {file: file.read_text("utf-8") for file in files}
    try:
        for file, change in zip(files, breach.changes, strict=True):
            _put(file, change.made(copy))
        yield
    finally:
        for file, text in before.items():
            _put(file, text)


def _put(file: Path, text: str) -> None:
    file.write_text(text, "utf-8")
    Path(cache_from_source(str(file))).unlink(missing_ok=True)  # it may be as long and as old


def complaint(copy: Path, *tests: str, seconds: int = SECONDS) -> str:
    """What the first test that fails says, or how it ends; '' where all is well.

    Raises:
        Stale: they could not be run.
    """
    paths = {"PYTHONPATH": "src:tests", "TMPDIR": str(copy), "LIBGRAPH_CACHE": str(copy / "cache")}
    process = subprocess.Popen(
        [*PYTEST, "--basetemp", str(copy / "basetemp"), *tests], cwd=copy, text=True,
        env=os.environ | paths, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
        start_new_session=True, preexec_fn=lambda: setrlimit(RLIMIT_AS, MEMORY),
    )  # fmt: skip
    try:
        said, _ = process.communicate(timeout=seconds)
    except subprocess.TimeoutExpired:
        return f"still at work after {seconds} s"
    finally:
        with suppress(ProcessLookupError):  # and whatever it started
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()
    if (code := process.returncode) > 1 and "MemoryError" not in said:
        raise Stale(f"pytest ends with {code}: {said[-600:]}")
    why = re.search(r"^E +(.*\S)", said, re.MULTILINE)
    return (why[1] if why else f"pytest ends with {code}") if code else ""


def unseen(breaches: list[Breach], copy: Path) -> Iterator[tuple[Breach, str]]:
    """The breaches that a test did not notice, with that test; how it goes is printed."""
    known, named = places(), {name for breach in breaches for name in breach.tests}
    if why := complaint(copy, *(known[name] for name in sorted(named)), seconds=10 * SECONDS):
        raise Stale(f"a test fails without any breach: {why}")
    for breach in breaches:
        with broken(breach, copy):
            for name in breach.tests:
                why = complaint(copy, known[name])
                said = f"noticed: {why}" if why else "did NOT notice"
                print(f"{breach}\n    {name} {said}", flush=True)
                if not why:
                    yield breach, name


def main() -> int:
    """Break, run, tell."""
    reader = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    reader.add_argument("words", nargs="*", metavar="WORD", help="all breaches, if there is none")
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))  # what runs is ended first
    words = [word.casefold() for word in reader.parse_args().words]
    chosen = [one for one in plan() if not words or any(w in str(one).casefold() for w in words)]
    try:
        with TemporaryDirectory(prefix="breach-") as folder:
            copied(Path(folder))
            missed = list(unseen(chosen, Path(folder)))
    except Stale as error:
        print(f"tools/breach.toml: {error}", file=sys.stderr)
        return 3
    for breach, name in missed:
        print(f"{name} did not notice ({breach}): strengthen it, or mend the defence")
    taken, noticed = len(chosen), len(chosen) - len({breach for breach, _ in missed})
    print(said := SENTENCE.format(taken, date.today(), noticed))
    if not words:
        PAGE.write_text(_MARKED.sub(said, PAGE.read_text("utf-8")), "utf-8")
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
