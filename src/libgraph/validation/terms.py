"""The terms that this room speaks of, as rdflib names them."""

from __future__ import annotations

from rdflib import Namespace

from libgraph import namespaces

LG = Namespace(namespaces.LG)
ID = namespaces.ID
SHAPES = Namespace("https://w3id.org/libgraph/shapes#")
AT = SHAPES.at  # a shape's hint: the property whose line to point at
