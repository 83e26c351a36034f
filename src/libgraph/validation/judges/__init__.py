"""Judges: each looks at the whole graph for one sort of mistake that shapes cannot see or name."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from rdflib import Graph

from libgraph.validation.fault import Fault
from libgraph.validation.judges import curation, dates, evidence, statements, terms, things
from libgraph.validation.vocabulary import Vocabulary

Judge = Callable[[Graph, Vocabulary], Iterator[Fault]]

JUDGES: tuple[Judge, ...] = (
    dates.impossible,
    dates.in_the_future,
    evidence.passages,
    evidence.sources,
    terms.misused,
    things.undescribed,
    things.misplaced,
    things.contradictory,
    statements.strangers,
    statements.repeated,
    curation.names,
    curation.identities,
)


def faults(graph: Graph, vocabulary: Vocabulary) -> list[Fault]:
    """Everything that the judges find, each fault once."""
    found = (fault for judge in JUDGES for fault in judge(graph, vocabulary))
    return list(dict.fromkeys(found))
