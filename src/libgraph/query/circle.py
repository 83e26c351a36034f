"""What belongs to a thing so closely that what is said of it is said of the thing.

A PAC centre and the region it serves; a body and the posts in it: nobody who asks about the
centre wants to ask again about its region.
"""

from __future__ import annotations

from libgraph.graph.labels import labels
from libgraph.graph.protocol import Graph
from libgraph.query.entities import Entity


def circle(graph: Graph, iri: str) -> list[str]:
    """The thing itself, the region that it serves, and the posts in it."""
    query = f"SELECT ?part {{ {{ <{iri}> lg:serves ?part }} UNION {{ ?part lg:postIn <{iri}> }} }}"
    return [iri, *sorted(part for (part,) in graph.texts(query))]


def parts(graph: Graph, iri: str, lang: str = "en") -> list[Entity]:
    """What is stated to be part of a thing, by name."""
    query = f"SELECT DISTINCT ?part {{ ?part lg:partOf <{iri}> }}"
    names = labels(graph, [part for (part,) in graph.texts(query)], lang)
    return sorted((Entity(part, name) for part, name in names.items()), key=lambda e: e.label)
