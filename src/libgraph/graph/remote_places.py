"""Where a server takes graphs (SPARQL 1.1 Graph Store Protocol), told by where it takes queries."""

from __future__ import annotations

from urllib.parse import urlsplit, urlunsplit

# the last part of the address for queries, and what stands in its place for graphs
_BESIDE = {
    "query": ("store", "data"),  # Oxigraph, Fuseki
    "sparql": ("sparql-graph-crud-auth", "store", "data", "rdf-graph-store"),  # Virtuoso, others
}
_RDF4J = "rdf-graphs/service"


def places(address: str) -> list[str]:
    """Addresses that may take graphs, the likeliest first.

    >>> places("http://localhost:7878/query")
    ['http://localhost:7878/store', 'http://localhost:7878/data']
    >>> places("https://example.org/repositories/libraries")
    ['https://example.org/repositories/libraries/rdf-graphs/service']
    """
    scheme, host, path, _, _ = urlsplit(address)
    before, _, last = path.rstrip("/").rpartition("/")
    if "/repositories" in before and last not in _BESIDE:
        paths = [f"{before}/{last}/{_RDF4J}"]
    else:
        paths = [f"{before}/{name}" for name in _BESIDE.get(last, ())] or [path]
    return [urlunsplit((scheme, host, place, "", "")) for place in paths]
