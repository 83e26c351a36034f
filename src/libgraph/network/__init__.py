"""Networks: who is tied to whom, and what the shape of it says.

A network is built from declared projections; an analysis turns it into a table.

>>> from libgraph import open_graph
>>> from libgraph.network import centrality, network
>>> centrality(network(open_graph(), ["agreements"])).title
'Centrality: agreements, over all time'
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from libgraph.network.projection import Projection, projection, projections
from libgraph.network.result import Column, Table, shown
from libgraph.network.tie import Tie
from libgraph.network.ties import Network, network

if TYPE_CHECKING:
    from libgraph.network.analyses import brokers, centrality, communities, components, summary

ANALYSES = ("summary", "centrality", "communities", "brokers", "components")
__all__ = [
    "ANALYSES",
    "Column",
    "Network",
    "Projection",
    "Table",
    "Tie",
    "brokers",
    "centrality",
    "communities",
    "components",
    "network",
    "projection",
    "projections",
    "shown",
    "summary",
]


def __getattr__(name: str) -> Any:
    if name in ANALYSES:  # they load networkx, which costs more than all else together
        from libgraph.network import analyses

        return getattr(analyses, name)
    raise AttributeError(f"module 'libgraph.network' has no attribute {name!r}")
