"""Compare two graphs in the words of the domain: what was added, is gone, has changed."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from functools import cache

from libgraph.evidence import source_of
from libgraph.graph import Graph
from libgraph.graph.batches import batches
from libgraph.graph.labels import labels
from libgraph.graph.vocabulary import vocabulary
from libgraph.history.aspects import Aspect, aspects, beside, rank, when
from libgraph.history.changes import Change, Comparison, Size, What
from libgraph.history.pairing import Pair, ends, paired
from libgraph.history.snapshot import Node, Snapshot, difference, text
from libgraph.namespaces import LG, TYPE, lg, local_name
from libgraph.query.telling import slots, tell, templates

_WEAK = frozenset({lg("Agent"), lg("Place")})
_LAST = (lg("Contact"), lg("Figure"), lg("Naming"))


def diff(old: Graph, new: Graph, lang: str = "en") -> Comparison:
    """What one graph says and the other does not, change by change.

    The same graph written differently, or with statements at other addresses, has no
    difference.

    >>> from libgraph import open_graph
    >>> diff(open_graph(), open_graph()).differ
    False
    """
    before, after = Snapshot(old), Snapshot(new)
    found = difference(before, after)
    touched = found.subjects()
    both = paired(before.nodes(touched), after.nodes(touched))
    named = _named(both.pairs)
    names, once = _names(new, old, named, lang), _names(old, new, named, lang)
    told = _Told(before, after, both.pairs, names, once, lang)
    triples = len(found.gone), len(found.added), found.shared
    changes = tuple(told.changes())
    return Comparison(_size(old), _size(new), changes, names, both.moved, triples)


def _named(pairs: Iterable[Pair]) -> set[str]:
    """The IRIs that need a name."""
    nodes = [node for pair in pairs for node in (pair.old, pair.new) if node]
    said = {p for node in nodes for p in node.said}
    values = {text(term) for node in nodes for terms in node.said.values() for term in terms}
    sources = {source for node in nodes for source in node.sources}
    return {iri for iri in said | values | sources | {n.name for n in nodes} if _is_iri(iri)}


def _is_iri(text: str) -> bool:
    return re.fullmatch(r"[A-Za-z][A-Za-z0-9+.-]*:[^\s<>\"{}|\\^`]+", text) is not None


def _names(graph: Graph, other: Graph, iris: set[str], lang: str) -> dict[str, str]:
    """Names as the graph has them, else the other one."""
    own = labels(graph, iris, lang)
    missing = {iri for iri, name in own.items() if name == local_name(iri)}
    return own | labels(other, missing, lang)


def _size(graph: Graph) -> Size:
    rows = list(graph.texts("SELECT ?s ?e { ?s prov:wasQuotedFrom ?e }"))
    declared = sum(1 for _ in graph.texts("SELECT ?source { ?source a lg:Source }"))
    things = "SELECT DISTINCT ?thing { ?thing a ?kind . ?kind rdfs:subClassOf* lg:Thing }"
    return Size(
        len({statement for statement, _ in rows}),
        declared or len({source_of(place) for _, place in rows}),
        sum(1 for _ in graph.texts(things)),
    )


class _Told:
    """The pairs, told."""

    def __init__(
        self,
        old: Snapshot,
        new: Snapshot,
        pairs: tuple[Pair, ...],
        names: dict[str, str],
        once: dict[str, str],
        lang: str,
    ) -> None:
        self._pairs, self._names, self._once, self._lang = pairs, names, once, lang
        gone = _statements(pair.old for pair in pairs if pair.new is None)
        added = _statements(pair.new for pair in pairs if pair.old is None)
        here = _statements(pair.new for pair in pairs)
        # one address can stand for something else in the other graph: so each asks its own
        self._told = {True: tell(old.graph, gone, lang), False: tell(new.graph, here, lang)}
        self._besides = {True: _besides(old, gone), False: _besides(new, added)}
        self._fresh = {pair.now.name for pair in pairs if not (pair.old and pair.new)}
        self._classes = _classes(
            old.graph, new.graph, {end for pair in pairs for end in _ends(pair.now)}
        )

    def changes(self) -> list[Change]:
        """The changes, grouped by the thing that they are told under."""
        return sorted(map(self._change, self._pairs), key=self._order)

    def _change(self, pair: Pair) -> Change:
        node = pair.now
        kind = node.kind or min((k for k in node.values(TYPE) if k.startswith(LG)), default="")
        others = self._besides[pair.new is None].get(node.name, [])
        return Change(
            what=_what(pair),
            iri=node.name,
            is_statement=bool(node.kind),
            kind=kind,
            kind_label=self._called(kind) if kind else "thing",
            sentence=self._sentence(pair),
            when=when(node, self._lang) if node.kind else "",
            rank=rank(node) if node.kind else "",
            sources=node.sources,
            aspects=self._aspects(pair, others),
            besides=tuple(sorted({self._brief(other) for other in others})),
            about=self._about(node),
        )

    def _aspects(self, pair: Pair, others: list[Node]) -> tuple[Aspect, ...]:
        if pair.now.kind and _what(pair) is not What.CHANGED:
            return beside(pair, others, self._lang)
        return aspects(pair, self._called, self._once_called, self._lang)

    def _brief(self, node: Node) -> str:
        return f"{when(node, self._lang)} [{', '.join(map(local_name, node.sources))}]"

    def _sentence(self, pair: Pair) -> str:
        node = pair.now
        if not node.kind:
            return self._called(node.name)
        told = self._told[pair.new is None].get(node.name)
        if told is None:
            return f"{self._called(node.kind)}: {' – '.join(map(self._called, _ends(node)))}"
        return f"{told.sentence} – {told.more}" if told.more else told.sentence

    def _called(self, iri: str) -> str:
        return self._names.get(iri) or local_name(iri)

    def _once_called(self, iri: str) -> str:
        return self._once.get(iri) or local_name(iri)

    def _about(self, node: Node) -> str:
        """What is new or gone; else what is neither agent nor place; else who comes first."""
        tied = _ends(node)
        fresh = [end for end in tied if end in self._fresh]
        own = [end for end in tied if not self._classes.get(end, _WEAK) & _WEAK]
        both = [end for end in fresh if end in own]
        return next(iter([*both, *fresh, *own, *tied]), node.name)

    def _order(self, change: Change) -> tuple[object, ...]:
        group = self._called(change.about).casefold(), change.about
        late = _LAST.index(change.kind) + 1 if change.kind in _LAST else 0
        what = list(What).index(change.what)
        return *group, change.is_statement, late, change.kind, what, change.sentence, change.iri


def _statements(nodes: Iterable[Node | None]) -> set[str]:
    """The IRIs of those that are statements; a blank node cannot be asked for."""
    return {node.name for node in nodes if node and node.kind and _is_iri(node.name)}


def _what(pair: Pair) -> What:
    if pair.old and pair.new:
        return What.CHANGED
    return What.ADDED if pair.new else What.GONE


def _ends(node: Node) -> list[str]:
    """The things that a statement ties, in the order in which its sentence names them."""
    slots = _slots().get(node.kind, [])
    tied = sorted(node.said.keys() & ends(), key=lambda p: (_index(slots, local_name(p)), p))
    return [text(term) for p in tied for term in sorted(node.said[p], key=str)]


def _index(slots: list[str], name: str) -> int:
    return slots.index(name) if name in slots else len(slots)


@cache
def _slots() -> dict[str, list[str]]:
    """The properties that the sentence of each kind names, in order."""
    return {kind: slots(template) for kind, template in templates("en").items()}


def _besides(snapshot: Snapshot, nodes: set[str]) -> dict[str, list[Node]]:
    """For statements that only this graph has, what else it says of the same relationship."""
    others: dict[str, set[str]] = defaultdict(set)
    for batch in batches(nodes):
        query = f"""SELECT ?s ?other {{ VALUES ?s {{ {batch} }}
            ?r lg:statedBy ?s, ?other FILTER(?other != ?s && isIRI(?other)) }}"""
        for statement, other in snapshot.graph.texts(query):
            if other not in nodes:
                others[statement].add(other)
    if not others:
        return {}
    known = snapshot.nodes({other for them in others.values() for other in them})
    return {node: [known[other] for other in sorted(them)] for node, them in others.items()}


def _classes(old: Graph, new: Graph, iris: set[str]) -> dict[str, set[str]]:
    """The classes of things, with those above them."""
    words = vocabulary()
    found: dict[str, set[str]] = defaultdict(set)
    for graph in (old, new):
        for batch in batches({iri for iri in iris if _is_iri(iri)}):
            for iri, cls in graph.texts(f"SELECT ?t ?c {{ VALUES ?t {{ {batch} }} ?t a ?c }}"):
                found[iri] |= words.ancestors(cls)
    return found
