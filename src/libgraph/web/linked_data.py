"""What is said of a thing, as RDF: its description, and the statements that concern it.

What is derived is left out unless it is asked for with ``derived=1``, for it can be worked out
again; a relationship is nothing else, so of that it is always given.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache

from pyoxigraph import NamedNode, Quad, Triple
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from libgraph.dates import Holds
from libgraph.export.rdf import serialized
from libgraph.graph.batches import batches
from libgraph.graph.blank import blank, named
from libgraph.graph.holding import holding
from libgraph.graph.protocol import Graph
from libgraph.graph.vocabulary import quads as vocabulary
from libgraph.namespaces import (
    DERIVED_GRAPH,
    LABEL,
    ONTOLOGY_GRAPH,
    RELATIONSHIP,
    SOURCE,
    local_name,
)
from libgraph.query.entities import resolve
from libgraph.web.asked import Asked, asked
from libgraph.web.formats import GRAPHS, media_type
from libgraph.web.kept import kept
from libgraph.web.negotiation import SUFFIXES, form
from libgraph.web.pages import Links

_SAID = f"FILTER(?g NOT IN (<{ONTOLOGY_GRAPH}>, <{DERIVED_GRAPH}>))"
_ENDINGS = {format_: suffix for suffix, format_ in SUFFIXES.items()}


def routes() -> list[Route]:
    """The routes of this room; addresses without an ending are with their pages."""
    endings = [suffix for suffix in SUFFIXES if suffix != ".html"]
    return [
        *(Route(f"/ontology{suffix}", ontology) for suffix in endings),
        *(Route(f"/thing{suffix}", foreign) for suffix in endings),
    ]


def ontology(request: Request) -> Response:
    """The vocabulary, as the ending of the address says."""
    return in_format(form(request)[1], _vocabulary())


@cache
def _vocabulary() -> tuple[Triple, ...]:
    """Its triples; blank nodes have the same names on every run."""
    return tuple(blank(quad).triple for quad in named(vocabulary()))


def foreign(request: Request) -> Response:
    """What is said of a thing with an address elsewhere, as the ending of the address says."""
    iri = request.query_params.get("iri", "").strip()
    if not iri:
        raise HTTPException(400, "say which thing: /thing.ttl?iri=https://…")
    return answer(request, asked(request), iri, form(request)[1])


@kept
def answer(request: Request, question: Asked, iri: str, format_: str) -> Response:
    """What is said of a thing, in a format of formats.GRAPHS.

    Raises:
        UnknownName: there is no such thing.
    """
    graph = request.app.state.held.edition(question.known_at).graph
    found = resolve(graph, iri, question.lang)
    if found.iri != iri:  # a curator keeps another address for it
        return RedirectResponse(Links(question)(found.iri, format=format_), 301)
    derived = request.query_params.get("derived", "") in ("1", "yes")
    said = described(graph, iri, question, derived=derived)
    return in_format(format_, said, called=_file_name(iri))


def _file_name(iri: str) -> str:
    """What a download of a thing is called: its slug, if that is a plain one."""
    slug = local_name(iri)
    return slug if re.fullmatch(r"[A-Za-z0-9][\w.-]{0,99}", slug, re.ASCII) else "libgraph"


def in_format(format_: str, triples: Iterable[Triple], called: str = "libgraph") -> Response:
    """Triples as an answer that pages of other sites may read too, to be kept as `called`."""
    headers = {
        "Access-Control-Allow-Origin": "*",
        "Vary": "Accept, Accept-Language",
        "Content-Disposition": f'inline; filename="{called}{_ENDINGS[format_]}"',
    }
    content = serialized(triples, format_)
    return Response(content, media_type=media_type(format_, GRAPHS), headers=headers)


def described(graph: Graph, iri: str, question: Asked, *, derived: bool = False) -> set[Triple]:
    """What is said of a thing at the time asked about, and the names of what it is tied to."""
    statements = _concerning(graph, iri)
    if question.span:
        least = Holds.YES if question.certain else Holds.POSSIBLY
        held = holding(graph, statements, question.span)
        statements = {one for one in statements if held.get(one, Holds.NO) >= least}
    subjects = {iri, *statements}
    found = {quad.triple for quad in _said(graph, subjects)}
    ends = {one.object.value for one in found if isinstance(one.object, NamedNode)}
    found |= {quad.triple for quad in _said(graph, ends - subjects, f"VALUES ?p {{ <{LABEL}> }}")}
    if derived or iri.startswith(RELATIONSHIP):
        found |= set(_derived(graph, subjects if derived else {iri}))
    return found


def _concerning(graph: Graph, iri: str) -> set[str]:
    """The statements about a thing or relationship, or in a source; a statement is its own."""
    if iri.startswith(SOURCE):
        query = f"SELECT DISTINCT ?s {{ GRAPH <{iri}> {{ ?s prov:wasQuotedFrom ?passage }} }}"
    elif iri.startswith(RELATIONSHIP):
        query = f"SELECT DISTINCT ?s {{ <{iri}> lg:statedBy ?s }}"
    else:
        query = f"SELECT DISTINCT ?s {{ ?s ?way <{iri}> ; prov:wasQuotedFrom ?passage }}"
    return {statement for (statement,) in graph.texts(query)}


def _said(graph: Graph, subjects: Iterable[str], more: str = "") -> Iterator[Quad]:
    """What sources, things and curators say with these subjects."""
    for batch in batches(subjects):
        query = f"""SELECT ?s ?p ?o ?g {{ VALUES ?s {{ {batch} }} {more}
            GRAPH ?g {{ ?s ?p ?o }} {_SAID} }}"""
        yield from (blank(Quad(*row)) for row in graph.select(query))  # type: ignore[arg-type]


def _derived(graph: Graph, subjects: Iterable[str]) -> Iterator[Triple]:
    """All there is with these subjects, and the relationships that rest on them."""
    for batch in batches(subjects):
        for query in (
            f"SELECT ?s ?p ?o {{ VALUES ?s {{ {batch} }} ?s ?p ?o }}",
            f"SELECT ?s ?p ?o {{ VALUES ?by {{ {batch} }} ?s lg:statedBy ?by . ?s ?p ?o }}",
        ):
            for row in graph.select(query):
                yield blank(Quad(*row)).triple  # type: ignore[arg-type]
