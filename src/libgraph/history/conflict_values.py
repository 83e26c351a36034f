"""Matters with one value at a time, or for ever: who holds a post, how many members there are."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations

from libgraph.dates import Bounds
from libgraph.graph import vocabulary
from libgraph.history.conflict_found import (
    CONTRADICTION,
    REFINEMENT,
    SUCCESSION,
    Concerns,
    Found,
    Group,
    best,
    between_sources,
    decided,
    when,
)
from libgraph.history.conflict_reading import Said, World
from libgraph.history.conflict_times import chronology, joins, meeting, overlap
from libgraph.namespaces import lg

_FACTS = {CONTRADICTION: Concerns.BOTH, REFINEMENT: Concerns.BOTH, SUCCESSION: Concerns.EITHER}


@dataclass(frozen=True, slots=True, order=True)
class Matter:
    """What has one value: `predicate` in statements of `kind` about a thing, told by `rest`."""

    kind: str
    predicate: str
    about: str
    rest: tuple[str, ...]
    ever: bool


@dataclass(frozen=True, slots=True, order=True)
class Value:
    """A value as written, and whether the source gives it as about so much."""

    text: str
    about: bool

    def reach(self, tolerance: float) -> tuple[float, float] | None:
        """The numbers that it can stand for; None where it is no number."""
        try:
            number = float(self.text)
        except ValueError:
            return None
        slack = abs(number) * tolerance if self.about else 0.0
        return number - slack, number + slack


def value_conflicts(world: World) -> Iterator[Found]:
    """Contradictions, refinements and successions of values."""
    for matter, values in sorted(_matters(world).items()):
        for one, other in _candidates(matter, values):
            found = _compared(world, matter, values, one, other)
            if found:
                yield found


def _matters(world: World) -> dict[Matter, dict[Value, list[Said]]]:
    found: dict[Matter, dict[Value, list[Said]]] = defaultdict(lambda: defaultdict(list))
    functional = frozenset[str]().union(*world.rules.at_a_time.values())
    for kind, statements in world.statements.items():
        words = vocabulary.vocabulary().kinds[kind]
        keys = words.distinguished_by + words.also_tells
        for predicate in sorted(functional.intersection(keys)):
            rest = tuple(key for key in keys if key != predicate)
            for said in statements:
                matter = _matter(world, said, predicate, rest)
                if matter and not said.announced:
                    value = Value(said.value(predicate), _is_about(said))
                    found[matter][value].append(said)
    return found


def _matter(world: World, said: Said, predicate: str, rest: tuple[str, ...]) -> Matter | None:
    """The matter that a statement gives a value of; None where several values can be true."""
    if predicate not in said.values:
        return None
    about = said.value(next(key for key in rest if key in world.rules.ends))
    named = {said.kind} | world.classes.get(about, frozenset())
    if not any(predicate in world.rules.at_a_time.get(name, ()) for name in named):
        return None  # an address of an event, too: it has a value, and may have several
    ever = any(predicate in world.rules.ever.get(name, ()) for name in named)
    return Matter(said.kind, predicate, about, tuple(said.value(key) for key in rest), ever)


def _candidates(matter: Matter, values: dict[Value, list[Said]]) -> Iterator[tuple[Value, Value]]:
    """The pairs of values that can disagree: all, or those that meet in time."""
    if matter.ever:
        yield from combinations(sorted(values), 2)
        return
    windows = {(value, said.bounds) for value, group in values.items() for said in group}
    yield from meeting(windows)


def _compared(
    world: World, matter: Matter, values: dict[Value, list[Said]], one: Value, other: Value
) -> Found | None:
    reaches = [value.reach(world.rules.tolerance) for value in (one, other)]
    together = _together(values[one], values[other], matter.ever)
    if None not in reaches:
        if one.text == other.text or not together:
            return None
        (low, high), (least, most) = (reach for reach in reaches if reach)
        if max(low, least) <= min(high, most):
            return _refined(matter, together) if one.about != other.about else None
    if together:
        return _told(CONTRADICTION, matter, together)
    joined = _joined(values[one], values[other]) if matter.predicate in world.rules.ends else None
    return _told(SUCCESSION, matter, joined) if joined else None


def _refined(matter: Matter, sides: tuple[Group, Group]) -> Found:
    """The number that is about so much first, then the exact one."""
    coarse, fine = sides if _is_about(sides[0][0]) else sides[::-1]
    return _told(REFINEMENT, matter, (coarse, fine))


def _is_about(said: Said) -> bool:
    return said.value(lg("approximate")) == "true"


def _together(one: list[Said], other: list[Said], ever: bool) -> tuple[Group, Group] | None:
    """The statements of two values that certainly hold on one day, from different sources."""
    mine, theirs = _by_time(one), _by_time(other)
    pairs = [(a, b) for a in mine for b in theirs if ever or overlap(a, b)]
    if not pairs:
        return None
    return _sides(
        [said for a in dict.fromkeys(a for a, _ in pairs) for said in mine[a]],
        [said for b in dict.fromkeys(b for _, b in pairs) for said in theirs[b]],
    )


def _by_time(group: list[Said]) -> dict[Bounds, list[Said]]:
    found: dict[Bounds, list[Said]] = defaultdict(list)
    for said in group:
        found[said.bounds].append(said)
    return found


def _joined(one: list[Said], other: list[Said]) -> tuple[Group, Group] | None:
    """The statements where one value ends and the other begins, the earlier first."""
    for first, second in ((one, other), (other, one)):
        pairs = [(a, b) for a in first for b in second if joins(a.bounds, b.bounds)]
        if pairs:
            return _sides([a for a, _ in pairs], [b for _, b in pairs])
    return None


def _sides(one: list[Said], other: list[Said]) -> tuple[Group, Group] | None:
    sides = sorted((best(set(one)), best(set(other))), key=chronology)
    return (sides[0], sides[1]) if between_sources(*sides) else None


def _told(kind: str, matter: Matter, sides: tuple[Group, Group]) -> Found:
    words = _explained(kind, matter, sides)
    reason = decided(*sides, preferring=kind != SUCCESSION)
    return Found(kind, matter.about, sides, words, reason, _FACTS[kind])


def _explained(kind: str, matter: Matter, sides: tuple[Group, Group]) -> tuple[str, ...]:
    (one, other), (before, after) = (
        [side[0].value(matter.predicate) for side in sides],
        [when(side) for side in sides],
    )
    known = "", matter.about
    counted = [part for term in matter.rest if term not in known for part in (" – ", term)]
    what = (matter.about, *counted)
    if kind == SUCCESSION:
        return (other, " follows ", one, " – ", *what, ": one begins where the other ends.")
    if kind == REFINEMENT:
        return (*what, ": ", other, " is exact, and near enough to be meant by about ", one, ".")
    if matter.ever:
        return (*what, ": one number only can be right, ", one, " or ", other, ".")
    at_a_time = (" can have one ", matter.predicate, " at a time, yet two are given: ")
    return (*what, *at_a_time, one, " (", before, ") and ", other, " (", after, ").")
