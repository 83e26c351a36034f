"""The report: what was found, about which thing, in which file and line, in a fixed order."""

from __future__ import annotations

from collections.abc import Container, Iterable
from dataclasses import dataclass, replace
from functools import cached_property

from rdflib import SH, Graph
from rdflib.term import BNode, Literal, Node, URIRef

from libgraph.namespaces import local_name
from libgraph.validation import w3c
from libgraph.validation.names import Names
from libgraph.validation.places import Place, Places
from libgraph.validation.result import Result, path_text
from libgraph.validation.shapes import Shapes


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is wrong.

    `focus` and `value` are IRIs or texts; a blank node is ``_:b1``, numbered in order of findings.
    `result` is the same as SHACL has it.
    """

    focus: str
    label: str
    path: str | None
    value: str | None
    severity: str
    component: str
    shape: str
    message: str
    file: str | None
    line: int | None
    result: Result


@dataclass(frozen=True)
class Report:
    """What a validation found; `conforms` where nothing is a violation.

    `triples` and `documents` (sources described) say how much was checked; `notices` what a
    reader of tables should know, though nothing is wrong.
    """

    results: tuple[Finding, ...]
    triples: int = 0
    documents: int = 0
    notices: tuple[str, ...] = ()

    @property
    def conforms(self) -> bool:
        """Whether there is no violation; warnings do not spoil it."""
        return not self.count("violation")

    def without(self, foci: Container[str]) -> Report:
        """The report without what was found about these nodes (IRIs)."""
        kept = tuple(finding for finding in self.results if finding.focus not in foci)
        return replace(self, results=kept)

    def count(self, severity: str) -> int:
        """How many findings are a ``violation``, a ``warning`` or an ``info``."""
        return sum(finding.severity == severity for finding in self.results)

    @cached_property
    def graph(self) -> Graph:
        """The report as the W3C's SHACL recommendation writes it."""
        text = w3c.turtle([finding.result for finding in self.results])
        return Graph().parse(data=text, format="turtle")


def build(results: Iterable[Result], places: Places, names: Names, shapes: Shapes) -> Report:
    """Turn results into findings, with names, places and order."""
    where = _Where(places, shapes)
    placed = sorted(map(where.of, results), key=_order)
    numbered = _Numbers()
    return Report(
        tuple(_finding(numbered.result(result), place, names) for result, place in placed)
    )


class _Where:
    """Finds the line to point at."""

    def __init__(self, places: Places, shapes: Shapes) -> None:
        self._places, self._shapes = places, shapes

    def of(self, result: Result) -> tuple[Result, Place | None]:
        """The triple that is wrong, else one that the shape names, else what describes it."""
        if isinstance(result.path, URIRef) and result.value is not None:
            triple = result.focus, result.path, result.value
            if place := self._places.of(triple):
                return replace(result, value=self._places.as_written(triple)[2]), place
        return result, self._of_property(result) or self._places.of_node(result.focus)

    def _of_property(self, result: Result) -> Place | None:
        hint = self._shapes.points_at(result.shape)
        if hint is None and result.component == SH.MaxCountConstraintComponent:
            hint = result.path if isinstance(result.path, URIRef) else None
        return self._places.last(result.focus, hint) if hint is not None else None


class _Numbers:
    """Gives blank nodes labels that are the same on every run."""

    def __init__(self) -> None:
        self._labels: dict[Node, BNode] = {}

    def result(self, result: Result) -> Result:
        value = result.value
        return Result(
            self._label(result.focus),
            result.path,
            None if value is None else self._label(value),
            result.severity,
            result.component,
            self._label(result.shape),
            result.message,
        )

    def _label(self, node: Node) -> Node:
        if not isinstance(node, BNode):
            return node
        return self._labels.setdefault(node, BNode(f"b{len(self._labels) + 1}"))


def _order(placed: tuple[Result, Place | None]) -> tuple[str | int, ...]:
    result, place = placed
    return (
        place.file if place else "",
        (place and place.line) or 0,
        _anonymous(result.focus),
        result.message,
        path_text(result.path) if result.path is not None else "",
        _anonymous(result.value),
        str(result.severity),
        str(result.component),
        _anonymous(result.shape),
    )


def _anonymous(node: Node | None) -> str:
    if node is None or isinstance(node, BNode):
        return ""
    if isinstance(node, Literal):
        return f"{node} {node.language} {node.datatype}"
    return str(node)


def _finding(result: Result, place: Place | None, names: Names) -> Finding:
    return Finding(
        focus=_text(result.focus),
        label=names.title(result.focus),
        path=None if result.path is None else path_text(result.path),
        value=None if result.value is None else _text(result.value),
        severity=local_name(result.severity).lower(),
        component=local_name(result.component),
        shape=_text(result.shape),
        message=result.message,
        file=place.file if place else None,
        line=place.line if place else None,
        result=result,
    )


def _text(node: Node) -> str:
    return f"_:{node}" if isinstance(node, BNode) else str(node)
