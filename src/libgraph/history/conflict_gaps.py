"""What an agreement brought into being, at work after the agreement has ended.

The end counts that the source writes; a later one that carries the agreement on (renews,
replaces, follows) moves it, or takes it away where its own end is open or unknown.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from libgraph.dates import Bounds
from libgraph.history.conflict_found import (
    GAP,
    Concerns,
    Found,
    Group,
    best,
    decided,
    sources,
    when,
)
from libgraph.history.conflict_reading import Said, World
from libgraph.history.conflict_times import written_end
from libgraph.namespaces import lg

_FROM, _TO, _OF, _RELATION = (lg(name) for name in ("from", "to", "of", "relation"))


@dataclass(frozen=True, slots=True)
class End:
    """The day on which an agreement, with all that carries it on, has ended; and who says so."""

    day: date
    agreement: str
    said: Group


@dataclass(frozen=True)
class _Ties:
    """Links by what they do: what grounds a thing, what carries on an agreement."""

    grounds: dict[str, set[str]]
    carried_on: dict[str, set[str]]
    lifespans: dict[str, list[Said]]


def gap_conflicts(world: World) -> Iterator[Found]:
    """One gap for each thing that is at work after all that it stands on has ended."""
    ties = _ties(world)
    if not ties.grounds:
        return
    work = _work(world)
    for thing, grounds in sorted(ties.grounds.items()):
        end = _last([_end(ground, ties, frozenset()) for ground in sorted(grounds)])
        if end:
            doing = [
                said
                for name in {thing} | world.described.get(thing, frozenset())
                for said in work[name]
            ]
            yield from _gap(thing, end, doing)


def _ties(world: World) -> _Ties:
    ties = _Ties(defaultdict(set), defaultdict(set), defaultdict(list))
    for said in world.statements[lg("Link")]:
        relation, start, to = (said.value(p) for p in (_RELATION, _FROM, _TO))
        if said.rank and relation in world.rules.grounds:
            ties.grounds[to].add(start)
        if said.rank and relation in world.rules.carries_on:
            ties.carried_on[to].add(start)
    for said in world.statements[lg("Lifespan")]:
        ties.lifespans[said.value(_OF)].append(said)
    return ties


def _end(agreement: str, ties: _Ties, seen: frozenset[str]) -> End | None:
    """When it ended with all that carries it on; None where nothing says so."""
    own = _own_end(agreement, list(best(ties.lifespans.get(agreement, ()))))
    later = sorted(ties.carried_on.get(agreement, set()) - seen - {agreement})
    return _last([own, *(_end(one, ties, seen | {agreement}) for one in later)])


def _own_end(agreement: str, lifespans: list[Said]) -> End | None:
    ends = [(day, said) for said in lifespans if (day := written_end(said))]
    if not ends:
        return None
    last = max(day for day, _ in ends)
    if any(_still(said.bounds, last) for said in lifespans):
        return None
    return End(last, agreement, tuple(said for day, said in ends if day == last))


def _last(ends: list[End | None]) -> End | None:
    """The last of the ends; None where one of them is unknown, or there is none."""
    known = [end for end in ends if end]
    if not known or len(known) < len(ends):
        return None
    return max(known, key=lambda end: (end.day, end.agreement))


def _still(bounds: Bounds, day: date) -> bool:
    """Whether it certainly goes on, or takes place, after the day."""
    return bounds.ends_earliest is not None and bounds.ends_earliest > day


def _work(world: World) -> dict[str, list[Said]]:
    """What shows each thing at work, by thing."""
    found: dict[str, list[Said]] = defaultdict(list)
    named = sorted(world.rules.shows_at_work & world.rules.ends)
    for statements in world.statements.values():
        for said in statements:
            for thing in {said.value(end) for end in named}:
                found[thing].append(said)
            if said.value(_RELATION) in world.rules.shows_at_work:
                found[said.value(_TO)].append(said)
    return found


def _gap(thing: str, end: End, doing: list[Said]) -> Iterator[Found]:
    spoken = {said.source for said in end.said}
    after = {said for said in doing if _still(said.bounds, end.day) and said.source not in spoken}
    if not after:
        return
    later = tuple(sorted(best(after), key=_chronology))
    days = sorted({said.bounds.ends_earliest for said in later if said.bounds.ends_earliest})
    words = (
        *(end.agreement, " ended on ", end.day.isoformat(), " by ", sources(end.said), ", yet "),
        *(thing, " is at work after that (", when(later[:1]), " by ", sources(later[:1])),
        f"{_more(len(later) - 1, days[-1])}), and no renewal or replacement is on record.",
    )
    reason = decided(end.said, later, preferring=False)
    yield Found(GAP, thing, (end.said, later), words, reason, Concerns.LATER)


def _chronology(said: Said) -> tuple[date, str]:
    """Sorts by the day on which it certainly still was at work."""
    return said.bounds.ends_earliest or date.max, said.iri


def _more(count: int, last: date) -> str:
    if not count:
        return ""
    return f", and {count} more statement{'s' * (count > 1)}, still in {last.year}"
