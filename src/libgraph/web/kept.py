"""Pages that are made once for each edition of the graph; who has one already is told so."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from datetime import date
from functools import wraps
from typing import Concatenate, ParamSpec, cast

from starlette.requests import Request
from starlette.responses import Response

from libgraph.web.asked import asked

_OF_THE_BODY = ("content-length", "content-type")
P = ParamSpec("P")
Endpoint = Callable[Concatenate[Request, P], Response]


def kept(endpoint: Endpoint[P]) -> Endpoint[P]:
    """An endpoint whose answers are kept by address, language, day and edition of the graph."""

    @wraps(endpoint)
    def answer(request: Request, /, *more: P.args, **named: P.kwargs) -> Response:
        held = request.app.state.held
        key = (
            held.current.number, request.url.path, request.url.query, asked(request).lang,
            date.today(), more,
        )  # fmt: skip
        page = held.pages.get(key, lambda: _tagged(endpoint(request, *more, **named)))
        return _unchanged(page) if _has(request, page) else _copied(page)

    return cast(Endpoint[P], answer)


def _tagged(made: Response) -> Response:
    """The answer, with a tag that changes with its content."""
    if made.status_code == 200:
        made.headers.setdefault("ETag", f'"{hashlib.sha256(made.body).hexdigest()[:20]}"')
        made.headers.setdefault("Cache-Control", "no-cache")
        made.headers.setdefault("Vary", "Accept, Accept-Language")
    return made


def _has(request: Request, page: Response) -> bool:
    """Whether who asks has this very page."""
    tags = request.headers.get("if-none-match", "").replace("W/", "")
    tag = page.headers.get("etag", "")
    return bool(tag) and tag in [one.strip() for one in tags.split(",")]


def _unchanged(page: Response) -> Response:
    """What is true of the page still; a browser takes these for the headers of its copy."""
    told = {name: value for name, value in page.headers.items() if name not in _OF_THE_BODY}
    return Response(status_code=304, headers=told)


def _copied(page: Response) -> Response:
    """The answer for one request: what is added to its headers later stays there."""
    copy = Response(page.body, page.status_code)
    copy.raw_headers = list(page.raw_headers)
    return copy
