"""Open a graph: parse, derive, keep.

Every room above asks through :class:`Graph`, and only with SPARQL.
"""

from libgraph.graph.opened import Graph, open_graph

__all__ = ["Graph", "open_graph"]
