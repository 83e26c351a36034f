"""Reading with lines, the report and its formats. What the shapes find is in test_shapes.py."""

from __future__ import annotations

import json
import logging
import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

import pyoxigraph
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rdflib import OWL, PROV, RDF, RDFS, SH, XSD, BNode, Graph, Literal, URIRef
from rdflib.compare import isomorphic
from rdflib.plugins.parsers.notation3 import RDFSink, SinkParser

from libgraph.errors import BadFile
from libgraph.validation import (
    FORMATS,
    Finding,
    Report,
    check,
    engines,
    shapes,
    summary,
    validate,
    validate_graph,
    vocabulary,
)
from libgraph.validation.facts import Facts
from libgraph.validation.lines import turtle
from libgraph.validation.places import Place
from libgraph.validation.quiet import quiet
from libgraph.validation.reading import Reading, read
from libgraph.validation.result import Result, path_text, read_path, results
from libgraph.validation.terms import ID, LG, SHAPES

EXAMPLES = Path(__file__).parent / "shapes"
FAILING = sorted(EXAMPLES.glob("*/fail-*.ttl"))
PREFIXES = """\
@prefix id:   <https://w3id.org/libgraph/id/> .
@prefix lg:   <https://w3id.org/libgraph/ontology#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
"""
BOM = b"\xef\xbb\xbf"


def written(folder: Path, name: str, content: str | bytes) -> Path:
    path = folder / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def lines_of(path: Path) -> dict[str, int | None]:
    """The line of each value, by its text."""
    reading = read([path])
    reading.locate(reading.facts.described())
    places = {str(triple[2]): reading.places.of(triple) for triple in reading.facts}
    return {value: place.line for value, place in places.items() if place}


# ── Lines ────────────────────────────────────────────────────────────────────────────────

TURTLE = (
    PREFIXES
    + """\
# a comment
id:a
    a id:type ;
    id:p "one" ,
        "two"@en
    ; id:q '''three
more''' , [ id:r id:four ;
        id:r 5 ] ,
        ( 6
          7 )
    .
id:b id:p
    id:eight . id:b id:p id:nine .
"""
)
LINES = {"type": 6, "one": 7, "two": 8, "three\nmore": 9, "four": 10, "5": 11}
LINES |= {"6": 12, "7": 12, "eight": 16, "nine": 16}


@pytest.mark.parametrize("ends", ["\n", "\r\n"])
@pytest.mark.parametrize("begin", [b"", BOM])
@pytest.mark.parametrize("name", ["a.ttl", "a.trig"])
def test_lines_of_turtle_are_exact(tmp_path: Path, name: str, begin: bytes, ends: str) -> None:
    path = written(tmp_path, name, begin + TURTLE.replace("\n", ends).encode())
    found = {key.removeprefix(ID).replace("\r", ""): n for key, n in lines_of(path).items()}
    assert LINES.items() <= found.items()


def test_lines_of_trig_are_exact_in_every_graph(tmp_path: Path) -> None:
    text = PREFIXES + (
        "id:g1 {\n  id:a\n    id:p\n      1 .\n}\n"  # 4 to 8
        "GRAPH id:g2\n{ id:a id:p 2 ,\n 3 }\n"  # 9 to 11
        "id:b\n  id:p 4 .\n"  # 12, 13
        "{ id:c id:p\n\n 5 }\n"  # 14 to 16
    )
    assert lines_of(written(tmp_path, "a.trig", text)) == {
        "1": 7,
        "2": 10,
        "3": 11,
        "4": 13,
        "5": 16,
    }


@pytest.mark.parametrize("ends", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("begin", [b"", BOM])
@pytest.mark.parametrize(("name", "graph"), [("a.nt", ""), ("a.nq", " <urn:g>")])
def test_lines_of_ntriples_and_nquads_are_exact(
    tmp_path: Path, name: str, graph: str, begin: bytes, ends: str
) -> None:
    # long enough that rdflib's own reader would cut a line end in two
    numbers = [n for n in range(2, 400) if n % 7]
    text = {n: f'<urn:s> <urn:p> "{n}"{graph} .' for n in numbers}
    whole = ends.join(text.get(n, "# nothing\u2028here" if n % 2 else "") for n in range(1, 400))
    path = written(tmp_path, name, begin + whole.encode())
    assert lines_of(path) == {str(n): n for n in numbers}


@pytest.mark.parametrize("name", ["a.rdf", "a.jsonld"])
def test_other_formats_have_a_file_and_no_line(tmp_path: Path, name: str) -> None:
    graph = Graph().add((URIRef(ID + "a"), RDF.type, LG.Library))
    path = written(tmp_path, name, graph.serialize(format={"a.rdf": "xml"}.get(name, "json-ld")))
    (finding,) = validate([path]).results
    assert (finding.file, finding.line) == (str(path), None)


GAPS = st.sampled_from([" ", "\t", "\n", "\n\n  ", "\r\n", ' # it\'s "so"\n', "\r\n \r\n"])
VALUES = st.sampled_from(['"{}"', '"""{}"""', '"""{}\n"""', "'''a\r\n{}'''", '"{}"@en', "<urn:{}>"])


@given(st.lists(st.tuples(VALUES, st.lists(GAPS, min_size=6, max_size=6), st.booleans())))
def test_lines_are_exact_whatever_stands_between(
    drawn: list[tuple[str, list[str], bool]],
) -> None:
    text, expected = "", {}
    for number, (value, gaps, comma) in enumerate(drawn):
        text += f"{gaps[0]}<urn:s>{gaps[1]}<urn:p{number}>{gaps[2]}"
        if comma:
            text += f"[{gaps[3]}<urn:q{number}>{gaps[4]}1{gaps[5]}]{gaps[3]},{gaps[0]}"
        expected[f"urn:p{number}"] = text.count("\n") + 1
        text += f"{value.format(number)}{gaps[3]};{gaps[4]}.{gaps[5]}"
    found: dict[str, int] = {}
    turtle(text, "urn:base", lambda triple, line: found.update({str(triple[1]): line}))
    assert {p: line for p, line in found.items() if p.startswith("urn:p")} == expected


def test_rdflib_is_left_as_it_was(tmp_path: Path) -> None:
    before = RDFSink.makeStatement, SinkParser.makeStatement, SinkParser.objectList
    logger = logging.getLogger("rdflib.term")
    validate([written(tmp_path, "a.ttl", TURTLE)])
    assert before == (RDFSink.makeStatement, SinkParser.makeStatement, SinkParser.objectList)
    assert not logger.disabled


def test_what_stands_twice_has_the_place_where_it_stands_first(tmp_path: Path) -> None:
    for name in ("b.ttl", "a.ttl"):
        written(tmp_path, name, PREFIXES + "\nid:x\n  id:p 1 .\nid:x id:p 1 .\n")
    reading = read([tmp_path])
    (triple,) = reading.facts
    reading.locate([triple[0]])
    assert reading.places.of(triple) == Place(str(tmp_path / "a.ttl"), 6)


def test_a_file_named_twice_is_read_once(tmp_path: Path) -> None:
    path = written(tmp_path, "a.ttl", PREFIXES + "id:x id:p [] .\n")
    assert len(read([path, tmp_path, tmp_path / "." / "a.ttl"]).facts) == 1


def test_a_text_is_the_same_with_and_without_its_datatype(tmp_path: Path) -> None:
    xsd = "^^<http://www.w3.org/2001/XMLSchema#string>"
    path = written(tmp_path, "a.ttl", PREFIXES + f'id:x id:p "a" , "a"{xsd} .\n')
    written(tmp_path, "b.jsonld", json.dumps({"@id": ID + "x", ID + "p": "a"}))
    assert len(read([path, tmp_path / "b.jsonld"]).facts) == 1


# ── Broken files ─────────────────────────────────────────────────────────────────────────

BROKEN = {
    "no-dot.ttl": ("id:a a lg:Library\nid:b a lg:Library .\n", 5, "put a '.' or ';'"),
    "prefix.ttl": ("id:a a lg:Library ;\n  foaf:name 1 .\n", 5, "write  @prefix foaf: <http"),
    "own-prefix.ttl": ("id:a a my:Library .\n", 4, "write  @prefix my: <…> .  at the top"),
    "open.ttl": ('id:a id:p "open .\nid:b id:p 1 .\n', 4, "finish the statement"),
    "ends.ttl": ("id:a id:p\n", 5, "finish the statement"),
    "space.ttl": ("id:a id:p <http://a b> .\n", 4, "take the space or sign out"),
    "subject.ttl": ('"a" id:p 1 .\n', 4, "correct it there"),
    "deep.ttl": ("id:a id:p " + "[ id:p " * 2000 + "1" + "]" * 2000 + ".", 4, "nested too deeply"),
    "graph.trig": ("id:g { id:a id:p 1 .\n", 5, "finish the statement"),
}
BROKEN_LINES = {
    "a.nt": ("<urn:a> <urn:b> 1 .\n", 1, "this is not N-Triples"),
    "a.nq": ("<urn:a> <urn:b> <urn:c> .\n\n<urn:a> <urn:b> .\n", 3, "this is not N-Quads"),
    "a.jsonld": ('{\n  "a": \n}\n', 3, "this is not JSON-LD"),
}


@pytest.mark.parametrize("name", [*BROKEN, *BROKEN_LINES])
def test_broken_files_are_told_with_their_line(tmp_path: Path, name: str) -> None:
    text, line, words = BROKEN_LINES.get(name) or BROKEN[name]
    path = written(tmp_path, name, text if name in BROKEN_LINES else PREFIXES + text)
    with pytest.raises(BadFile) as error:
        validate([path])
    message = str(error.value)
    assert message.startswith(f"{path}:{line}: ")
    assert words in message
    assert "\n" not in message
    assert error.value.exit_code == 3


BILLION = "".join(f'<!ENTITY x{n} "&x{n - 1};&x{n - 1};">' for n in range(1, 40))
UNREADABLE = {
    "latin.ttl": ('<urn:a> <urn:b> "é" .'.encode("latin-1"), "save the file as UTF-8"),
    "utf16.ttl": (PREFIXES.encode("utf-16"), "save the file as UTF-8"),
    "not.rdf": (b"no XML", "this is not RDF/XML"),
    "billion.rdf": (f'<!DOCTYPE r [<!ENTITY x0 "x">{BILLION}]><r/>'.encode(), "entities made of"),
    "remote.jsonld": (b'{"@context": "https://schema.org/"}', "not fetched"),
    "inner.jsonld": (b'[{"a": {"@context": [{}, "c.jsonld"]}}]', "not fetched"),
    "import.jsonld": (b'{"@context": {"@import": "http://127.0.0.1/"}}', "not fetched"),
    "list.jsonld": (b"[" * 100_000, "write it flatter"),
    "list.txt": (b"a", "use one of .ttl"),
}


@pytest.mark.parametrize("name", UNREADABLE)
def test_unreadable_files_are_told(tmp_path: Path, name: str) -> None:
    content, words = UNREADABLE[name]
    path = written(tmp_path, name, content)
    with pytest.raises(BadFile, match=words) as error:
        validate([path])
    assert str(path) in str(error.value)


def test_missing_files_and_empty_folders_are_told(tmp_path: Path) -> None:
    with pytest.raises(BadFile, match=r"none\.ttl does not exist"):
        validate([tmp_path / "none.ttl"])
    with pytest.raises(BadFile, match="holds no RDF"):
        validate([tmp_path])


def test_an_external_entity_is_not_fetched(tmp_path: Path) -> None:
    secret = written(tmp_path, "secret.txt", "secret")
    rdf = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
    text = (
        f'<!DOCTYPE r [<!ENTITY x SYSTEM "{secret.as_uri()}">]><r:RDF xmlns:r="{rdf}">'
        '<r:Description r:about="urn:a" xmlns:p="urn:p"><p:p>&x;</p:p></r:Description></r:RDF>'
    )
    with pytest.raises(BadFile):
        read([written(tmp_path, "a.rdf", text)])


def test_an_empty_file_conforms(tmp_path: Path) -> None:
    report = validate([written(tmp_path, "a.ttl", "")])
    assert report.conforms
    assert FORMATS["text"](report) == "Nothing is wrong.\n"


# ── The report ───────────────────────────────────────────────────────────────────────────


def test_findings_point_at_the_wrong_value_else_at_the_thing(tmp_path: Path) -> None:
    text = PREFIXES + (
        "id:a\n  a lg:City ;\n"  # 4, 5
        '  rdfs:label "A"@en ,\n    "B" .\n'  # 6, 7
        "id:c\n  lg:within id:b ;\n  a lg:City .\n"  # 8 to 10
    )
    found = [(one.focus.removeprefix(ID), one.line) for one in check_text(tmp_path, text).results]
    assert found == [("a", 7), ("c", 9), ("c", 10)]


def check_text(folder: Path, text: str) -> Report:
    return validate([written(folder, "a.ttl", text)])


def test_a_finding_has_names_a_person_knows(tmp_path: Path) -> None:
    report = validate([EXAMPLES / "statement" / "fail-date.ttl"])
    finding = report.results[0]
    assert finding.label == "tenure st:day (Anna Serik holds the post director)"
    assert (finding.path, finding.value) == ("lg:during", "2009-02-30/..")
    assert finding.shape == str(SHAPES["date-fault"])
    assert not report.conforms


def test_a_missing_end_and_optional_words_are_left_out_of_names() -> None:
    labels = {f.label for f in validate([EXAMPLES / "signing" / "fail-ends.ttl"]).results}
    assert "signing st:none" in labels
    two = "Anna Serik and Boris Kim signed Agreement on a PAC centre and Copy for"
    assert f"signing st:two ({two} National Library of Kazakhstan)" in labels


def test_names_cannot_steer_the_terminal(tmp_path: Path) -> None:
    report = check_text(tmp_path, PREFIXES + r'id:a a lg:Post ; rdfs:label "a\u001B[31m\n b"@en .')
    assert report.results[0].label == "a[31m b (id:a)"


def test_warnings_do_not_spoil_it() -> None:
    report = validate([EXAMPLES / "contact" / "fail-malformed.ttl"])
    assert report.conforms
    assert report.count("warning") == len(report.results) == 6
    assert summary(report) == "45 triples from 1 document: 6 warnings in 1 file."


def test_one_mistake_is_told_once() -> None:
    report = validate([EXAMPLES / "thing" / "fail-not-described.ttl"])
    told = [(finding.focus, finding.path, finding.value) for finding in report.results]
    assert len(told) == len(set(told))


def test_values_with_every_sign_do_no_harm(tmp_path: Path) -> None:
    value = r'"\\d {?this} \\1 $0 %s {0} \" \n"'  # pySHACL's own messages break on backslashes
    text = (
        PREFIXES + f"id:a a lg:City ; rdfs:label {value} ; lg:within {value} ; lg:isoCode {value} ."
    )
    report = check_text(tmp_path, text)
    assert report.count("violation") == 3
    for form in FORMATS.values():
        assert form(report)


def test_context_describes_and_is_not_reported(tmp_path: Path) -> None:
    new = written(
        tmp_path, "new.ttl", PREFIXES + 'id:a a lg:City ; lg:within id:b ; rdfs:label "A"@en .'
    )
    old = written(tmp_path, "old.ttl", PREFIXES + "id:b a lg:Region .")
    assert [finding.focus for finding in validate([new]).results] == [ID + "a"]
    assert validate([new], context=[old]).results == ()
    assert [finding.focus for finding in validate([new, old]).results] == [ID + "b"]


def test_a_graph_is_validated_and_left_as_it_is() -> None:
    for path in (path for path in FAILING[::4] if path.stem != "fail-blank"):
        graph = Graph().parse(path)
        before = set(graph)
        report = validate_graph(graph)
        assert set(graph) == before
        assert {(f.file, f.line) for f in report.results} == {(None, None)}
        by_file = {(f.focus, f.path, f.value, f.message) for f in validate([path]).results}
        assert {(f.focus, f.path, f.value, f.message) for f in report.results} == by_file


def test_rows_of_a_table_can_join_in() -> None:
    reading = Reading()
    reading.add((URIRef(ID + "a"), RDF.type, LG.Library), Place("libraries.csv", 7))
    (finding,) = check.validate_reading(reading).results
    assert (finding.file, finding.line) == ("libraries.csv", 7)


def test_another_engine_can_find_the_results() -> None:
    graph = Graph().add((URIRef(ID + "a"), RDF.type, LG.Library))
    found = Result(
        URIRef(ID + "a"), RDFS.label, None, SH.Violation, SH.MinCountConstraintComponent,
        SHAPES.label, "told",
    )  # fmt: skip
    report = check.validate_reading(Reading(Facts.of(graph)), run=lambda facts, shapes: [found])
    assert [finding.message for finding in report.results] == ["told"]


def test_what_the_judges_state_is_taken_out_again_when_the_engine_fails() -> None:
    graph = Graph().add((URIRef(ID + "a"), LG.during, Literal("nonsense")))
    graph.add((URIRef(ID + "kind"), RDFS.subClassOf, LG.Concept))
    facts = Facts.of(graph)

    def fails(facts: Facts, shapes: object) -> list[Result]:
        assert len(facts) > 2
        raise RuntimeError

    with pytest.raises(RuntimeError):
        check.validate_reading(Reading(facts), run=fails)
    assert set(facts) == set(graph)
    assert len(facts) == 2


def test_only_what_is_validated_pays_for_pyshacl() -> None:
    code = "import sys, libgraph.validation; sys.exit('pyshacl' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_paths_are_read_and_written() -> None:
    graph = shapes.load().graph
    texts = {
        path_text(read_path(graph, graph.value(shape, SH.path)))
        for shape in (SHAPES["agreement-parties"], SHAPES.dating, SHAPES["tenure-post"])
    }
    dating = "lg:during|lg:attested|lg:announced|lg:undated"
    assert texts == {"^lg:agreement/lg:party", dating, "lg:post"}


# ── Formats ──────────────────────────────────────────────────────────────────────────────


@pytest.fixture(scope="module")
def many() -> Report:
    """Every mistake of the examples of five files, of all severities and paths."""
    names = ("agreement/fail-parties", "statement/fail-number-of-dates", "data/fail-blank")
    more = ("contact/fail-malformed", "statement/fail-date")
    return validate([EXAMPLES / f"{name}.ttl" for name in names + more])


def test_text_says_where_who_what_and_the_fix(many: Report) -> None:
    text = FORMATS["text"](many)
    block = next(b for b in text.split("\n\n") if "st:day" in b).splitlines()
    assert block[0].endswith(
        "fail-date.ttl:23: violation: tenure st:day (Anna Serik holds the post director)"
    )
    assert block[1] == "    lg:during '2009-02-30/..'"
    assert "February 2009 has 28 days" in block[2]
    assert text.endswith(f"\n\n{summary(many)}\n")


def test_json_has_every_finding(many: Report) -> None:
    document = json.loads(FORMATS["json"](many))
    assert document["conforms"] is False
    assert document["violations"] + document["warnings"] == len(document["results"])
    assert set(document["results"][0]) == {
        "focus", "label", "path", "value", "severity", "component", "shape", "message", "file",
        "line",
    }  # fmt: skip


def test_jsonl_has_the_findings_of_json_on_lines(many: Report) -> None:
    lines = [json.loads(line) for line in FORMATS["jsonl"](many).splitlines()]
    assert lines == json.loads(FORMATS["json"](many))["results"]


def test_turtle_is_the_report_of_the_w3c(many: Report) -> None:
    graph = Graph().parse(data=FORMATS["turtle"](many), format="turtle")
    assert isomorphic(graph, many.graph)
    (head,) = graph.subjects(RDF.type, SH.ValidationReport)
    assert graph.value(head, SH.conforms) == Literal(False)
    again = sorted(map(unlabelled, results(graph, shapes.load().graph)), key=str)
    assert again == sorted((unlabelled(finding.result) for finding in many.results), key=str)


def unlabelled(result: Result) -> Result:
    focus, value = (
        BNode("b") if isinstance(node, BNode) else node for node in (result.focus, result.value)
    )
    return replace(result, focus=focus or BNode(), value=value)


def test_turtle_of_nothing_conforms() -> None:
    graph = Report(()).graph
    assert list(graph.objects(None, SH.conforms)) == [Literal(True)]
    assert not list(graph.objects(None, SH.result))


def test_github_gets_a_command_for_each_finding(many: Report) -> None:
    commands = FORMATS["github"](many).splitlines()
    assert len(commands) == len(many.results)
    levels = {command.split(" ")[0] for command in commands}
    assert levels == {"::error", "::warning"}
    day = next(command for command in commands if "st%3Aday" in command)
    assert ",line=23,title=tenure st%3Aday (Anna Serik holds the post director)::" in day


def finding(**fields: object) -> Finding:
    result = Result(URIRef(ID), None, None, SH.Info, SH.NodeConstraintComponent, SHAPES.label, "")
    known = {"focus": ID, "path": None, "value": None, "severity": "info", "component": "Node"}
    return Finding(**{**known, "shape": "", "line": None, "result": result, **fields})  # type: ignore[arg-type]


@given(st.text(), st.text(min_size=1), st.text())
def test_github_reads_back_what_was_written(message: str, file: str, label: str) -> None:
    report = Report((finding(message=message, file=file, label=label),))
    command = FORMATS["github"](report)
    head, _, rest = command.removesuffix("\n").partition(" ")
    properties, _, data = rest.partition("::")
    assert head == "::notice"
    assert "\n" not in rest
    assert "\r" not in rest
    read_back = dict(pair.split("=", 1) for pair in properties.split(","))
    assert {key: unescaped(value) for key, value in read_back.items()} == {
        "file": file,
        "title": label,
    }
    assert unescaped(data) == message


def unescaped(text: str) -> str:
    """As GitHub's runner reads it."""
    pairs = (("%0D", "\r"), ("%0A", "\n"), ("%3A", ":"), ("%2C", ","), ("%25", "%"))
    for code, sign in pairs:
        text = text.replace(code, sign)
    return text


ALL_FORMATS = """
import sys
from dataclasses import replace
from pathlib import Path
from libgraph.validation import FORMATS, validate
report = validate([Path(sys.argv[1])])
for write in FORMATS.values():
    print(write(report))
"""


def test_the_same_bytes_whatever_the_hash_seed_is() -> None:
    outputs = set()
    for seed in ("0", "1", "4711"):
        run = subprocess.run(
            [sys.executable, "-c", ALL_FORMATS, str(EXAMPLES)],
            env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONIOENCODING": "utf-8"},
            capture_output=True,
            check=True,
        )
        assert run.stderr == b""
        outputs.add(run.stdout)
    assert len(outputs) == 1
    assert outputs.pop().count(b"sh:ValidationResult ;") > 200


# ── Judges that no example tells everything of ───────────────────────────────────────────


def test_the_vocabulary_knows_who_has_a_property() -> None:
    owners = vocabulary.load().owners
    assert owners[LG.holder] == {LG.Tenure}
    assert owners[LG.of] == {LG.Contact, LG.Figure, LG.Lifespan, LG.Naming}
    assert owners[LG.place] == owners[LG.during] == {LG.Statement}
    assert owners[LG.isoCode] == {LG.Country}


def test_the_reference_engine_gives_results_with_readable_paths() -> None:
    facts = Facts.of(Graph().parse(EXAMPLES / "agreement" / "fail-parties.ttl"))
    with facts.with_more(vocabulary.load().background):
        results = list(engines.pyshacl(facts, shapes.load()))
    found = {(str(r.focus), path_text(r.path)) for r in results if r.path}
    assert found == {(ID + name, "^lg:agreement/lg:party") for name in ("none", "one")}


PROPERTIES = [*sorted(vocabulary.load().properties), RDFS.label, OWL.sameAs, PROV.wasQuotedFrom]
CLASSES = sorted(vocabulary.load().classes)
NODES = [URIRef(ID + "a"), URIRef(ID + "b"), BNode("c"), URIRef("urn:\\d"), LG.speaker, LG.nothing]
TEXTS = ["", "\\d \\1", "2009-02-30", "a\nb", "\x00", "{?value}", "+7", "NaN", "1"]
TYPES = [None, XSD.integer, XSD.boolean, XSD.date, XSD.double, XSD.anyURI, URIRef("urn:x")]
OBJECTS = st.one_of(
    st.sampled_from([*NODES, *CLASSES]),
    st.builds(Literal, st.sampled_from(TEXTS), lang=st.sampled_from(["en", "kk-Latn"])),
    st.tuples(st.sampled_from(TEXTS), st.sampled_from(TYPES)),
)
ANYTHING = st.tuples(st.sampled_from(NODES), st.sampled_from([*PROPERTIES, RDF.type]), OBJECTS)


@settings(max_examples=40, deadline=None)
@given(st.lists(ANYTHING, max_size=30))
def test_whatever_a_graph_says_the_report_is_written(drawn: list[tuple[Any, Any, Any]]) -> None:
    graph = Graph()
    with quiet():
        for subject, predicate, value in drawn:
            made = Literal(value[0], datatype=value[1]) if isinstance(value, tuple) else value
            graph.add((subject, predicate, made))
    report = validate_graph(graph)
    for name, write in FORMATS.items():
        assert write(report) or name in ("github", "jsonl")
    turtle_quads = pyoxigraph.parse(FORMATS["turtle"](report), format=pyoxigraph.RdfFormat.TURTLE)
    told = [quad for quad in turtle_quads if quad.predicate.value == str(SH.result)]
    assert len(told) == len(report.results)
