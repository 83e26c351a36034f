"""The W3C's SHACL suite through `libgraph validate --shapes`, with each engine."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from driven import Told, libgraph
from rdflib import RDF, SH, BNode, Graph
from rdflib.compare import isomorphic
from rdflib.term import Node
from suites import MF, SHACL, Manifest, Outcome, local

from libgraph.validation.quiet import quiet

SHT = "http://www.w3.org/ns/shacl-test#"
_FAILURE = SHT + "Failure"
# what the recommendation asks of a report; words are free
_SAID = (
    SH.focusNode, SH.resultPath, SH.resultSeverity, SH.sourceConstraintComponent,
    SH.sourceShape, SH.value,
)  # fmt: skip


@dataclass(frozen=True)
class Case:
    """Data, shapes, and the file whose report is expected; '' for data that must be refused."""

    name: str
    group: str
    data: Path
    shapes: Path
    report: Path | None


def cases() -> Iterator[Case]:
    """Every case of the suite."""
    for path in sorted(SHACL.folder.rglob("*.ttl")):
        manifest = Manifest(path)
        for entry in manifest.entries():
            group = str(path.parent.relative_to(SHACL.folder))
            action = manifest.value(entry, MF + "action")
            data, shapes = (
                local(manifest.text(action, SHT + what)) for what in ("dataGraph", "shapesGraph")
            )
            fails = manifest.text(entry, MF + "result") == _FAILURE
            yield Case(
                f"SHACL {group}/{path.stem}",
                f"SHACL {group}",
                data,
                shapes,
                None if fails else path,
            )


def by_ours(case: Case, folder: Path) -> str:
    """What is wrong with what our own engine says; '' where it says that it knows too little."""
    said = judged(case, "columns", folder)
    return "" if "--engine pyshacl" in said else said


def judged(case: Case, engine: str, folder: Path) -> str:
    """What is wrong with what libgraph says of a case; '' for nothing."""
    data = shutil.copy(case.data, folder / "data.ttl")
    shapes = shutil.copy(case.shapes, folder / "shapes.ttl")
    for copy, base in ((data, case.data), (shapes, case.shapes)):
        text = Path(copy).read_text("utf-8")
        Path(copy).write_text(f"@base <{base.as_uri()}> .\n{text}", "utf-8")
    told = libgraph("validate", data, "--shapes", shapes, "--engine", engine, "-f", "turtle")
    if case.report is None:
        return "" if told.code == 3 else f"a report, where shapes must be refused: {told.code}"
    if told.code not in (0, 1):
        return f"refused: {told.err}"
    return _difference(case.report, told)


def _difference(report: Path, told: Told) -> str:
    with quiet():
        wanted = reduced(Graph().parse(report, publicID=report.as_uri()))
        got = reduced(Graph().parse(data=told.out, format="turtle"))
    if isomorphic(wanted, got):
        return ""
    return f"expected\n{wanted.serialize()}\ngot\n{got.serialize()}"


def reduced(report: Graph) -> Graph:
    """Of a report, what the recommendation asks to be the same."""
    found = Graph()
    for head in report.subjects(RDF.type, SH.ValidationReport):
        found.add((head, SH.conforms, report.value(head, SH.conforms)))
        for result in report.objects(head, SH.result):
            found.add((head, SH.result, result))
            for predicate in _SAID:
                for value in report.objects(result, predicate):
                    found.add((result, predicate, value))
                    if predicate == SH.resultPath:
                        _copy(report, value, found)
    return found


def _copy(graph: Graph, node: Node, found: Graph) -> None:
    """What a path of several steps says."""
    if isinstance(node, BNode):
        for predicate, value in graph.predicate_objects(node):
            if (node, predicate, value) not in found:
                found.add((node, predicate, value))
                _copy(graph, value, found)


def run(folder: Path, every: int = 1) -> dict[str, list[Outcome]]:
    """Every case, or each tenth and so on, with two engines."""
    found = list(cases())[::every]
    return {
        "auto": [Outcome(c.name, c.group, judged(c, "auto", folder)) for c in found],
        "columns": [Outcome(f"{c.name} columns", c.group, by_ours(c, folder)) for c in found],
    }
