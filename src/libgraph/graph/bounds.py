"""Work out, for each statement, when it can have begun and ended.

First from its own words and its source's date, then clipped by what it ties (nothing outlasts
its ends) and by how long its kind can plausibly last. What bounds what, and how long a kind
can last, is read from the ontology.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, MutableMapping
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache

from pyoxigraph import DefaultGraph, NamedNode, Store

from libgraph import dates
from libgraph.dates import NO_BOUNDS, Bounds, SourceDate
from libgraph.errors import BadDate
from libgraph.graph.lines import of, value
from libgraph.graph.rows import Row
from libgraph.graph.vocabulary import Vocabulary
from libgraph.namespaces import BOUNDS, DCTERMS, TYPE, XSD, lg

_FIELDS = ("begins_earliest", "begins_latest", "ends_earliest", "ends_latest")
_BOUNDS = dict(zip(_FIELDS, BOUNDS, strict=True))
_TYPE, _WRITTEN, _MERGED = NamedNode(TYPE), NamedNode(DCTERMS + "date"), DefaultGraph()
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
    written: MutableMapping[str, SourceDate]
    lives: MutableMapping[str, Life] = field(default_factory=dict)

    def bound(self, statement: Row, kind: str) -> Bounds:
        """The bounds of a statement of `kind` (a class IRI)."""
        way, text = statement.dating
        if not way:
            return self._clip(NO_BOUNDS, statement)
        try:
            longest = self.words.kinds[kind].longest_years
            bounds = _read(way, text, self.written.get(statement.source, _UNKNOWN), longest)
        except BadDate:
            return NO_BOUNDS
        return self._clip(bounds, statement)

    def _clip(self, bounds: Bounds, statement: Row) -> Bounds:
        for predicate in self.words.clipping:
            life = predicate in statement.said and self.lives.get(statement.value(predicate))
            if life:
                earliest = life.earliest if predicate in self.words.never_precedes else None
                bounds = bounds.clipped(earliest, life.latest)
        return bounds

    def live(self, lifespans: Iterable[Row], longest: Callable[[str], float | None]) -> None:
        """Take in the lifespans of things; `longest` tells how many years a thing can last."""
        for statement in lifespans:
            thing = statement.value(lg("of"))
            years = longest(thing)
            if years:
                statement.bounds = statement.bounds.no_longer_than(years)
            if not statement.rank or statement.bounds == NO_BOUNDS:
                continue
            self.lives.setdefault(thing, Life()).widen(statement.bounds)

    def live_within(self, store: Store, lifespans: Iterable[Row]) -> None:
        """Things of some classes live within another's life, and so do their lifespans."""
        pairs = within(store, self.words)
        # a region lives within its centre, and that within its programme
        for _ in self.words.lives_within:
            for part, whole in pairs:
                outer = self.lives.get(whole)
                if outer:
                    self.lives.setdefault(part, Life()).narrow(outer)
        self.clip_parts({part for part, _ in pairs}, lifespans)

    def clip_parts(self, parts: set[str], lifespans: Iterable[Row]) -> None:
        """The lifespans of parts are bounded by their lives as well."""
        for statement in lifespans:
            life = self.lives.get(statement.value(lg("of")))
            if life and statement.value(lg("of")) in parts:
                statement.bounds = statement.bounds.clipped(life.earliest, life.latest)


@lru_cache(maxsize=1 << 16)  # the same dates are written again and again
def _read(way: str, text: str, source: SourceDate, longest: float | None) -> Bounds:
    bounds = _READ[way](text, source)
    return bounds.no_longer_than(longest) if longest else bounds


def within(store: Store, words: Vocabulary) -> list[tuple[str, str]]:
    """The things that live within another's life, each with the other."""
    ways = words.lives_within.items()
    return [pair for cls, way in ways for pair in _within(store, cls, way)]


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
        types = store.quads_for_pattern(NamedNode(thing), _TYPE, None, _MERGED)
        return words.years_of(value(what) for _, _, what in of(types))

    return longest


def source_dates(store: Store) -> dict[str, SourceDate]:
    """When each source was written, by its IRI; one without a usable date is left out."""
    found: dict[str, SourceDate] = {}
    for source, _, written in sorted(of(store.quads_for_pattern(None, _WRITTEN, None, _MERGED))):
        with suppress(BadDate):
            found[value(source)] = SourceDate.parse(value(written))
    return found


def source_date(store: Store, source: str) -> SourceDate | None:
    """When one source was written."""
    found = None
    dated = store.quads_for_pattern(NamedNode(source), _WRITTEN, None, _MERGED)
    for _, _, written in sorted(of(dated)):
        with suppress(BadDate):
            found = SourceDate.parse(value(written))
    return found


def triples(row: Row) -> Iterator[str]:
    """The bounds of a statement as lines."""
    for name, predicate in _BOUNDS.items():
        day: date | None = getattr(row.bounds, name)
        if day is not None:
            yield f'{row.node} <{predicate}> "{day}"^^<{XSD}date> .\n'
