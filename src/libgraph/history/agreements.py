"""What is on record about each agreement, and which of it dates the agreement.

An agreement is dated by its lifespans; where no source gives one, by how long somebody is party
to it; where there is neither, it begins with its signing. A beginning that nobody writes is taken
to be the signing, too. Of accounts that differ the best-ranked count. An agreement that another
replaces ends, at the latest, when that one has begun.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from libgraph.dates import NO_BOUNDS, Bounds
from libgraph.graph.protocol import Graph
from libgraph.history.accounts import Account, accounts
from libgraph.history.chains import Link
from libgraph.namespaces import lg


class Record:
    """What is read of one agreement: accounts by kind, parties and signers (IRIs).

    `accounts` are those that date it.
    """

    def __init__(self) -> None:
        self.by_kind: dict[str, list[Account]] = defaultdict(list)
        self.parties: set[str] = set()
        self.signers: set[str] = set()
        self.accounts: tuple[Account, ...] = ()

    @property
    def every(self) -> list[Account]:
        """All that is said of it."""
        return [account for group in self.by_kind.values() for account in group]

    @property
    def signed(self) -> list[Account]:
        """Its signings with a date."""
        return [account for account in self.by_kind[lg("Signing")] if account.dated]

    @property
    def age(self) -> tuple[date, date]:
        """Sorts agreements by time, undated ones last."""
        known = self.accounts[0].window if self.accounts else NO_BOUNDS
        return (
            known.begins_earliest or known.begins_latest or date.max,
            known.ends_earliest or known.ends_latest or date.max,
        )

    @property
    def begun(self) -> date | None:
        """The day by which it has begun, if all accounts know one."""
        days = [account.window.begins_latest for account in self.accounts]
        known = [day for day in days if day is not None]
        return max(known) if known and len(known) == len(days) else None


def records(graph: Graph, ties: Iterable[Link]) -> dict[str, Record]:
    """The agreements that something is said of, by IRI; `ties` are the links between them."""
    found = _read(graph)
    for record in found.values():
        record.accounts = _begun_when_signed(_dating(record), record.signed)
    _replaced(found, ties)
    return found


def _read(graph: Graph) -> dict[str, Record]:
    query = """SELECT DISTINCT ?agreement { ?class rdfs:subClassOf* lg:Agreement .
        ?agreement a ?class FILTER NOT EXISTS { ?agreement owl:sameAs ?kept }
        FILTER EXISTS { ?r ?as ?agreement ; a lg:Relationship } }"""
    found = {iri: Record() for (iri,) in graph.texts(query)}
    rows = list(
        graph.texts("""SELECT ?r ?agreement ?party ?signer {
            VALUES (?kind ?tie) { (lg:Lifespan lg:of) (lg:Party lg:agreement)
                (lg:Signing lg:agreement) }
            ?r a lg:Relationship ; lg:kind ?kind ; ?tie ?agreement
            OPTIONAL { ?r lg:party ?party } OPTIONAL { ?r lg:signer ?signer } }""")
    )
    rows = [row for row in rows if row[1] in found]
    known = accounts(graph, {row[0] for row in rows})
    for node, agreement in sorted({(row[0], row[1]) for row in rows}):
        found[agreement].by_kind[known[node].kind].append(known[node])
    for _, agreement, party, signer in rows:
        found[agreement].parties |= {party} - {""}
        found[agreement].signers |= {signer} - {""}
    return found


def _replaced(found: dict[str, Record], ties: Iterable[Link]) -> None:
    begun = {iri: record.begun for iri, record in found.items()}
    for link in ties:
        if link.relation == "replaces":
            old = found[link.earlier]
            old.accounts = tuple(
                replace(account, window=account.window.clipped(latest=begun[link.later]))
                for account in old.accounts
            )


def _dating(record: Record) -> tuple[Account, ...]:
    """The accounts that date an agreement: the best-ranked of the first kind that has any."""
    for kind in (lg("Lifespan"), lg("Party")):
        dated = [account for account in record.by_kind[kind] if account.dated]
        if dated:
            best = [account for account in dated if account.preferred]
            return tuple(best or dated)
    return tuple(_from_signing(account) for account in record.signed)


def _from_signing(account: Account) -> Account:
    """An account of an agreement of which only the signing is known."""
    window = account.window
    bounds = Bounds(window.begins_earliest, window.begins_latest, window.begins_earliest, None)
    return replace(account, said=(bounds,), window=bounds, dated_in={})


def _begun_when_signed(known: tuple[Account, ...], signings: list[Account]) -> tuple[Account, ...]:
    """Where no account has a beginning, that of the signings."""
    if not signings or any(account.begins for account in known):
        return known
    first = [account.window.begins_earliest for account in signings]
    last = [account.window.begins_latest for account in signings]
    begins = Bounds(
        None if None in first else min(filter(None, first)),
        None if None in last else max(filter(None, last)),
        None,
        None,
    )
    met = ((account, account.window.meet(begins) or account.window) for account in known)
    return tuple(replace(account, said=(window,), window=window) for account, window in met)
