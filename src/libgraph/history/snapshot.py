"""What a graph says, independent of how it was written down, and where two graphs differ.

File layout, format, order, prefixes, the case of language tags and the labels of blank nodes
do not matter; nor does a rank that is said to be normal, which is what it is anyway. Graph
names do not matter either: they follow from the evidence.
"""

from __future__ import annotations

import hashlib
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from pyoxigraph import BlankNode, Literal, NamedNode, Triple

from libgraph.evidence import source_of
from libgraph.graph import Graph
from libgraph.graph.vocabulary import vocabulary
from libgraph.namespaces import QUOTED_FROM, RELATIONSHIP, TYPE, lg

Term = NamedNode | BlankNode | Literal
Names = dict[BlankNode, BlankNode]
Labels = dict[BlankNode, str]
_ROUNDS = 32
RANKING = frozenset({lg("rank"), lg("rankReason")})
_USUAL = NamedNode(lg("rank")), NamedNode(lg("normal"))


@dataclass(frozen=True, slots=True)
class Node:
    """A statement or thing: its IRI (or blank node) and what is said of it, by predicate.

    `kind` is the class of a statement, '' for a thing.
    """

    name: str
    said: Mapping[str, frozenset[Term]]
    kind: str

    @property
    def sources(self) -> tuple[str, ...]:
        """The IRIs of the sources that a statement names, in order."""
        return tuple(sorted({source_of(place) for place in self.values(QUOTED_FROM)}))

    def values(self, predicate: str) -> frozenset[str]:
        """The values of a predicate as plain texts."""
        return frozenset(text(term) for term in self.said.get(predicate, ()))


class Snapshot:
    """A graph as it is compared."""

    def __init__(self, graph: Graph) -> None:
        self.graph = graph
        self._names = _names_by_content(graph)

    def triples(self) -> Iterator[Triple]:
        """Everything that is said, without graph names; what is derived is left out."""
        for quad in self.graph.said():
            if (quad.predicate, quad.object) == _USUAL or text(quad.subject).startswith(
                RELATIONSHIP
            ):
                continue
            yield _renamed(quad.triple, self._names) if self._names else quad.triple

    def nodes(self, names: set[str]) -> dict[str, Node]:
        """The statements and things of these names; decisions on what is not here are no thing."""
        said: dict[str, dict[str, set[Term]]] = defaultdict(lambda: defaultdict(set))
        for subject, predicate, value in self.triples():
            if text(subject) in names:
                said[text(subject)][predicate.value].add(value)
        return {name: _node(name, by) for name, by in said.items() if by.keys() - RANKING}


@dataclass(frozen=True, slots=True)
class Difference:
    """The triples that only one of two graphs has; `shared` counts those of both."""

    gone: frozenset[Triple]
    added: frozenset[Triple]
    shared: int

    def subjects(self) -> set[str]:
        """The names of what these triples describe."""
        return {text(triple.subject) for triple in self.gone | self.added}


def difference(old: Snapshot, new: Snapshot) -> Difference:
    """The triples in which two graphs differ."""
    gone, added, shared = set(old.triples()), set(), set()
    for triple in new.triples():
        if triple in gone:
            gone.remove(triple)
            shared.add(triple)
        elif triple not in shared:
            added.add(triple)
    return Difference(frozenset(gone), frozenset(added), len(shared))


def text(term: object) -> str:
    """An IRI, the words of a literal, or the label of a blank node."""
    return str(term) if isinstance(term, BlankNode) else str(getattr(term, "value", term))


def _node(name: str, said: Mapping[str, set[Term]]) -> Node:
    kinds = sorted({text(cls) for cls in said.get(TYPE, ())} & vocabulary().kinds.keys())
    return Node(name, {p: frozenset(said[p]) for p in sorted(said)}, kinds[0] if kinds else "")


# ── Blank nodes: each is called by what is said of it ────────────────────────────────────


def _names_by_content(graph: Graph) -> Names:
    """A name for each blank node that follows from what it says, not from its file.

    Where several say the same, what is said of them tells them apart.
    """
    near = [triple for quad in graph.said() if _is_blank(triple := quad.triple)]
    own = _settled(near, {node: "" for triple in near for node in _blank(triple)}, both=False)
    found = Counter(own.values())
    if len(found) < len(own):
        further = _settled(near, own, both=True)
        own = {node: name if found[name] == 1 else further[node] for node, name in own.items()}
    return {node: BlankNode(f"b{name}") for node, name in own.items()}


def _settled(near: list[Triple], first: Labels, *, both: bool) -> Labels:
    """Names made from what stands around each, until they no longer change.

    Those in a circle never settle: they take a fixed number of rounds, so that they have the
    same names in every graph.
    """
    names = first
    for _ in range(_ROUNDS):
        before, names = names, _round(near, first, names, both)
        if names == before:
            break
    return names


def _round(near: list[Triple], first: Labels, names: Labels, both: bool) -> Labels:
    around = {node: [name] for node, name in first.items()}
    for subject, predicate, value in near:
        if isinstance(subject, BlankNode):
            around[subject].append(f"{predicate} {_called(value, names)}")
        if both and isinstance(value, BlankNode):
            around[value].append(f"{_called(subject, names)} {predicate}")
    return {node: _digest(sorted(said)) for node, said in around.items()}


def _called(term: object, names: Mapping[BlankNode, str]) -> str:
    return names[term] if isinstance(term, BlankNode) else str(term)


def _digest(lines: Iterable[str]) -> str:
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()[:16]


def _blank(triple: Triple) -> Iterator[BlankNode]:
    for term in (triple.subject, triple.object):
        if isinstance(term, BlankNode):
            yield term


def _is_blank(triple: Triple) -> bool:
    return any(_blank(triple))


def _renamed(triple: Triple, names: Names) -> Triple:
    subject, predicate, value = triple
    if isinstance(subject, BlankNode):
        subject = names[subject]
    if isinstance(value, BlankNode):
        value = names[value]
    return Triple(subject, predicate, value)
