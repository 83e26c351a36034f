"""Style sheets and scripts: named files, no path from a request reaches a folder."""

from __future__ import annotations

import mimetypes
from functools import cache

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from libgraph.web.pages import STATIC

_KINDS = {".css", ".js", ".svg", ".png", ".json", ".woff2", ".txt"}


def routes() -> list[Route]:
    """The routes of this room."""
    return [Route("/static/{name}", static)]


def static(request: Request) -> Response:
    """One file, kept by browsers for a year: its address changes with its content."""
    content = files().get(request.path_params["name"])
    if content is None:
        raise HTTPException(404, "there is no such file")
    kind = mimetypes.guess_type(request.path_params["name"])[0] or "text/plain"
    kept = {"Cache-Control": "public, max-age=31536000, immutable"}
    return Response(content, media_type=kind, headers=kept)


@cache
def files() -> dict[str, bytes]:
    """All static files by name; the explorer's own come first."""
    found: dict[str, bytes] = {}
    for folder in STATIC:
        for path in sorted(folder.iterdir()):
            if path.suffix in _KINDS:
                found.setdefault(path.name, path.read_bytes())
    return found
