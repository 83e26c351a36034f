"""Strangers' questions, each in a process that can be killed, when it is its turn."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from typing import TypeVar

from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect, Request

from libgraph.errors import CannotRun, LimitReached, UsageError
from libgraph.graph.limits import Limits
from libgraph.graph.results import solutions
from libgraph.graph.workers import Answer as Reading
from libgraph.graph.workers import Job, Worker
from libgraph.query.answer import Answer
from libgraph.query.header import Question
from libgraph.query.run import ask
from libgraph.web.asked import Asked
from libgraph.web.held import Edition, Held

T = TypeVar("T")
log = logging.getLogger("libgraph.web")


class Turns:
    """So many at a time, and so many more may wait; the rest is sent away."""

    def __init__(self, at_a_time: int, waiting: int) -> None:
        self._turn = asyncio.Semaphore(at_a_time)
        self._free = at_a_time + waiting

    async def __aenter__(self) -> None:
        if self._free <= 0:
            raise HTTPException(
                503, "too many queries are waiting: try again soon", {"Retry-After": "5"}
            )
        self._free -= 1
        try:
            await self._turn.acquire()
        except BaseException:
            self._free += 1
            raise

    async def __aexit__(self, *_: object) -> None:
        self._free += 1
        self._turn.release()


async def within(
    request: Request, edition: Edition, job: Job, read: Callable[[Reading, bytes], T]
) -> T:
    """What `read` makes of the answer to a job, when it is its turn.

    It is given up where nobody waits for it any more.

    Raises:
        HTTPException: 503, too many wait already, or the graph cannot be read any more.
        LimitReached: it costs more than it may.
        UsageError: what is asked cannot be meant.
    """
    turns: Turns = request.app.state.turns
    held: Held = request.app.state.held
    async with turns:
        if await request.is_disconnected():
            raise ClientDisconnect  # while it waited for its turn
        limits = held.settings.limits
        running = asyncio.create_task(
            run_in_threadpool(_done, held, edition, job, limits, read, request)
        )
        leaving = asyncio.create_task(_gone(request))
        try:
            await asyncio.wait({running, leaving}, return_when=asyncio.FIRST_COMPLETED)
            if not running.done():
                request.state.stopped = True
                if worker := getattr(request.state, "worker", None):
                    worker.end()
                await asyncio.gather(running, return_exceptions=True)
                raise ClientDisconnect  # what came of it is no fault, and no limit was reached
            return running.result()
        except (LimitReached, UsageError):
            raise
        except CannotRun as error:
            log.error("%s", error)
            raise HTTPException(503, "the graph cannot be read now: try again later") from None
        finally:
            leaving.cancel()


async def answered(
    request: Request,
    edition: Edition,
    one: Question,
    given: dict[str, str],
    asked: Asked,
    rows: range,
) -> tuple[int, Answer]:
    """How many rows the answer to a named question has, and some of them.

    Raises:
        HTTPException: 503, too many wait already.
        LimitReached: it costs more than it may.
        UsageError: what is asked cannot be meant.
    """
    if not request.app.state.settings.served:  # a page that is written is no stranger's
        whole = ask(
            edition.graph, one, given, span=asked.span, certain=asked.certain, lang=asked.lang
        )
        return len(whole.rows), Answer(whole.columns, whole.rows[rows.start : rows.stop])
    job = {
        "question": one.name, "values": given, "span": asked.as_of, "certain": asked.certain,
        "lang": asked.lang, "offset": rows.start, "rows": len(rows),
    }  # fmt: skip

    def read(reading: Reading, content: bytes) -> tuple[int, Answer]:
        found = solutions(content)
        columns = tuple(variable.value for variable in found.variables)
        return int(reading.kind.split()[1]), Answer(columns, [tuple(row) for row in found])

    return await within(request, edition, job, read)


async def _gone(request: Request) -> None:
    while not await request.is_disconnected():
        await asyncio.sleep(0.25)


def _done(
    held: Held,
    edition: Edition,
    job: Job,
    limits: Limits,
    read: Callable[[Reading, bytes], T],
    request: Request,
) -> T:
    def taken(worker: Worker) -> None:
        request.state.worker = worker
        if getattr(request.state, "stopped", False):
            worker.end()

    with held.workers(edition).do(job, limits, taken=taken) as reading:
        return read(reading, reading.read())
