"""Fills facts from quads as fast as Python can: its loop runs once for every triple."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TypeVar

from pyoxigraph import Literal as OurLiteral
from pyoxigraph import NamedNode, Quad, Triple
from rdflib import Literal, URIRef

from libgraph.validation.columns import Column
from libgraph.validation.facts import Facts

AnyTriple = TypeVar("AnyTriple", Quad, Triple)


def load(facts: Facts, quads: Iterable[AnyTriple], other: Callable[[AnyTriple], None]) -> None:
    """Add the triples of quads, of all their graphs; what is no plain triple goes to `other`.

    Other are triples with a blank node (whose name means nothing in a second reading) or with
    a term that rdflib does not know.
    """
    _fill(facts, quads, other)
    facts.changed()


def _fill(facts: Facts, quads: Iterable[AnyTriple], other: Callable[[AnyTriple], None]) -> None:
    iris, literal = facts.pool.iris, facts.pool.literal
    columns: dict[str, Column] = {}
    make = str.__new__  # the parser has checked what URIRef() would check
    said: URIRef | Literal
    for quad in quads:
        subject, value = quad.subject, quad.object
        if type(subject) is not NamedNode:
            other(quad)
            continue
        name = subject.value
        one = iris.get(name) or iris.setdefault(name, make(URIRef, name))
        if type(value) is NamedNode:
            name = value.value
            said = iris.get(name) or iris.setdefault(name, make(URIRef, name))
        elif type(value) is OurLiteral:
            said = literal(value)
        else:
            other(quad)
            continue
        name = quad.predicate.value
        column = columns.get(name)
        if column is None:
            column = columns[name] = facts.column_for(URIRef(name))
        known = column.first.get(one)
        if known is None:
            column.first[one] = said
        elif known is not said:
            column.add(one, said)
