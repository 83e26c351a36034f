"""Kill a command at random moments, and look at what it leaves."""

from __future__ import annotations

import atexit
import builtins
import io
import os
import pickle
import random
import shutil
import signal
import sys
import tempfile
import time
import weakref
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from crash_jobs import Broken, Job, Parts, listing

_open = open
STEPS = (
    "open", "write", "fsync", "sync", "replace", "rename", "link", "unlink", "mkdir", "rmdir",
    "chmod", "chown",
)  # fmt: skip


@dataclass
class Tally:
    """What came of killing one command."""

    name: str
    seconds: float
    steps: int
    clock: int = 0
    step: int = 0
    old: int = 0
    new: int = 0
    mixed: int = 0
    left: int = 0
    found: list[str] = field(default_factory=list)

    @property
    def kills(self) -> int:
        """All of them."""
        return self.clock + self.step

    def row(self) -> tuple[str, ...]:
        """The row of the table."""
        numbers = (self.clock, self.step, self.old, self.new, self.mixed, self.left)
        return (self.name, f"{self.seconds:.2f} s", str(self.steps), *map(str, numbers),
                str(len(self.found)))  # fmt: skip


class Killer:
    """Runs one job in a folder of its own, again and again, and kills it."""

    def __init__(self, job: Job, home: Path, chance: random.Random) -> None:
        self._job, self._home, self._chance = job, home, chance
        self._at, self._start = home / "at", home / "start"
        for path in (self._at, self._start):
            shutil.rmtree(path, ignore_errors=True)
        _done(self._prepare)
        shutil.copytree(self._at, self._start)
        self._old = self._parts()
        self.tally = Tally(job.name, *self._measured())
        self._new, self._listing = self._parts(), listing(self._at)
        if self._old == self._new or any(".libgraph-" in name for name in self._listing):
            raise Broken(f"{job.name}: the command changes nothing, or leaves a draft")

    def _prepare(self) -> None:
        self._enter()
        self._job.before(self._at)

    def _enter(self) -> None:
        """Set up the process of a run: where it works, and where it keeps things."""
        self._at.mkdir(parents=True, exist_ok=True)
        (self._home / "temporary").mkdir(exist_ok=True)
        os.chdir(self._at)
        cache = self._home.parent / "cache" if self._job.cached else self._at / "cache"
        os.environ |= {"LIBGRAPH_CACHE": str(cache), "TMPDIR": str(self._home / "temporary")}
        tempfile.tempdir = None

    def _measured(self) -> tuple[float, int]:
        """How long the command takes, and in how many steps; it has come to its end then."""
        taken = []
        for _ in range(2):  # the first warms what is kept
            self._again()
            begun = time.perf_counter()
            code = _ended(self._run(None))
            taken.append(time.perf_counter() - begun)
            if code:
                raise Broken(f"{self._job.name} fails by itself: {self._said()}")
        self._again()
        return min(taken), _done(self._counted)

    def _counted(self) -> int:
        self._enter()
        self._quiet()
        counted = _armed(0)
        _command(self._job)
        return counted[0]

    def _again(self) -> None:
        shutil.rmtree(self._at)
        shutil.rmtree(self._home / "temporary", ignore_errors=True)
        shutil.copytree(self._start, self._at, symlinks=True)

    def _parts(self) -> Parts:
        def read() -> Parts:
            self._enter()
            return self._job.parts(self._at)

        found: Parts = _done(read)
        return found

    def _quiet(self) -> None:
        said = os.open(self._home / "said", os.O_RDWR | os.O_CREAT | os.O_TRUNC)
        os.dup2(said, 1)
        os.dup2(said, 2)

    def _said(self) -> str:
        return (self._home / "said").read_text("utf-8", "replace").strip()[-300:]

    def _run(self, step: int | None) -> int:
        """Start the command; with a step, it dies there."""
        pid = os.fork()
        if pid:
            return pid
        try:
            self._enter()
            self._quiet()
            if step:
                _armed(step)
            os._exit(_command(self._job))
        finally:
            os._exit(99)

    def kill(self) -> bool:
        """Kill it once, and look; False where it came to its end before."""
        self._again()
        by_clock, wait = self.tally.clock <= self.tally.step, 0.0
        if by_clock:
            pid, wait = self._run(None), self._chance.random() * self.tally.seconds * 1.05
            time.sleep(wait)
            os.kill(pid, signal.SIGKILL)
        else:
            pid = self._run(self._chance.randint(1, max(1, self.tally.steps)))
        if _ended(pid) != -signal.SIGKILL:
            self.tally.seconds = min(self.tally.seconds, wait or self.tally.seconds)
            return False
        self.tally.clock += by_clock
        self.tally.step += not by_clock
        try:
            self._look()
        except (Broken, OSError) as error:
            self.tally.found.append(f"kill {self.tally.kills}: {error}")
        return True

    def _look(self) -> None:
        stands = self._parts()
        if any(one not in (a, b) for one, a, b in zip(stands, self._old, self._new, strict=True)):
            raise Broken("what stands is neither the old nor the new")
        self.tally.old += stands == self._old
        self.tally.new += stands == self._new
        self.tally.mixed += stands not in (self._old, self._new)
        self.tally.left += bool(set(listing(self._at)) - {*self._listing, *listing(self._start)})
        code = _ended(self._run(None))
        refused = self._job.once and stands == self._new
        if code != (2 if refused else 0):
            raise Broken(f"the next run ends with {code}: {self._said()}")
        if self._parts() != self._new:
            raise Broken("the next run does not give the new")
        if more := set(listing(self._at)) ^ set(self._listing):
            raise Broken(f"the next run leaves {', '.join(sorted(more))}")
        if more := list((self._home / "temporary").iterdir()):
            raise Broken(f"the next run leaves {more[0].name} in the temporary folder")


def _command(job: Job) -> int:
    from libgraph.cli.main import outcome

    _without_legacy()
    code = outcome(list(job.words))
    sys.stdout.flush()
    atexit._run_exitfuncs()
    return code


def _without_legacy() -> None:
    """Leave it to the first process to tidy at its end what it made."""
    atexit._clear()
    weakref.finalize._registry.clear()  # type: ignore[attr-defined]
    weakref.finalize._registered_with_atexit = False  # type: ignore[attr-defined]


def _armed(step: int) -> list[int]:
    """Count the steps of writing in this process, and die just before one of them."""
    counted = [0]

    def next_step() -> None:
        counted[0] += 1
        if counted[0] == step:
            os.kill(os.getpid(), signal.SIGKILL)

    def watched(function: Callable[..., Any]) -> Callable[..., Any]:
        def step_by_step(*arguments: Any, **named: Any) -> Any:
            next_step()
            return function(*arguments, **named)

        return step_by_step

    def opened(*arguments: Any, **named: Any) -> Any:
        file = _open(*arguments, **named)
        if file.writable():
            next_step()  # it is empty now
        return file

    for name in STEPS:
        setattr(os, name, watched(getattr(os, name)))
    builtins.open = io.open = opened  # type: ignore[assignment]
    return counted


def _done(work: Callable[[], Any]) -> Any:
    """Do something in a process of its own, for engines start threads that no fork survives."""
    reading, writing = os.pipe()
    pid = os.fork()
    if not pid:
        os.close(reading)
        try:
            answer: tuple[str, Any] = ("done", work())
        except Exception as error:
            answer = ("broken", f"{type(error).__name__}: {error}")
        with os.fdopen(writing, "wb") as out:
            pickle.dump(answer, out)
        os._exit(0)
    os.close(writing)
    with os.fdopen(reading, "rb") as answered:
        what, found = pickle.load(answered)
    os.waitpid(pid, 0)
    if what == "broken":
        raise Broken(found)
    return found


def _ended(pid: int) -> int:
    return os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])
