"""The constraints of SHACL Core that our shapes use: each says which values of which nodes fail.

Literals are judged as pySHACL judges them, down to what it leaves open.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Collection, Iterator, Mapping
from datetime import date, datetime, time
from decimal import Decimal
from functools import cache
from typing import NamedTuple

from rdflib import RDF, SH, XSD, Graph
from rdflib.collection import Collection as List
from rdflib.term import BNode, Literal, Node, URIRef

from libgraph.validation.columns import Holds
from libgraph.validation.facts import Facts
from libgraph.validation.shacl.paths import Reach

Failing = Iterator[tuple[Node, Node]] | Iterator[tuple[Node, None]]
Nodes = Mapping[Node, object]
Check = Callable[[Reach, Nodes], Failing]


class Asked(NamedTuple):
    """One parameter of a shape, and what is needed to understand it."""

    graph: Graph
    shape: Node
    value: Node
    facts: Facts
    conforms: Callable[[Node], Holds]  # from a shape inside another to what it says of a node


def each(holds: Holds) -> Check:
    """A check of every value by itself."""

    return lambda reach, nodes: reach.failing(nodes, holds)


def _min_count(asked: Asked) -> Check:
    least = _number(asked)
    return lambda reach, nodes: ((node, None) for node in reach.fewer(nodes, least))


def _max_count(asked: Asked) -> Check:
    most = _number(asked)
    return lambda reach, nodes: ((node, None) for node in reach.more(nodes, most))


def _number(asked: Asked) -> int:
    assert isinstance(asked.value, Literal)
    return int(asked.value)


def _class(asked: Asked) -> Check:
    return each(asked.facts.instances(asked.value).__contains__)


KINDS: dict[Node, tuple[type, ...]] = {
    SH.IRI: (URIRef,),
    SH.Literal: (Literal,),
    SH.BlankNode: (BNode,),
    SH.BlankNodeOrIRI: (BNode, URIRef),
    SH.BlankNodeOrLiteral: (BNode, Literal),
    SH.IRIOrLiteral: (URIRef, Literal),
}


def _node_kind(asked: Asked) -> Check:
    kinds = KINDS[asked.value]
    return each(lambda value: isinstance(value, kinds))


_PYTHON: dict[Node, type | tuple[type, ...]] = {
    XSD.string: (str, bytes),
    RDF.langString: (str, bytes),
    XSD.integer: int,
    XSD.float: float,
    XSD.decimal: Decimal,
    XSD.boolean: bool,
    XSD.date: date,
    XSD.time: time,
    XSD.dateTime: datetime,
}


def _datatype(asked: Asked) -> Check:
    kind, python = asked.value, _PYTHON.get(asked.value, object)

    def holds(value: Node) -> bool:
        if not isinstance(value, Literal):
            return False
        datatype = value.datatype or (RDF.langString if value.language else XSD.string)
        return datatype == kind and not value.ill_typed and isinstance(value.value, python)

    return each(holds)


def _pattern(asked: Asked) -> Check:
    flags = str(asked.graph.value(asked.shape, SH.flags) or "")
    options = (re.IGNORECASE if "i" in flags else 0) | (re.MULTILINE if "m" in flags else 0)
    search = re.compile(str(asked.value), options).search
    return each(lambda value: not isinstance(value, BNode) and bool(search(str(value))))


def _max_length(asked: Asked) -> Check:
    most = _number(asked)
    return each(lambda value: not isinstance(value, BNode) and len(str(value)) <= most)


def _min_inclusive(asked: Asked) -> Check:
    least = asked.value
    assert isinstance(least, Literal)

    def holds(value: Node) -> bool:
        if not isinstance(value, Literal):
            return False
        if type(value.value) in (int, Decimal):
            return bool(value.value >= least.value)
        return _compares(value, least)

    return each(holds)


def _compares(value: Literal, least: Literal) -> bool:
    """Whether a value that is no plain number is large enough: pySHACL itself says."""
    from pyshacl.rdfutil.compare import compare_literal

    if isinstance(value.value, str) != isinstance(least.value, str):
        return False
    try:
        return bool(compare_literal(value, least) >= 0)  # type: ignore[no-untyped-call]
    except (TypeError, NotImplementedError):
        return False


def _in(asked: Asked) -> Check:
    return each(frozenset(List(asked.graph, asked.value)).__contains__)


def _has_value(asked: Asked) -> Check:
    wanted = asked.value
    return lambda reach, nodes: ((node, None) for node in nodes if wanted not in reach.values(node))


def _disjoint(asked: Asked) -> Check:
    others = asked.facts.column(asked.value)

    def check(reach: Reach, nodes: Nodes) -> Failing:
        for node in nodes:
            if node in others.first:
                same = set(others.values(node)).intersection(reach.values(node))
                yield from ((node, value) for value in same)

    return check


def _unique_lang(asked: Asked) -> Check:
    unique = bool(getattr(asked.value, "value", False))

    def check(reach: Reach, nodes: Nodes) -> Failing:
        for node in reach.more(nodes, 1) if unique else ():
            yield from ((node, None) for _ in _twice(reach.values(node)))

    return check


def _twice(values: Collection[Node]) -> list[str]:
    """The languages of more than one value."""
    languages = [v.language.lower() for v in values if isinstance(v, Literal) and v.language]
    if len(languages) == len(set(languages)):
        return []
    return [one for one, number in Counter(languages).items() if number > 1]


def _node(asked: Asked) -> Check:
    return each(cache(asked.conforms(asked.value)))


def _not(asked: Asked) -> Check:
    conforms = asked.conforms(asked.value)
    return each(lambda value: not conforms(value))


def _or(asked: Asked) -> Check:
    choices = [asked.conforms(shape) for shape in List(asked.graph, asked.value)]
    return each(cache(lambda value: any(conforms(value) for conforms in choices)))


PARAMETERS: dict[URIRef, tuple[URIRef, Callable[[Asked], Check]]] = {
    SH.minCount: (SH.MinCountConstraintComponent, _min_count),
    SH.maxCount: (SH.MaxCountConstraintComponent, _max_count),
    SH["class"]: (SH.ClassConstraintComponent, _class),
    SH.datatype: (SH.DatatypeConstraintComponent, _datatype),
    SH.nodeKind: (SH.NodeKindConstraintComponent, _node_kind),
    SH.pattern: (SH.PatternConstraintComponent, _pattern),
    SH.maxLength: (SH.MaxLengthConstraintComponent, _max_length),
    SH.minInclusive: (SH.MinInclusiveConstraintComponent, _min_inclusive),
    SH["in"]: (SH.InConstraintComponent, _in),
    SH.hasValue: (SH.HasValueConstraintComponent, _has_value),
    SH.disjoint: (SH.DisjointConstraintComponent, _disjoint),
    SH.uniqueLang: (SH.UniqueLangConstraintComponent, _unique_lang),
    SH.node: (SH.NodeConstraintComponent, _node),
    SH.property: (SH.PropertyConstraintComponent, _node),
    SH["not"]: (SH.NotConstraintComponent, _not),
    SH["or"]: (SH.OrConstraintComponent, _or),
}
