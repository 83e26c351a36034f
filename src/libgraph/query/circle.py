"""What belongs to a thing so closely that what is said of it is said of the thing.

A PAC centre and the region it serves; a body and the posts in it: nobody who asks about the
centre wants to ask again about its region.
"""

from __future__ import annotations

from libgraph.graph.opened import Graph


def circle(graph: Graph, iri: str) -> list[str]:
    """The thing itself, the region that it serves, and the posts in it."""
    query = f"SELECT ?part {{ {{ <{iri}> lg:serves ?part }} UNION {{ ?part lg:postIn <{iri}> }} }}"
    return [iri, *sorted(part for (part,) in graph.texts(query))]


def values(iris: list[str]) -> str:
    """IRIs as they stand in VALUES."""
    return " ".join(f"<{iri}>" for iri in iris)
