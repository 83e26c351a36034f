"""The network of things and their ties, as `draw network` shows it.

Posts are folded into their bodies and PAC regions into their centres. Relationships that say the
same of the same two things become one edge, each of them a part of it with its own dates.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from libgraph.desktop.model import Bond, Net, Part
from libgraph.desktop.scope import Scope
from libgraph.desktop.things import described, parts_of, things
from libgraph.drawing.drawn_ties import KINDS, between, folded, tied
from libgraph.drawing.things import kinds_of
from libgraph.graph.labels import labels
from libgraph.graph.protocol import Graph
from libgraph.namespaces import local_name
from libgraph.query.telling import Telling, tell

_KINDS = "SELECT ?r ?kind { ?r a lg:Relationship ; lg:kind ?kind }"
_Key = tuple[str, str, str, str, str]


def network(graph: Graph, scope: Scope) -> Net:
    """The network of the whole graph, or of what is near one thing."""
    kinds = {iri: local_name(kind) for iri, kind in graph.texts(_KINDS)}
    wanted = [iri for iri, kind in kinds.items() if kind.lower() in KINDS]
    told = tell(graph, wanted, scope.lang, scope.span, certain=scope.certain)
    folds = folded(graph)
    found, untied = _bonds(graph, told.values(), folds, scope.lang)
    start = folds.get(scope.around.iri, scope.around.iri) if scope.around else ""
    near, bonds = scope.within(found, start)
    nodes = things(graph, near, lives(graph, near, scope.lang), scope.lang)
    left = () if scope.around else _left(graph, kinds, untied, near | folds.keys())
    return Net(
        scope.title(), scope.about(len(nodes), len(bonds)), scope.lang, nodes, bonds, tuple(left)
    )


def lives(graph: Graph, wanted: set[str], lang: str) -> dict[str, list[Part]]:
    """The lifespans of things."""
    spans = described(graph, wanted)
    iris = [iri for known in spans.values() for iri in known]
    parts = parts_of(graph, tell(graph, iris, lang).values(), lang)
    return {thing: [parts[iri] for iri in sorted(known)] for thing, known in spans.items()}


def _bonds(
    graph: Graph, told: Iterable[Telling], folds: Mapping[str, str], lang: str
) -> tuple[list[Bond], int]:
    """The bonds, and how many relationships make none: one end unknown, or both the same."""
    groups: dict[_Key, list[Telling]] = defaultdict(list)
    untied = 0
    for telling in sorted(told, key=lambda telling: telling.iri):
        keys = list(_keys(telling, folds))
        untied += not keys
        for key in keys:
            groups[key].append(telling)
    every = [telling for group in groups.values() for telling in group]
    terms = {term for key in groups for term in key[2:] if term}
    names = labels(graph, terms, lang)
    parts = parts_of(graph, every, lang)
    bonds = [
        Bond(
            key[0], key[1], names[key[2]], between(*key[2:], names), True,
            tuple(parts[telling.iri] for telling in group),
        )
        for key, group in sorted(groups.items())
    ]  # fmt: skip
    return bonds, untied


def _keys(telling: Telling, folds: Mapping[str, str]) -> Iterator[_Key]:
    for one, other, verb, word in tied(telling, folds):
        yield one, other, telling.kind, verb, word


def _left(graph: Graph, kinds: Mapping[str, str], untied: int, shown: set[str]) -> Iterator[str]:
    """What a network has no place for, counted."""
    for kind, name in (("Contact", "contact"), ("Figure", "figure")):
        yield from _count(sum(one == kind for one in kinds.values()), name)
    yield from _count(untied, "relationship", " with one known end")
    aside = ("source", "post", "region")
    known = {iri for iri, kind in kinds_of(graph).items() if kind not in aside}
    yield from _count(len(known - shown), "thing", " without a tie")


def _count(number: int, what: str, more: str = "") -> Iterator[str]:
    if number:
        yield f"{number} {what}{'' if number == 1 else 's'}{more}"
