"""What ends soon: agreements, and on request memberships, tenures and other states."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from libgraph.dates import Holds, Span
from libgraph.graph.protocol import Graph
from libgraph.history.accounts import Account, accounts, in_time, kind_iris, of_kinds
from libgraph.history.lives import Life, Status, lives, status
from libgraph.history.within import HALF_A_YEAR, Within
from libgraph.namespaces import local_name
from libgraph.query.entities import Entity
from libgraph.query.telling import tell

AGREEMENT = "agreement"


@dataclass(frozen=True)
class Ending:
    """What ends, or may end, soon.

    `iri` is an agreement or a relationship; `ends` its end as written, `first` and `last` the
    days between which that falls; `days_left` the fewest and the most, from the first day asked
    about (0 where it may be over already); `certain` is yes where it surely ends in that time.
    """

    iri: str
    kind: str
    name: str
    begins: tuple[str, ...]
    ends: tuple[str, ...]
    first: date | None
    last: date
    days_left: tuple[int, int]
    certain: Holds
    parties: tuple[Entity, ...]
    signers: tuple[Entity, ...]
    sources: tuple[str, ...]


@dataclass(frozen=True)
class Expiring:
    """What ends soon, the soonest first, and how many agreements in force have no known end."""

    endings: tuple[Ending, ...]
    open: int


def expiring(
    graph: Graph,
    span: Span,
    *,
    within: Within = HALF_A_YEAR,
    kinds: Collection[str] = (AGREEMENT,),
    party: str | None = None,
    certain: bool = False,
    lang: str = "en",
) -> Expiring:
    """What is in force at some time in `span` and ends, or may end, in the time after it.

    `kinds` are "agreement" and kinds of statements such as "tenure"; with `party` (an IRI) only
    what that is party to, or an end of; with `certain` only what surely ends then.

    Raises:
        UsageError: there is no such kind.
    """
    iris = kind_iris((kind for kind in kinds if kind != AGREEMENT), besides=(AGREEMENT,))
    horizon = within.after(span.last)
    agreements = (
        lives(graph, span, within=within, party=party, lang=lang) if AGREEMENT in kinds else []
    )
    found = [
        _of_agreement(life, span, horizon) for life in agreements if life.status is Status.EXPIRING
    ]
    if iris:
        found += _of_kinds(graph, iris, span, horizon, party, lang)
    kept = (ending for ending in found if ending.certain is Holds.YES or not certain)
    soonest = sorted(kept, key=lambda one: (one.days_left[0], one.last, one.name, one.iri))
    return Expiring(tuple(soonest), sum(life.status is Status.OPEN for life in agreements))


def _of_agreement(life: Life, span: Span, horizon: date) -> Ending:
    return _ending(
        life.accounts,
        span,
        horizon,
        iri=life.agreement.iri,
        kind=AGREEMENT,
        name=life.agreement.label,
        parties=life.parties,
        signers=life.signers,
        sources=life.sources,
    )


def _of_kinds(
    graph: Graph, kinds: Iterable[str], span: Span, horizon: date, party: str | None, lang: str
) -> Iterator[Ending]:
    known = accounts(graph, of_kinds(graph, kinds))
    near = [
        account for account in known.values() if status(account, span, horizon) is Status.EXPIRING
    ]
    told = tell(graph, (account.relationship for account in near), lang)
    for account in near:
        telling = told[account.relationship]
        if party and not any(party in ends for ends in telling.ends.values()):
            continue
        yield _ending(
            (account,),
            span,
            horizon,
            iri=account.relationship,
            kind=local_name(account.kind).lower(),
            name=telling.sentence,
            parties=(),
            signers=(),
            sources=account.sources,
        )


def _ending(
    known: tuple[Account, ...],
    span: Span,
    horizon: date,
    *,
    iri: str,
    kind: str,
    name: str,
    parties: tuple[Entity, ...],
    signers: tuple[Entity, ...],
    sources: tuple[str, ...],
) -> Ending:
    near = [account for account in known if status(account, span, horizon) is Status.EXPIRING]
    firsts = [account.ending[0] for account in near]
    first = None if None in firsts else min(filter(None, firsts))
    last = max(day for account in near if (day := account.window.ends_latest))
    surely = all(_surely(account, span, horizon) for account in known)
    return Ending(
        iri=iri,
        kind=kind,
        name=name,
        begins=in_time(begin for account in near for begin in account.begins),
        ends=in_time(end for account in near for end in account.ends),
        first=first,
        last=last,
        days_left=(_days(span, first or date.min), _days(span, last)),
        certain=Holds.YES if surely else Holds.POSSIBLY,
        parties=parties,
        signers=signers,
        sources=sources,
    )


def _surely(account: Account, span: Span, horizon: date) -> bool:
    first, last = account.window.ends_earliest, account.window.ends_latest
    return bool(account.ends and first and last and span.first <= first and last <= horizon)


def _days(span: Span, day: date) -> int:
    return max(0, (day - span.first).days)
