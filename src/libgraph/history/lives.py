"""The life of agreements: when they are in force, when they end, what carries them on."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from libgraph.dates import Holds, Span
from libgraph.graph.labels import labels
from libgraph.graph.protocol import Graph
from libgraph.graph.written import by_marked_time
from libgraph.history.accounts import Account, in_time
from libgraph.history.agreements import Record, records
from libgraph.history.chains import Link, chains, links
from libgraph.history.within import HALF_A_YEAR, Within
from libgraph.query.entities import Entity


class Status(StrEnum):
    """How an agreement stands at a time; the first that fits, the liveliest account first.

    expiring: it is in force (yes or possibly), and its end falls, or may fall, within reach.
    in force: it is, or may be, and it ends later.
    open: it is, or may be, in force, and nobody says when it ends.
    lapsed: it ended before the time asked about, at the latest.
    not begun: it begins after it.
    unknown: no source gives a date.
    """

    EXPIRING = "expiring"
    IN_FORCE = "in-force"
    OPEN = "open"
    LAPSED = "lapsed"
    NOT_BEGUN = "not-begun"
    UNKNOWN = "unknown"


@dataclass(frozen=True)
class Life:
    """An agreement and how it stands.

    `begins`, `signed`, `ends` and `seen` (in force) are dates as written, with a mark where they
    were only announced (`written.marked`), `open` that a source says it went on; `before` and
    `after` its neighbours in `chain` (the earliest first, empty if it stands alone); `accounts`
    what is said of its time, one for each account that differs.
    """

    agreement: Entity
    status: Status
    in_force: Holds
    parties: tuple[Entity, ...]
    signers: tuple[Entity, ...]
    begins: tuple[str, ...]
    signed: tuple[str, ...]
    ends: tuple[str, ...]
    seen: tuple[str, ...]
    open: bool
    before: tuple[tuple[str, Entity], ...]
    after: tuple[tuple[str, Entity], ...]
    chain: tuple[Entity, ...]
    accounts: tuple[Account, ...]
    sources: tuple[str, ...]

    def holds(self, span: Span) -> Holds:
        """Whether it is in force at some time in another span."""
        return _together([account.holds(span) for account in self.accounts])


def lives(
    graph: Graph,
    span: Span,
    *,
    within: Within = HALF_A_YEAR,
    party: str | None = None,
    statuses: Collection[Status] = (),
    certain: bool = False,
    lang: str = "en",
) -> list[Life]:
    """The agreements of a graph as they stand at some time in `span`, one each.

    `within` is how far after it an end counts as near; `party` (an IRI) and `statuses` choose
    among them, `certain` keeps those that are certainly in force. They stand in order of their
    names, chains together.
    """
    ties = links(graph)
    known = records(graph, ties)
    teller = _Teller(graph, known, ties, lang)
    horizon = within.after(span.last)
    found = (
        teller.life(iri, span, horizon)
        for iri, record in known.items()
        if not party or party in record.parties
    )
    chosen = (
        life
        for life in found
        if (not statuses or life.status in statuses) and (life.in_force is Holds.YES or not certain)
    )
    return sorted(chosen, key=_order)


def _order(life: Life) -> tuple[str, str, int, str]:
    """By name; a chain stands together, under the name of its first."""
    chain = life.chain or (life.agreement,)
    first, place = chain[0], chain.index(life.agreement)
    return first.label.casefold(), first.iri, place, life.agreement.iri


def status(account: Account, span: Span, horizon: date) -> Status:
    """How an agreement stands by one account; ends up to `horizon` are near."""
    window = account.window
    if not account.dated:
        return Status.UNKNOWN
    if not account.holds(span):
        later = (window.begins_earliest or date.min) > span.last
        return Status.NOT_BEGUN if later else Status.LAPSED
    if not account.ends or account.window.ends_latest is None:  # as of [2019-05-21..]
        return Status.OPEN
    near = (account.ending[0] or date.min) <= horizon
    return Status.EXPIRING if near else Status.IN_FORCE


class _Teller:
    """Knows the names of everything in the records, and the neighbours of each agreement."""

    def __init__(self, graph: Graph, known: dict[str, Record], ties: list[Link], lang: str) -> None:
        self._records = known
        self._chains = chains(ties, lambda iri: (known[iri].age, iri))
        self._before: dict[str, list[tuple[str, str]]] = defaultdict(list)
        self._after: dict[str, list[tuple[str, str]]] = defaultdict(list)
        for link in ties:
            self._before[link.later].append((link.relation, link.earlier))
            self._after[link.earlier].append((link.relation, link.later))
        agents = {iri for record in known.values() for iri in record.parties | record.signers}
        self._names = labels(graph, agents | known.keys(), lang)

    def life(self, iri: str, span: Span, horizon: date) -> Life:
        """The life of one agreement."""
        record = self._records[iri]
        known = record.accounts
        stands = (status(account, span, horizon) for account in known)
        sources = {source for account in record.every for source in account.sources}
        return Life(
            agreement=self._entity(iri),
            status=min(stands, key=list(Status).index, default=Status.UNKNOWN),
            in_force=_together([account.holds(span) for account in known]),
            parties=self._by_name(record.parties),
            signers=self._by_name(record.signers),
            begins=_each(account.told_begins for account in known),
            signed=in_time(begin for account in record.signed for begin in account.begins),
            ends=_each(account.told_ends for account in known),
            seen=in_time(day for account in known for day in account.seen),
            open=any(account.open for account in known),
            before=self._neighbours(self._before[iri]),
            after=self._neighbours(self._after[iri]),
            chain=tuple(map(self._entity, self._chains.get(iri, ()))),
            accounts=known,
            sources=tuple(sorted(sources)),
        )

    def _entity(self, iri: str) -> Entity:
        return Entity(iri, self._names[iri])

    def _by_name(self, iris: Iterable[str]) -> tuple[Entity, ...]:
        return tuple(sorted(map(self._entity, iris), key=lambda one: (one.label, one.iri)))

    def _neighbours(self, linked: list[tuple[str, str]]) -> tuple[tuple[str, Entity], ...]:
        return tuple((relation, self._entity(iri)) for relation, iri in linked)


def _each(told: Iterable[tuple[str, ...]]) -> tuple[str, ...]:
    """What accounts tell, each once, in order of time."""
    return tuple(sorted({text for texts in told for text in texts}, key=by_marked_time))


def _together(held: list[Holds]) -> Holds:
    """Yes or no if all accounts agree, else possibly; possibly, too, where nothing is known."""
    return held[0] if len(set(held)) == 1 else Holds.POSSIBLY
