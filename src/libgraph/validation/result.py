"""What an engine gives back: one result of SHACL validation, whichever engine found it."""

from __future__ import annotations

import typing
from collections.abc import Iterator
from dataclasses import dataclass

from rdflib import RDF, SH, Graph
from rdflib.collection import Collection
from rdflib.paths import AlternativePath, InvPath, MulPath, Path, SequencePath
from rdflib.term import Literal, Node, URIRef

from libgraph.namespaces import shorten

AnyPath = URIRef | Path
REPEATED: dict[URIRef, typing.Literal["*", "+", "?"]] = {
    SH.zeroOrMorePath: "*",
    SH.oneOrMorePath: "+",
    SH.zeroOrOnePath: "?",
}


@dataclass(frozen=True, slots=True)
class Result:
    """One result: every engine must give the same ones, in any order."""

    focus: Node
    path: AnyPath | None
    value: Node | None
    severity: URIRef
    component: URIRef
    shape: Node
    message: str


def results(report: Graph, shapes: Graph) -> Iterator[Result]:
    """The results of a W3C validation report; `shapes` says how to read the paths."""
    for node in report.objects(None, SH.result):  # not the details of one, which are results too
        yield Result(
            focus=_one(report, node, SH.focusNode),
            path=_path(report, shapes, node),
            value=report.value(node, SH.value),
            severity=_iri(report, node, SH.resultSeverity),
            component=_iri(report, node, SH.sourceConstraintComponent),
            shape=_one(report, node, SH.sourceShape),
            message=_message(report, node),
        )


def _one(graph: Graph, node: Node, predicate: URIRef) -> Node:
    value = graph.value(node, predicate)
    assert value is not None, f"a SHACL result lacks {predicate}"
    return value


def _iri(graph: Graph, node: Node, predicate: URIRef) -> URIRef:
    return URIRef(str(_one(graph, node, predicate)))


def _message(report: Graph, node: Node) -> str:
    """The words of a result; of several languages, English or none, as the rest is."""
    said = [one for one in report.objects(node, SH.resultMessage) if isinstance(one, Literal)]
    if not said:  # a shape with a query may have none
        shape = _one(report, node, SH.sourceShape)
        return (
            f"this is not as {shorten(str(shape)) if isinstance(shape, URIRef) else 'a shape'} asks"
        )
    return str(min(said, key=lambda one: ((one.language or "en") != "en", str(one))))


def _path(report: Graph, shapes: Graph, node: Node) -> AnyPath | None:
    path = report.value(node, SH.resultPath)
    if path is None or isinstance(path, URIRef):
        return path
    # engines copy a path of several steps in ways of their own: read the shape's instead
    return read_path(shapes, _one(shapes, _one(report, node, SH.sourceShape), SH.path))


def read_path(graph: Graph, node: Node) -> AnyPath:
    """The property path that a node of a shapes graph describes."""
    if isinstance(node, URIRef):
        return node
    if (node, RDF.first, None) in graph:  # whatever else is said of it
        return SequencePath(*(read_path(graph, step) for step in Collection(graph, node)))
    inverse = graph.value(node, SH.inversePath)
    if inverse is not None:
        return InvPath(read_path(graph, inverse))
    for repeated, sign in REPEATED.items():
        inner = graph.value(node, repeated)
        if inner is not None:
            return MulPath(read_path(graph, inner), sign)
    choices = Collection(graph, _one(graph, node, SH.alternativePath))
    return AlternativePath(*(read_path(graph, choice) for choice in choices))


def path_text(path: AnyPath) -> str:
    """A path as SPARQL writes it, for people: ``^lg:agreement/lg:party``."""
    match path:
        case InvPath():
            return f"^{path_text(path.arg)}"
        case SequencePath():
            return "/".join(map(path_text, path.args))
        case AlternativePath():
            return "|".join(map(path_text, path.args))
        case MulPath():
            return f"({path_text(path.path)}){path.mod}"
    return shorten(str(path))
