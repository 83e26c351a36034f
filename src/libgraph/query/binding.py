"""Put a reader's values into a question, safely: a value is data, never syntax.

A question declares ``VALUES ?of { UNDEF }`` for each parameter; UNDEF is replaced by a term
that the engine itself has serialised.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from pyoxigraph import Literal, NamedNode

from libgraph.errors import UsageError
from libgraph.graph.protocol import Graph
from libgraph.query.entities import resolve
from libgraph.query.header import Parameter, Question

_PLACE = re.compile(r"(VALUES\s+\?(\w+)\s*\{\s*)UNDEF(\s*\})")


def check(question: Question, values: Mapping[str, str]) -> None:
    """Refuse parameters that the question does not have.

    Raises:
        UsageError: there is one; the message lists those it has.
    """
    for name in values:
        if question.parameter(name) is None:
            known = ", ".join(parameter.name for parameter in question.parameters)
            has = f"it takes {known}" if known else "it takes none"
            raise UsageError(f"the query {question.name} has no parameter {name!r}: {has}")


def bind(graph: Graph, question: Question, values: Mapping[str, str], lang: str) -> str:
    """The question's SPARQL with `values` in place; what is not given stays open.

    Raises:
        UsageError: an unknown parameter, or a value that does not fit its type.
        UnknownName, AmbiguousName: an entity that is not one thing.
    """
    check(question, values)
    given = {p.name: p.default for p in question.parameters if p.default} | dict(values)
    terms: dict[str, str] = {}
    for name, value in given.items():
        parameter = question.parameter(name)
        if parameter and parameter.type != "year":
            terms[name] = str(_term(graph, parameter, value, lang))
    _all_declared(question, terms)
    # one pass over the question alone: what a value says is never read as a place for another
    return _PLACE.sub(lambda m: f"{m[1]}{terms.get(m[2], 'UNDEF')}{m[3]}", question.text)


def _all_declared(question: Question, terms: Mapping[str, str]) -> None:
    places = {match[2] for match in _PLACE.finditer(question.text)}
    for name in terms.keys() - places:
        raise UsageError(
            f"{question.name} declares {name} but has no  VALUES ?{name} {{ UNDEF }}: add it"
        )


def _term(graph: Graph, parameter: Parameter, value: str, lang: str) -> NamedNode | Literal:
    if parameter.type == "entity":
        return NamedNode(resolve(graph, value, lang).iri)
    if parameter.type == "integer":
        if not re.fullmatch(r"[+-]?\d{1,18}", value):
            raise UsageError(f"{parameter.name} takes a whole number, not {value!r}")
        return Literal(int(value))
    return Literal(value)
