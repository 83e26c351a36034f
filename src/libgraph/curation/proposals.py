"""Pairs that may be one: found by identifiers and rare words, weighed, and told in words.

Nothing is decided here. A score of 1 is an identifier that both have; a name alone never
reaches it.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from libgraph.curation import blocking, context
from libgraph.curation.blocking import Lore
from libgraph.curation.candidates import BODY, PERSON, Known, Thing
from libgraph.curation.names import Alike

LEAST = {PERSON: 0.5, BODY: 0.7}  # by benchmarks/match.py: the best F1 of its first half
_MOST = 0.98  # what names and context reach at most
_PLAUSIBLE = 0.45  # names less alike are not looked at any further
_CAN_RISE = 0.75  # how far context may lift a name towards 1
_PLACE_LIFTS = 0.12  # as far as being in one city lifts a score
_EACH = 3  # at most so many for each thing of the graph
_SURE, _LEVEL = 0.95, 0.05  # beside such a score only those that are level with it are told
Pair = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Proposal:
    """Two things that may be one: `one` would become `other`. IRIs, names, and why."""

    score: float
    kind: str
    one: str
    one_label: str
    other: str
    other_label: str
    reason: str
    shared: tuple[str, ...]
    against: tuple[str, ...]


@dataclass(frozen=True)
class Pool:
    """The things on two sides; the same twice, where a graph is compared with itself."""

    left: Mapping[str, Thing]
    known: Known

    @property
    def within(self) -> bool:
        """Whether both sides are one."""
        return self.left is self.known.things


def proposals(
    pool: Pool,
    decided: Callable[[str, str], bool] = lambda one, other: False,
    *,
    kind: str | None = None,
    least: float | None = None,
    identifiers_only: bool = False,
) -> list[Proposal]:
    """The pairs that may be one, the likeliest first; of each thing a few.

    Args:
        pool: what is compared.
        decided: whether a curator has decided about two IRIs.
        kind: only persons, or only bodies.
        least: the least score that is told; by default LEAST of the kind.
        identifiers_only: do not look at names.
    """
    found = list(_by_identifiers(pool, kind))
    if not identifiers_only:
        done = {proposal.other for proposal in found}
        done |= {proposal.one for proposal in found}
        for wanted in (PERSON, BODY) if kind is None else (kind,):
            found += _by_names(pool, wanted, done, LEAST[wanted] if least is None else least)
    open_ = [proposal for proposal in found if not decided(proposal.one, proposal.other)]
    return _best(sorted(open_, key=_order), pool)


def between(one: Thing, other: Thing, known: Known) -> Proposal | None:
    """What there is to say about two things; None where neither names nor identifiers meet."""
    if same := context.identified(one, other):
        _, con = context.compare(one, other, known)
        against = tuple(point.words for point in con)
        return _proposal(1.0, one, other, "; ".join(same), (), against)
    likeness = Lore.of([*known.things.values(), one, other]).likest(one, other)
    return _weighed(one, other, likeness, known) if likeness.score else None


def _order(proposal: Proposal) -> tuple[float, str, str]:
    return -proposal.score, proposal.one_label, proposal.one + proposal.other


def _best(found: list[Proposal], pool: Pool) -> list[Proposal]:
    """The best of each thing; what is sure of one record of a file is not asked of the next."""
    told: Counter[str] = Counter()
    sure: dict[str, float] = {}
    best = []
    for proposal in found:
        first = max(sure.get(proposal.one, 0), sure.get(proposal.other, 0))
        if proposal.score < first - _LEVEL or told[proposal.other] >= _EACH:
            continue
        told[proposal.other] += proposal.score < 1
        if not pool.within and proposal.score >= _SURE:
            sure[proposal.one] = sure[proposal.other] = proposal.score
        best.append(proposal)
    return best


# ── Identifiers ──────────────────────────────────────────────────────────────────────────


def _by_identifiers(pool: Pool, kind: str | None) -> Iterator[Proposal]:
    bearers: dict[tuple[str, str], list[Thing]] = defaultdict(list)
    for thing in pool.known.things.values():
        for scheme, values in thing.identifiers.items():
            for value in values:
                bearers[scheme, value].append(thing)
    seen: set[Pair] = set()
    for one in pool.left.values():
        keys = ((scheme, value) for scheme, of in one.identifiers.items() for value in of)
        for other in (thing for key in keys for thing in bearers.get(key, ())):
            if other.iri == one.iri or (other.iri, one.iri) in seen or one.kind != other.kind:
                continue
            if (one.iri, other.iri) not in seen and kind in (None, one.kind):
                seen.add((one.iri, other.iri))
                _, con = context.compare(one, other, pool.known)
                same = "; ".join(context.identified(one, other))
                yield _proposal(1.0, one, other, same, (), tuple(point.words for point in con))


# ── Names ────────────────────────────────────────────────────────────────────────────────


def _by_names(pool: Pool, kind: str, done: set[str], least: float) -> Iterator[Proposal]:
    left = [one for one in pool.left.values() if one.kind == kind and one.iri not in done]
    right = [one for one in pool.known.things.values() if one.kind == kind and one.iri not in done]
    lore = Lore.of(left if pool.within else [*left, *right])
    plausible = _PLAUSIBLE if pool.within else max(_PLAUSIBLE, least - _PLACE_LIFTS)
    for one, other, alike in blocking.met(left, right, lore, plausible):
        if alike.score < plausible or one.iri == other.iri:
            continue
        if not pool.within or _stands_before(one, other):
            proposal = _weighed(one, other, alike, pool.known)
            if proposal.score >= least:
                yield proposal


def _stands_before(one: Thing, other: Thing) -> bool:
    """Whether the first would become the second: of the second more is said."""
    return (len(one.ties), len(one.names), one.iri) < (len(other.ties), len(other.names), other.iri)


def _weighed(one: Thing, other: Thing, likeness: Alike, known: Known) -> Proposal:
    """Names and context together: what speaks for it lifts the score, what against lowers it."""
    pro, con = context.compare(one, other, known)
    doubt = 1.0
    for point in pro:
        doubt *= 1 - point.weight
    score = likeness.score + (1 - likeness.score) * _CAN_RISE * (1 - doubt)
    for point in con:
        score *= 1 - point.weight
    against = ((likeness.against,) if likeness.against else ()) + tuple(p.words for p in con)
    shared = tuple(point.words for point in pro)
    return _proposal(min(score, _MOST), one, other, likeness.reason, shared, against)


def _proposal(
    score: float, one: Thing, other: Thing, reason: str,
    shared: tuple[str, ...], against: tuple[str, ...],
) -> Proposal:  # fmt: skip
    return Proposal(
        round(score, 2), one.kind, one.iri, one.label, other.iri, other.label, reason, shared,
        against,
    )  # fmt: skip
