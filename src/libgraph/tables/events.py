"""What rows of events and corners say: a life, and who takes part, hosts and helps."""

from __future__ import annotations

from libgraph.namespaces import lg
from libgraph.tables.entry import UNDATED, Entry
from libgraph.tables.rows import details, links, nodes, refuse_attested
from libgraph.tables.statements import Draft, draft

_ROLES = {"organisers": lg("organiser"), "initiators": lg("initiator")}


def event(entry: Entry, one: str) -> list[Draft | None]:
    """The statements of a row about one event."""
    refuse_attested(entry, lg("Participation"))
    told = details(entry, "Lifespan")
    others = [
        draft(
            entry,
            lg("Participation"),
            nodes([(lg("participant"), who), (lg("event"), one), (lg("role"), role)]),
        )
        for column, role in _ROLES.items()
        for who in entry.things(column)
    ]
    others.extend(links(entry, one, entry.dating))
    if told or entry.dating != UNDATED or not others:
        return [draft(entry, lg("Lifespan"), [*nodes([(lg("of"), one)]), *told]), *others]
    return others


def corner(entry: Entry, one: str) -> list[Draft | None]:
    """The statements of a row about one corner or reading room."""
    found = [draft(entry, lg("Lifespan"), [*nodes([(lg("of"), one)]), *details(entry, "Lifespan")])]
    for host in entry.things("host"):
        ends = nodes([(lg("host"), host), (lg("hosted"), one)])
        found.append(draft(entry, lg("Hosting"), ends))
    found.extend(links(entry, one, entry.dating))
    for helper in entry.things("supporters"):
        ends = nodes([(lg("supporter"), helper), (lg("beneficiary"), one)])
        found.append(draft(entry, lg("Support"), [*ends, *entry.pairs("support_kind")]))
    if entry.text("books"):
        counted = nodes([(lg("of"), one), (lg("quantity"), lg("books"))])
        found.append(draft(entry, lg("Figure"), [*counted, *details(entry, "Figure")]))
    return found
