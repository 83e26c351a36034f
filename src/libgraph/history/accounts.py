"""Relationships and their time: the bounds behind them, and the dates as sources write them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property, reduce

from libgraph.dates import NO_BOUNDS, Bounds, Holds, SourceDate, Span
from libgraph.errors import BadDate, UsageError
from libgraph.evidence import source_of
from libgraph.graph.batches import batches, values
from libgraph.graph.protocol import Graph
from libgraph.graph.vocabulary import vocabulary
from libgraph.graph.written import by_marked_time, by_time, marked
from libgraph.namespaces import BOUNDS, DATINGS, QUOTED_FROM, lg, local_name

_READ = (*BOUNDS, *DATINGS, lg("rank"), QUOTED_FROM)
_NOTHING = ("", "..")


@dataclass(frozen=True, slots=True, order=True)
class Dating:
    """A date as a source writes it: the way (``lg:during`` …), and the EDTF."""

    way: str
    text: str

    @property
    def begin(self) -> str:
        """The beginning as written; '' where nothing is said of it."""
        return self._end_of_interval(0)

    @property
    def end(self) -> str:
        """The end as written; '' where nothing is said of it, or it is left open.

        >>> Dating(lg("during"), "2019/..").end
        ''
        """
        return self._end_of_interval(2)

    @property
    def own_end(self) -> str:
        """The end, but of a single date that was announced: that is when something is to begin."""
        return "" if self.way == lg("announced") and "/" not in self.text else self.end

    @property
    def open(self) -> bool:
        """The source says that it went on."""
        return self.way == lg("during") and self.text.endswith("/..")

    def _end_of_interval(self, place: int) -> str:
        if self.way == lg("attested"):
            return ""
        parts = self.text.partition("/")
        part = parts[place] if parts[1] else self.text
        return "" if part in _NOTHING else part


@dataclass(frozen=True)
class Account:
    """A relationship, with what its best-ranked statements say of its time.

    `kind` is the class IRI; `said` the bounds of each statement, `window` what all of them
    leave; `dated_in` tells for each dating the sources that have it; `sources` are IRIs.
    """

    relationship: str
    kind: str
    said: tuple[Bounds, ...]
    window: Bounds
    dated_in: dict[Dating, tuple[str, ...]]
    preferred: bool
    sources: tuple[str, ...]

    @property
    def datings(self) -> tuple[Dating, ...]:
        """The dates that sources write, sorted."""
        return tuple(sorted(self.dated_in))

    @property
    def dated(self) -> bool:
        """Something bounds its time."""
        return self.window != NO_BOUNDS

    @cached_property
    def begins(self) -> tuple[str, ...]:
        """The beginning as sources write it, in order of time."""
        return in_time(dating.begin for dating in self.datings)

    @cached_property
    def ends(self) -> tuple[str, ...]:
        """The end as sources write it, in order of time."""
        return in_time(dating.end for dating in self.datings)

    @property
    def known_ends(self) -> tuple[str, ...]:
        """Those ends that have a last day: no one knows when what ends some day after 2019 does."""
        return in_time(one.own_end for one in self.datings if not one.own_end.endswith("..]"))

    @property
    def told_begins(self) -> tuple[str, ...]:
        """The same, with a mark before what was only announced (`written.marked`)."""
        found = {marked(dating.way, dating.begin) for dating in self.datings if dating.begin}
        return tuple(sorted(found, key=by_marked_time))

    @property
    def told_ends(self) -> tuple[str, ...]:
        """The end likewise (`Dating.own_end`)."""
        found = {marked(dating.way, dating.own_end) for dating in self.datings if dating.own_end}
        return tuple(sorted(found, key=by_marked_time))

    @property
    def seen(self) -> tuple[str, ...]:
        """When sources saw it hold, in order of time."""
        return in_time(dating.text for dating in self.datings if dating.way == lg("attested"))

    @cached_property
    def ending(self) -> tuple[date | None, date | None]:
        """The first and the last day on which it can end; of what is planned, as written."""
        first = self.window.ends_earliest
        if first is None and self.planned:
            first = _first_day(self.ends)
        return first, self.window.ends_latest

    @property
    def open(self) -> bool:
        """No source knows an end, and one says that it went on."""
        return not self.ends and any(dating.open for dating in self.datings)

    @property
    def planned(self) -> bool:
        """It was only announced."""
        ways = {dating.way for dating in self.datings}
        return ways == {lg("announced")}

    def holds(self, span: Span) -> Holds:
        """The strongest answer of its statements, as far as its window allows.

        The window can be narrower than what they say: a replacement ends an agreement.
        """
        strongest = max(bounds.holds(span) for bounds in self.said)
        return min(strongest, self.window.holds(span))


@dataclass(slots=True)
class _Behind:
    """What is read of one statement."""

    days: list[date | None] = field(default_factory=lambda: [None] * 4)
    datings: set[Dating] = field(default_factory=set)
    preferred: bool = False
    source: str = ""

    def note(self, predicate: str, value: str) -> None:
        if predicate in BOUNDS:
            self.days[BOUNDS.index(predicate)] = date.fromisoformat(value)
        elif predicate in DATINGS:
            self.datings.add(Dating(predicate, value))
        elif predicate == lg("rank"):
            self.preferred = value == lg("preferred")
        elif predicate == QUOTED_FROM:
            self.source = source_of(value)


def in_time(texts: Iterable[str]) -> tuple[str, ...]:
    """Dates as written, each once, in order of time, without what is empty."""
    return tuple(sorted({text for text in texts if text}, key=by_time))


def _first_day(texts: Iterable[str]) -> date | None:
    days = []
    for text in texts:
        with suppress(BadDate):
            days.append(SourceDate.parse(text).earliest)
    known = [day for day in days if day is not None]
    return min(known) if known and len(known) == len(days) else None


def kind_iris(names: Iterable[str], besides: tuple[str, ...] = ()) -> tuple[str, ...]:
    """The kinds of statements that words such as "tenure" mean.

    Raises:
        UsageError: there is no such kind; the message lists those there are, and `besides`.
    """
    known = {local_name(iri).lower(): iri for iri in vocabulary().kinds}
    found = []
    for name in names:
        if name.lower() not in known:
            listed = ", ".join(sorted([*known, *besides]))
            raise UsageError(f"there is no kind {name!r}: use {listed}")
        found.append(known[name.lower()])
    return tuple(found)


def of_kinds(graph: Graph, kinds: Iterable[str]) -> list[str]:
    """The relationships of these kinds (class IRIs)."""
    query = (
        f"SELECT ?r {{ VALUES ?kind {{ {values(kinds)} }} ?r a lg:Relationship ; lg:kind ?kind }}"
    )
    return sorted(node for (node,) in graph.texts(query))


def accounts(graph: Graph, relationships: Iterable[str]) -> dict[str, Account]:
    """The accounts of relationships, by IRI."""
    found: dict[str, Account] = {}
    for batch in batches(relationships):
        found |= _read(graph, batch)
    return found


def _read(graph: Graph, nodes: str) -> dict[str, Account]:
    behind: dict[str, dict[str, _Behind]] = defaultdict(lambda: defaultdict(_Behind))
    kinds: dict[str, str] = {}
    query = f"""SELECT ?r ?kind ?s ?p ?v {{ VALUES ?r {{ {nodes} }}
        ?r lg:kind ?kind ; lg:restsOn ?s
        OPTIONAL {{ VALUES ?p {{ {values(_READ)} }} ?s ?p ?v }} }}"""
    for node, kind, statement, predicate, value in graph.texts(query):
        kinds[node] = kind
        behind[node][statement].note(predicate, value)
    sources: dict[str, set[str]] = defaultdict(set)
    for node, source in graph.texts(
        f"SELECT ?r ?source {{ VALUES ?r {{ {nodes} }} ?r lg:saidIn ?source }}"
    ):
        sources[node].add(source)
    return {node: _account(node, kinds[node], behind[node], sources[node]) for node in kinds}


def _account(node: str, kind: str, behind: dict[str, _Behind], sources: set[str]) -> Account:
    statements = [behind[iri] for iri in sorted(behind)]
    said = tuple(Bounds(*statement.days) for statement in statements)
    return Account(
        node,
        kind,
        said,
        reduce(lambda one, other: one.meet(other) or one, said),
        _dated_in(statements),
        any(statement.preferred for statement in statements),
        tuple(sorted(sources)),
    )


def _dated_in(statements: list[_Behind]) -> dict[Dating, tuple[str, ...]]:
    found: dict[Dating, set[str]] = defaultdict(set)
    for statement in statements:
        for dating in statement.datings:
            found[dating].add(statement.source)
    return {dating: tuple(sorted(found[dating])) for dating in sorted(found)}
