"""Put a reader's values into a question, safely: a value is data, never syntax.

A question declares ``VALUES ?of { UNDEF }`` for each parameter; UNDEF is replaced by a term
that the engine itself has serialised.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from pyoxigraph import Literal, NamedNode

from libgraph.errors import UsageError
from libgraph.graph.opened import Graph
from libgraph.query.entities import resolve
from libgraph.query.header import Parameter, Question


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
    text = question.text
    for name, value in values.items():
        parameter = question.parameter(name)
        assert parameter is not None
        if parameter.type == "year":
            continue
        term = str(_term(graph, parameter, value, lang))
        text, places = _place(name).subn(lambda m, term=term: f"{m[1]}{term}{m[2]}", text)  # type: ignore[misc]
        if not places:
            raise UsageError(
                f"{question.name} declares {name} but has no  VALUES ?{name} {{ UNDEF }}: add it"
            )
    return text


def _place(name: str) -> re.Pattern[str]:
    return re.compile(rf"(VALUES\s+\?{re.escape(name)}\s*\{{\s*)UNDEF(\s*\}})")


def _term(graph: Graph, parameter: Parameter, value: str, lang: str) -> NamedNode | Literal:
    if parameter.type == "entity":
        return NamedNode(resolve(graph, value, lang).iri)
    if parameter.type == "integer":
        if not re.fullmatch(r"[+-]?\d{1,18}", value):
            raise UsageError(f"{parameter.name} takes a whole number, not {value!r}")
        return Literal(int(value))
    return Literal(value)
