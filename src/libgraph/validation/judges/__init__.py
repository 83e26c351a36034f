"""Judges: each looks at everything for one sort of mistake that shapes cannot see or name."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from libgraph.graph.progress import Progress, unseen
from libgraph.validation.facts import Facts
from libgraph.validation.fault import Fault
from libgraph.validation.judges import (
    curation,
    dates,
    disguises,
    evidence,
    statements,
    terms,
    things,
)
from libgraph.validation.vocabulary import Vocabulary

Judge = Callable[[Facts, Vocabulary], Iterator[Fault]]

JUDGES: tuple[Judge, ...] = (
    dates.impossible,
    dates.in_the_future,
    evidence.passages,
    evidence.sources,
    terms.misused,
    terms.blank_nodes,
    things.undescribed,
    things.misplaced,
    things.contradictory,
    statements.strangers,
    statements.repeated,
    curation.names,
    curation.identities,
    disguises.hidden,
    disguises.mixed,
)


def faults(facts: Facts, vocabulary: Vocabulary, progress: Progress = unseen) -> list[Fault]:
    """Everything that the judges find, each fault once."""
    found: dict[Fault, None] = {}
    for number, judge in enumerate(JUDGES):
        progress("Judging dates, evidence, terms and things", number, len(JUDGES))
        found |= dict.fromkeys(judge(facts, vocabulary))
    return list(found)
