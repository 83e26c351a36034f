"""When something was: accounts of one time that cannot both be true, or are more precise.

The build tells apart what cannot be true together: statements of a kind with the same ends
are about several relationships where their dates do not agree.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from itertools import combinations

from libgraph.dates import NO_BOUNDS
from libgraph.graph import vocabulary
from libgraph.history.conflict_found import (
    CONTRADICTION,
    REFINEMENT,
    Concerns,
    Found,
    Group,
    best,
    between_sources,
    decided,
    sources,
    when,
)
from libgraph.history.conflict_reading import Said, World
from libgraph.history.conflict_times import apart, chronology, sharpness, within, written
from libgraph.history.matters import DATING
from libgraph.namespaces import lg

_DURING, _ATTESTED = lg("during"), lg("attested")
_PLACE = lg("place")
Key = tuple[str, ...]


def date_conflicts(world: World) -> Iterator[Found]:
    """Contradictions and refinements of the times of one thing or tie."""
    words = vocabulary.vocabulary()
    for kind, statements in world.statements.items():
        if DATING not in world.rules.at_a_time.get(kind, ()):
            continue
        keys = words.kinds[kind].distinguished_by
        matters: dict[Key, list[Said]] = defaultdict(list)
        for said in statements:
            if said.way and not said.announced:
                matters[tuple(words.root(said.value(key)) for key in keys)].append(said)
        ends = tuple(key for key in keys if key in world.rules.ends)
        for _, group in sorted(matters.items()):
            yield from _contradictions(world, group, ends)
            yield from _refinements(group, ends[0])


def _contradictions(world: World, group: list[Said], ends: tuple[str, ...]) -> Iterator[Found]:
    accounts: dict[str, set[Said]] = defaultdict(set)
    for said in group:
        for relationship in said.about:
            accounts[relationship].add(said)
    for one, other in combinations(sorted(accounts), 2):
        sides = sorted(
            (accounts[one] - accounts[other], accounts[other] - accounts[one]), key=chronology
        )
        pairs = [(a, b) for a in sides[0] for b in sides[1] if _contradict(world, a, b, ends[0])]
        if pairs:
            yield _contradiction(best({a for a, _ in pairs}), best({b for _, b in pairs}), ends)


def _contradict(world: World, one: Said, other: Said, about: str) -> bool:
    """Whether two accounts from different sources can be of one time only, and are not.

    Of what lives once, they always are. Else both must say how long it was, and leave no room
    for one after the other; a thing that has moved is in each place at another time.
    """
    if one.source == other.source or one.bounds.meet(other.bounds):
        return False
    if world.is_a(one.value(about), world.rules.lives_once):
        return True
    places = [set(said.values.get(_PLACE, ())) for said in (one, other)]
    moved = all(places) and not places[0] & places[1]
    lasting = one.way == other.way == _DURING
    return lasting and not moved and not apart(one.bounds, other.bounds)


def _contradiction(one: Group, other: Group, ends: tuple[str, ...]) -> Found:
    thing, *tied = map(one[0].value, ends)
    between = [part for other_end in tied if other_end for part in (" – ", other_end)]
    words = (
        *(
            thing,
            *between,
            ": ",
            _what_differs(one[0], other[0]),
            " – ",
            when(one),
            " by ",
            sources(one),
        ),
        *(", ", when(other), " by ", sources(other), " – and it has one only."),
    )
    return Found(CONTRADICTION, thing, (one, other), words, decided(one, other), Concerns.EITHER)


def _what_differs(one: Said, other: Said) -> str:
    a, b = one.bounds, other.bounds
    begins = _disjoint(a.begins_earliest, a.begins_latest, b.begins_earliest, b.begins_latest)
    ends = _disjoint(a.ends_earliest, a.ends_latest, b.ends_earliest, b.ends_latest)
    if begins and ends:
        return "two times that exclude each other"
    return "two beginnings" if begins else "two ends"


def _disjoint(first: object, last: object, begins: object, ends: object) -> bool:
    return bool(last and begins and last < begins) or bool(ends and first and ends < first)  # type: ignore[operator]


def _refinements(group: list[Said], about: str) -> Iterator[Found]:
    """Each date that another source gives more precisely, with the most precise form of it."""
    dates: dict[tuple[str, str], list[Said]] = defaultdict(list)
    for said in group:
        dates[said.way, said.text].append(said)
    for _, coarse in sorted(dates.items()):
        finer = [other for other in dates.values() if _finer(other, coarse)]
        if finer:
            fine = min(finer, key=lambda other: sharpness(other[0]))
            yield _refinement(best(coarse), best(fine), about)


def _finer(fine: list[Said], coarse: list[Said]) -> bool:
    around, inside = written(coarse[0]), written(fine[0])
    if coarse[0].way == _ATTESTED and coarse[0].text.startswith("["):
        return False  # seen by some day, and seen on a day before: two sightings
    if around is None or inside is None or around == NO_BOUNDS:
        return False
    same_way = fine[0].way == coarse[0].way
    return same_way and within(inside, around) and between_sources(fine, coarse)


def _refinement(coarse: Group, fine: Group, about: str) -> Found:
    words = ("“", when(fine), "” is a more precise form of “", when(coarse), "”.")
    return Found(REFINEMENT, coarse[0].value(about), (coarse, fine), words, decided(coarse, fine))
