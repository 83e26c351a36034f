"""The dataset for machines: described in VoID and DCAT, as a site map, and whole as a file."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice
from xml.sax.saxutils import escape

from pyoxigraph import Quad, RdfFormat, serialize
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import PlainTextResponse, RedirectResponse, Response, StreamingResponse
from starlette.routing import Route

from libgraph.graph.protocol import Graph
from libgraph.namespaces import ID, SOURCE
from libgraph.web.asked import asked
from libgraph.web.catalogue import catalogue
from libgraph.web.describing import Site, dcat, void
from libgraph.web.formats import GRAPHS, PAGE, accepts, wanted
from libgraph.web.held import Edition
from libgraph.web.linked_data import in_format
from libgraph.web.open_access import route
from libgraph.web.pages import ROOMS, place

_MOST = 50_000
"""So many addresses a site map may have."""
_DUMPS = {".nq": (RdfFormat.N_QUADS, "application/n-quads"),
          ".nt": (RdfFormat.N_TRIPLES, "application/n-triples")}  # fmt: skip
_AT_ONCE = 2000
_NOT_FOR_ROBOTS = (
    "/api/", "/reconcile", "/sparql", "/draw/", "/suggest", "/search", "/dump.",
    "/*known-at=", "/*as-of=",
)  # fmt: skip


def routes() -> list[Route]:
    """The routes of this room."""
    return [
        route("/.well-known/void", description),
        route("/dataset", description),
        *(route(f"/dump{suffix}", dump) for suffix in _DUMPS),
        Route("/sitemap.xml", sitemap),
        Route("/sitemap-{part:int}.xml", sitemap_part),
        Route("/robots.txt", robots),
    ]


def base(request: Request) -> str:
    """The public address of this site, without a slash at its end."""
    return request.app.state.settings.base or str(request.base_url).rstrip("/")


def description(request: Request) -> Response:
    """The dataset in the words of VoID, and at /dataset in those of DCAT too."""
    accepted = request.headers.get("accept", "")
    is_dcat = request.url.path == "/dataset"
    for_people = PAGE in accepted and accepts(accepted, (PAGE, *GRAPHS)) == PAGE
    if is_dcat and for_people and "format" not in request.query_params:
        return RedirectResponse("/about", 303, headers={"Vary": "Accept"})
    held = request.app.state.held
    site = Site(base(request), shipped=not held.settings.paths)
    triples = set(void(held.current, site)) | (set(dcat(site)) if is_dcat else set())
    return in_format(wanted(request, GRAPHS), triples)


def dump(request: Request) -> Response:
    """All that was read, line by line, however much it is."""
    suffix = "." + request.url.path.rpartition(".")[2]
    format_, media_type = _DUMPS[suffix]
    graph = request.app.state.held.edition(asked(request).known_at).graph
    headers = {"Content-Disposition": f'attachment; filename="libgraph{suffix}"'}
    return StreamingResponse(_written(graph, format_), media_type=media_type, headers=headers)


def _written(graph: Graph, format_: RdfFormat) -> Iterator[bytes]:
    said = iter(graph.said())
    while part := list(islice(said, _AT_ONCE)):
        rows: Iterable[Quad] = (
            part if format_.supports_datasets else (Quad(*q.triple) for q in part)
        )
        yield serialize(rows, format=format_) or b""


def sitemap(request: Request) -> Response:
    """The addresses of all pages; of a large graph, where the parts of this list are."""
    paths, site = _paths(request.app.state.held.current), base(request)
    if len(paths) <= _MOST:
        return _xml("urlset", "url", (site + path for path in paths))
    parts = range(-(-len(paths) // _MOST))
    return _xml("sitemapindex", "sitemap", (f"{site}/sitemap-{part}.xml" for part in parts))


def sitemap_part(request: Request) -> Response:
    """A part of that list."""
    part = request.path_params["part"]
    paths = _paths(request.app.state.held.current)[part * _MOST : (part + 1) * _MOST]
    if not paths:
        raise HTTPException(404, "the site map has no such part: see /sitemap.xml")
    return _xml("urlset", "url", (base(request) + path for path in paths))


def _paths(edition: Edition) -> list[str]:
    """The rooms, things and sources; what has its address elsewhere is not ours to list."""

    def read() -> list[str]:
        things = [one.iri for one in catalogue(edition)]
        things += [iri for (iri,) in edition.graph.texts("SELECT ?s { ?s a lg:Source }")]
        ours = sorted({iri for iri in things if iri.startswith((ID, SOURCE))})
        return [*(path for path, _ in ROOMS), *map(place, ours)]

    return edition.answers.get("sitemap", read)


def _xml(root: str, each: str, addresses: Iterable[str]) -> Response:
    rows = "".join(f"<{each}><loc>{escape(one)}</loc></{each}>\n" for one in addresses)
    space = "http://www.sitemaps.org/schemas/sitemap/0.9"
    text = f'<?xml version="1.0" encoding="UTF-8"?>\n<{root} xmlns="{space}">\n{rows}</{root}>\n'
    return Response(text, media_type="application/xml")


def robots(request: Request) -> Response:
    """What robots should leave: what is worked out anew for each who asks."""
    lines = ["User-agent: *", *(f"Disallow: {path}" for path in _NOT_FOR_ROBOTS), ""]
    return PlainTextResponse("\n".join([*lines, f"Sitemap: {base(request)}/sitemap.xml", ""]))
