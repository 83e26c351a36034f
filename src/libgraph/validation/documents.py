"""RDF/XML and JSON-LD: formats in which a triple has no line of its own."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from pyoxigraph import BlankNode, Literal, NamedNode
from pyoxigraph import Triple as Ours
from rdflib import XSD
from rdflib import term as rdflib

from libgraph.errors import BadFile
from libgraph.reading.parsing import quads
from libgraph.validation.places import Triple


def triples(path: Path) -> Iterator[Triple]:
    """The triples of a file, of all its graphs, in rdflib's terms.

    Raises:
        BadFile: the file is broken, or wants something from elsewhere.
    """
    for quad in quads(path):
        yield as_rdflib(quad.triple, str(path))


def as_rdflib(triple: Ours, file: str) -> Triple:
    """A triple of a file in rdflib's terms.

    Raises:
        BadFile: a term is a triple.
    """
    return _term(triple.subject, file), _term(triple.predicate, file), _term(triple.object, file)


def plain(triple: Triple) -> Triple:
    """A triple with texts as rdflib has them, to which "a"^^xsd:string is no "a"."""
    subject, predicate, value = triple
    if isinstance(value, rdflib.Literal) and value.datatype == XSD.string:
        return subject, predicate, rdflib.Literal(str(value))
    return triple


def _term(term: object, path: str) -> rdflib.Identifier:
    match term:
        case NamedNode():
            return rdflib.URIRef(term.value)
        case BlankNode():
            return rdflib.BNode(term.value)
        case Literal(language=None):
            return rdflib.Literal(term.value, datatype=rdflib.URIRef(term.datatype.value))
        case Literal():
            return rdflib.Literal(term.value, lang=term.language)
    raise BadFile(f"{path} has the triple {term} as a term: write it in plain RDF 1.1")
