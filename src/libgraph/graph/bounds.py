"""Work out, for each statement, when it can have begun and ended.

First from its own words and its source's date, then clipped by what it ties (nothing outlasts
its ends) and by how long its kind can plausibly last. What bounds what, and how long a kind
can last, is read from the ontology.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date

from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad, Store

from libgraph import dates
from libgraph.dates import NO_BOUNDS, Bounds, SourceDate
from libgraph.errors import BadDate
from libgraph.graph.statements import Statement
from libgraph.graph.vocabulary import Vocabulary
from libgraph.namespaces import BOUNDS, DCTERMS, TYPE, XSD, lg

_FIELDS = ("begins_earliest", "begins_latest", "ends_earliest", "ends_latest")
_BOUNDS = dict(zip(_FIELDS, map(NamedNode, BOUNDS), strict=True))
_DATE = NamedNode(XSD + "date")
_UNKNOWN = SourceDate(None, None)
_READ: dict[str, Callable[[str, SourceDate], Bounds]] = {
    lg("during"): dates.during,
    lg("attested"): lambda text, _: dates.attested(text),
    lg("announced"): lambda text, _: dates.announced(text),
}


@dataclass(slots=True)
class Life:
    """The outermost days of a thing, over all accounts of its life that give any.

    `begins` and `ends` are limits that accounts give; `seen_first` and `seen_last` are days by
    which it had surely begun, and had surely not ended. A limit that another account has seen
    it beyond is none.
    """

    begins: date | None = None
    ends: date | None = None
    seen_first: date | None = None
    seen_last: date | None = None

    @property
    def earliest(self) -> date | None:
        """The first day of its life; None: no limit."""
        seen = self.begins and self.seen_first and self.seen_first < self.begins
        return None if seen else self.begins

    @property
    def latest(self) -> date | None:
        """The last day of its life; None: no limit."""
        seen = self.ends and self.seen_last and self.seen_last > self.ends
        return None if seen else self.ends

    def widen(self, bounds: Bounds) -> None:
        """Take in another account of the same life."""
        self.begins = _earlier(self.begins, bounds.begins_earliest)
        self.seen_first = _earlier(self.seen_first, bounds.begins_latest)
        self.ends = _later(self.ends, bounds.ends_latest)
        self.seen_last = _later(self.seen_last, bounds.ends_earliest)

    def narrow(self, outer: Life) -> None:
        """Keep to the life of what it is part of."""
        self.begins = _later(self.earliest, outer.earliest)
        self.ends = _earlier(self.latest, outer.latest)
        self.seen_first = self.seen_last = None


def _earlier(one: date | None, other: date | None) -> date | None:
    return min((day for day in (one, other) if day), default=None)


def _later(one: date | None, other: date | None) -> date | None:
    return max((day for day in (one, other) if day), default=None)


@dataclass(slots=True)
class Calendar:
    """The dates of sources, and the lives of things: what statements are bounded by."""

    words: Vocabulary
    written: dict[str, SourceDate]
    lives: dict[str, Life] = field(default_factory=dict)

    def bound(self, statement: Statement, kind: str) -> Bounds:
        """The bounds of a statement of `kind` (a class IRI)."""
        way, text = statement.dating
        if not way:
            return self._clip(NO_BOUNDS, statement)
        try:
            bounds = _READ[way](text, self.written.get(statement.source, _UNKNOWN))
        except BadDate:
            return NO_BOUNDS
        longest = self.words.kinds[kind].longest_years
        return self._clip(bounds.no_longer_than(longest) if longest else bounds, statement)

    def _clip(self, bounds: Bounds, statement: Statement) -> Bounds:
        for predicate in self.words.never_outlasts & statement.said.keys():
            life = self.lives.get(statement.value(predicate))
            if life:
                earliest = life.earliest if predicate in self.words.never_precedes else None
                bounds = bounds.clipped(earliest, life.latest)
        return bounds

    def live(self, lifespans: Iterable[Statement], longest: Callable[[str], float | None]) -> None:
        """Take in the lifespans of things; `longest` tells how many years a thing can last."""
        for statement in lifespans:
            thing = statement.value(lg("of"))
            years = longest(thing)
            if years:
                statement.bounds = statement.bounds.no_longer_than(years)
            if not statement.rank or statement.bounds == NO_BOUNDS:
                continue
            self.lives.setdefault(thing, Life()).widen(statement.bounds)

    def live_within(self, store: Store, lifespans: Iterable[Statement]) -> None:
        """Things of some classes live within another's life, and so do their lifespans."""
        ways = self.words.lives_within
        pairs = [pair for cls, way in ways.items() for pair in _within(store, cls, way)]
        for _ in ways:  # a region lives within its centre, and that within its programme
            for part, whole in pairs:
                outer = self.lives.get(whole)
                if outer:
                    self.lives.setdefault(part, Life()).narrow(outer)
        parts = {part for part, _ in pairs}
        for statement in lifespans:
            life = self.lives.get(statement.value(lg("of")))
            if life and statement.value(lg("of")) in parts:
                statement.bounds = statement.bounds.clipped(life.earliest, life.latest)


def _within(store: Store, cls: str, way: str) -> list[tuple[str, str]]:
    """The things of a class, each with what a link of this relation leads to, or who has it."""
    rows = store.query(
        f"""SELECT DISTINCT ?part ?whole {{ ?part a <{cls}> .
        {{ ?link <{lg("from")}> ?part ; <{lg("relation")}> <{way}> ; <{lg("to")}> ?whole }}
        UNION {{ ?whole <{way}> ?part
            FILTER NOT EXISTS {{ <{way}> a <{lg("LinkRelation")}> }} }} }}"""
    )
    return sorted((part.value, whole.value) for part, whole in rows)  # type: ignore[union-attr]


def longest_lives(store: Store, words: Vocabulary) -> Callable[[str], float | None]:
    """How many years a thing can last by its classes, as the ontology says."""

    def longest(thing: str) -> float | None:
        types = store.quads_for_pattern(NamedNode(thing), NamedNode(TYPE), None, DefaultGraph())
        named = [quad.object.value for quad in types if isinstance(quad.object, NamedNode)]
        above = {cls for name in named for cls in words.ancestors(name)}
        years = words.thing_years
        return min((years[cls] for cls in above & years.keys()), default=None)

    return longest


def source_dates(store: Store) -> dict[str, SourceDate]:
    """When each source was written, by its IRI; one without a usable date is left out."""
    found: dict[str, SourceDate] = {}
    for quad in store.quads_for_pattern(None, NamedNode(DCTERMS + "date"), None, DefaultGraph()):
        try:
            found[quad.subject.value] = SourceDate.parse(quad.object.value)  # type: ignore[union-attr]
        except BadDate:
            continue
    return found


def triples(statement: Statement) -> Iterator[Quad]:
    """The bounds of a statement as triples of the default graph."""
    for name, predicate in _BOUNDS.items():
        day: date | None = getattr(statement.bounds, name)
        if day is not None:
            yield Quad(statement.node, predicate, Literal(day.isoformat(), datatype=_DATE))
