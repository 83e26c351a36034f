"""The network of declared projections: bodies, and what ties them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from libgraph.dates import Holds
from libgraph.desktop.days import at_once, together
from libgraph.desktop.model import Bond, Net, Part
from libgraph.desktop.scope import Scope
from libgraph.desktop.things import parts_of, things
from libgraph.desktop.ties import lives
from libgraph.graph.protocol import Graph
from libgraph.network.projection import chosen
from libgraph.network.tie import Tie
from libgraph.network.ties import Ends, Ground, grounds_of
from libgraph.network.ties import network as tied
from libgraph.query.telling import tell


def network(graph: Graph, layers: Sequence[str], scope: Scope) -> Net:
    """The bodies that these projections tie, or those near one of them.

    An edge is two bodies and a projection; each thing that ties them is a part of it.

    Raises:
        UnknownName: a layer is no declared projection.
    """
    found = tied(graph, layers, scope.span, scope.lang)
    ties = [tie for tie in found.ties if not scope.certain or tie.holds is Holds.YES]
    names = {projection.name: projection for projection in found.layers}
    groups: dict[tuple[str, str, str], list[Part]] = defaultdict(list)
    parts = _Parts(graph, layers, ties, scope)
    for tie in ties:
        groups[tie.start, tie.end, tie.layer].append(parts.of(tie, found.name(tie.via)))
    every = [
        Bond(start, end, layer, _label(group), names[layer].directed, tuple(group))
        for (start, end, layer), group in sorted(groups.items())
    ]
    near, bonds = scope.within(every, scope.around.iri if scope.around else "")
    nodes = things(graph, near, lives(graph, near, scope.lang), scope.lang)
    about = scope.about(len(nodes), len(bonds))
    left = tuple(f"{name}: {one.leaves_out}" for name, one in names.items())
    return Net(scope.title(sorted(names)), about, scope.lang, nodes, bonds, left)


def _label(parts: Iterable[Part]) -> str:
    """What ties the two, in words."""
    return " | ".join(dict.fromkeys(part.says for part in parts))


class _Parts:
    """What is known of the relationships behind ties, read once for all."""

    def __init__(
        self, graph: Graph, layers: Sequence[str], ties: Iterable[Tie], scope: Scope
    ) -> None:
        known = {iri for tie in ties for iri in tie.relationships}
        told = tell(graph, known, scope.lang).values()
        self.parts: Mapping[str, Part] = parts_of(graph, told, scope.lang)
        self.grounds: Mapping[Ends, set[Ground]] = grounds_of(graph, chosen(layers))
        self.dated = scope.span is not None

    def of(self, tie: Tie, via: str) -> Part:
        """The tie as a part of its edge."""
        parts = [self.parts[iri] for iri in tie.relationships]
        ways = sorted(self.grounds[tie.start, tie.end, tie.via, tie.layer])
        held = [way for way in ways if self.parts.keys() >= set(way)]
        times = together(at_once([self.parts[iri].times for iri in way]) for way in held)
        sources = {source.iri: source for part in parts for source in part.sources}
        return Part(
            tie.relationships,
            via,
            "; ".join(dict.fromkeys(part.edtf for part in parts if part.edtf)),
            "; ".join(dict.fromkeys(part.when for part in parts)),
            str(tie.holds) if self.dated else "",
            times,
            tuple(sources[iri] for iri in sorted(sources)),
        )
