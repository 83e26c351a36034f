"""libgraph: who is tied to whom in the world of libraries, since when, and who says so.

>>> import libgraph
>>> graph = libgraph.open_graph()              # the shipped graph; or a folder, or files
>>> answer = graph.ask("ASK { ?library a lg:NationalLibrary }")
>>> answer
True
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

__version__ = "0.1.0"
__all__ = ["Graph", "__version__", "analyze", "ask", "draw", "open_graph", "show"]
_ASKED = ("analyze", "ask", "draw", "show")

if TYPE_CHECKING:
    from libgraph.api import analyze, ask, draw, show
    from libgraph.graph import Graph, open_graph


def __getattr__(name: str) -> Any:
    if name in ("Graph", "open_graph"):
        from libgraph import graph

        return getattr(graph, name)
    if name in _ASKED:
        from libgraph import api

        return getattr(api, name)
    raise AttributeError(f"module 'libgraph' has no attribute {name!r}")
