"""The formats of desktop tools by name, and a network placed and written in one of them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from libgraph.desktop import csv_edges, cyjs, gexf, graphml, pajek
from libgraph.desktop.model import Net, Written
from libgraph.drawing.points import points
from libgraph.drawing.scene import Edge, Node, Scene
from libgraph.errors import MissingExtra, UsageError

FORMATS: dict[str, Callable[[Net], Written]] = {
    "gexf": gexf.written,
    "graphml": graphml.written,
    "cyjs": cyjs.written,
    "pajek": pajek.written,
    "csv-edges": csv_edges.written,
}


def written(net: Net, format_: str) -> Written:
    """The network in one of FORMATS, its things placed where pictures place them.

    Without the extra [draw] there are no places; `losses` says so.

    Raises:
        KeyError: no such format.
        UsageError: there is nothing to write.
    """
    if not net.things:
        raise UsageError("nothing to export: no thing is left; ask for more, or filter less")
    lost: tuple[str, ...] = ()
    try:
        net = net.placed(_points(net))
    except MissingExtra:
        lost = ("places left out: they need the extra [draw], pip install 'libgraph[draw]'",)
    found = FORMATS[format_](net)
    return replace(found, losses=(*found.losses, *lost))


def _points(net: Net) -> dict[str, tuple[float, float]]:
    nodes = tuple(Node(thing.iri, thing.label, thing.kind) for thing in net.things)
    edges = tuple(Edge(bond.source, bond.target, bond.label) for bond in net.bonds)
    scene = Scene(net.title, net.about, nodes, edges, net.lang)
    return {thing.iri: point for thing, point in zip(net.things, points(scene), strict=True)}
