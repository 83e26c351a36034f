"""Where sources disagree, and where one says more than another.

Statements of different sources are compared matter by matter, after identity is decided. What
one source says against itself is no conflict between sources, and is left to validation. What
was only planned contradicts nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Set
from dataclasses import dataclass

from libgraph.dates import Holds, Span
from libgraph.graph.labels import labels
from libgraph.graph.protocol import Graph
from libgraph.history.conflict_dates import date_conflicts
from libgraph.history.conflict_followers import agreement_successions
from libgraph.history.conflict_found import (
    CONTRADICTION,
    COVERAGE,
    GAP,
    KINDS,
    OFFICE,
    REFINEMENT,
    SPELLING,
    SUCCESSION,
    Concerns,
    Found,
)
from libgraph.history.conflict_gaps import gap_conflicts
from libgraph.history.conflict_lists import list_conflicts
from libgraph.history.conflict_names import name_conflicts
from libgraph.history.conflict_office import office_conflicts
from libgraph.history.conflict_reading import World, read
from libgraph.history.conflict_values import value_conflicts
from libgraph.history.sides import Side, held, named, side
from libgraph.query.circle import circle
from libgraph.query.entities import Entity

FAILING = (CONTRADICTION, COVERAGE, GAP, OFFICE)
_FINDERS: tuple[tuple[Callable[[World], Iterator[Found]], frozenset[str]], ...] = (
    (value_conflicts, frozenset({CONTRADICTION, REFINEMENT, SUCCESSION})),
    (date_conflicts, frozenset({CONTRADICTION, REFINEMENT})),
    (name_conflicts, frozenset({SPELLING, REFINEMENT})),
    (list_conflicts, frozenset({COVERAGE})),
    (agreement_successions, frozenset({SUCCESSION})),
    (gap_conflicts, frozenset({GAP})),
    (office_conflicts, frozenset({OFFICE})),
)


@dataclass(frozen=True, slots=True)
class Conflict:
    """A disagreement on one matter: what it is about, both sides, and what differs.

    `kind` is one of KINDS; `resolved` the reason of a curator who decided, or ''.
    """

    kind: str
    about: Entity
    sides: tuple[Side, Side]
    explanation: str
    resolved: str

    @property
    def fails(self) -> bool:
        """Whether somebody must look: undecided, and not a matter of more or less precision."""
        return self.kind in FAILING and not self.resolved


def disagreements(graph: Graph, kinds: Collection[str] = KINDS) -> tuple[Found, ...]:
    """All that sources disagree on, as it is found: for all time, and in no language."""
    wanted = frozenset(kinds)
    return graph.once(("disagreements", wanted), lambda: _found(graph, wanted))


def _found(graph: Graph, wanted: Set[str]) -> tuple[Found, ...]:
    world = graph.once("what sources say", lambda: read(graph))
    return tuple(one for finder, finds in _FINDERS if finds & wanted for one in finder(world))


def conflicts(
    graph: Graph,
    *,
    entity: str | None = None,
    kinds: Collection[str] = (),
    span: Span | None = None,
    certain: bool = False,
    lang: str = "en",
    among: Collection[Found] | None = None,
) -> list[Conflict]:
    """The conflicts between sources, in an order that does not depend on files.

    `entity` (an IRI) keeps those that concern a thing, `kinds` those of the kinds, `span` those
    that matter at some time in it; with `certain` only what then certainly holds counts. Who asks
    often finds the `disagreements` once, and asks `among` them.
    """
    wanted = set(kinds or KINDS)
    least = Holds.YES if certain else Holds.POSSIBLY
    near = set(circle(graph, entity)) if entity else None
    found = [
        one
        for one in (disagreements(graph, wanted) if among is None else among)
        if one.kind in wanted
        and (near is None or _concerns(one, near))
        and (span is None or _matters(one, span, least))
    ]
    return _told(graph, found, lang, span)


def of_agreements(graph: Graph, party: str, kinds: Collection[str] = ()) -> list[Found]:
    """The disagreements about agreements that somebody (an IRI) is party to."""
    query = f"""SELECT DISTINCT ?agreement {{
        ?r a lg:Relationship ; lg:kind lg:Party ; lg:party <{party}> ; lg:agreement ?agreement }}"""
    agreements = {agreement for (agreement,) in graph.texts(query)}
    if not agreements:
        return []
    return [one for one in disagreements(graph, kinds or KINDS) if one.about in agreements]


def _concerns(found: Found, near: set[str]) -> bool:
    every = [said for side in found.sides for said in side]
    named = {value for said in every for values in said.values.values() for value in values}
    return bool(near & ({found.about} | {said.source for said in every} | named))


def _matters(found: Found, span: Span, least: Holds) -> bool:
    answers = [held(group, span) >= least for group in found.sides]
    if found.concerns is Concerns.LATER:
        ends = [said.bounds.ends_latest for said in found.sides[0] if said.bounds.ends_latest]
        return answers[1] and all(day < span.last for day in ends)
    return all(answers) if found.concerns is Concerns.BOTH else any(answers)


def _told(graph: Graph, found: list[Found], lang: str, span: Span | None) -> list[Conflict]:
    things = {word for one in found for word in (one.about, *one.words) if "://" in word}
    things |= {iri for one in found for group in one.sides for iri in named(group)}
    names = labels(graph, things, lang)

    def conflict(one: Found) -> Conflict:
        first, second = (side(group, names, lang, span) for group in one.sides)
        explanation = "".join(names.get(word, word) for word in one.words)
        about = Entity(one.about, names[one.about])
        return Conflict(one.kind, about, (first, second), explanation, one.resolved)

    return sorted(map(conflict, found), key=_order)


def _order(conflict: Conflict) -> tuple[int, bool, str, str, tuple[tuple[str, ...], ...]]:
    statements = tuple(side.statements for side in conflict.sides)
    about = conflict.about
    number = KINDS.index(conflict.kind)
    return number, bool(conflict.resolved), about.label, about.iri, statements
