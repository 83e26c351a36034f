"""libgraph validate --shapes: the reader's own rules in place of ours."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from rdflib import SH, Graph, Literal

from conftest import SMALL, Said

Run = Callable[..., Said]
DATA = SMALL / "data.ttl"
HEAD = """@prefix sh: <http://www.w3.org/ns/shacl#> .
@prefix lg: <https://w3id.org/libgraph/ontology#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix ex: <https://example.org/> .
"""
NAMED = "ex:named a sh:NodeShape ; sh:targetSubjectsOf rdfs:label ; sh:property [ sh:path rdfs:label ; sh:{} ] ."


@pytest.fixture
def shapes(tmp_path: Path) -> Callable[[str], Path]:
    def make(text: str) -> Path:
        path = tmp_path / "shapes.ttl"
        path.write_text(HEAD + text, "utf-8")
        return path

    return make


def test_only_the_given_shapes_count(
    libgraph: Run, shapes: Callable[[str], Path], tmp_path: Path
) -> None:
    broken = tmp_path / "a.ttl"
    broken.write_text(
        "<urn:a> a <https://w3id.org/libgraph/ontology#City> , <urn:Kind> .\n", "utf-8"
    )
    assert libgraph("validate", broken).code == 1
    assert libgraph("validate", broken, "--shapes", shapes(NAMED.format("minCount 1"))).code == 0
    text = "ex:k a sh:NodeShape ; sh:targetClass <urn:Kind> ; sh:property [ sh:path ex:q ; sh:minCount 1 ] ."
    said = libgraph("validate", broken, "--shapes", shapes(text), "-f", "json")
    assert said.code == 1
    (finding,) = json.loads(said.out)["results"]
    assert (finding["focus"], finding["component"]) == ("urn:a", "MinCountConstraintComponent")
    assert (finding["line"], finding["shape"]) == (1, "_:b1")


def test_a_severity_of_one_s_own_is_counted_and_named(
    libgraph: Run, shapes: Callable[[str], Path]
) -> None:
    rules = shapes(NAMED.format("maxCount 0 ; sh:severity ex:Hint"))
    said = libgraph("validate", DATA, "--shapes", rules)
    assert said.code == 0
    assert " hint" in said.out.splitlines()[-1]
    assert "::notice " in libgraph("validate", DATA, "--shapes", rules, "-f", "github").out


def test_a_report_with_warnings_alone_does_not_conform(
    libgraph: Run, shapes: Callable[[str], Path]
) -> None:
    rules = shapes(NAMED.format("maxCount 0 ; sh:severity sh:Warning"))
    said = libgraph("validate", DATA, "--shapes", rules, "-f", "turtle")
    report = Graph().parse(data=said.out, format="turtle")
    assert said.code == 0
    assert list(report.objects(None, SH.conforms)) == [Literal(False)]
    assert set(report.objects(None, SH.resultSeverity)) == {SH.Warning}


def test_the_same_bytes_on_every_run(libgraph: Run, shapes: Callable[[str], Path]) -> None:
    rules = shapes(
        NAMED.format("maxCount 0") + NAMED.replace("named", "other").format("maxCount 0")
    )
    words = ("validate", DATA, "--shapes", rules, "-f", "turtle")
    assert libgraph(*words).out == libgraph(*words).out


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", "no shape in it says what it is for: write  sh:targetClass  into one"),
        ("ex:a a lg:Library ; rdfs:label 'A' .", "no shape in it says what it is for"),
        ("ex:s a sh:NodeShap ; sh:targetClass lg:Library .", "no sh:NodeShap: write sh:NodeShape"),
        (
            NAMED.replace("property", "propety").format("minCount 1"),
            "sh:propety: write sh:property",
        ),
        (NAMED.format("mincount 1"), "no sh:mincount: write sh:minCount"),
        (
            "ex:s a sh:NodeShape ; sh:targetClass lg:Libary .",
            "no class lg:Libary: write lg:Library",
        ),
        ("ex:s a sh:NodeShape ; sh:targetClass lg:Qqqq .", "no class lg:Qqqq: libgraph's vocabul"),
    ],
)
def test_shapes_that_could_find_nothing_pass_for_no_rules(
    libgraph: Run, shapes: Callable[[str], Path], text: str, told: str
) -> None:
    """A slip of the hand would make every graph conform for ever."""
    said = libgraph("validate", DATA, "--shapes", shapes(text))
    assert (said.code, said.out) == (3, "")
    assert told in said.err


def test_a_class_that_is_a_shape_is_what_it_is_for(
    libgraph: Run, shapes: Callable[[str], Path]
) -> None:
    both = "lg:Library a sh:NodeShape , rdfs:Class ; sh:property [ sh:path ex:q ; sh:minCount 1 ] ."
    assert libgraph("validate", DATA, "--shapes", shapes(both)).code == 1


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("shapes.ttl", "ex:a a", "shapes.ttl"),
        ("shapes.csv", "a,b\n1,2\n", "is a table"),
        ("missing.ttl", None, "does not exist"),
        ("shapes.ttl", 'ex:a sh:sparql [ sh:select "SELECT $this { SERVICE <http://127.0.0.1:9/> {} }" ] .', "fetch"),
        ("shapes.ttl", 'ex:a a sh:PropertyShape ; sh:targetClass lg:Source ; sh:path rdfs:label ; sh:minCount "x" .', "cannot use the shapes"),
    ],
)  # fmt: skip
def test_what_is_no_shape_is_told(
    libgraph: Run, tmp_path: Path, name: str, text: str | None, said: str
) -> None:
    if text is not None:
        (tmp_path / name).write_text(HEAD + text if name.endswith("ttl") else text, "utf-8")
    answer = libgraph("validate", DATA, "--shapes", tmp_path / name)
    assert (answer.code, answer.out) == (3, "")
    assert said in answer.err
    assert "unexpected" not in answer.err
