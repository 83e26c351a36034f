"""The analyses: a network in, a table out, with the numbers said in words.

At a time, every number stands twice: for the certain ties alone, and (in a twin column, or in
rows of their own) for the certain and possible ones.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from libgraph.errors import UnknownName
from libgraph.network import explain, facts, measures
from libgraph.network.engines import measures_of
from libgraph.network.ranking import BROKERAGE, CENTRALITY, cut, ranking
from libgraph.network.reading import Measured, Reading, readings, told
from libgraph.network.result import Column, Table, doubled
from libgraph.network.ties import Network


def summary(network: Network, *, engine: str = "auto") -> Table:
    """The network as a whole: how large, how dense, how far it hangs together."""
    found = readings(network, engine)
    columns = [
        Column("measure", "what is counted"),
        *doubled("value", "the number", twice=len(found) > 1),
        Column("inWords", "what the number says"),
    ]
    rows = [_fact(same) for same in zip(*map(facts.facts, found), strict=True)]
    notes = told(found, facts.strongest_pair, facts.one_thing)
    notes += facts.untied(network)
    return explain.table("Summary", found, columns, rows, notes, full=True)


def centrality(
    network: Network, by: str = "shared", *, engine: str = "auto", approximate: bool = False
) -> Table:
    """Who is central: the bodies ranked by one of the measures (`ranking.CENTRALITY`).

    Raises:
        UnknownName: there is no such measure; the message lists those there are.
    """
    if by not in CENTRALITY:
        raise UnknownName(f"no measure is called {by!r}: write one of {', '.join(CENTRALITY)}")
    found = readings(network, engine, approximate=approximate)
    return ranking("Centrality", found, measures_of(engine, CENTRALITY), by)


def brokers(network: Network, *, engine: str = "auto", approximate: bool = False) -> Table:
    """Who stands between others, how free they are to, and who holds the network together."""

    def cuts(measured: Measured) -> Iterable[str]:
        return explain.cuts(measured.reading)

    found = readings(network, engine, approximate=approximate)
    return ranking("Brokers", found, BROKERAGE, "betweenness", cuts)


def communities(network: Network, *, engine: str = "auto") -> Table:
    """Who belongs together: groups with more ties inside than chance would put there."""
    read = readings(network, engine)
    found = [(reading, measures.divide(reading.graph)) for reading in read]
    columns = [
        *_group_columns(found),
        Column("inside", "how many ties there are between its members"),
        Column("outside", "how many ties lead from it to others"),
    ]
    rows = [
        (*row, *_in_and_out(reading, group))
        for reading, division in found
        for group, row in _groups(reading, division.communities)
    ]
    notes = told(found, lambda pair: explain.division(*pair))
    return explain.table("Communities", read, columns, rows, notes)


def components(network: Network, *, engine: str = "auto") -> Table:
    """What hangs together: groups of two or more bodies, with no tie from one to another."""
    found = readings(network, engine)
    rows = [row for reading in found for _, row in _groups(reading, measures.groups(reading.graph))]
    notes = told(found, explain.apart)
    return explain.table("Components", found, _group_columns(found), rows, notes)


def _fact(same: Sequence[facts.Fact]) -> tuple[object, ...]:
    amounts = "; with possible ties ".join(dict.fromkeys(fact.amount for fact in same))
    meaning = same[0].meaning
    words = f"{meaning}{'' if meaning.endswith('?') else ':'} {amounts}"
    return (same[0].name, *cut(fact.value for fact in same), words)


def _group_columns(found: Sequence[object]) -> list[Column]:
    which = [Column("reading", "which ties are counted")] if len(found) > 1 else []
    return [
        *which,
        Column("group", "its number, the largest first"),
        Column("name", "its most central members"),
        Column("size", "how many bodies it has"),
        Column("members", "their IRIs, the most central first"),
        Column("membersLabel", "their names"),
    ]


def _groups(
    reading: Reading, groups: Iterable[Sequence[int]]
) -> Iterable[tuple[Sequence[int], tuple[object, ...]]]:
    """The groups of two or more, each with its row."""
    which = (reading.title,) if reading.title else ()
    for place, group in enumerate((group for group in groups if len(group) > 1), start=1):
        members = reading.central(group)
        iris = " ".join(reading.network.bodies[node] for node in members)
        names = "; ".join(reading.called(members))
        name = explain.group_name(reading, group)
        yield group, (*which, place, name, len(group), iris, names)


def _in_and_out(reading: Reading, group: Sequence[int]) -> tuple[int, int]:
    strength = reading.graph.strength()
    ends, inside = sum(strength[node] for node in group), sum(reading.graph.among(group).values())
    return inside // 2, ends - inside
