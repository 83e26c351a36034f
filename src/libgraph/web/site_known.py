"""What is in a graph that a static site has pages for, read once."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from libgraph.graph.protocol import Graph
from libgraph.history.coverage_history import history
from libgraph.namespaces import ID
from libgraph.web.catalogue import catalogue
from libgraph.web.disagreements import large
from libgraph.web.held import Edition

_TIES = 8
"""Whose ties are fewer is told quicker in lines than in a picture."""
_TIED = f"""SELECT ?thing {{
    ?as rdfs:subPropertyOf lg:end . ?r ?as ?thing ; a lg:Relationship
    }} GROUP BY ?thing HAVING (COUNT(DISTINCT ?r) >= {_TIES})"""


@dataclass(frozen=True)
class Known:
    """IRIs of `things` with a page of their own (sources and relationships too), where a
    statement's page is (`statements`), what an address was `kept` as, things that are
    `pictured`, and the `years` in which the coverage changed."""

    things: frozenset[str] = frozenset()
    statements: dict[str, str] = field(default_factory=dict)
    kept: dict[str, str] = field(default_factory=dict)
    pictured: frozenset[str] = frozenset()
    years: frozenset[str] = frozenset()


def known(edition: Edition) -> Known:
    """What there is in a graph."""
    graph = edition.graph
    things = {one.iri for one in catalogue(edition)} | set(_sources_and_relationships(graph))
    query = "SELECT ?s ?r { ?r lg:statedBy ?s ; a lg:Relationship } ORDER BY DESC(?r)"
    periods = edition.answers.get("coverage history", lambda: history(graph))
    return Known(
        frozenset(iri for iri in things if iri.startswith(ID)),
        dict(graph.texts(query)),  # type: ignore[arg-type]
        dict(graph.texts("SELECT ?old ?kept { ?old owl:sameAs ?kept }")),  # type: ignore[arg-type]
        frozenset() if large(edition) else frozenset(iri for (iri,) in graph.texts(_TIED)),
        frozenset(f"{one.first:04}" for one in periods),
    )


def _sources_and_relationships(graph: Graph) -> Iterator[str]:
    query = "SELECT DISTINCT ?s { VALUES ?kind { lg:Source lg:Relationship } ?s a ?kind }"
    return (iri for (iri,) in graph.texts(query))
