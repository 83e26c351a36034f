"""Which statement of one graph is which of another, though its address or content changed.

Two statements are one where they say the same (the address does not matter); else where they
have one address and tie the same things by the same source; else where one source says of the
same relationship something else, such as another date.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache

from libgraph.graph.vocabulary import vocabulary
from libgraph.history.snapshot import Node
from libgraph.namespaces import TYPE, lg

Key = tuple[object, ...]


@dataclass(frozen=True, slots=True)
class Pair:
    """What it was, and what it is now; one of both can be missing."""

    old: Node | None
    new: Node | None

    @property
    def now(self) -> Node:
        """What it is now, or was last."""
        node = self.new or self.old
        assert node is not None
        return node


@dataclass(frozen=True, slots=True)
class Paired:
    """What differs, and how many statements only have another address."""

    pairs: tuple[Pair, ...]
    moved: int


def paired(old: dict[str, Node], new: dict[str, Node]) -> Paired:
    """Statements paired with statements, and things with things of the same address."""
    left = [node for node in old.values() if node.kind]
    right = [node for node in new.values() if node.kind]
    same, left, right = _matched(left, right, _content)
    pairs: list[Pair] = []
    for key in (_address, _matter):
        found, left, right = _matched(left, right, key)
        pairs += found
    pairs += [Pair(node, None) for node in left] + [Pair(None, node) for node in right]
    return Paired((*pairs, *_things(old, new)), len(same))


@cache
def ends() -> frozenset[str]:
    """The properties by which statements tie things."""
    words = vocabulary()
    return frozenset(p for p in words.carried if lg("end") in words.ancestors(p))


def _things(old: dict[str, Node], new: dict[str, Node]) -> Iterable[Pair]:
    before = {name: node for name, node in old.items() if not node.kind}
    after = {name: node for name, node in new.items() if not node.kind}
    for name in sorted(before.keys() | after.keys()):
        yield Pair(before.get(name), after.get(name))


def _matched(
    left: list[Node], right: list[Node], key: Callable[[Node], Key]
) -> tuple[list[Pair], list[Node], list[Node]]:
    """Pairs of equal key, in the order of their content; and what is left over of both."""
    waiting: dict[Key, list[Node]] = defaultdict(list)
    for node in sorted(right, key=_order, reverse=True):
        waiting[key(node)].append(node)
    pairs, alone = [], []
    for node in sorted(left, key=_order):
        partners = waiting.get(key(node))
        if partners:
            pairs.append(Pair(node, partners.pop()))
        else:
            alone.append(node)
    return pairs, alone, [node for partners in waiting.values() for node in partners]


def _order(node: Node) -> tuple[str, str]:
    values = sorted(f"{p} {o}" for p, terms in node.said.items() if p != TYPE for o in terms)
    return "\n".join(values), node.name


def _content(node: Node) -> Key:
    return (frozenset(node.said.items()),)


def _address(node: Node) -> Key:
    tied = frozenset((p, terms) for p, terms in node.said.items() if p in ends())
    return node.name, node.kind, tied, node.sources


def _matter(node: Node) -> Key:
    keys = vocabulary().kinds[node.kind].distinguished_by
    return node.kind, node.sources, *(node.said.get(p) for p in keys)
