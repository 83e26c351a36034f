"""The project's own cases of SPARQL, its protocol, SHACL and JSON-LD: always run, in seconds."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import own
import own_jsonld
import own_protocol
import own_shacl
import own_sparql
import pytest
from pyoxigraph import RdfFormat
from rdflib import SH
from suites import Outcome, differences, unexplained

PAGE = Path(__file__).parents[2] / "docs" / "conformance.md"
CHAPTERS = {"2", "3", "4", "5", "6", "7", "8", "9", "10", "11", "12", "13", "15", "17"}


def failing(found: dict[str, list[Outcome]]) -> list[str]:
    """What fails without a reason, and what the page has otherwise: `make conformance`."""
    page = PAGE.read_text("utf-8")
    for outcomes in found.values():
        passed = sum(not one.wrong for one in outcomes)
        row = f"| {len(outcomes)} | {passed} | {len(outcomes) - passed} |"
        assert row in page, f"{row} is not in docs/conformance.md: run  make conformance"
    return [f"{way}: {said}" for way, outcomes in found.items() for said in unexplained(outcomes)]


def test_sparql_and_its_protocol() -> None:
    found = own.sparql_and_protocol()
    assert failing(found) == []
    assert [len(outcomes) for outcomes in found.values()] == [148, 148, 48]


def test_shacl_with_every_engine(tmp_path: Path) -> None:
    found = own.shacl(tmp_path)
    assert failing(found) == []
    assert [len(outcomes) for outcomes in found.values()] == [49, 49, 20, 8]


def test_json_ld() -> None:
    found = own.jsonld()
    assert failing(found) == []
    assert [len(outcomes) for outcomes in found.values()] == [7]


@pytest.mark.parametrize(
    ("sparql", "format_", "right"),
    [
        (own_protocol.EVERY, "json", own_protocol.rows_in_json),
        (own_protocol.EVERY, "xml", own_protocol.rows_in_xml),
        (own_protocol.EVERY, "csv", own_protocol.rows_in_csv),
        (own_protocol.EVERY, "tsv", own_protocol.rows_in_tsv),
        (own_protocol.IS_VAN, "json", own_protocol.yes),
        (own_protocol.IS_VAN, "xml", own_protocol.yes_in_xml),
        (own_protocol.BUILD, "turtle", own_protocol.one_triple_in(RdfFormat.TURTLE)),
        (own_protocol.BUILD, "ntriples", own_protocol.one_triple_in(RdfFormat.N_TRIPLES)),
        (own_protocol.BUILD, "rdfxml", own_protocol.one_triple_in(RdfFormat.RDF_XML)),
        (own_protocol.DESCRIBE, "ntriples", own_protocol.described),
    ],
)
def test_the_command_has_every_form_of_query_and_format(
    sparql: str, format_: str, right: Callable[[bytes], bool]
) -> None:
    assert right(own_sparql.by_command(sparql, format_))


def test_every_chapter_function_and_component_has_cases() -> None:
    assert {case.chapter.split()[0] for case in own_sparql.CASES} == CHAPTERS
    assert len(own_sparql.FUNCTIONS) == 76
    suffix = "ConstraintComponent"
    terms = {str(term).rpartition("#")[2] for term in dir(SH)}
    known = {term.removesuffix(suffix) for term in terms if term.endswith(suffix)}
    # the first are none; the next has the findings of others; the last are no part of SHACL 1.0
    components = known - {"", "source", "Property", "JS", "Expression"}
    assert components == own_shacl.COMPONENTS
    assert components <= {case.component for case in own_shacl.CASES}


def test_the_page_gives_every_reason() -> None:
    page = PAGE.read_text("utf-8")
    assert [why for why in differences().values() if why not in page] == []


def test_no_case_is_told_twice() -> None:
    names = [
        *(case.name for case in own_sparql.CASES),
        *(case.name for case in own_protocol.CASES),
        *(case.name for case in own_shacl.CASES),
        *own_jsonld.CASES,
    ]
    assert len(names) == len(set(names))


def test_a_wrong_answer_is_noticed(tmp_path: Path) -> None:
    sparql = own_sparql.Case("2", "SELECT ?x { ?x a ex:Van }", ("ex:north",))
    assert "expected" in own_sparql.wrong(sparql, own_sparql.by_command)
    shacl = own_shacl.Case("MinCount", own_shacl.OF + "ex:name ; sh:minCount 1 .", "one")
    assert "expected" in own_shacl.wrong(shacl, tmp_path, "auto")
    assert not own_shacl.is_refused(own_shacl.CASES[0].shapes, tmp_path)


def test_what_is_not_explained_or_no_longer_true_is_noticed() -> None:
    known = next(iter(differences()))
    assert unexplained([Outcome("new", "", "wrong")]) == ["new: wrong"]
    assert unexplained([Outcome(known, "", "wrong"), Outcome("new", "")]) == []
    with pytest.raises(AssertionError):
        assert unexplained([Outcome(known, "")]) == []
