"""Which form of a thing is wanted: by the ending of the address, ``format=``, or Accept."""

from __future__ import annotations

from starlette.requests import Request

from libgraph.web.formats import GRAPHS, PAGE, wanted

SUFFIXES = {
    ".ttl": "turtle", ".jsonld": "jsonld", ".nt": "ntriples", ".rdf": "rdfxml", ".html": PAGE,
}  # fmt: skip
_OFFERED = {PAGE: PAGE, "application/xhtml+xml": PAGE, **GRAPHS}


def form(request: Request) -> tuple[Request, str]:
    """The request without the ending of its address, and the form that it wants; a page first.

    Raises:
        HTTPException: 406, it wants none that there is.
    """
    path = request.url.path
    for suffix, format_ in SUFFIXES.items():
        if path.endswith(suffix) and not path.endswith("/" + suffix):
            return _plain(request, suffix), format_
    return request, wanted(request, _OFFERED)


def _plain(request: Request, suffix: str) -> Request:
    """The request as if the address had no ending: links of the page are made from it."""
    parameters = {
        name: value.removesuffix(suffix) if isinstance(value, str) else value
        for name, value in request.path_params.items()
    }
    path = request.url.path.removesuffix(suffix)
    return Request({**request.scope, "path": path, "path_params": parameters}, request.receive)
