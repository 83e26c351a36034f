"""Processes that write files of a static site side by side, as many as there are processors."""

from __future__ import annotations

import os
import pickle
import subprocess
import sys
from collections.abc import Generator, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from contextlib import suppress
from typing import IO, cast

from libgraph.errors import CannotRun
from libgraph.web.held import Held
from libgraph.web.site_pages import Job, Writer, Written
from libgraph.web.site_places import Place

_AT_ONCE = 16
_MANY = 1000
"""A helper reads the graph first: it is worth that for so many things."""
_MOST = 8
_MODULE = "libgraph.web.site_helper"


def written(job: Job, held: Held, queue: Sequence[Place]) -> Generator[Written, None, None]:
    """Write all that is in a queue, which may grow meanwhile.

    Raises:
        CannotRun: a page cannot be made, or a process ended by itself.
        OSError: a file cannot be written.
    """
    number = min(_processors(), _MOST) if len(job.known.things) >= _MANY else 1
    if number > 1:
        yield from _together(job, queue, number)
        return
    writer = Writer(job, held)
    for place in queue:
        yield writer.write(place)


def _processors() -> int:
    try:
        return len(os.sched_getaffinity(0))
    except AttributeError:  # a system that does not tell
        return os.cpu_count() or 1


def _together(job: Job, queue: Sequence[Place], number: int) -> Iterator[Written]:
    idle = [_Helper(job) for _ in range(number)]
    every, busy, begun = tuple(idle), dict[Future[list[Written]], _Helper](), 0
    with ThreadPoolExecutor(number) as pool:
        try:
            while True:
                while idle and begun < len(queue):
                    part = queue[begun : begun + _AT_ONCE]
                    helper, begun = idle.pop(), begun + len(part)
                    busy[pool.submit(helper.write, part)] = helper
                if not busy:
                    return
                for done in wait(busy, return_when=FIRST_COMPLETED).done:
                    idle.append(busy.pop(done))
                    yield from done.result()
        finally:
            for helper in every:
                helper.end()


class _Helper:
    """A process that writes what it is told; it ends when nobody can tell it any more."""

    def __init__(self, job: Job) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-m", _MODULE],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            start_new_session=True,  # Ctrl+C is for the process that began this
        )
        self._in = cast(IO[bytes], self._process.stdin)
        self._out = cast(IO[bytes], self._process.stdout)
        with suppress(BrokenPipeError):  # then writing says so
            self._tell(job)

    def write(self, places: Sequence[Place]) -> list[Written]:
        """Write some files."""
        try:
            self._tell(places)
            answer: list[Written] | Exception = pickle.load(self._out)
        except (EOFError, OSError, ValueError, pickle.UnpicklingError) as error:
            raise CannotRun("a process that wrote pages ended by itself: try again") from error
        if isinstance(answer, Exception):
            raise answer
        return answer

    def end(self) -> None:
        """End it, whatever it is doing."""
        self._process.kill()
        self._process.wait()
        for pipe in (self._in, self._out):
            with suppress(OSError):
                pipe.close()

    def _tell(self, what: object) -> None:
        pickle.dump(what, self._in)
        self._in.flush()
