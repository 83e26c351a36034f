"""From shapes to checks, and from checks to results."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain

from rdflib import SH, Graph
from rdflib.term import Node, URIRef

from libgraph.validation.columns import Holds
from libgraph.validation.facts import Facts
from libgraph.validation.result import AnyPath, Result, read_path
from libgraph.validation.shacl.checks import PARAMETERS, Asked, Check
from libgraph.validation.shacl.known import TARGETS, refuse_unknown
from libgraph.validation.shacl.paths import reach


def run(facts: Facts, shapes: Graph) -> Iterator[Result]:
    """What is wrong by the shapes.

    Raises:
        Unknown: the shapes use what is not known here.
    """
    refuse_unknown(shapes)
    tops = {shape for one in TARGETS for shape in shapes.subjects(one)}
    return chain.from_iterable(_results(facts, shapes, shape) for shape in sorted(tops, key=str))


def _results(facts: Facts, shapes: Graph, shape: Node) -> Iterator[Result]:
    assert isinstance(shape, URIRef)
    path, nodes = _path(shapes, shape), _targets(facts, shapes, shape)
    severity = shapes.value(shape, SH.severity) or SH.Violation
    message = str(shapes.value(shape, SH.message))
    for component, check in _checks(facts, shapes, shape):
        for focus, value in check(reach(path, facts), nodes):
            yield Result(focus, path, value, URIRef(str(severity)), component, shape, message)


def _path(shapes: Graph, shape: Node) -> AnyPath | None:
    path = shapes.value(shape, SH.path)
    return None if path is None else read_path(shapes, path)


def _targets(facts: Facts, shapes: Graph, shape: Node) -> dict[Node, None]:
    nodes: dict[Node, None] = {}
    for kind in shapes.objects(shape, SH.targetClass):
        nodes |= facts.instances(kind)
    for user in shapes.objects(shape, SH.targetSubjectsOf):
        nodes |= dict.fromkeys(facts.column(user).first)
    return nodes


def _checks(facts: Facts, shapes: Graph, shape: Node) -> Iterator[tuple[URIRef, Check]]:
    for predicate, value in shapes.predicate_objects(shape):
        if isinstance(predicate, URIRef) and predicate in PARAMETERS:
            component, make = PARAMETERS[predicate]
            inner = lambda one: _conforms(facts, shapes, one)  # noqa: E731
            yield component, make(Asked(shapes, shape, value, facts, inner))


def _conforms(facts: Facts, shapes: Graph, shape: Node) -> Holds:
    """A function that says whether a node conforms to a shape inside another."""
    reached = reach(_path(shapes, shape), facts)
    checks = [check for _, check in _checks(facts, shapes, shape)]
    return lambda node: not any(True for check in checks for _ in check(reached, {node: None}))
