"""How near two bodies are by what they share: Adamic and Adar's sum, with a weight for each kind.

Each thing that two bodies share adds ``weight / ln(n)``, where n bodies share it: a person
who links only the two counts much, a congress of hundreds little.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from math import log

from libgraph.dates import Holds
from libgraph.network.recommend_evidence import Evidence, Pair, Thing

WEIGHTS: Mapping[str, float] = {
    "partner": 1.0,
    "help": 1.0,
    "event": 1.0,
    "programme": 1.0,
    "person": 1.0,
    "place": 0.5,
}
CROWD = 1000  # what more bodies share tells nothing about two of them, and costs time
_FIGURES = 9


@dataclass(frozen=True, slots=True)
class Reason:
    """One thing that two bodies share, how surely, and how many bodies share it."""

    thing: Thing
    holds: Holds
    among: int

    @property
    def adds(self) -> float:
        """What it adds to the score."""
        return WEIGHTS[self.thing.kind] / log(self.among)


@dataclass(slots=True)
class Candidate:
    """A body that may be proposed, and why."""

    body: str
    reasons: list[Reason] = field(default_factory=list)

    @property
    def order(self) -> tuple[float, float]:
        """Its score by what is certain, and by what is certain or possible."""
        return self.score(Holds.YES), self.score(Holds.POSSIBLY)

    def score(self, least: Holds) -> float:
        """The sum over what holds at least so surely."""
        return round(sum(r.adds for r in self.reasons if r.holds >= least), _FIGURES)


def candidates(
    known: Evidence,
    body: str,
    lost: frozenset[str] = frozenset(),
    hidden: str = "",
    *,
    certain: bool = False,
) -> list[Candidate]:
    """Who shares something with a body and is not yet tied to it, the nearest first.

    `lost` are relationships to look away from, and `hidden` a partner to treat as no partner.
    """
    barred = excluded(known, body, hidden)
    found: dict[str, Candidate] = {}
    for other, reason in _shared(known, body, lost):
        if other not in barred and (not certain or reason.holds is Holds.YES):
            found.setdefault(other, Candidate(other)).reasons.append(reason)
    for candidate in found.values():
        candidate.reasons = _one_place(known, candidate.reasons)
    return sorted(found.values(), key=lambda c: (*(-s for s in c.order), *_named(known, c)))


def excluded(known: Evidence, body: str, hidden: str = "") -> frozenset[str]:
    """Whom not to propose: itself, its partners by agreement, its parts and wholes."""
    none: frozenset[str] = frozenset()
    return (known.settled.get(body, none) - {hidden}) | known.kin.get(body, none) | {body}


def _shared(known: Evidence, body: str, lost: frozenset[str]) -> Iterator[tuple[str, Reason]]:
    for thing in known.things.get(body, ()):
        if len(known.parts[thing]) > CROWD:
            continue
        sharing = known.sharing(thing, lost)
        own = sharing.pop(body, Holds.NO)
        if own is not Holds.NO:
            for other, holds in sharing.items():
                yield other, Reason(thing, min(own, holds), len(sharing) + 1)


def _one_place(known: Evidence, reasons: list[Reason]) -> list[Reason]:
    """Of the places that two share only the smallest, a certain one first."""
    places = [reason for reason in reasons if reason.thing.kind == "place"]
    best = min(places, key=lambda r: (-int(r.holds), *_size(known, r)), default=None)
    return [r for r in reasons if r.thing.kind != "place" or r is best]


def _size(known: Evidence, reason: Reason) -> tuple[int, int, str]:
    return reason.among, -known.depth.get(reason.thing.iri, 0), reason.thing.iri


def _named(known: Evidence, candidate: Candidate) -> tuple[str, str]:
    return known.names.get(candidate.body, ""), candidate.body


# ── Measured on the agreements that are there ────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class Try:
    """A hidden agreement: who was asked, who should come back, and where among how many.

    `before` stand ahead of the partner and `level` (itself too) have its score; both are None
    where it did not come back at all.
    """

    asked: str
    partner: str
    before: int | None
    level: int | None
    among: int

    def hit(self, first: int) -> float:
        """Whether it is one of the first; a share where it stands level with others."""
        if self.before is None or self.level is None:
            return 0.0
        return min(1.0, max(0.0, (first - self.before) / self.level))

    def by_chance(self, first: int) -> float:
        """The same in a random order of all bodies that could be proposed."""
        return min(1.0, first / self.among)


def leave_one_out(known: Evidence, most: int = 0, *, certain: bool = False) -> list[Try]:
    """Hide each pair's agreements in turn and ask both sides; with `most`, of so many pairs."""
    pairs = list(known.agreements)
    step = -(-len(pairs) // most) if most else 1
    return [
        _tried(known, pair, *ends, certain=certain)
        for pair in pairs[:: max(step, 1)]
        for ends in (pair, pair[::-1])
    ]


def _tried(known: Evidence, pair: Pair, asked: str, partner: str, *, certain: bool) -> Try:
    found = candidates(known, asked, known.agreements[pair], partner, certain=certain)
    among = len(known.bodies) - len(excluded(known, asked) - {partner})
    order = next((each.order for each in found if each.body == partner), None)
    if order is None:
        return Try(asked, partner, None, None, among)
    before = sum(each.order > order for each in found)
    level = sum(each.order == order for each in found)
    return Try(asked, partner, before, level, among)
