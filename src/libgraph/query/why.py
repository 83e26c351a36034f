"""What is said about a thing, and where: statement by statement, down to the passage."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path

from libgraph import evidence
from libgraph.dates import Span
from libgraph.errors import BadFile
from libgraph.evidence import Passage, Text
from libgraph.graph.labels import labels
from libgraph.graph.opened import Graph
from libgraph.namespaces import local_name
from libgraph.query.telling import Telling, tell


@dataclass(frozen=True, slots=True)
class Quote:
    """Where something is said: the passage if known, and its words if the text is at hand."""

    source: str
    title: str
    passage: Passage | None
    words: str | None


@dataclass(frozen=True, slots=True)
class Reason:
    """A statement in words, its quotes, and what a curator decided about it."""

    telling: Telling
    quotes: tuple[Quote, ...]
    rank: str
    rank_reason: str


def why(
    graph: Graph, iri: str, lang: str = "en", folder: Path | None = None, span: Span | None = None
) -> list[Reason]:
    """The statements about a thing, behind a relationship, or one statement itself.

    With `folder` (texts of the sources) each quote has its words, and the text is proved to be
    the one that the passages count in.

    Raises:
        BadFile: a text in the folder differs from the one that passages count in.
    """
    found = tell(graph, _statements(graph, iri), lang, span)
    passages, ranks = _said(graph, list(found))
    library = Library(graph, folder)
    titles = labels(graph, {source for told in found.values() for source in told.sources}, lang)
    reasons = [
        Reason(
            told,
            _quotes(passages[told.iri], titles, library),
            *ranks.get(told.iri, ("", "")),
        )
        for told in found.values()
    ]
    return sorted(
        reasons, key=lambda reason: (reason.telling.sources, _place(reason), reason.telling.iri)
    )


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
        sum_ = self._sums.get(source)
        if sum_ is None:
            return None
        if sum_ not in self._texts:
            self._refuse_another(source)
        return self._texts.get(sum_)

    def _refuse_another(self, source: str) -> None:
        name = local_name(source)
        for text in self._texts.values():
            if text.path.stem == name or text.path.stem.startswith(f"{name}_"):
                raise BadFile(
                    f"{text.path} is not the text that passages of {name} count in (its SHA-256 "
                    "differs): put the original text there, or leave --sources out"
                )


def _statements(graph: Graph, iri: str) -> list[str]:
    query = f"""SELECT DISTINCT ?s {{
        {{ ?as rdfs:subPropertyOf ?group . VALUES ?group {{ lg:end lg:qualifier }}
           ?s ?as <{iri}> ; prov:wasQuotedFrom ?evidence }}
        UNION {{ <{iri}> lg:statedBy ?s }}
        UNION {{ <{iri}> prov:wasQuotedFrom ?evidence BIND(<{iri}> AS ?s) }} }}"""
    return sorted(iri for (iri,) in graph.texts(query))


def _said(graph: Graph, nodes: list[str]) -> tuple[dict[str, set[str]], dict[str, tuple[str, str]]]:
    values = " ".join(f"<{node}>" for node in nodes)
    query = f"""SELECT ?s ?evidence ?rank ?reason {{ VALUES ?s {{ {values} }}
        ?s prov:wasQuotedFrom ?evidence
        OPTIONAL {{ ?s lg:rank ?rank OPTIONAL {{ ?s lg:rankReason ?reason }} }} }}"""
    passages: dict[str, set[str]] = defaultdict(set)
    ranks: dict[str, tuple[str, str]] = {}
    for node, place, rank, reason in graph.texts(query):
        passages[node].add(place)
        if rank:
            ranks[node] = (local_name(rank), reason)
    return passages, ranks


def _quotes(places: set[str], titles: dict[str, str], library: Library) -> tuple[Quote, ...]:
    quotes = [_quote(place, titles, library) for place in places]
    return tuple(
        sorted(quotes, key=lambda quote: (quote.source, quote.passage is not None, quote.passage))
    )


def _quote(place: str, titles: dict[str, str], library: Library) -> Quote:
    source, found = evidence.source_of(place), evidence.passage(place)
    text = library.text(source)
    words = text.words(found) if text and found else None
    return Quote(source, titles.get(source, source), found, words)


def _place(reason: Reason) -> int:
    return min((quote.passage.begin for quote in reason.quotes if quote.passage), default=-1)
