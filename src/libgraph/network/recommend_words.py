"""Why two bodies may be partners, in plain words with names and dates."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import log

from libgraph.dates import Holds
from libgraph.network.recommend_evidence import Evidence, Thing
from libgraph.network.recommend_score import CROWD, WEIGHTS, Candidate, Reason, Try
from libgraph.network.result import shown
from libgraph.network.words import count, listed, share, when
from libgraph.query.telling import Telling

FEW = 30  # with fewer pairs, one more or less moves a hit rate by several points
PLACES = (1, 3, 5)
_KINDS = {
    "partner": "a common partner by agreement",
    "help": "help given or received",
    "event": "an event",
    "programme": "a programme or body",
    "person": "a person",
    "place": "the smallest common place",
}


@dataclass(frozen=True)
class Speaker:
    """Says why, for one body: `told` has the relationships in words."""

    known: Evidence
    body: str
    told: Mapping[str, Telling]

    def reasons(self, candidate: Candidate) -> str:
        """All that the two share, certain things first: a sentence for each kind."""
        return " ".join(
            self._sentence(kind, holds, candidate.body, found)
            for holds in (Holds.YES, Holds.POSSIBLY)
            for kind in WEIGHTS
            if (found := [r for r in candidate.reasons if (r.thing.kind, r.holds) == (kind, holds)])
        )

    def _sentence(self, kind: str, holds: Holds, other: str, found: Sequence[Reason]) -> str:
        near = sorted(found, key=lambda r: (r.among, self._name(r.thing.iri), r.thing.iri))
        text = _SAYING[kind](self, other, near)
        if holds is Holds.YES:
            return f"{text[0].upper()}{text[1:]}."
        return f"Only possible {when(self.known.span)}: {text}."

    def both(self, words: str, other: str, found: Iterable[Reason]) -> str:
        """`words` and the things, each with its dates and how many share it."""
        return f"{words} {listed(self._thing(other, reason) for reason in found)}"

    def programme(self, other: str, found: Sequence[Reason]) -> str:
        """To what both belong; one of them may be it."""
        said = []
        for ends, words in ((other, "{b} belongs to it"), (self.body, "it belongs to {b}")):
            if any(reason.thing.iri == ends for reason in found):
                thing = Thing("programme", ends)
                dates = self._dates(thing, (self.body, other))
                said.append(f"{words.format(b=self._name(self.body))}{_bracket([dates])}")
        rest = [reason for reason in found if reason.thing.iri not in (other, self.body)]
        themselves = [r for r in rest if not self._housed(r.thing, other)]
        housing = [r for r in rest if r not in themselves]
        if themselves:
            said.append(self.both("both belong to", other, themselves))
        if housing:
            said.append(self.both("both belong to, or house a part of,", other, housing))
        return "; ".join(said)

    def sentences(self, words: str, other: str, found: Iterable[Reason]) -> str:
        """`words` and what is told of both bodies' parts in the things."""
        return f"{words}: {'; '.join(listed(self._told(r.thing, other), 6) for r in found)}"

    def _told(self, thing: Thing, other: str) -> Iterator[str]:
        for iri in self._resting(thing, (self.body, other)):
            if iri in self.told:
                yield f"{self.told[iri].sentence} ({self.told[iri].when})"

    def _housed(self, thing: Thing, other: str) -> bool:
        ways = (way for body in (self.body, other) for way in self.known.parts[thing][body])
        return any(len(way) > 1 for way in ways)

    def _thing(self, other: str, reason: Reason) -> str:
        dates = self._dates(reason.thing, (self.body, other))
        return f"{self._name(reason.thing.iri)}{_bracket([dates, f'shared by {reason.among}'])}"

    def _dates(self, thing: Thing, bodies: Iterable[str]) -> str:
        """When: once where both sides say the same, else with the bodies' names."""
        said = {body: self._when(thing, body) for body in bodies}
        if len(set(said.values()) - {""}) < 2:
            return next(filter(None, said.values()), "")
        return "; ".join(f"{self._name(body)} {when}" for body, when in said.items() if when)

    def _when(self, thing: Thing, body: str) -> str:
        resting = (iri for iri in self.known.resting(thing, body) if iri in self.told)
        return ", ".join(dict.fromkeys(self.told[iri].when for iri in resting))

    def _resting(self, thing: Thing, bodies: Iterable[str]) -> Iterable[str]:
        return dict.fromkeys(iri for body in bodies for iri in self.known.resting(thing, body))

    def _name(self, iri: str) -> str:
        return self.known.names.get(iri, iri)


_SAYING: Mapping[str, Callable[[Speaker, str, Sequence[Reason]], str]] = {
    "partner": lambda s, other, found: s.both("both have an agreement with", other, found),
    "help": lambda s, other, found: s.sentences("help ties them", other, found),
    "event": lambda s, other, found: s.both("both took part in or hosted", other, found),
    "programme": lambda s, other, found: s.programme(other, found),
    "person": lambda s, other, found: s.sentences("they are linked by a person", other, found),
    "place": lambda s, other, found: s.both("both are in", other, found),
}


def _bracket(parts: Iterable[str]) -> str:
    said = "; ".join(part for part in parts if part)
    return f" ({said})" if said else ""


# ── Below the table ──────────────────────────────────────────────────────────────────────


def scoring(known: Evidence) -> Iterator[str]:
    """How the score is made."""
    weights = ", ".join(f"{_KINDS[kind]} {shown(weight)}" for kind, weight in WEIGHTS.items())
    examples = ", ".join(f"by {n} {1 / log(n):.2f}" for n in (2, 10, 100))
    yield (
        "Score: each thing that the two share adds its weight / ln(n), where n bodies share it: "
        f"a thing of weight 1 shared {examples}. Weights, set by hand and not learnt: {weights}."
    )
    large = sum(len(ways) > CROWD for ways in known.parts.values())
    if large:
        yield f"Not counted: {count(large, 'thing')} that more than {CROWD} bodies share."
    if known.span:
        yield (
            f"Only what held at some time {when(known.span)} counts; what is only possible counts "
            "in the second score alone. An interval, as in 2010/2020, takes in earlier events."
        )
    else:
        yield "All times count alike: two may have belonged to one body in different years."


def left_out(known: Evidence, body: str) -> Iterator[str]:
    """Who is not proposed, and why."""
    tied = sorted(known.names.get(other, other) for other in known.settled.get(body, ()))
    until = f" by {known.span.last}" if known.span else ""
    name = known.names.get(body, body)
    if tied:
        tie = f"tied to it by an agreement{until}, in force or lapsed"
        yield f"Not proposed, as {tie}: {listed(tied)}."
    else:
        yield f"No agreement of {name} with another body is known{until}."
    kin = known.kin.get(body, frozenset())
    if kin:
        names = sorted(known.names.get(other, other) for other in kin)
        yield f"Not proposed, as a part of it or what it is a part of: {listed(names)}."


def measured(known: Evidence, tries: Sequence[Try]) -> Iterator[str]:
    """What hiding the graph's own agreements showed, and what that is worth."""
    pairs, total = len(tries) // 2, len(known.agreements)
    if not tries:
        yield "Nothing could be measured: no two bodies of this graph are tied by an agreement."
        return
    which = f"{pairs} of {total}" if pairs < total else f"{count(total, 'pair')}"
    rates = [_rate(tries, first) for first in PLACES]
    yield (
        f"Measured on this graph's own agreements, leaving one out: {which} tied by an agreement, "
        f"each hidden with all its agreements, and both sides asked ({len(tries)} tries). The "
        f"partner came back {'; '.join(rates)}. Level with others, it counts by chance."
    )
    never = sum(each.partner in known.kin.get(each.asked, ()) for each in tries)
    if never:
        verb = "asks" if never == 1 else "ask"
        yield f"{count(never, 'try', 'tries')} {verb} for a part or whole, which is never proposed."
    if pairs < FEW:
        yield f"{count(pairs, 'pair is', 'pairs are')} too few for this to mean much."
    yield (
        "This can flatter: the event at which an agreement was signed, and what it founded or paid "
        "for, are not hidden with it."
    )


def _rate(tries: Sequence[Try], first: int) -> str:
    hits, chance = (sum(each) for each in zip(*_hits(tries, first), strict=True))
    place = "first" if first == 1 else f"among the first {first}"
    of = len(tries)
    return f"{place} in {hits:.3g} of {of} ({share(hits, of)}; a random order {share(chance, of)})"


def _hits(tries: Iterable[Try], first: int) -> Iterator[tuple[float, float]]:
    for each in tries:
        yield each.hit(first), each.by_chance(first)
