"""What of SHACL is known here; the rest is refused and never passed over."""

from __future__ import annotations

import re

from rdflib import RDF, RDFS, SH, Graph
from rdflib.collection import Collection
from rdflib.term import BNode, Literal, Node, URIRef

from libgraph.validation.shacl.checks import KINDS, PARAMETERS
from libgraph.validation.terms import AT

TARGETS = (SH.targetClass, SH.targetSubjectsOf)
_PATHS = (SH.inversePath, SH.alternativePath, RDF.first, RDF.rest)
_REST = (RDF.type, AT, SH.path, SH.message, SH.severity, SH.flags, SH.property)
_KNOWN = frozenset((*TARGETS, *_PATHS, *_REST, *PARAMETERS))
_SHAPES = (SH.NodeShape, SH.PropertyShape)
_SEVERAL = frozenset((*TARGETS, SH["class"], SH.disjoint, SH.pattern, SH.property, RDF.type))
_EVERY_LITERAL = (
    RDFS.Literal,
    RDFS.Datatype,
)  # as datatypes: pySHACL has rules of its own for them
_FLAGS = {"i", "m"}


class Unknown(Exception):
    """The shapes use something of SHACL that only pySHACL knows."""


def refuse_unknown(shapes: Graph) -> None:
    """Raise Unknown, saying what, unless everything in the shapes is known here."""
    for shape, predicate, value in shapes:
        if predicate not in _KNOWN:
            raise Unknown(f"{predicate} of {shape}")
        if predicate not in _SEVERAL and len(set(shapes.objects(shape, predicate))) > 1:
            raise Unknown(f"{predicate} twice in {shape}")
        if not _is_fine(shapes, shape, predicate, value):
            raise Unknown(f"{predicate} {value} of {shape}")


def _is_pattern(text: str) -> bool:
    try:
        re.compile(text)
    except re.error:
        return False
    return True


def _is_fine(shapes: Graph, shape: Node, predicate: Node, value: Node) -> bool:
    inner = isinstance(value, BNode)
    match predicate:
        case RDF.type:
            return value in _SHAPES
        case SH.targetClass | SH.targetSubjectsOf:
            return isinstance(shape, URIRef) and (shape, SH.message, None) in shapes
        case SH.property:  # its findings would be about other shapes than its own
            return inner and isinstance(shape, BNode)
        case SH.node:
            return inner and (value, SH.path, None) not in shapes
        case SH.inversePath:
            return isinstance(value, URIRef)
        case SH.nodeKind:
            return value in KINDS
        case SH.datatype:
            return value not in _EVERY_LITERAL
        case SH.minCount | SH.maxCount | SH.maxLength:
            return isinstance(value, Literal) and isinstance(value.value, int)
        case SH.minInclusive:
            return isinstance(value, Literal)
        case SH.pattern:
            return _is_pattern(str(value))
        case SH.flags:
            return set(str(value)) <= _FLAGS
    if predicate == SH["or"]:
        return all(isinstance(choice, BNode) for choice in Collection(shapes, value))
    return inner or predicate != SH["not"]
