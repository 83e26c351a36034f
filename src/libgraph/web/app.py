"""The application: routes of all rooms, what is held, and what guards them."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware

from libgraph.errors import LibgraphError
from libgraph.web import (
    about,
    agreements,
    api,
    conflicts,
    coverage,
    dataset,
    editor,
    editor_pictures,
    entity,
    health,
    home,
    linked_data,
    locating,
    ontology,
    pictures,
    questions,
    reconcile,
    search,
    sparql,
    statics,
    things,
    warming,
)
from libgraph.web.asking import Turns
from libgraph.web.faults import Faults, on_error
from libgraph.web.held import Held
from libgraph.web.looking_back import LookingBack
from libgraph.web.measured import Measured, Measuring
from libgraph.web.safety import Safety
from libgraph.web.settings import Settings

ROOMS = (
    home, search, things, agreements, coverage, conflicts, questions, ontology, about, pictures,
    locating, entity, sparql, editor, editor_pictures, statics, linked_data, dataset, health, api,
    reconcile,
)  # fmt: skip
"""Each has `routes()`."""
_PAUSE = 2.0


def application(settings: Settings, held: Held | None = None) -> Starlette:
    """The explorer as an ASGI application.

    Raises:
        BadFile, BadTables: the graph cannot be opened.
    """
    graph = held or Held(settings)

    @asynccontextmanager
    async def lifespan(_: Starlette) -> AsyncIterator[None]:
        watching = asyncio.create_task(_watch(graph))
        yield
        watching.cancel()
        with suppress(asyncio.CancelledError):
            await watching
        graph.close()

    measured = Measured()
    app = Starlette(
        routes=[route for room in ROOMS for route in room.routes()],
        middleware=[
            Middleware(Measuring, measured),
            Middleware(Safety),
            Middleware(Faults),
            Middleware(LookingBack, graph),
        ],
        exception_handlers={LibgraphError: on_error, HTTPException: on_error},
        lifespan=lifespan,
    )
    app.state.held = graph
    app.state.settings = settings
    app.state.measured = measured
    app.state.turns = Turns(settings.workers, settings.queue)
    return app


async def _watch(held: Held) -> None:
    """Look for changed data now and then; requests go on meanwhile."""
    changed = True
    while True:
        await asyncio.sleep(_PAUSE)
        for job in warming.jobs(held) if changed else ():
            await run_in_threadpool(job)
        changed = await run_in_threadpool(held.refresh)
