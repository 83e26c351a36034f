"""Processes that answer one query at a time, and are killed where it costs too much.

A query of Oxigraph cannot be interrupted from within, nor held to a share of memory: so it runs
in a process of its own. What is read of an answer before the limit is not an answer: reading
on raises.
"""

from __future__ import annotations

import contextlib
import io
import json
import subprocess
import sys
import threading
import weakref
from collections.abc import Callable
from pathlib import Path
from typing import IO, Any, cast

from libgraph import errors
from libgraph.errors import BadQuery, CannotRun, LibgraphError, LimitReached, UsageError
from libgraph.graph.limits import Limits
from libgraph.graph.stored import Dataset
from libgraph.graph.worker import HEAD

EVERYTHING = Dataset()
_START = 60.0
"""So many seconds a process may take to open the store."""
QUERIES = "libgraph.graph.worker"
"""The module whose processes answer queries; another may know more kinds of jobs."""
Job = dict[str, Any]
_STACK_OVERFLOW = (-11, -7, -10, 0xC00000FD)  # as Linux, macOS and Windows say


class Worker:
    """A process that holds the store in a folder; it answers one query after another."""

    def __init__(self, place: Path, memory: int | None = None, module: str = QUERIES) -> None:
        limit = [str(memory)] if memory else []
        self.memory, self.late = memory, False
        self._process = subprocess.Popen(
            [sys.executable, "-m", module, str(place), *limit],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        )
        self._in = cast(IO[bytes], self._process.stdin)
        self._out = cast(IO[bytes], self._process.stdout)
        self._ready = False
        self._end = weakref.finalize(self, _end, self._process, self._in, self._out)

    @property
    def alive(self) -> bool:
        """Whether it can be asked (again)."""
        return self._process.poll() is None

    def open(self) -> None:
        """Wait until it has opened the store, or is no more: then reading says why."""
        if self._ready:
            return
        hanging = threading.Timer(_START, self.end)
        hanging.daemon = True
        hanging.start()
        with contextlib.suppress(ValueError):  # closed under our hands
            self._ready = self._out.read(HEAD.size)[:1] == b"R"
        hanging.cancel()

    def begin(self, job: Job) -> None:
        """Hand it a job; its answer is read with `read`."""
        # where it is gone, or was ended meanwhile (ValueError), reading says why
        with contextlib.suppress(BrokenPipeError, ValueError):
            self._in.write(json.dumps(job).encode() + b"\n")
            self._in.flush()

    def read(self) -> tuple[bytes, bytes]:
        """The next frame: its letter and content; letter '' where the process is no more."""
        head = self._out.read(HEAD.size)
        if len(head) < HEAD.size:
            return b"", b""
        letter, length = HEAD.unpack(head)
        content = self._out.read(length)
        return (letter, content) if len(content) == length else (b"", b"")

    def end(self) -> None:
        """Kill it, whatever it is doing, and wait until it is gone."""
        self._end()

    def expire(self) -> None:
        """End it because its time is up."""
        self.late = True
        self.end()

    def wait(self) -> None:
        """Wait until it is gone."""
        self._process.wait()

    def why_dead(self) -> LibgraphError:
        """What to say of a process that ended by itself."""
        code = self._process.wait()
        if self._ready and code in _STACK_OVERFLOW:
            return BadQuery("this is nested, or chained, too deeply to be run: make it simpler")
        if self.memory and self._ready:
            return LimitReached.of_memory(self.memory)
        what = "answering" if self._ready else "opening the graph"
        return CannotRun(f"the process {what} ended by itself (code {code}): try again")


def _end(process: subprocess.Popen[bytes], *pipes: IO[bytes]) -> None:
    process.kill()
    for pipe in pipes:
        with contextlib.suppress(OSError):
            pipe.close()
    process.wait()


class Answer(io.RawIOBase):
    """The answer of a worker as a file to read: TSV, N-Triples, or ``true`` and ``false``.

    `kind` is solutions, triples or boolean, or what else a job answers with. `cut`, once all is
    read, says whether rows were left out. Reading raises LimitReached where the time is up or the
    memory used up.
    """

    def __init__(
        self,
        worker: Worker,
        job: Job,
        limits: Limits,
        left: float | None,
        done: Callable[[Worker], None],
    ) -> None:
        super().__init__()
        self._worker, self._limits, self._done = worker, limits, done
        self._held, self._whole = b"", False
        self.cut = False
        self._timer = threading.Timer(left or 0, worker.expire)
        self._timer.daemon = True
        worker.begin(job)
        worker.open()  # which is none of the question's time
        if left is not None:
            self._timer.start()
        letter, content = self._next()
        if letter == b"X":
            self._finish()
            raise _refused(content, worker.memory)
        self.kind = content.decode()

    def readable(self) -> bool:
        """It is a file to read."""
        return True

    def readinto(self, buffer: object) -> int:
        """Read the next bytes; 0 at the end of a whole answer."""
        view = memoryview(buffer).cast("B")  # type: ignore[arg-type]
        while not self._held and not self._whole:
            letter, self._held = self._next()
            if letter == b"E":
                self.cut, self._held = self._held == b"cut", b""
                self._finish()
            elif letter == b"X":
                content, self._held = self._held, b""
                self._finish()
                raise _refused(content, self._worker.memory)
        taken, self._held = self._held[: len(view)], self._held[len(view) :]
        view[: len(taken)] = taken
        return len(taken)

    def close(self) -> None:
        """Give up what has not been read: its worker is ended."""
        if not self.closed and not self._whole:
            self._timer.cancel()
            self._whole = True
            self._worker.end()
        super().close()

    def _next(self) -> tuple[bytes, bytes]:
        try:
            letter, content = self._worker.read()
        except ValueError:  # closed under our hands, for the time was up
            letter, content = b"", b""
        if letter:
            return letter, content
        self._whole = True
        self._timer.cancel()
        if self._worker.late:
            self._worker.wait()  # while it is there, it has its memory
            raise LimitReached.of_time(self._limits.seconds or 0)
        try:
            raise self._worker.why_dead()  # kept by no name, it goes with what was half read
        finally:
            self._worker.end()

    def _finish(self) -> None:
        self._whole = True
        self._timer.cancel()
        self._done(self._worker)


class Workers:
    """Workers for one store: an idle one is used again, a spent one replaced."""

    def __init__(self, place: Path, memory: int | None = None, module: str = QUERIES) -> None:
        self._place, self._memory, self._module = place, memory, module
        self._idle: list[Worker] = []
        self._lock = threading.Lock()
        self._closed = False

    def ask(
        self,
        sparql: str,
        limits: Limits,
        left: float | None = None,
        dataset: Dataset = EVERYTHING,
        taken: Callable[[Worker], object] = lambda worker: None,
    ) -> Answer:
        """Begin a query over some of the graphs; the answer comes as it is read.

        With `left`, only so many of the limit's seconds are left for it. `taken` hears of the
        worker before it begins: from another thread it can be ended, and then this raises.

        Raises:
            BadQuery: it does not parse, or is an update.
            LimitReached: it cost more than it may before its first row.
            CannotRun: the store cannot be opened.
        """
        graphs = list(dataset.default), list(dataset.named)
        job = {"sparql": sparql, "rows": limits.rows, "dataset": graphs}
        return self.do(job, limits, left, taken)

    def do(
        self,
        job: Job,
        limits: Limits,
        left: float | None = None,
        taken: Callable[[Worker], object] = lambda worker: None,
    ) -> Answer:
        """Begin any job that the processes know, as `ask` begins a query.

        Raises:
            UsageError: what was asked cannot be meant.
            LimitReached: it cost more than it may before its first row.
            CannotRun: the store cannot be opened.
        """
        seconds = limits.seconds if left is None else left
        worker = self._take()
        taken(worker)
        return Answer(worker, job, limits, seconds, self._back)

    def close(self) -> None:
        """End all that are idle, and those at work as they finish."""
        with self._lock:
            self._closed = True
            idle, self._idle = self._idle, []
        for worker in idle:
            worker.end()

    def _take(self) -> Worker:
        with self._lock:
            while self._idle:
                worker = self._idle.pop()
                if worker.alive:
                    return worker
                worker.end()
        return Worker(self._place, self._memory, self._module)

    def _back(self, worker: Worker) -> None:
        with self._lock:
            if not self._closed:
                self._idle.append(worker)
                return
        worker.end()


def _refused(content: bytes, memory: int | None) -> Exception:
    said = json.loads(content)
    kind = getattr(errors, said["kind"], None)
    if isinstance(kind, type) and issubclass(kind, UsageError):
        return kind(said["message"])
    if said["kind"] == "MemoryError" and memory:
        return LimitReached.of_memory(memory)
    return CannotRun(f"the query could not be run ({said['message']}): try again")
