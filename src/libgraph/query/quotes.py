"""The passages behind statements, with their words where the reader keeps the texts."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from libgraph import evidence
from libgraph.errors import BadFile
from libgraph.evidence import Passage, Text
from libgraph.graph.batches import values
from libgraph.graph.labels import labels
from libgraph.graph.opened import Graph
from libgraph.namespaces import local_name

_ADDRESSES = "SELECT ?source (MIN(STR(?url)) AS ?at) { ?source schema:url ?url } GROUP BY ?source"


@dataclass(frozen=True, slots=True)
class Quote:
    """Where something is said: the passage if known, and its words if the text is at hand."""

    source: str
    title: str
    address: str
    passage: Passage | None
    words: str | None


class Library:
    """The texts of sources that a reader keeps, each proved by its checksum."""

    def __init__(self, graph: Graph, folder: Path | None) -> None:
        self._texts = evidence.texts(folder) if folder else {}
        self._folder = folder
        query = "SELECT ?source ?sha { ?source lg:textSha256 ?sha }"
        self._sums = {source: sha for source, sha in graph.texts(query)}  # noqa: C416  (rows have no fixed length) if folder else {}

    def text(self, source: str) -> Text | None:
        """The text of a source; None where the reader does not keep it.

        Raises:
            BadFile: a file named like the source holds another text.
        """
        found = self._texts.get(self._sums.get(source, ""))
        if found is None and (other := self._called(local_name(source))):
            raise BadFile(self._complaint(source, other))
        return found

    def _called(self, name: str) -> Text | None:
        texts = self._texts.values()
        named = (t for t in texts if t.path.stem == name or t.path.stem.startswith(f"{name}_"))
        return next(named, None)

    def _complaint(self, source: str, text: Text) -> str:
        name = local_name(source)
        if source not in self._sums:
            return (
                f"the description of {name} does not say which text it counts in: if it is "
                f'{text.path}, add  lg:textLength {len(text)} ; lg:textSha256 "{text.sha256}"'
            )
        return (
            f"{text.path} is not the text that passages of {name} count in (its SHA-256 "
            "differs): put the original text there, or leave --sources out"
        )


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
