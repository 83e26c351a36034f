"""Which format a program wants: by ``format=`` in the address, else by its Accept header."""

from __future__ import annotations

from collections.abc import Mapping

from starlette.exceptions import HTTPException
from starlette.requests import Request

SOLUTIONS = {
    "application/sparql-results+json": "json",
    "application/sparql-results+xml": "xml",
    "text/csv": "csv",
    "text/tab-separated-values": "tsv",
    "application/json": "json",
    "application/xml": "xml",
    "text/xml": "xml",
}
GRAPHS = {
    "text/turtle": "turtle",
    "application/n-triples": "ntriples",
    "application/rdf+xml": "rdfxml",
    "application/ld+json": "jsonld",
    "application/json": "jsonld",
    "text/plain": "ntriples",
    "application/xml": "rdfxml",
}
PAGE = "text/html"


def wanted(request: Request, offered: Mapping[str, str], named: str = "") -> str:
    """The format that a request wants, of those offered by media type; the first is the rule.

    `named` is one that it names elsewhere than in its address.

    Raises:
        HTTPException: 406, it wants none of them; the text lists them.
    """
    asked = named or request.query_params.get("format", "")
    if asked:
        by_name = {name: name for name in offered.values()} | dict(offered)
        if asked in by_name:
            return by_name[asked]
        raise HTTPException(406, f"there is no format {asked!r} here: {_listed(offered)}")
    accepted = request.headers.get("accept", "")
    best = accepts(accepted, tuple(offered))
    if best is None:
        raise HTTPException(406, f"nothing of {accepted!r} can be had here: {_listed(offered)}")
    return offered[best]


def accepts(header: str, offered: tuple[str, ...]) -> str | None:
    """The media type of those offered that a header weighs most; None where it wants none.

    >>> accepts("text/csv;q=0.5, application/*", ("text/csv", "application/json"))
    'application/json'
    >>> accepts("image/png", ("text/csv",)) is None
    True
    """
    if not header.strip():
        return offered[0]
    weighed = dict(weights(header))
    scored = []
    for place, media in enumerate(offered):
        general = media.partition("/")[0] + "/*"
        weight = weighed.get(media, weighed.get(general, weighed.get("*/*", 0.0)))
        if weight > 0:
            scored.append((-weight, place, media))
    return min(scored)[2] if scored else None


def weights(header: str) -> list[tuple[str, float]]:
    """What a header of the Accept family names, in small letters, each with its weight."""
    found = []
    for part in header.split(","):
        media, *parameters = (piece.strip() for piece in part.split(";"))
        weight = next((p[2:] for p in parameters if p.startswith("q=")), "1")
        try:
            found.append((media.lower(), float(weight)))
        except ValueError:
            found.append((media.lower(), 0.0))
    return found


def _listed(offered: Mapping[str, str]) -> str:
    return "ask for " + ", ".join(dict.fromkeys(offered))


def media_type(format_: str, offered: Mapping[str, str]) -> str:
    """The media type that names a format."""
    return next(media for media, name in offered.items() if name == format_)
