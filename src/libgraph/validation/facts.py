"""What is validated, in memory: a column of subjects and values for each predicate.

rdflib's own memory keeps three indexes of every triple; what validation asks is nearly always
"all triples of this predicate", and a column answers it in a tenth of the time and memory. Terms
are rdflib's, each one object, so that sets of them are compared without a call.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from contextlib import contextmanager

from rdflib import RDF, RDFS, Graph
from rdflib.term import Node

from libgraph.validation.columns import Column, Pair
from libgraph.validation.places import Triple
from libgraph.validation.pool import Pool

_NONE = Column()


class Facts:
    """Triples, each once."""

    def __init__(self) -> None:
        self.columns: dict[Node, Column] = {}
        self.pool = Pool()
        self._instances: dict[Node, dict[Node, None]] = {}

    @classmethod
    def of(cls, graph: Graph) -> Facts:
        """The triples of an rdflib graph, with its own terms."""
        facts = cls()
        for triple in graph:
            facts.add(*triple)
        return facts

    def __len__(self) -> int:
        return sum(
            len(column.first) + sum(map(len, column.further.values()))
            for column in self.columns.values()
        )

    def __iter__(self) -> Iterator[Triple]:
        for predicate, column in self.columns.items():
            for subject, value in column:
                yield subject, predicate, value

    def add(self, subject: Node, predicate: Node, value: Node) -> bool:
        """Add a triple, and say whether it is new."""
        self._instances.clear()
        return self.column_for(predicate).add(self.pool.same(subject), self.pool.same(value))

    def column_for(self, predicate: Node) -> Column:
        """The column of a predicate, to be filled."""
        column = self.columns.get(predicate)
        if column is None:
            column = self.columns[self.pool.same(predicate)] = Column()
        return column

    def changed(self) -> None:
        """Forget what was worked out from columns that have been filled from outside."""
        self._instances.clear()
        for column in self.columns.values():
            column.changed()

    @contextmanager
    def with_more(self, triples: Iterable[Triple]) -> Iterator[None]:
        """Add triples for a while; what was there before is there afterwards."""
        added = [triple for triple in triples if self.add(*triple)]
        try:
            yield
        finally:
            self._instances.clear()
            for subject, predicate, value in added:
                self.columns[predicate].remove(subject, value)

    def column(self, predicate: Node) -> Column:
        """The triples of a predicate."""
        return self.columns.get(predicate, _NONE)

    def subject_objects(self, predicate: Node) -> Iterator[Pair]:
        """The subjects and values of a predicate."""
        return iter(self.column(predicate))

    def objects(self, subject: Node, predicate: Node) -> Collection[Node]:
        """The values of a property of a node."""
        return self.column(predicate).values(subject)

    def subjects(self, predicate: Node, value: Node) -> Collection[Node]:
        """The nodes that have a value of a property."""
        return self.column(predicate).subjects(value)

    def about(self, subject: Node) -> Iterator[Pair]:
        """Everything that is said of a node: predicates and values."""
        for predicate, column in self.columns.items():
            for value in column.values(subject):
                yield predicate, value

    def described(self) -> set[Node]:
        """Everything of which something is said."""
        return set().union(*(column.first for column in self.columns.values()))

    def instances(self, kind: Node) -> dict[Node, None]:
        """The nodes of a class or of one below it, as the graph itself has the classes."""
        if kind not in self._instances:
            kinds, types = self._below(kind), self.column(RDF.type)
            found = (node for one in kinds for node in types.subjects(one))
            self._instances[kind] = dict.fromkeys(found)
        return self._instances[kind]

    def _below(self, kind: Node) -> dict[Node, None]:
        found, rest, column = {kind: None}, [kind], self.column(RDFS.subClassOf)
        while rest:
            new = [one for one in column.subjects(rest.pop()) if one not in found]
            found |= dict.fromkeys(new)
            rest.extend(new)
        return found

    def to_rdflib(self) -> Graph:
        """The same triples for those who want rdflib."""
        graph = Graph(bind_namespaces="none")
        for triple in self:
            graph.add(triple)
        return graph
