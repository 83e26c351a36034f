"""The passages behind statements, with their words where the reader keeps the texts."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from libgraph import evidence
from libgraph.evidence import Passage
from libgraph.graph.batches import values
from libgraph.graph.labels import labels
from libgraph.graph.protocol import Graph

_ADDRESSES = "SELECT ?source (MIN(STR(?url)) AS ?at) { ?source schema:url ?url } GROUP BY ?source"


@dataclass(frozen=True, slots=True)
class Quote:
    """Where something is said: the passage if known, and its words if the text is at hand."""

    source: str
    title: str
    address: str
    passage: Passage | None
    words: str | None


class Library(evidence.Library):
    """The texts of a graph's sources that a reader keeps, each proved by its checksum."""

    def __init__(self, graph: Graph, folder: Path | None) -> None:
        query = "SELECT ?source ?sha { ?source lg:textSha256 ?sha }"
        super().__init__(folder, dict(graph.texts(query)) if folder else {})  # type: ignore[arg-type]


def quotes(
    graph: Graph, statements: Iterable[str], lang: str = "en", folder: Path | None = None
) -> dict[str, tuple[Quote, ...]]:
    """Where each statement (an IRI) stands, in the order of the passages.

    Raises:
        BadFile: a text in the folder differs from the one that passages count in.
    """
    query = f"""SELECT ?s ?where {{ VALUES ?s {{ {values(sorted(set(statements)))} }}
        ?s prov:wasQuotedFrom ?where }}"""
    rows = [(iri, place) for iri, place in graph.texts(query)]
    titles = labels(graph, {evidence.source_of(place) for _, place in rows}, lang)
    addresses = {source: url for source, url in graph.texts(_ADDRESSES)}  # noqa: C416
    library = Library(graph, folder)
    found: dict[str, set[Quote]] = defaultdict(set)
    for iri, place in rows:
        found[iri].add(_quote(place, titles, addresses, library))
    return {iri: tuple(sorted(places, key=_place)) for iri, places in found.items()}


def _quote(
    place: str, titles: dict[str, str], addresses: dict[str, str], library: Library
) -> Quote:
    source, found = evidence.source_of(place), evidence.passage(place)
    text = library.text(source)
    words = text.words(found) if text and found else None
    return Quote(source, titles.get(source, source), addresses.get(source, ""), found, words)


def _place(quote: Quote) -> tuple[str, int, int]:
    passage = quote.passage
    return (quote.source, passage.begin, passage.end) if passage else (quote.source, -1, -1)
