"""Who is tied to whom: the ties that the projections find, for a time or for all time.

A tie is two bodies and what they share; it counts once, however many relationships show it,
and a relationship counts once, however many sources state it.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from libgraph import showing
from libgraph.dates import Holds, Span
from libgraph.graph import Graph
from libgraph.graph.holding import holding
from libgraph.graph.labels import labels
from libgraph.namespaces import local_name
from libgraph.network.projection import Projection, chosen
from libgraph.network.words import count, when

if TYPE_CHECKING:
    import networkx as nx

_BODIES = """
SELECT DISTINCT ?body WHERE {
  ?body a/rdfs:subClassOf* lg:Agent .
  FILTER NOT EXISTS { ?body a lg:Person }
  FILTER(isIRI(?body))
}"""
Ends = tuple[str, str, str, str]
Ground = tuple[str, ...]


@dataclass(frozen=True, slots=True, order=True)
class Tie:
    """Two bodies (IRIs), `layer` by which projection they are tied, and `via` what.

    `holds` says whether it held at the network's time: yes or possibly; over all time, yes.
    `relationships` are those it rests on.
    """

    start: str
    end: str
    via: str
    layer: str
    holds: Holds
    relationships: tuple[str, ...]


@dataclass(frozen=True)
class Network:
    """Bodies and the ties between them, at a time (`span`) or over all time (None).

    `bodies` are those with a tie here, be it only a possible one; `untied` are the graph's
    other bodies; `names` has a label for each of both, and for what ties go through.
    """

    layers: tuple[Projection, ...]
    span: Span | None
    ties: tuple[Tie, ...]
    bodies: tuple[str, ...]
    untied: tuple[str, ...]
    names: Mapping[str, str]
    only_certain: bool = False

    def certain(self) -> Network:
        """The same bodies with their certain ties alone: whoever has none stands alone."""
        ties = tuple(tie for tie in self.ties if tie.holds is Holds.YES)
        return replace(self, ties=ties, only_certain=True)

    def name(self, iri: str) -> str:
        """The label of a body, or of what a tie goes through."""
        return self.names.get(iri) or local_name(iri)

    def __repr__(self) -> str:
        return f"<Network: {len(self.bodies)} bodies, {len(self.ties)} ties {when(self.span)}>"

    def _repr_html_(self) -> str:
        """Its bodies and ties, layer by layer, for a notebook."""
        every = Counter(tie.layer for tie in self.ties)
        certain = Counter(tie.layer for tie in self.certain().ties)
        columns = ["kind of tie", "ties", *(["of these certain"] if self.span else [])]
        rows = [
            [layer.title, str(every[layer.name]), str(certain[layer.name])][: len(columns)]
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
            layers[_pair(tie)].add(tie.layer)
        for pair, weight in weights(self.ties).items():
            known, names = certain.get(pair, 0), " ".join(sorted(layers[pair]))
            graph.add_edge(*pair, weight=weight, certain=known, layers=names)
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
    grounds = grounds_of(graph, projections)
    ties = tuple(sorted(ties_of(grounds, _answers(graph, grounds, span))))
    tied = {end for tie in ties for end in (tie.start, tie.end)}
    others = {body.value for (body,) in graph.select(_BODIES)} - tied  # type: ignore[union-attr]
    shared = {tie.via for tie in ties if ":" in tie.via}  # a blank node has no name to look up
    return Network(
        layers=projections,
        span=span,
        ties=ties,
        bodies=tuple(sorted(tied)),
        untied=tuple(sorted(others)),
        names=labels(graph, tied | others | shared, lang),
    )


def weights(ties: Iterable[Tie]) -> dict[tuple[str, str], int]:
    """How many ties two bodies have, in whichever direction; in the order of their IRIs."""
    return dict(sorted(Counter(_pair(tie) for tie in ties).items()))


def _pair(tie: Tie) -> tuple[str, str]:
    return (tie.start, tie.end) if tie.start < tie.end else (tie.end, tie.start)


def grounds_of(graph: Graph, projections: Iterable[Projection]) -> dict[Ends, set[Ground]]:
    """Each tie, with the sets of relationships any one of which is enough to show it."""
    found: dict[Ends, set[Ground]] = defaultdict(set)
    for projection in projections:
        for row in graph.select(projection.sparql):
            start, end, via, *rest = (term and term.value for term in row)
            relationships = tuple(sorted({iri for iri in rest if iri}))
            found[start or "", end or "", via or "", projection.name].add(relationships)
    return found


def _answers(
    graph: Graph, grounds: Mapping[Ends, set[Ground]], span: Span | None
) -> dict[str, Holds]:
    known = {iri for ways in grounds.values() for ground in ways for iri in ground}
    return dict.fromkeys(known, Holds.YES) if span is None else holding(graph, known, span)


def ties_of(grounds: Mapping[Ends, set[Ground]], answers: Mapping[str, Holds]) -> Iterable[Tie]:
    for ends, ways in grounds.items():
        held = {way: min(answers.get(iri, Holds.NO) for iri in way) for way in ways}
        strongest = max(held.values())
        if strongest is not Holds.NO:
            resting = {iri for way, holds in held.items() if holds for iri in way}
            yield Tie(*ends, holds=strongest, relationships=tuple(sorted(resting)))
