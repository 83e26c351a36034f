"""What follows from what is said: bounds, relationships, shortcuts, and the keys of names."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

from pyoxigraph import CanonicalizationAlgorithm, Dataset, DefaultGraph, NamedNode, Quad, Store

from libgraph.graph import bounds, names, relationships, shortcuts, standing
from libgraph.graph.copies import Copies
from libgraph.graph.layout import Layout
from libgraph.graph.lines import add, terms
from libgraph.graph.loading import known, placed
from libgraph.graph.progress import Progress, counted, unseen
from libgraph.graph.rows import Piles, Row
from libgraph.graph.vocabulary import Vocabulary, quads, vocabulary
from libgraph.namespaces import ONTOLOGY_GRAPH, lg

_ONTOLOGY = NamedNode(ONTOLOGY_GRAPH)
_LIFESPAN = lg("Lifespan")
_KIND = NamedNode(lg("kind"))


def populate(
    store: Store,
    copies: Copies,
    layout: Layout,
    known_at: date | None = None,
    progress: Progress = unseen,
    place: Path | None = None,
) -> dict[str, int]:
    """Fill an empty store: the graphs of sources, their merge, and all that is derived.

    With `known_at`, all is derived from the sources that were written by that day. `place` is a
    folder for what is put aside. Returns how much there is of what.
    """
    words = vocabulary()
    piles = Piles(words.kinds, place)
    said = known(copies, layout, known_at) if known_at else iter(copies)
    whole = sum(layout.quads.values())
    watched = counted(piles.sort(said, layout), "placing", whole, progress)
    add(store, placed(watched, layout))
    store.extend(_ontology())
    statements, relationships = derive(store, piles, words, progress)
    return {"triples": whole, "statements": statements, "relationships": relationships}


def _ontology() -> Iterator[Quad]:
    """The ontology in the merge, and in a graph of its own; the same blank nodes every time."""
    dataset = Dataset(quads())
    dataset.canonicalize(CanonicalizationAlgorithm.RDFC_1_0)
    for quad in dataset:
        yield quad
        yield Quad(quad.subject, quad.predicate, quad.object, _ONTOLOGY)


def derive(
    store: Store, piles: Piles, words: Vocabulary, progress: Progress = unseen
) -> tuple[int, int]:
    """Add to the merged graph of `store` all that follows from it, and from the statements.

    Returns how many statements there are, and how many relationships.
    """
    inherited = list(standing.inherited(store))
    add(store, inherited)
    for line in inherited:
        piles.also(terms(line))
    calendar = bounds.Calendar(words, bounds.source_dates(store))
    statements = 0
    kinds = sorted(words.kinds, key=lambda iri: iri != _LIFESPAN)
    for number, kind in enumerate(kinds):
        progress("dating and relating", number, len(kinds))
        found = piles.take(kind)
        statements += len(found)
        add(store, _derived(store, found, kind, words, calendar))
    shortcuts.derive(store, progress)
    add(store, counted(names.keys(store), "folding names", 0, progress))
    return statements, relationships_in(store)


def relationships_in(store: Store) -> int:
    """How many relationships there are, deprecated ones too."""
    return sum(1 for _ in store.quads_for_pattern(None, _KIND, None, DefaultGraph()))


def _derived(
    store: Store, found: list[Row], kind: str, words: Vocabulary, calendar: bounds.Calendar
) -> Iterator[str]:
    for statement in found:
        statement.bounds = calendar.bound(statement, kind)
    if kind == _LIFESPAN:
        calendar.live(found, bounds.longest_lives(store, words))
        calendar.live_within(store, found)
    for statement in found:
        yield from bounds.triples(statement)
    yield from relationships.triples(found, words.kinds[kind], words)
