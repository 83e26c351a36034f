"""Open a graph: parse, derive, keep.

Every room above asks through :class:`Graph`, and only with SPARQL.
"""

from libgraph.graph.opened import open_graph
from libgraph.graph.protocol import Graph

__all__ = ["Graph", "open_graph"]
