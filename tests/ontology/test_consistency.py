"""The vocabulary is consistent, with the aligned standards' own axioms loaded.

owlrl reasons in OWL 2 RL and finds contradictions between individuals, so the sample has a
thing of every class and a statement of every kind. HermiT, where it is installed, reasons in
OWL 2 DL and finds classes that nothing can belong to.
"""

from __future__ import annotations

import importlib.util
import re
import shutil
import subprocess
from pathlib import Path

import pytest
from owlrl import DeductiveClosure, OWLRL_Semantics
from rdflib import OWL, RDF, RDFS, XSD, Dataset, Graph, Literal, Namespace, URIRef

HERE = Path(__file__).parent
ROOT = HERE.parents[1]

LG = Namespace("https://w3id.org/libgraph/ontology#")
ID = Namespace("https://w3id.org/libgraph/id/")
ERROR = URIRef("http://www.daml.org/2002/03/agents/agent-ont#error")
PREFIXES = f"""
    @prefix id: <{ID}> . @prefix lg: <{LG}> . @prefix owl: <{OWL}> .
    @prefix org: <http://www.w3.org/ns/org#> . @prefix prov: <http://www.w3.org/ns/prov#> .
    @prefix skos: <http://www.w3.org/2004/02/skos/core#> .
"""

LOGIC = Graph()
for _file in (ROOT / "ontology" / "libgraph.ttl", ROOT / "ontology" / "concepts.ttl"):
    LOGIC.parse(_file)
STANDARDS = Graph()
for _file in sorted((HERE / "axioms").glob("*.nt")):
    STANDARDS.parse(_file)

# What nobody writes by hand: its uses are in sample-derived.trig.
DERIVED = {LG.Relationship, LG.DeprecatedRelationship, *LOGIC.subjects(LG.derived)}
DERIVED |= set(LOGIC.subjects(RDF.type, LG.LinkRelation))


def merged(*names: str) -> Graph:
    """All triples of TriG files, whatever graph they stand in."""
    dataset, graph = Dataset(), Graph()
    for name in names:
        dataset.parse(HERE / name, format="trig")
    for s, p, o, _ in dataset.quads():
        graph.add((s, p, o))
    return graph


def contradictions(facts: Graph) -> list[str]:
    """What owlrl finds contradictory in facts, the vocabulary and the standards together."""
    graph = facts + LOGIC + STANDARDS
    DeductiveClosure(OWLRL_Semantics).expand(graph)
    return sorted(str(message) for message in graph.objects(None, ERROR))


# ── The sample ───────────────────────────────────────────────────────────────────────────


def used(graph: Graph) -> set[URIRef]:
    return set(graph.predicates()) | set(graph.objects(None, RDF.type))


def usable() -> set[URIRef]:
    """The classes and properties that facts may use."""
    types = (OWL.Class, OWL.ObjectProperty, OWL.DatatypeProperty)
    about_itself = {LG.Account, LG.Concept, LG.LinkRelation}
    return {s for t in types for s in LOGIC.subjects(RDF.type, t)} - about_itself


def test_the_sample_uses_every_class_and_property_that_people_write() -> None:
    assert sorted(usable() - DERIVED - used(merged("sample.trig"))) == []


def test_the_derived_sample_uses_everything_that_is_derived() -> None:
    assert sorted(usable() & DERIVED - used(merged("sample-derived.trig"))) == []


# ── Consistent ───────────────────────────────────────────────────────────────────────────


def test_a_world_with_a_thing_of_every_class_is_consistent() -> None:
    assert contradictions(merged("sample.trig")) == []


def test_what_the_build_derives_is_consistent() -> None:
    assert contradictions(merged("sample.trig", "sample-derived.trig")) == []


def test_the_data_of_the_project_is_consistent() -> None:
    data, ties = Graph(), Graph()
    for file in sorted((ROOT / "data").rglob("*.ttl")):
        data.parse(file)
    for s, p, o in data:
        if not isinstance(o, Literal):  # no axiom turns on one, and they cost half the time
            ties.add((s, p, o))
    assert ties
    assert contradictions(ties) == []


# ── Contradictions are found ─────────────────────────────────────────────────────────────

PLANTED = {
    "a person that is a library": ("id:p1 a lg:Person, lg:Library .", "p1"),
    "a city that is a country": ("id:p2 a lg:City, lg:Country .", "p2"),
    "a statement that is an activity of PROV-O": ("id:p3 a lg:Statement, prov:Activity .", "p3"),
    "a signing that is a tenure": ("id:p4 a lg:Signing, lg:Tenure .", "p4"),
    "a membership that is an organization of ORG": (
        "id:p5 a lg:Membership, org:Organization .",
        "p5",
    ),
    "a naming that is a concept of SKOS": ("id:p6 a lg:Naming, skos:Concept .", "p6"),
    "an organization that is a document of FOAF": (
        "id:p7 a lg:Library, <http://xmlns.com/foaf/0.1/Document> .",
        "p7",
    ),
    "a library that holds a post": (
        "id:t8 a lg:Tenure ; lg:holder id:p8 . id:p8 a lg:Library .",
        "p8",
    ),
    "a source that is party to an agreement": (
        "id:t9 a lg:Party ; lg:party id:p9 . id:p9 a lg:Source .",
        "p9",
    ),
    "a membership with two different bodies": (
        "id:t10 a lg:Membership ; lg:body id:p10, id:q10 . id:p10 owl:differentFrom id:q10 .",
        "p10",
    ),
    "a region with two different centres": (
        "id:p11 lg:serves id:r11 . id:q11 lg:serves id:r11 . id:p11 owl:differentFrom id:q11 .",
        "p11",
    ),
    "a thing that is a statement": ("id:p12 a lg:Place ; lg:of id:p9 .", "p12"),
}


@pytest.fixture(scope="module")
def found() -> list[str]:
    """The contradictions in a consistent world with all of PLANTED in it."""
    lies = PREFIXES + "\n".join(turtle for turtle, _ in PLANTED.values())
    return contradictions(merged("sample.trig") + Graph().parse(data=lies, format="turtle"))


@pytest.mark.parametrize("lie", PLANTED)
def test_a_planted_contradiction_is_found(lie: str, found: list[str]) -> None:
    _, culprit = PLANTED[lie]
    assert [message for message in found if str(ID[culprit]) in re.split(r"[\s(),]+", message)]


# ── HermiT ───────────────────────────────────────────────────────────────────────────────


@pytest.fixture(scope="module")
def hermit() -> list[str]:
    """The command that runs HermiT, which travels in the PyPI package owlready2."""
    package = importlib.util.find_spec("owlready2")
    java = shutil.which("java")
    if package is None or package.origin is None or java is None:
        pytest.skip("HermiT does not run: it needs Java and  pip install owlready2")
    folder = Path(package.origin).parent / "hermit"
    classpath = f"{folder}:{folder / 'HermiT.jar'}"
    quick = ("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC")  # it runs for seconds
    return [java, *quick, "-cp", classpath, "org.semanticweb.HermiT.cli.CommandLine"]


def judged(hermit: list[str], option: str, facts: Graph, folder: Path) -> str:
    """What HermiT says of facts, the vocabulary and the standards together."""
    graph = facts + LOGIC + STANDARDS
    # HermiT refuses xsd:date, which is not in OWL 2's datatype map
    for term in list(graph.subjects(RDFS.range, XSD.date)):
        graph.remove((term, RDFS.range, XSD.date))
    for said in [t for t in graph if getattr(t[2], "datatype", None) == XSD.date]:
        graph.remove(said)
    file = folder / "all.rdf"
    graph.serialize(file, format="xml")
    run = subprocess.run(
        [*hermit, option, file.as_uri()], capture_output=True, text=True, timeout=120, check=False
    )
    return run.stdout + run.stderr


def test_hermit_finds_no_class_that_must_be_empty(hermit: list[str], tmp_path: Path) -> None:
    said = judged(hermit, "-U", merged("sample.trig"), tmp_path)
    assert said.split() == ["Classes", "equivalent", "to", "'owl:Nothing':", "owl:Nothing"]


def test_hermit_finds_a_class_that_must_be_empty(hermit: list[str], tmp_path: Path) -> None:
    lie = Graph().parse(
        data=f"""{PREFIXES} @prefix rdfs: <{RDFS}> .
        lg:Impossible a owl:Class ; rdfs:subClassOf lg:Signing, prov:Activity .""",
        format="turtle",
    )
    assert "Impossible" in judged(hermit, "-U", lie, tmp_path)


def test_hermit_finds_a_planted_contradiction(hermit: list[str], tmp_path: Path) -> None:
    lie = Graph().parse(data=PREFIXES + "id:p a lg:Person, lg:Library .", format="turtle")
    assert "Inconsistent ontology" in judged(hermit, "-k", lie, tmp_path)
