"""Lists that sources give of one thing: the countries of a region, compared source by source."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from itertools import combinations

from libgraph.graph import vocabulary
from libgraph.history.conflict_found import (
    COVERAGE,
    Found,
    best,
    listed,
    sources,
)
from libgraph.history.conflict_reading import Said, World
from libgraph.history.conflict_times import apart, chronology
from libgraph.namespaces import NORMAL

_LEAST = 2  # one place alone is a mention, not a list
Places = frozenset[str]


def list_conflicts(world: World) -> Iterator[Found]:
    """One difference for each two lists; sources with the same list stand on one side."""
    for kind, predicates in sorted(world.rules.lists.items()):
        for predicate in sorted(predicates):
            rest = set(vocabulary.vocabulary().kinds[kind].distinguished_by) - {predicate}
            of = min(rest)
            by_thing: dict[str, list[Said]] = defaultdict(list)
            for said in world.statements[kind]:
                if not said.announced:
                    by_thing[said.value(of)].append(said)
            for thing, statements in sorted(by_thing.items()):
                yield from _differences(thing, _lists(statements, predicate), predicate)


def _lists(statements: list[Said], predicate: str) -> dict[Places, list[Said]]:
    """The statements behind each list, whichever sources give it."""
    by_source: dict[str, list[Said]] = defaultdict(list)
    for said in statements:
        by_source[said.source].append(said)
    found: dict[Places, list[Said]] = defaultdict(list)
    for group in by_source.values():
        places = frozenset(said.value(predicate) for said in group)
        if len(places) >= _LEAST:
            found[places] += group
    return found


def _differences(thing: str, lists: dict[Places, list[Said]], predicate: str) -> Iterator[Found]:
    for one, other in combinations(sorted(lists, key=lambda p: chronology(lists[p])), 2):
        if any(not apart(a.bounds, b.bounds) for a in lists[one] for b in lists[other]):
            yield _difference(thing, (one, lists[one]), (other, lists[other]), predicate)


def _difference(
    thing: str, one: tuple[Places, list[Said]], other: tuple[Places, list[Said]], predicate: str
) -> Found:
    (mine, first), (theirs, second) = one, other
    words: tuple[str, ...] = ()
    for only, group in ((mine - theirs, first), (theirs - mine, second)):
        if only:
            words += ("only ", sources(group), " has ", *listed(sorted(only)), "; ")
    both = len(mine & theirs)
    same = f"{both} {'is' if both == 1 else 'are'} in both lists" if both else "nothing is in both"
    differing = [said for said in (*first, *second) if said.value(predicate) in mine ^ theirs]
    return Found(
        kind=COVERAGE,
        about=thing,
        sides=(best(first), best(second)),
        words=(thing, ": ", *words, same, "."),
        resolved=_decided(differing),
    )


def _decided(differing: list[Said]) -> str:
    """The reasons, where a curator ranked every place that only one list has."""
    if any(said.rank == NORMAL for said in differing):
        return ""
    return " ".join(sorted({said.reason for said in differing if said.reason}))
