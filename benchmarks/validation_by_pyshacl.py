"""What a user of pySHACL writes: parse the data with rdflib, and check it against the shapes."""

import sys

from pyshacl import validate
from rdflib import Graph

from libgraph import resources

ontology = resources.folder("ontology")
data, shapes, vocabulary = Graph(), Graph(), Graph()
data.parse(sys.argv[1])
for file in sorted((ontology / "shapes").glob("*.ttl")):
    shapes.parse(file)
for name in ("libgraph.ttl", "concepts.ttl"):
    vocabulary.parse(ontology / name)
conforms, _, text = validate(data, shacl_graph=shapes, ont_graph=vocabulary, inplace=True)
print(text)
