"""From a node along a path to its values."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from itertools import chain
from typing import Protocol

from rdflib.paths import AlternativePath, InvPath, SequencePath
from rdflib.term import Node, URIRef

from libgraph.validation.columns import Column, Holds, Pair
from libgraph.validation.facts import Facts
from libgraph.validation.result import AnyPath


class Reach(Protocol):
    """What lies at the end of a path; a column is the shortest one."""

    def values(self, subject: Node) -> Collection[Node]:
        """The values of a node, each once."""

    def fewer(self, subjects: Mapping[Node, object], least: int) -> Iterable[Node]:
        """The nodes, of some, that have fewer values."""

    def more(self, subjects: Mapping[Node, object], most: int) -> Iterable[Node]:
        """The nodes, of some, that have more values."""

    def failing(self, subjects: Mapping[Node, object], holds: Holds) -> Iterator[Pair]:
        """The nodes and values, of some nodes, of which something does not hold."""


def reach(path: AnyPath | None, facts: Facts) -> Reach:
    """What a path reaches; without a path, each node itself."""
    if isinstance(path, URIRef):
        return facts.column(path)
    if isinstance(path, AlternativePath) and all(isinstance(one, URIRef) for one in path.args):
        return _Either(_step(path, facts), [facts.column(URIRef(str(one))) for one in path.args])
    return _Walk(_step(path, facts))


_Step = Callable[[Node], Iterable[Node]]


def _step(path: AnyPath | None, facts: Facts) -> _Step:
    match path:
        case None:
            return lambda node: (node,)
        case InvPath():
            return facts.column(URIRef(str(path.arg))).subjects
        case SequencePath():
            return _one_after_another([_step(arg, facts) for arg in path.args])
        case AlternativePath():
            steps = [_step(arg, facts) for arg in path.args]
            return lambda node: chain.from_iterable(step(node) for step in steps)
    return facts.column(URIRef(str(path))).values


def _one_after_another(steps: list[_Step]) -> _Step:
    def values(node: Node) -> Iterable[Node]:
        nodes: Iterable[Node] = (node,)
        for step in steps:
            nodes = dict.fromkeys(chain.from_iterable(map(step, nodes)))
        return nodes

    return values


class _Walk:
    def __init__(self, step: _Step) -> None:
        self._step = step

    def values(self, subject: Node) -> Collection[Node]:
        return dict.fromkeys(self._step(subject))

    def fewer(self, subjects: Mapping[Node, object], least: int) -> Iterable[Node]:
        return [one for one in subjects if self._count(one) < least]

    def more(self, subjects: Mapping[Node, object], most: int) -> Iterable[Node]:
        return [one for one in subjects if self._count(one) > most]

    def _count(self, subject: Node) -> int:
        return len(self.values(subject))

    def failing(self, subjects: Mapping[Node, object], holds: Holds) -> Iterator[Pair]:
        for subject in subjects:
            for value in self.values(subject):
                if not holds(value):
                    yield subject, value


class _Either(_Walk):
    """One predicate or another: mostly a node has one of them."""

    def __init__(self, step: _Step, columns: list[Column]) -> None:
        super().__init__(step)
        self._columns = columns

    def _count(self, subject: Node) -> int:
        found: Column | None = None
        for column in self._columns:
            if subject in column.first:
                if found is not None:
                    return super()._count(subject)
                found = column
        return found.count(subject) if found is not None else 0
