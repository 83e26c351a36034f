"""What an engine gives back: one result of SHACL validation, whichever engine found it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from rdflib import SH, Graph
from rdflib.collection import Collection
from rdflib.paths import AlternativePath, InvPath, Path, SequencePath
from rdflib.term import Node, URIRef

from libgraph.namespaces import shorten

AnyPath = URIRef | Path


@dataclass(frozen=True, slots=True)
class Result:
    """One result: every engine must give the same ones, in any order."""

    focus: Node
    path: AnyPath | None
    value: Node | None
    severity: URIRef
    component: URIRef
    shape: URIRef
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
            shape=_iri(report, node, SH.sourceShape),
            message=str(_one(report, node, SH.resultMessage)),
        )


def _one(graph: Graph, node: Node, predicate: URIRef) -> Node:
    value = graph.value(node, predicate)
    assert value is not None, f"a SHACL result lacks {predicate}"
    return value


def _iri(graph: Graph, node: Node, predicate: URIRef) -> URIRef:
    return URIRef(str(_one(graph, node, predicate)))


def _path(report: Graph, shapes: Graph, node: Node) -> AnyPath | None:
    path = report.value(node, SH.resultPath)
    if path is None or isinstance(path, URIRef):
        return path
    # engines copy a path of several steps in ways of their own: read the shape's instead
    return read_path(shapes, _one(shapes, _iri(report, node, SH.sourceShape), SH.path))


def read_path(graph: Graph, node: Node) -> AnyPath:
    """The property path that a node of a shapes graph describes."""
    if isinstance(node, URIRef):
        return node
    inverse = graph.value(node, SH.inversePath)
    if inverse is not None:
        return InvPath(read_path(graph, inverse))
    choices = graph.value(node, SH.alternativePath)
    steps = [read_path(graph, step) for step in Collection(graph, choices or node)]
    return AlternativePath(*steps) if choices is not None else SequencePath(*steps)


def path_text(path: AnyPath) -> str:
    """A path as SPARQL writes it, for people: ``^lg:agreement/lg:party``."""
    match path:
        case InvPath():
            return f"^{path_text(path.arg)}"
        case SequencePath():
            return "/".join(map(path_text, path.args))
        case AlternativePath():
            return "|".join(map(path_text, path.args))
    return shorten(str(path))
