"""Derive again what a change touches, and nothing else."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date
from typing import TypeVar

from pyoxigraph import DefaultGraph, NamedNode, Quad, Store

from libgraph.dates import Bounds, SourceDate
from libgraph.graph import bounds, names, relationships, shortcuts
from libgraph.graph.bounds import Calendar, Life
from libgraph.graph.change import Change, said_by_any
from libgraph.graph.layout import Layout
from libgraph.graph.lines import about, add, of, terms, value
from libgraph.graph.rows import Row, row
from libgraph.graph.touched import Touched
from libgraph.graph.vocabulary import Kind
from libgraph.namespaces import BOUNDS, LG, QUOTED_FROM, RELATIONSHIP, SKOS, TYPE, lg

_OF, _LIFESPAN, _STATED_BY = lg("of"), lg("Lifespan"), f"<{lg('statedBy')}>"
_MERGED = DefaultGraph()
_RANK, _REASON = NamedNode(lg("rank")), NamedNode(lg("rankReason"))
_KEY = lg("nameKey")
_NAMES = {SKOS + name for name in ("prefLabel", "altLabel", "hiddenLabel")}
_OF_STATEMENTS = {*BOUNDS, _KEY} | {
    lg(name) for name in ("kind", "statedBy", "restsOn", "saidIn", "when", "holds")
}
_NO_TIES = {f"<{iri}>" for iri in (TYPE, QUOTED_FROM)}
_T = TypeVar("_T")


class Looked(dict[str, _T]):
    """What is looked up when it is asked for, and then kept."""

    def get(self, key: str, default: _T | None = None) -> _T | None:  # type: ignore[override]
        """The value of a key, looked up once."""
        if key not in self and key not in self._asked:
            self._asked.add(key)
            if (found := self.find(key)) is not None:
                self[key] = found
        return super().get(key, default)

    def __init__(self) -> None:
        super().__init__()
        self._asked: set[str] = set()

    def find(self, key: str) -> _T | None:
        """Look it up."""
        raise NotImplementedError


class Written(Looked[SourceDate]):
    """When sources were written."""

    def __init__(self, store: Store) -> None:
        super().__init__()
        self._store = store

    def find(self, key: str) -> SourceDate | None:
        """When one was written."""
        return bounds.source_date(self._store, key)


class Lives(Looked[Life]):
    """The lives of things, each from its lifespans."""

    def __init__(self, touched: Touched, written: Written) -> None:
        super().__init__()
        self._touched, self._written = touched, written

    def find(self, key: str) -> Life | None:
        """The life of one thing."""
        said = self._touched.store.quads_for_pattern(None, NamedNode(_OF), NamedNode(key), _MERGED)
        nodes = sorted({node for node, _, _ in of(said) if _LIFESPAN in self._touched.kinds(node)})
        return self.bound([row(node, about(self._touched.store, node)) for node in nodes]).get(key)

    def bound(self, lifespans: list[Row]) -> dict[str, Life]:
        """Bound lifespans by themselves alone; returns the lives that they tell of."""
        words = self._touched.words
        calendar = Calendar(words, self._written)
        for statement in lifespans:
            statement.bounds = calendar.bound(statement, _LIFESPAN)
        calendar.live(lifespans, bounds.longest_lives(self._touched.store, words))
        return dict(calendar.lives)


class Again:
    """Derives again, in a store, about some statements and things."""

    def __init__(self, touched: Touched) -> None:
        self._store, self._words, self._touched = touched.store, touched.words, touched
        written = Written(touched.store)
        self._lives = Lives(touched, written)
        self._calendar = Calendar(touched.words, written, self._lives)
        self._within = bounds.within(touched.store, touched.words)
        self.changed: set[str] = set()

    def stand(self, nodes: Iterable[str], layout: Layout) -> None:
        """Pass the ranks of sources on to changed statements, where they have none."""
        for node in nodes:
            statement = NamedNode(node[1:-1])
            for predicate in (_RANK, _REASON):
                self._forget(self._store.quads_for_pattern(statement, predicate, None, _MERGED))
            source = layout.sources.get(node)
            if source and not any(self._quads(node, _RANK)) and self.kinds(node):
                for predicate in (_RANK, _REASON) if any(self._quads(source, _RANK)) else ():
                    said = of(self._quads(source, predicate))
                    self._put(f"{node} {predicate} {what} .\n" for _, _, what in said)

    def kinds(self, node: str) -> list[str]:
        """The kinds of a statement; none, if it is no statement (any more)."""
        return self._touched.kinds(node)

    def relate(self, nodes: set[str], groups: set[tuple[str, str]]) -> int:
        """Date statements again, and what they are about; returns how many more there are."""
        self._settle_lives()
        dated = {node: self._dated(node) for node in sorted(nodes)}
        mine: dict[tuple[str, str], list[Row]] = defaultdict(list)
        for one in filter(None, dated.values()):
            for group in self._touched.about(one):
                mine[group].append(one)
        more = 0
        for kind, base in sorted(groups):
            members, gone = self._forgotten(base)
            more -= gone
            others = [self._row(node) for node in sorted(members - nodes)]
            more += self._related(self._words.kinds[kind], mine[kind, base] + others)
        for node, statement in dated.items():
            for predicate in BOUNDS:
                self._forget(self._quads(node, NamedNode(predicate)))
            if statement:
                self._put(bounds.triples(statement))
        return more

    def _related(self, kind: Kind, rows: list[Row]) -> int:
        found = list(relationships.triples(rows, kind, self._words))
        self._put(found)
        return len({line.split(" ", 1)[0] for line in found})

    def _forgotten(self, base: str) -> tuple[set[str], int]:
        """Forget the relationships of a key; the statements they had, and how many they were."""
        members: set[str] = set()
        number = 1
        while said := list(self._quads(relationships.numbered(base, number), None)):
            members |= {what for _, p, what in of(said) if p == _STATED_BY}
            self._forget(said)
            number += 1
        return members, number - 1

    def _row(self, node: str) -> Row:
        """A statement that was not touched, with the bounds that it has."""
        statement = row(node, about(self._store, node))
        days = [statement.said.get(predicate, [""])[0] for predicate in BOUNDS]
        statement.bounds = Bounds(*(date.fromisoformat(value(d)) if d else None for d in days))
        return statement

    def _dated(self, node: str) -> Row | None:
        """A statement with its bounds worked out; None if it is none any more."""
        statement = row(node, about(self._store, node))
        for kind in self.kinds(node):
            if kind == _LIFESPAN:
                self._lives.bound([statement])
                parts = {part for part, _ in self._within}
                self._calendar.clip_parts(parts, [statement])
            else:
                statement.bounds = self._calendar.bound(statement, kind)
        return statement if self.kinds(node) else None

    def _settle_lives(self) -> None:
        """Work out the lives that bound others, all together."""
        for pair in self._within:
            for thing in pair:
                self._lives.get(thing)
        self._calendar.live_within(self._store, ())

    def name(self, change: Change) -> None:
        """Find shortcuts and names again for the things that anything changed about."""
        things = set(_things(self.changed | change.merged))
        made = [NamedNode(iri) for iri in (self._words.derived - _OF_STATEMENTS) | _NAMES]
        for thing in things:
            node = NamedNode(thing[1:-1])
            for predicate in made:
                self._forget(self._store.quads_for_pattern(node, predicate, None, _MERGED))
                self._forget(self._store.quads_for_pattern(None, predicate, node, _MERGED))
            self._forget(self._quads(thing, NamedNode(_KEY)))
        shortcuts.again(self._store, things)
        for thing in sorted(things):
            add(self._store, names.keys(self._store, NamedNode(thing[1:-1])))

    def _quads(self, node: str, predicate: NamedNode | None) -> Iterator[Quad]:
        return self._store.quads_for_pattern(NamedNode(node[1:-1]), predicate, None, _MERGED)

    def _put(self, lines: Iterable[str]) -> None:
        found = list(lines)
        self.changed.update(found)
        add(self._store, found)

    def _forget(self, quads: Iterable[Quad]) -> None:
        """Remove what was derived from the merge, but for what is also said."""
        for quad in list(quads):
            if not said_by_any(self._store, quad, self._touched.layout):
                self._store.remove(quad)
                self.changed.add(f"{quad.triple} .\n")


def _things(lines: Iterable[str]) -> Iterator[str]:
    """What lines are about, and what they tie it to."""
    for line in lines:
        subject, predicate, what = terms(line)
        for term in (subject,) if predicate in _NO_TIES else (subject, what):
            if term.startswith("<") and not term.startswith((f"<{LG}", f"<{RELATIONSHIP}")):
                yield term
