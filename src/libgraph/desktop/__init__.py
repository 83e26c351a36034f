"""The way out to desktop tools: Gephi, yEd, Cytoscape, Pajek and spreadsheets.

A network is read from the graph (`ties`, `layers`), gets places and colours from the drawing room,
and is written by one module per format. Each format says what it cannot hold.

>>> from libgraph import open_graph
>>> from libgraph.desktop import Scope, network, written
>>> written(network(open_graph(), ["agreements"], Scope()), "gexf").content[:13]
b'<?xml version'
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from libgraph.desktop.formats import written
from libgraph.desktop.model import Net
from libgraph.desktop.scope import Scope

if TYPE_CHECKING:
    from libgraph.graph.protocol import Graph

__all__ = ["Net", "Scope", "network", "written"]


def network(graph: Graph, layers: Sequence[str] = (), scope: Scope | None = None) -> Net:
    """The network of things and their ties or, with `layers`, of declared projections.

    Raises:
        UnknownName: a layer is no declared projection.
    """
    from libgraph.desktop import layers as projected
    from libgraph.desktop import ties

    asked = scope or Scope()
    return projected.network(graph, layers, asked) if layers else ties.network(graph, asked)
