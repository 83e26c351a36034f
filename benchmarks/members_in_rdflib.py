"""The question `members` as one would write it with rdflib alone: parse the file, ask.

SHIPPED is the graph as Turtle: `libgraph export -o FILE`.
"""

import os

import rdflib

graph = rdflib.Graph()
graph.parse(os.environ["SHIPPED"])
rows = graph.query(
    """
    PREFIX lg: <https://w3id.org/libgraph/ontology#>
    PREFIX prov: <http://www.w3.org/ns/prov#>
    PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
    SELECT ?bodyName ?memberName ?capacity ?when ?source WHERE {
      ?membership a lg:Membership ; lg:member ?member ; lg:body ?body ; lg:capacity ?capacity ;
        prov:wasQuotedFrom ?source .
      OPTIONAL { ?membership lg:during|lg:attested|lg:announced ?when }
      ?member rdfs:label ?memberName . ?body rdfs:label ?bodyName .
      FILTER(LANG(?memberName) = "en" && LANG(?bodyName) = "en")
    } ORDER BY ?bodyName ?memberName
    """
)
for row in rows:
    print(*row, sep="\t")
