"""Who is tied to whom: the ties that the projections find, for a time or for all time.

A tie is two bodies and what they share; it counts once, however many relationships show it,
and a relationship counts once, however many sources state it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from libgraph import showing
from libgraph.dates import Holds, Span
from libgraph.graph import Graph
from libgraph.graph.holding import holding
from libgraph.graph.labels import labels
from libgraph.namespaces import local_name
from libgraph.network.answers import answer, rows
from libgraph.network.engines import fast
from libgraph.network.names import Names
from libgraph.network.projection import Projection, chosen
from libgraph.network.tallies import tallies
from libgraph.network.tie import Tie, pair, weights
from libgraph.network.words import count, when

if TYPE_CHECKING:
    import networkx as nx

_BODIES = """
SELECT DISTINCT ?body WHERE {
  ?body a/rdfs:subClassOf* lg:Agent .
  FILTER NOT EXISTS { ?body a lg:Person }
  FILTER(isIRI(?body))
}"""
LARGE = 2_000_000
"""From so many bytes of answers on (some ten thousand ties), ties are columns of numbers."""
Ends = tuple[str, str, str, str]
Ground = tuple[str, ...]


@dataclass(frozen=True)
class Network:
    """Bodies and the ties between them, at a time (`span`) or over all time (None).

    `bodies` are those with a tie here, be it only a possible one; `untied` are the graph's
    other bodies; `names` has a label for each of both, and for what ties go through.
    """

    layers: tuple[Projection, ...]
    span: Span | None
    ties: Sequence[Tie]
    bodies: tuple[str, ...]
    untied: tuple[str, ...]
    names: Mapping[str, str]
    only_certain: bool = False

    def certain(self) -> Network:
        """The same bodies with their certain ties alone: whoever has none stands alone."""
        return replace(self, ties=tallies(self.ties).certain(), only_certain=True)

    def name(self, iri: str) -> str:
        """The label of a body, or of what a tie goes through."""
        return self.names.get(iri) or local_name(iri)

    def __repr__(self) -> str:
        return f"<Network: {len(self.bodies)} bodies, {len(self.ties)} ties {when(self.span)}>"

    def _repr_html_(self) -> str:
        """Its bodies and ties, layer by layer, for a notebook."""
        every = tallies(self.ties).by_layer()
        certain = tallies(self.certain().ties).by_layer()
        columns = ["kind of tie", "ties", *(["of these certain"] if self.span else [])]
        rows = [
            [layer.title, str(every.get(layer.name, 0)), str(certain.get(layer.name, 0))][
                : len(columns)
            ]
            for layer in self.layers
        ]
        bodies = count(len(self.bodies), "body", "bodies")
        heading = showing.heading(f"Network of {bodies} {when(self.span)}")
        return showing.block(heading, showing.table(columns, rows))

    def to_networkx(self) -> nx.Graph[str]:
        """The network as a weighted networkx graph of IRIs.

        A node has a `label`; an edge has `weight` (how many ties), `certain` (how many of
        them are certain) and `layers` (names, separated by a space).
        """
        import networkx as nx

        graph: nx.Graph[str] = nx.Graph()
        graph.add_nodes_from((body, {"label": self.name(body)}) for body in self.bodies)
        certain, layers = weights(self.certain().ties), defaultdict(set)
        for tie in self.ties:
            layers[pair(tie)].add(tie.layer)
        for ends, weight in weights(self.ties).items():
            known, names = certain.get(ends, 0), " ".join(sorted(layers[ends]))
            graph.add_edge(*ends, weight=weight, certain=known, layers=names)
        return graph


def network(
    graph: Graph, layers: Sequence[str] = (), span: Span | None = None, lang: str = "en"
) -> Network:
    """The network of one projection, of several or (with no name) of all together.

    With `span`, a tie holds as far as the weakest of the relationships it rests on, and is
    left out where one of them does not hold; where a tie is shown in several ways, the
    strongest counts.

    Raises:
        UnknownName: a layer is no declared projection.
    """
    projections = chosen(layers)
    ties = _ties(graph, projections, span)
    tied = tallies(ties).bodies()
    others = tuple(sorted(bodies_of(graph).difference(tied)))
    names = _names(graph, ties, (*tied, *others), lang)
    return Network(projections, span, ties, tied, others, names)


def bodies_of(graph: Graph) -> set[str]:
    """All bodies of a graph, tied or not (IRIs)."""
    return {body for (body,) in graph.texts(_BODIES)}


def _names(
    graph: Graph, ties: Sequence[Tie], bodies: Sequence[str], lang: str
) -> Mapping[str, str]:
    if not isinstance(ties, tuple):
        return Names(graph, bodies, lang)
    shared = {tie.via for tie in ties if ":" in tie.via}  # a blank node has no name to look up
    return labels(graph, shared.union(bodies), lang)


def _ties(graph: Graph, projections: Sequence[Projection], span: Span | None) -> Sequence[Tie]:
    answers = {one.name: answer(graph, one) for one in projections}

    def holds(iris: Iterable[str]) -> Mapping[str, Holds]:
        return holding(graph, iris, span) if span else dict.fromkeys(iris, Holds.YES)

    if sum(map(len, answers.values())) > LARGE and fast():
        from libgraph.network.columns import tie_columns

        return tie_columns(answers, holds if span else None)
    grounds = _grounds(answers)
    resting = {iri for ways in grounds.values() for ground in ways for iri in ground}
    return tuple(sorted(ties_of(grounds, holds(resting))))


def grounds_of(graph: Graph, projections: Iterable[Projection]) -> dict[Ends, set[Ground]]:
    """Each tie, with the sets of relationships any one of which is enough to show it."""
    return _grounds({one.name: answer(graph, one) for one in projections})


def _grounds(answers: Mapping[str, bytes]) -> dict[Ends, set[Ground]]:
    found: dict[Ends, set[Ground]] = defaultdict(set)
    for layer, table in answers.items():
        for start, end, via, *rest in rows(table):
            found[start, end, via, layer].add(tuple(sorted({iri for iri in rest if iri})))
    return found


def ties_of(grounds: Mapping[Ends, set[Ground]], answers: Mapping[str, Holds]) -> Iterable[Tie]:
    for ends, ways in grounds.items():
        held = {way: min(answers.get(iri, Holds.NO) for iri in way) for way in ways}
        strongest = max(held.values())
        if strongest is not Holds.NO:
            resting = {iri for way, holds in held.items() if holds for iri in way}
            yield Tie(*ends, holds=strongest, relationships=tuple(sorted(resting)))
