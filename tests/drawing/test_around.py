"""What is drawn around a thing is a part of the whole picture, found without reading the whole."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from libgraph.dates import Span
from libgraph.drawing.around import TooMuchAround
from libgraph.drawing.picture import Wanted, picture
from libgraph.drawing.scene import Scene
from libgraph.graph import Graph
from libgraph.graph.stored import Stored
from libgraph.query.entities import Entity, resolve

THINGS = (
    "nlrk", "ifla", "ifla-pac", "pac-asia-and-oceania", "country-kz", "nlk", "isakhov", "nlrk-director",
)  # fmt: skip


def within(scene: Scene, centre: str, depth: int) -> set[str]:
    """What is within so many steps in a picture."""
    found = {centre}
    for _ in range(depth):
        found |= {
            end
            for edge in scene.edges
            if {edge.source, edge.target} & found
            for end in (edge.source, edge.target)
        }
    return found


def here(graph: Graph) -> Iterator[Entity]:
    known = {iri for (iri,) in graph.texts("SELECT DISTINCT ?t { ?r ?as ?t ; a lg:Relationship }")}
    for name in THINGS:
        iri = "https://w3id.org/libgraph/id/" + name
        if iri in known:
            yield resolve(graph, iri)


@pytest.mark.parametrize("span", [None, Span.parse("2014")], ids=str)
def test_it_is_the_part_of_the_whole_that_is_near(documents: Graph, span: Span | None) -> None:
    whole = picture(documents, Wanted(span=span))
    drawn = {node.id: node for node in whole.nodes}
    seen = 0
    for thing in here(documents):
        for depth in (1, 2):
            part = picture(documents, Wanted(around=thing, depth=depth, span=span))
            near = within(whole, part.centre, depth)
            ties = [(e.source, e.target, e.label, e.when, e.sources) for e in part.edges]
            assert ties == [
                (e.source, e.target, e.label, e.when, e.sources)
                for e in whole.edges
                if e.source in near and e.target in near
            ]
            assert {node.id for node in part.nodes} == near
            assert [n for n in part.nodes if n.id in drawn] == [
                drawn[n.id] for n in part.nodes if n.id in drawn
            ]
            seen += len(ties)
    assert seen > 100


class Counted(Stored):
    """Counts the rows that are read."""

    rows = 0

    def texts(self, sparql: str) -> Iterator[tuple[str, ...]]:
        for row in super().texts(sparql):
            self.rows += 1
            yield row


def test_no_more_is_read_than_is_near(shipped: Graph) -> None:
    assert isinstance(shipped, Stored)
    graph = Counted(shipped.store)
    scene = picture(graph, Wanted(around=Entity("https://w3id.org/libgraph/id/isakhov", "")))
    assert scene.nodes
    assert graph.rows < 3000, "all relationships alone have more rows than this"


def test_too_much_is_refused_before_it_is_told(documents: Graph) -> None:
    with pytest.raises(TooMuchAround, match="more than 5 ties"):
        picture(documents, Wanted(around=resolve(documents, "nlrk"), most=5))
