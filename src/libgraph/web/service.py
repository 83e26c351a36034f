"""What the endpoint is, in the words of the SPARQL 1.1 Service Description."""

from __future__ import annotations

from collections.abc import Iterator

from pyoxigraph import BlankNode, NamedNode, Triple

from libgraph.namespaces import TYPE

_SD = "http://www.w3.org/ns/sparql-service-description#"
_FORMATS = "http://www.w3.org/ns/formats/"
_RESULTS = (
    "SPARQL_Results_JSON", "SPARQL_Results_XML", "SPARQL_Results_CSV", "SPARQL_Results_TSV",
    "Turtle", "N-Triples", "RDF_XML", "JSON-LD",
)  # fmt: skip


def description(address: str) -> Iterator[Triple]:
    """The endpoint at this address as triples."""
    service, dataset, default = NamedNode(address), BlankNode("dataset"), BlankNode("default")
    kind = NamedNode(TYPE)
    yield Triple(service, kind, NamedNode(_SD + "Service"))
    yield Triple(service, NamedNode(_SD + "endpoint"), service)
    yield Triple(service, NamedNode(_SD + "supportedLanguage"), NamedNode(_SD + "SPARQL11Query"))
    yield Triple(service, NamedNode(_SD + "feature"), NamedNode(_SD + "EmptyGraphs"))
    for name in _RESULTS:
        yield Triple(service, NamedNode(_SD + "resultFormat"), NamedNode(_FORMATS + name))
    yield Triple(service, NamedNode(_SD + "defaultDataset"), dataset)
    yield Triple(dataset, kind, NamedNode(_SD + "Dataset"))
    yield Triple(dataset, NamedNode(_SD + "defaultGraph"), default)
    yield Triple(default, kind, NamedNode(_SD + "Graph"))
