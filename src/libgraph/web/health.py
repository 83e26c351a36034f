"""Whether all is well, and how much there is to do, for those who run the service."""

from __future__ import annotations

import re
from collections.abc import Iterator
from importlib.metadata import version
from itertools import accumulate
from pathlib import Path

from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import Route

from libgraph.web.held import Held
from libgraph.web.measured import BUCKETS, Measured

_NOW = {"Cache-Control": "no-store"}
_FOLDERS = re.compile(r"(?:(?<=[\s'\"(:])|^)(?:[A-Za-z]:)?[\\/]?(?:[^\s\\/:'\"]+[\\/])+")


def routes() -> list[Route]:
    """The routes of this room."""
    return [Route("/health", health), Route("/metrics", metrics)]


def health(request: Request) -> Response:
    """200 while the newest data are served; 503 with what is wrong with them."""
    held: Held = request.app.state.held
    said = {"edition": held.current.number, "version": version("libgraph")}
    if held.trouble:
        told = without_folders(held.trouble, held.settings.paths)
        error = f"the newest data cannot be opened, and older ones are served: {told}"
        return JSONResponse({**said, "status": "trouble", "error": error}, 503, headers=_NOW)
    return JSONResponse({**said, "status": "ok"}, headers=_NOW)


def without_folders(said: str, paths: tuple[str, ...] = ()) -> str:
    """A message in which files keep their names, and folders are not told.

    >>> without_folders("/srv/data/a.ttl line 3: not Turtle")
    'a.ttl line 3: not Turtle'
    """
    for path in paths:
        for folder in {str(Path(path).resolve().parent), str(Path(path).parent)} - {"."}:
            said = said.replace(folder + "/", "")
    return _FOLDERS.sub("", said)


def metrics(request: Request) -> Response:
    """The counts, as Prometheus reads them."""
    held: Held = request.app.state.held
    text = "\n".join(_lines(request.app.state.measured, held)) + "\n"
    kind = "text/plain; version=0.0.4; charset=utf-8"
    return PlainTextResponse(text, headers={**_NOW, "Content-Type": kind})


def _lines(measured: Measured, held: Held) -> Iterator[str]:
    yield from _head("requests_total", "counter", "Requests by method, route and status.")
    for (method, route, status), number in sorted(measured.requests.items()):
        labels = f'method="{method}",route="{route}",status="{status}"'
        yield f"libgraph_requests_total{{{labels}}} {number}"
    yield from _head("request_seconds", "histogram", "How long requests took.")
    for route, numbers in sorted(measured.within.items()):
        yield from _histogram(route, numbers, measured.seconds[route])
    yield from _head("queries_stopped_total", "counter", "Queries stopped, by why.")
    for why in ("limit", "left"):
        yield f'libgraph_queries_stopped_total{{why="{why}"}} {measured.stopped[why]}'
    yield from _head("edition", "gauge", "How often the data were opened since the start.")
    yield f"libgraph_edition {held.current.number}"
    yield from _head("trouble", "gauge", "1 while the newest data cannot be opened.")
    yield f"libgraph_trouble {int(bool(held.trouble))}"


def _head(name: str, kind: str, text: str) -> Iterator[str]:
    yield f"# HELP libgraph_{name} {text}"
    yield f"# TYPE libgraph_{name} {kind}"


def _histogram(route: str, numbers: list[int], seconds: float) -> Iterator[str]:
    name = "libgraph_request_seconds"
    for bound, number in zip((*BUCKETS, "+Inf"), accumulate(numbers), strict=True):
        yield f'{name}_bucket{{route="{route}",le="{bound}"}} {number}'
    yield f'{name}_sum{{route="{route}"}} {seconds:.6f}'
    yield f'{name}_count{{route="{route}"}} {sum(numbers)}'
