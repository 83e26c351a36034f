"""What is said about a thing, and where: statement by statement, down to the passage."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from libgraph.dates import Span
from libgraph.graph.batches import values
from libgraph.graph.protocol import Graph
from libgraph.namespaces import local_name
from libgraph.query.circle import circle
from libgraph.query.quotes import Quote, quotes
from libgraph.query.telling import Telling, tell


@dataclass(frozen=True, slots=True)
class Reason:
    """A statement in words, its quotes, and what a curator decided about it."""

    telling: Telling
    quotes: tuple[Quote, ...]
    rank: str
    rank_reason: str


def why(
    graph: Graph,
    iri: str,
    lang: str = "en",
    folder: Path | None = None,
    span: Span | None = None,
    *,
    certain: bool = False,
) -> list[Reason]:
    """The statements about a thing, behind a relationship, of a source, or one statement itself.

    With `folder` (texts of the sources) each quote has its words, and the text is proved to be
    the one that the passages count in.

    Raises:
        BadFile: a text in the folder differs from the one that passages count in.
    """
    found = tell(graph, _statements(graph, iri), lang, span, certain=certain)
    said, ranks = quotes(graph, found, lang, folder), _ranks(graph, list(found))
    reasons = [
        Reason(told, said.get(told.iri, ()), *ranks.get(told.iri, ("", "")))
        for told in found.values()
    ]
    return sorted(reasons, key=_order)


def _order(reason: Reason) -> tuple[tuple[str, ...], int, str]:
    places = [quote.passage.begin for quote in reason.quotes if quote.passage]
    return reason.telling.sources, min(places, default=-1), reason.telling.iri


def _statements(graph: Graph, iri: str) -> list[str]:
    query = f"""SELECT DISTINCT ?s {{
        {{ VALUES ?thing {{ {values(circle(graph, iri))} }}
           ?as rdfs:subPropertyOf ?group . VALUES ?group {{ lg:end lg:qualifier }}
           ?s ?as ?thing ; prov:wasQuotedFrom ?evidence }}
        UNION {{ <{iri}> lg:statedBy ?s }}
        UNION {{ GRAPH <{iri}> {{ ?s prov:wasQuotedFrom ?evidence }} }}
        UNION {{ <{iri}> prov:wasQuotedFrom ?evidence BIND(<{iri}> AS ?s) }} }}"""
    return sorted(iri for (iri,) in graph.texts(query))


def _ranks(graph: Graph, statements: list[str]) -> dict[str, tuple[str, str]]:
    query = f"""SELECT ?s ?rank ?reason {{ VALUES ?s {{ {values(statements)} }}
        ?s lg:rank ?rank OPTIONAL {{ ?s lg:rankReason ?reason }} }}"""
    return {iri: (local_name(rank), reason) for iri, rank, reason in graph.texts(query)}
