"""The build: files in, a store out that holds what is said and what follows from it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path

from pyoxigraph import NamedNode, Quad, Store

from libgraph.graph import bounds, names, relationships, shortcuts, standing
from libgraph.graph.loading import load
from libgraph.graph.statements import Statement, statements
from libgraph.graph.vocabulary import Vocabulary, quads, vocabulary
from libgraph.namespaces import ONTOLOGY_GRAPH, lg

_ONTOLOGY = NamedNode(ONTOLOGY_GRAPH)
_LIFESPAN = lg("Lifespan")


def build(
    store: Store,
    paths: Iterable[Path],
    known_at: date | None = None,
    texts: Path | None = None,
) -> None:
    """Fill an empty store: the graphs of sources, their merge, and all that is derived.

    With `known_at`, all is derived from the sources that were written by that day. In `texts`
    are the texts of sources that tables quote.

    Raises:
        BadFile: a file cannot be read or parsed.
    """
    words = vocabulary()
    load(store, paths, words.derived, known_at, texts)
    store.extend(list(standing.inherited(store)))
    for quad in quads():
        store.extend([quad, Quad(quad.subject, quad.predicate, quad.object, _ONTOLOGY)])
    calendar = bounds.Calendar(words, bounds.source_dates(store))
    for kind in sorted(words.kinds, key=lambda iri: iri != _LIFESPAN):
        store.extend(list(_derived(store, kind, words, calendar)))
    shortcuts.derive(store)
    store.extend(list(names.keys(store)))


def _derived(
    store: Store, kind: str, words: Vocabulary, calendar: bounds.Calendar
) -> Iterator[Quad]:
    found: list[Statement] = list(statements(store, kind))
    for statement in found:
        statement.bounds = calendar.bound(statement, kind)
    if kind == _LIFESPAN:
        calendar.live(found, bounds.longest_lives(store, words))
        calendar.live_within(store, found)
    for statement in found:
        yield from bounds.triples(statement)
    yield from relationships.triples(found, words.kinds[kind], words)
