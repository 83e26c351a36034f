"""How much is in a graph."""

from __future__ import annotations

from libgraph.graph.batches import values
from libgraph.graph.labels import labels
from libgraph.graph.protocol import Graph
from libgraph.namespaces import lg

_KINDS = ("Source", "Organization", "Library", "PACCentre", "Person", "Agreement", "Event")
_STATEMENTS = "SELECT (COUNT(DISTINCT ?s) AS ?n) { ?s prov:wasQuotedFrom ?passage }"
_RELATIONSHIPS = "SELECT (COUNT(DISTINCT ?r) AS ?n) { ?r a lg:Relationship }"


def counts(graph: Graph, lang: str = "en") -> dict[str, int]:
    """How many statements, relationships and things of the main kinds it holds, by their names."""
    ((statements,),) = graph.texts(_STATEMENTS)
    ((relationships,),) = graph.texts(_RELATIONSHIPS)
    kinds = [lg(kind) for kind in _KINDS]
    query = f"""SELECT ?kind (COUNT(DISTINCT ?thing) AS ?n) {{
        ?thing a/rdfs:subClassOf* ?kind VALUES ?kind {{ {values(kinds)} }} }} GROUP BY ?kind"""
    found = {kind: int(number) for kind, number in graph.texts(query)}
    names = labels(graph, kinds, lang)
    things = {names[kind]: found.get(kind, 0) for kind in kinds}
    return {"statement": int(statements), "relationship": int(relationships), **things}
