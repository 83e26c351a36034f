"""What a change touches: statements near and far, and the relationships that they are about."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from pyoxigraph import DefaultGraph, NamedNode, Store

from libgraph.graph import bounds, relationships
from libgraph.graph.change import Change
from libgraph.graph.difference import TooMuch
from libgraph.graph.layout import Layout
from libgraph.graph.lines import about, of, terms, value
from libgraph.graph.rows import Row, row
from libgraph.graph.vocabulary import Vocabulary
from libgraph.namespaces import DCTERMS, TYPE, lg

_TYPE, _DATE = f"<{TYPE}>", f"<{DCTERMS}date>"
_OF, _LIFESPAN = f"<{lg('of')}>", f"<{lg('Lifespan')}>"
_RANKS = {f"<{lg('rank')}>", f"<{lg('rankReason')}>"}
_TIES = {f"<{lg(name)}>" for name in ("from", "to", "relation")}
_MERGED = DefaultGraph()


class Touched:
    """What a change to a store touches; at `most` so many statements, else it is too much."""

    def __init__(self, store: Store, words: Vocabulary, layout: Layout, most: int) -> None:
        self.store, self.words, self.layout, self.most = store, words, layout, most

    def statements(self, change: Change) -> set[str]:
        """The statements (nodes of the merge) that the change touches, near and far."""
        nodes = {self.layout.kept.get(node, node) for node in self._changed(change)}
        sources, lives = self._dated(change), self._lives(change)
        found = set(nodes)
        for source in sources:
            said = list(self._of_source(source))
            found |= {node for node, _ in said}
            lives |= {thing for _, thing in said if thing}
        self._check_lives(change, lives)
        for thing in lives:
            found |= self._mentions(thing)
        if len(found) > self.most:
            raise TooMuch("it touches most statements")
        return found

    def _changed(self, change: Change) -> Iterator[str]:
        kinds = {f"<{kind}>" for kind in self.words.kinds}
        for node in change.before:
            said = [terms(line) for line in change.both(node)]
            if any(p == _TYPE and what in kinds for _, p, what in said) or (
                self.layout.is_statement(node)
            ):
                yield node
            elif any(terms(line)[1] in _RANKS for line in change.differs(node)):
                raise TooMuch("a source was ranked anew")

    def _dated(self, change: Change) -> set[str]:
        dates = {terms(line)[0] for line in change.lines() if terms(line)[1] == _DATE}
        return {self.layout.kept.get(node, node) for node in dates}

    def _lives(self, change: Change) -> set[str]:
        """The things whose lives may be others now."""
        found: set[str] = set()
        for node in change.before:
            said = [self.layout.decided(terms(line)) for line in change.both(node)]
            if any(p == _TYPE and what == _LIFESPAN for _, p, what in said):
                found |= {what for _, p, what in said if p == _OF}
        for line in change.lines():
            subject, predicate, _ = self.layout.decided(terms(line))
            if predicate == _TYPE:
                found.add(subject)
        return found

    def _check_lives(self, change: Change, lives: set[str]) -> None:
        ways = {f"<{way}>" for way in self.words.lives_within.values()}
        classes = {f"<{cls}>" for cls in self.words.lives_within}
        for node in change.before:
            for line in change.differs(node):
                _, predicate, what = terms(line)
                if predicate in ways or (predicate == _TYPE and what in classes):
                    raise TooMuch("what lives within what was changed")
            ties = any(terms(line)[1] in _TIES for line in change.differs(node))
            if ties and any(terms(line)[2] in ways for line in change.both(node)):
                raise TooMuch("what lives within what was changed")
        bound = {f"<{thing}>" for pair in bounds.within(self.store, self.words) for thing in pair}
        if lives & bound:
            raise TooMuch("a life was changed in which others live")

    def _of_source(self, source: str) -> Iterator[tuple[str, str]]:
        """The statements of a source, and of a lifespan the thing."""
        graph = NamedNode(source[1:-1])
        for node, _, kind in set(
            of(self.store.quads_for_pattern(None, NamedNode(TYPE), None, graph))
        ):
            merged = self.layout.kept.get(node, node)
            if kind != _LIFESPAN:
                yield merged, ""
            else:
                for _, predicate, what in about(self.store, merged):
                    if predicate == _OF:
                        yield merged, what

    def _mentions(self, thing: str) -> set[str]:
        """The statements that are bounded by the life of a thing, and its lifespans."""
        found: set[str] = set()
        for predicate in {*self.words.clipping, _OF[1:-1]}:
            quads = self.store.quads_for_pattern(
                None, NamedNode(predicate), NamedNode(thing[1:-1]), _MERGED
            )
            for node, _, _ in of(quads):
                if self.kinds(node):
                    found.add(node)
            if len(found) > self.most:
                raise TooMuch("it touches most statements")
        return found

    def kinds(self, node: str) -> list[str]:
        types = self.store.quads_for_pattern(NamedNode(node[1:-1]), NamedNode(TYPE), None, _MERGED)
        return sorted({value(what) for _, _, what in of(types)} & self.words.kinds.keys())

    def number(self, nodes: Iterable[str]) -> int:
        """How many of the nodes are statements."""
        return sum(1 for node in nodes if self.kinds(node))

    def groups(self, nodes: Iterable[str]) -> set[tuple[str, str]]:
        """The kinds and first nodes of the relationships that statements are about."""
        found = set()
        for node in nodes:
            statement = row(node, about(self.store, node))
            found |= set(self.about(statement))
        return found

    def about(self, statement: Row) -> Iterator[tuple[str, str]]:
        """The kinds and first nodes of the relationships of one statement."""
        for term in statement.said.get(TYPE, ()):
            kind = self.words.kinds.get(value(term))
            if kind:
                yield (
                    kind.iri,
                    relationships.name(kind, relationships.key(statement, kind, self.words)),
                )
