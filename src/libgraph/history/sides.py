"""The two sides of a conflict in words: what is said, when, in which sources, and the passages."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import takewhile
from pathlib import Path

from libgraph import evidence
from libgraph.dates import Holds, Span
from libgraph.graph.labels import labels
from libgraph.graph.opened import Graph
from libgraph.history.conflict_found import Group, when
from libgraph.namespaces import QUOTED_FROM
from libgraph.query.entities import Entity
from libgraph.query.telling import Telling
from libgraph.query.why import Library, Quote

_TOLD = 3


@dataclass(frozen=True, slots=True)
class Side:
    """One side: its statements (IRIs), what they say, when, and who says so.

    `holds` is None where no time was asked for.
    """

    statements: tuple[str, ...]
    sentence: str
    when: str
    holds: Holds | None
    sources: tuple[Entity, ...]


def side(
    group: Group, told: dict[str, Telling], names: dict[str, str], lang: str, span: Span | None
) -> Side:
    """A side in words, from the tellings of its statements and the names of its sources."""
    tellings = [told[said.iri] for said in group if said.iri in told]
    sources = sorted({said.source for said in group if said.source})
    return Side(
        statements=tuple(said.iri for said in group),
        sentence=together(list(dict.fromkeys(telling.sentence for telling in tellings))),
        when=when(group, lang),
        holds=held(group, span) if span else None,
        sources=tuple(Entity(source, names.get(source, source)) for source in sources),
    )


def held(group: Group, span: Span) -> Holds:
    """Whether a side holds at some time in the span; what is undated possibly does."""
    return max(said.bounds.holds(span) for said in group)


def together(sentences: Sequence[str]) -> str:
    """Several sentences as one; what they begin with stands once.

    >>> together(["The region includes Lowland", "The region includes Upland"])
    'The region includes Lowland, Upland'
    """
    words = [sentence.split(" ") for sentence in sentences]
    same = list(takewhile(lambda column: len(set(column)) == 1, zip(*words, strict=False)))
    if len(sentences) > 1 and len(same) > 1:
        rest = sorted(" ".join(each[len(same) :]) for each in words)
        return " ".join([*(column[0] for column in same), ", ".join(rest)])
    more = len(sentences) - _TOLD
    return "; ".join(sentences[:_TOLD]) + (f"; and {more} more" if more > 0 else "")


def passages(
    graph: Graph, statements: Iterable[str], lang: str = "en", folder: Path | None = None
) -> dict[str, tuple[Quote, ...]]:
    """Where each statement stands: its passages, with their words where the text is at hand.

    Raises:
        BadFile: a text in the folder differs from the one that passages count in.
    """
    values = " ".join(f"<{iri}>" for iri in sorted(set(statements)))
    query = f"SELECT ?s ?where {{ VALUES ?s {{ {values} }} ?s <{QUOTED_FROM}> ?where }}"
    rows = sorted((iri, place) for iri, place in graph.texts(query))
    titles = labels(graph, {evidence.source_of(place) for _, place in rows}, lang)
    library = Library(graph, folder)
    found: dict[str, list[Quote]] = defaultdict(list)
    for iri, place in rows:
        found[iri].append(_quote(place, titles, library))
    return {iri: tuple(sorted(quotes, key=_place)) for iri, quotes in found.items()}


def _quote(place: str, titles: dict[str, str], library: Library) -> Quote:
    source, found = evidence.source_of(place), evidence.passage(place)
    text = library.text(source)
    return Quote(source, titles[source], found, text.words(found) if text and found else None)


def _place(quote: Quote) -> tuple[str, int]:
    return quote.source, quote.passage.begin if quote.passage else -1
