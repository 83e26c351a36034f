"""Every shape against its examples: what passes is wholly clean, what fails is told exactly.

``tests/shapes/SHAPE/pass-*.ttl`` and ``fail-*.ttl`` belong to ``ontology/shapes/SHAPE.ttl``. A
failing file says in its header, finding by finding, what it expects:

    # expect: SEVERITY | FOCUS | LINE | COMPONENT | PART OF THE MESSAGE
"""

from __future__ import annotations

import re
from collections import Counter
from functools import cache
from pathlib import Path
from typing import NamedTuple

import pytest
from rdflib import RDF, SH, Graph, URIRef
from rdflib.collection import Collection

from libgraph import resources
from libgraph.namespaces import expand
from libgraph.validation import Finding, Report, shapes, validate, vocabulary
from libgraph.validation.terms import AT, LG, SHAPES

EXAMPLES = Path(__file__).parent / "shapes"
FILES = resources.folder("ontology") / "shapes"
PASSING = sorted(EXAMPLES.glob("*/pass-*.ttl"))
FAILING = sorted(EXAMPLES.glob("*/fail-*.ttl"))
PARAMETERS = {
    "class": "Class",
    "datatype": "Datatype",
    "disjoint": "Disjoint",
    "in": "In",
    "maxCount": "MaxCount",
    "maxLength": "MaxLength",
    "minCount": "MinCount",
    "minInclusive": "MinInclusive",
    "node": "Node",
    "nodeKind": "NodeKind",
    "or": "Or",
    "pattern": "Pattern",
    "uniqueLang": "UniqueLang",
}
NO_CONSTRAINTS = {"targetClass", "targetSubjectsOf", "path", "message", "severity"}


class Expected(NamedTuple):
    severity: str
    focus: str
    line: int
    component: str
    words: str

    def fits(self, finding: Finding) -> bool:
        return (
            finding.severity == self.severity
            and finding.focus == (expand(self.focus) or self.focus)
            and finding.line == self.line
            and finding.component == f"{self.component}ConstraintComponent"
            and self.words in finding.message
        )


@cache
def report(path: Path) -> Report:
    return validate([path])


def expected(path: Path) -> list[Expected]:
    lines = path.read_text(encoding="utf-8").splitlines()
    told = [line.removeprefix("# expect: ") for line in lines if line.startswith("# expect: ")]
    fields = [line.split(" | ") for line in told]
    return [Expected(severity, focus, int(n), *rest) for severity, focus, n, *rest in fields]


def own_shapes(file: Path) -> list[URIRef]:
    graph = Graph().parse(file)
    subjects = (
        s for kind in (SH.NodeShape, SH.PropertyShape) for s in graph.subjects(RDF.type, kind)
    )
    return [shape for shape in subjects if isinstance(shape, URIRef)]


def constraints(shape: URIRef) -> set[tuple[str, str]]:
    """The (shape, component) pairs that a shape can report."""
    names = {
        str(predicate).removeprefix(str(SH))
        for predicate in shapes.load().graph.predicates(shape)
        if predicate in SH
    }
    return {(str(shape), f"{PARAMETERS[n]}ConstraintComponent") for n in names - NO_CONSTRAINTS}


ALL_SHAPES = sorted(shape for file in sorted(FILES.glob("*.ttl")) for shape in own_shapes(file))


def ids(path: Path) -> str:
    return f"{path.parent.name}/{path.stem}"


def test_all_examples_are_collected() -> None:
    assert (len(PASSING), len(FAILING)) == (34, 54)
    assert len(ALL_SHAPES) == 119


@pytest.mark.parametrize("path", PASSING, ids=ids)
def test_what_passes_is_wholly_clean(path: Path) -> None:
    assert report(path).results == ()


@pytest.mark.parametrize("path", FAILING, ids=ids)
def test_what_fails_is_told_exactly(path: Path) -> None:
    wanted, found = expected(path), list(report(path).results)
    assert wanted, f"{path} says nothing of what it expects"
    for one in wanted:
        fitting = [finding for finding in found if one.fits(finding)]
        assert fitting, f"not found: {one}\nleft: {[describe(finding) for finding in found]}"
        found.remove(fitting[0])
    assert not found, [describe(finding) for finding in found]


def describe(finding: Finding) -> str:
    return (
        f"{finding.severity} | {finding.focus} | {finding.line} | "
        f"{finding.component.removesuffix('ConstraintComponent')} | {finding.message}"
    )


@pytest.mark.parametrize("file", sorted(FILES.glob("*.ttl")), ids=lambda file: file.stem)
def test_every_shape_file_has_examples_of_both_sorts(file: Path) -> None:
    for sort in ("pass", "fail"):
        assert list((EXAMPLES / file.stem).glob(f"{sort}-*.ttl"))


@pytest.mark.parametrize("shape", ALL_SHAPES, ids=lambda shape: shape.removeprefix(SHAPES))
def test_every_constraint_is_fired_by_an_example_of_its_file(shape: URIRef) -> None:
    assert constraints(shape) <= fired()


@cache
def fired() -> frozenset[tuple[str, str]]:
    """What the failing examples fire, each in the folder of the file that has the shape."""
    home = {str(s): file.stem for file in FILES.glob("*.ttl") for s in own_shapes(file)}
    return frozenset(
        (finding.shape, finding.component)
        for path in FAILING
        for finding in report(path).results
        if home[finding.shape] == path.parent.name
    )


@pytest.mark.parametrize("shape", ALL_SHAPES, ids=lambda shape: shape.removeprefix(SHAPES))
def test_every_shape_says_what_to_write(shape: URIRef) -> None:
    graph = shapes.load().graph
    messages = list(graph.objects(shape, SH.message))
    assert [getattr(message, "language", None) for message in messages] == ["en"]
    assert any(mark in str(messages[0]) for mark in (": ", "write"))
    assert "{?" not in str(messages[0])  # substitution breaks on backslashes in the data


def test_shapes_have_names_targets_and_no_other_engine_needs_than_core() -> None:
    graph = shapes.load().graph
    assert not list(graph.triples((None, SH.sparql, None)))
    assert not list(graph.triples((None, SH.select, None)))
    for shape in ALL_SHAPES:
        predicates = set(graph.predicates(shape))
        assert predicates & {SH.targetClass, SH.targetSubjectsOf}, shape
        assert predicates <= {RDF.type, AT, *(p for p in predicates if p in SH)}, shape


def test_no_shape_is_defined_twice() -> None:
    counted = Counter(shape for file in FILES.glob("*.ttl") for shape in own_shapes(file))
    assert max(counted.values()) == 1


def test_what_shapes_speak_of_is_in_the_vocabulary() -> None:
    graph, terms = shapes.load().graph, vocabulary.load().terms
    mentioned = {node for triple in graph for node in triple if str(node).startswith(LG)}
    assert mentioned <= terms


def test_every_fault_of_the_judges_has_its_shape() -> None:
    graph = shapes.load().graph
    faults = {str(p) for p in graph.objects(None, SH.path) if str(p).endswith("Fault")}
    written = {
        f"{SHAPES}{kind}Fault"
        for file in (resources.folder("ontology").parent / "src").rglob("judges/*.py")
        for kind in _kinds(file.read_text(encoding="utf-8"))
    }
    assert faults == written


def _kinds(code: str) -> set[str]:
    return set(re.findall(r'(?:Fault\(\s*|return )"(\w+)"', code))


def test_every_kind_of_thing_must_have_a_label() -> None:
    graph, known = shapes.load().graph, vocabulary.load()
    targets = set(graph.objects(SHAPES.label, SH.targetClass))
    kinds = set(known.graph.subjects(None, LG.Thing)) & known.classes
    assert targets == kinds - {LG.Source}


def test_every_kind_of_statement_has_its_shapes() -> None:
    graph, known = shapes.load().graph, vocabulary.load()
    targets = set(graph.objects(None, SH.targetClass))
    assert known.kinds <= targets
    for kind in known.kinds:
        asked = {graph.value(s, SH.path) for s in graph.subjects(SH.targetClass, kind)}
        ends = set(known.graph.objects(kind, LG.distinguishedBy)) - {LG.capacity}
        assert ends <= asked, kind


def test_ranks_are_those_of_the_vocabulary() -> None:
    graph, known = shapes.load().graph, vocabulary.load()
    head = graph.value(SHAPES.rank, SH["in"])
    assert head is not None
    assert set(Collection(graph, head)) == set(known.graph.subjects(None, LG.ranks))
