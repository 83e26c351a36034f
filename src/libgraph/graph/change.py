"""Put a difference into a store: in the graphs of what said it, and in their merge."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field

from pyoxigraph import DefaultGraph, NamedNode, Quad, Store

from libgraph.graph.difference import Difference, TooMuch
from libgraph.graph.layout import Layout
from libgraph.graph.lines import add, quads, remove, terms
from libgraph.namespaces import CURATION_GRAPH, ONTOLOGY_GRAPH, QUOTED_FROM, SAME_AS, TYPE

_SAME_AS, _TYPE, _QUOTED_FROM = f"<{SAME_AS}>", f"<{TYPE}>", f"<{QUOTED_FROM}>"
_ONTOLOGY = NamedNode(ONTOLOGY_GRAPH)


@dataclass(slots=True)
class Change:
    """What a store was told of nodes before and is told now: lines by node.

    `merged` has the lines that left the merge, or came into it.
    """

    before: dict[str, set[str]] = field(default_factory=dict)
    after: dict[str, set[str]] = field(default_factory=dict)
    merged: set[str] = field(default_factory=set)

    def lines(self) -> Iterator[str]:
        """All lines that came or went."""
        for node in self.before:
            yield from self.differs(node)

    def differs(self, node: str) -> set[str]:
        """The lines about a node that came or went."""
        return self.before[node] ^ self.after[node]

    def both(self, node: str) -> set[str]:
        """All that is or was said about a node."""
        return self.before[node] | self.after[node]


def identities(store: Store) -> Layout:
    """What was decided about who is one, as a layout."""
    layout = Layout()
    decided = store.quads_for_pattern(None, NamedNode(SAME_AS), None, NamedNode(CURATION_GRAPH))
    for _ in layout.noting(f"{quad.triple} .\n" for quad in decided):
        pass
    layout.settle()
    return layout


def change(store: Store, told: Difference, layout: Layout) -> Change:
    """Put a difference into `store`; `layout` knows what is one, and learns where it belongs.

    Raises:
        TooMuch: a decision about who is one came or went.
    """
    found = Change()
    came: dict[str, set[str]] = defaultdict(set)
    for line in told.added | told.removed:
        subject, predicate, _ = line.split(" ", 2)
        if predicate == _SAME_AS:
            raise TooMuch("it was decided anew who is one")
        came[subject].update({line} & told.added)
    old = {node: dict(_said(store, node)) for node in came}
    for node, graphs in old.items():
        after = (graphs.keys() - told.removed) | came[node]
        list(layout.noting(sorted(after)))
        if after != graphs.keys():  # else another file said it already
            found.before[node], found.after[node] = set(graphs), after
    _place(store, found, old, layout)
    _merge(store, found, layout)
    return found


def _said(store: Store, node: str) -> Iterator[tuple[str, str]]:
    """What is said about a node, and in which graph."""
    for quad in store.quads_for_pattern(NamedNode(node[1:-1]), None, None, None):
        if quad.graph_name not in (DefaultGraph(), _ONTOLOGY):
            yield f"{quad.triple} .\n", str(quad.graph_name)


def _place(store: Store, found: Change, old: dict[str, dict[str, str]], layout: Layout) -> None:
    left: list[str] = []
    come: list[str] = []
    for node in found.before:
        graphs = old[node]
        was = {f"{line[:-2]}{graph} .\n" for line, graph in graphs.items()}
        now = set()
        for line in found.after[node]:
            now.add(f"{line[:-2]}{layout.graph(node, terms(line)[1])} .\n")
        left += was - now
        come += now - was
    remove(store, left)
    add(store, come)


def _merge(store: Store, found: Change, layout: Layout) -> None:
    left: set[str] = set()
    come: set[str] = set()
    for node, before in found.before.items():
        after = found.after[node]
        left.update(map(layout.merged, before - after))
        come.update(map(layout.merged, after - before))
    left = {f"{quad.triple} .\n" for quad in quads(left) if not said_by_any(store, quad, layout)}
    remove(store, left)
    add(store, come)
    found.merged = left | come


def said_by_any(store: Store, quad: Quad, layout: Layout) -> bool:
    """Whether what the merge has is said in any graph, under whatever name."""
    for subject in layout.names(quad.subject):
        for what in layout.names(quad.object):
            said = store.quads_for_pattern(subject, quad.predicate, what, None)
            if any(one.graph_name != DefaultGraph() for one in said):
                return True
    return False
