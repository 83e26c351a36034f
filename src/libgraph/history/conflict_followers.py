"""Agreements of the same parties, one of which begins where the other ends."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from libgraph.history.conflict_found import (
    SUCCESSION,
    Concerns,
    Found,
    best,
    between_sources,
    decided,
)
from libgraph.history.conflict_reading import Said, World
from libgraph.history.conflict_times import joins, meeting
from libgraph.namespaces import lg

Parties = frozenset[str]


def agreement_successions(world: World) -> Iterator[Found]:
    """One for each two agreements that join, by different sources."""
    bound: dict[str, set[str]] = defaultdict(set)
    for said in world.statements[lg("Party")]:
        if said.rank:
            bound[said.value(lg("agreement"))].add(said.value(lg("party")))
    among: dict[Parties, dict[str, list[Said]]] = defaultdict(lambda: defaultdict(list))
    for said in world.statements[lg("Lifespan")]:
        agreement = said.value(lg("of"))
        if len(bound.get(agreement, ())) > 1 and not said.announced:
            among[frozenset(bound[agreement])][agreement].append(said)
    for _, agreements in sorted(among.items(), key=lambda item: sorted(item[0])):
        windows = {(one, said.bounds) for one, group in agreements.items() for said in group}
        for one, other in meeting(windows):
            yield from _succession(agreements, one, other)
            yield from _succession(agreements, other, one)


def _succession(agreements: dict[str, list[Said]], one: str, other: str) -> Iterator[Found]:
    pairs = [
        (a, b) for a in agreements[one] for b in agreements[other] if joins(a.bounds, b.bounds)
    ]
    earlier, later = {a for a, _ in pairs}, {b for _, b in pairs}
    if between_sources(earlier, later):
        sides = best(earlier), best(later)
        words = (
            other,
            " follows ",
            one,
            ": the same parties, and one begins where the other ends.",
        )
        yield Found(SUCCESSION, other, sides, words, decided(*sides), Concerns.EITHER)
