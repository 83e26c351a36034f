"""Signers who, by other sources, were not in the post that they signed from."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from libgraph.dates import Bounds
from libgraph.history.conflict_found import (
    OFFICE,
    Concerns,
    Found,
    Group,
    best,
    decided,
    sources,
    when,
)
from libgraph.history.conflict_reading import Said, World
from libgraph.history.conflict_times import apart, sure
from libgraph.namespaces import lg

_AGREEMENT, _SIGNER, _IN_POST = (lg(name) for name in ("agreement", "signer", "inPost"))
_HOLDER, _POST = lg("holder"), lg("post")


@dataclass(frozen=True, slots=True, order=True)
class Act:
    """Somebody signs an agreement from a post."""

    agreement: str
    signer: str
    post: str


def office_conflicts(world: World) -> Iterator[Found]:
    """One for each signer of an agreement who certainly was not in the post."""
    tenures: dict[str, list[Said]] = defaultdict(list)
    for said in world.statements[lg("Tenure")]:
        if not said.announced:
            tenures[said.value(_POST)].append(said)
    acts: dict[Act, list[Said]] = defaultdict(list)
    for said in world.statements[lg("Signing")]:
        for post in said.values.get(_IN_POST, ()):
            if said.way and not said.announced:
                acts[Act(said.value(_AGREEMENT), said.value(_SIGNER), post)].append(said)
    for act, signings in sorted(acts.items()):
        yield from _out_of_office(world, act, best(signings), tenures[act.post])


def _out_of_office(world: World, act: Act, signings: Group, tenures: list[Said]) -> Iterator[Found]:
    spoken = {said.source for said in signings}
    others = [said for said in tenures if said.source not in spoken]
    own = [said for said in others if said.value(_HOLDER) == act.signer and said.way]
    signed = signings[0].bounds
    if own:
        if all(_outside(said.bounds, signing.bounds) for said in best(own) for signing in signings):
            yield _found(act, signings, best(own), " held the post ")
    elif _single(world, act.post):
        held = [said for said in others if all(_all_along(said.bounds, s.bounds) for s in signings)]
        if held and signed.ends_latest:
            yield _found(act, signings, best(held), " held the post ")


def _single(world: World, post: str) -> bool:
    """Whether one person holds the post at a time."""
    classes = world.classes.get(post, frozenset())
    return any(_HOLDER in world.rules.at_a_time.get(name, ()) for name in classes)


def _outside(tenure: Bounds, signing: Bounds) -> bool:
    """Whether the tenure was over before the signing, or had not begun after it."""
    same_day = signing.begins_earliest in (tenure.begins_earliest, tenure.ends_latest)
    return apart(tenure, signing) and not same_day


def _all_along(tenure: Bounds, signing: Bounds) -> bool:
    """Whether the tenure certainly held on every day on which the signing can have been."""
    days, first, last = sure(tenure), signing.begins_earliest, signing.ends_latest
    return bool(days and first and last and days[0] < first and last < days[1])


def _found(act: Act, signings: Group, tenures: Group, held: str) -> Found:
    words = (
        *(act.signer, " signed ", act.agreement, " as ", act.post, " (", when(signings), ", by "),
        *(sources(signings), "), but by ", sources(tenures), " ", tenures[0].value(_HOLDER)),
        *(held, when(tenures), "."),
    )
    reason = decided(signings, tenures, preferring=False)
    return Found(OFFICE, act.agreement, (signings, tenures), words, reason, Concerns.EITHER)
