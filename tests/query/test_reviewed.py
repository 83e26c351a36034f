"""Faults that were found by reading, each with the case that showed it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from conftest import SMALL, Said
from libgraph.dates import Span
from libgraph.errors import BadQuery, UsageError
from libgraph.graph import Graph, open_graph
from libgraph.query import header
from libgraph.query.binding import bind
from libgraph.query.catalog import question
from libgraph.query.run import ask, free

Run = Callable[..., Said]
Write = Callable[[str, str], Path]
SOURCES = """
src:a a lg:Source ; dcterms:title "A"@en ; dcterms:date "2020" .
src:b a lg:Source ; dcterms:title "B"@en ; dcterms:date "2020" .
"""


def party(name: str, dating: str, source: str) -> str:
    return (
        f"id:{name} a lg:Library ; rdfs:label '{name}'@en . st:{name} a lg:Party ; lg:agreement id:g ; "
        f"lg:party id:{name} ; lg:during '{dating}' ; prov:wasQuotedFrom <{source}> .\n"
    )


def labels(
    graph: Graph, name: str, column: str, day: str | None = None, **values: str
) -> list[str]:
    answer = ask(graph, question(name), values, span=Span.parse(day) if day else None)
    place = answer.columns.index(column)
    return [row[place] for row in answer.texts()]


def test_a_party_that_has_left_is_no_party_any_more(write: Write) -> None:
    text = "id:g a lg:Agreement ; rdfs:label 'G'@en .\n" + "".join(
        [
            party("l1", "2001/2020", "a"),
            party("l2", "2001/2020", "a"),
            party("l3", "2001/2003", "b"),
        ]
    )
    graph = open_graph([write("a.ttl", SOURCES + text)], keep=False)
    assert labels(graph, "agreements", "partiesLabel") == ["l1; l2; l3"]
    assert labels(graph, "agreements", "partiesLabel", "2015") == ["l1; l2"]
    assert labels(graph, "agreements", "agreement", "2015", party="l3") == []
    assert labels(graph, "agreements", "agreement", "1990") == []


def test_help_counts_only_while_it_lasts(write: Write) -> None:
    text = """
    id:c a lg:Corner ; rdfs:label "C"@en . id:h a lg:Library ; rdfs:label "H"@en . id:p a lg:Library ; rdfs:label "P"@en .
    st:h a lg:Hosting ; lg:host id:h ; lg:hosted id:c ; lg:during "2000/2015" ; prov:wasQuotedFrom <a> .
    st:p a lg:Support ; lg:supporter id:p ; lg:beneficiary id:c ; lg:supportKind lg:gift ; lg:during "2010/2011" ; prov:wasQuotedFrom <b> .
    """
    graph = open_graph([write("a.ttl", SOURCES + text)], keep=False)
    assert labels(graph, "corners", "partnerLabel", "2005") == [""]
    assert labels(graph, "corners", "partnerLabel", "2010") == ["P"]


def test_an_event_known_by_its_participants_alone(write: Write) -> None:
    text = """
    id:e a lg:Meeting ; rdfs:label "E"@en . id:o a lg:Library ; rdfs:label "O"@en .
    st:o a lg:Participation ; lg:participant id:o ; lg:event id:e ; lg:role lg:organiser ; lg:announced "2010" ; prov:wasQuotedFrom <a> .
    """
    graph = open_graph([write("a.ttl", SOURCES + text)], keep=False)
    assert labels(graph, "events", "eventLabel") == ["E"]
    assert labels(graph, "events", "holds", "2010", organizer="o") == ["possibly"]


def test_all_authors_of_a_work_stand_beside_the_one_asked_for(write: Write) -> None:
    text = "id:w a lg:Article ; rdfs:label 'W'@en .\n" + "".join(
        f"id:{who} a lg:Person ; rdfs:label '{who}'@en . st:{who} a lg:Link ; lg:from id:w ; lg:relation lg:author ; "
        f"lg:to id:{who} ; lg:during '2010' ; prov:wasQuotedFrom <a> .\n"
        for who in ("p1", "p2")
    )
    graph = open_graph([write("a.ttl", SOURCES + text)], keep=False)
    assert labels(graph, "works", "authorLabel", author="p1") == ["p1; p2"]


def test_every_row_of_every_question_names_its_sources(documents: Graph) -> None:
    for name in ("agreements", "corners", "events", "works", "signatories", "coverage"):
        assert all(labels(documents, name, "sources")), name


def test_figures_are_sorted_as_numbers(write: Write) -> None:
    text = "".join(
        f"st:{n} a lg:Figure ; lg:of id:t ; lg:quantity lg:books ; lg:value {n} ; lg:attested '2010' ; prov:wasQuotedFrom <a> .\n"
        for n in (100, 9, 20)
    )
    graph = open_graph([write("a.ttl", SOURCES + text)], keep=False)
    assert labels(graph, "figures", "value") == ["9", "20", "100"]


def test_a_date_with_a_space_stays_whole(write: Write) -> None:
    text = "st:x a lg:Membership ; lg:member id:m ; lg:body id:b ; lg:capacity lg:observer ; lg:during 'May 2009' ; prov:wasQuotedFrom <a> ."
    graph = open_graph([write("a.ttl", SOURCES + text)], keep=False)
    assert labels(graph, "members", "when") == ["May 2009"]


def test_one_value_is_no_place_for_another(small: Graph) -> None:
    text = (
        "# title: T\n# param a: text - a\n# param b: text - b\n"
        "SELECT ?a ?b ?x WHERE { VALUES ?a { UNDEF } VALUES ?b { UNDEF } }"
    )
    values = {"a": "VALUES ?b { UNDEF }", "b": " } ?s a ?x . VALUES ?q { "}
    bound = bind(small, header.parse("-", text), values, "en")
    assert list(small.texts(bound)) == [(values["a"], values["b"], "")]


def test_a_parameter_has_a_default(small: Graph) -> None:
    text = "# title: T\n# param who: entity = serikova - who\nSELECT ?who { VALUES ?who { UNDEF } }"
    asked = header.parse("-", text)
    assert [iri[-8:] for (iri,) in small.texts(bind(small, asked, {}, "en"))] == ["serikova"]
    assert [iri[-4:] for (iri,) in small.texts(bind(small, asked, {"who": "hill"}, "en"))] == [
        "hill"
    ]


def test_a_comment_is_no_header() -> None:
    assert header.parse("-", "# column names: as in the paper\nSELECT * { ?s ?p ?o }").columns == ()


def test_as_of_looks_at_all_rows(small: Graph) -> None:
    span = Span.parse("2012")
    with pytest.raises(UsageError, match="LIMIT"):
        free(small, "SELECT ?r { ?r a lg:Relationship } LIMIT 3", span=span)


@pytest.mark.parametrize(
    ("sparql", "refused"),
    [
        ("SELECT * { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }", True),
        ("SELECT * { service silent ?x { ?s ?p ?o } }", True),
        ('SELECT * { ?s ?p "SERVICE" }', False),
        ("SELECT ?service { ?service a lg:Person } # SERVICE", False),
        ("SELECT * { ?s ?p <http://example.org/SERVICE> }", False),
    ],
)
def test_no_query_reaches_another_server(small: Graph, sparql: str, refused: bool) -> None:
    if refused:
        with pytest.raises(BadQuery, match="another server"):
            small.query(sparql)
    else:
        small.query(sparql)


def test_blank_nodes_of_two_files_stay_two_and_crash_nothing(tmp_path: Path, libgraph: Run) -> None:
    for name, kind in (("a", "Library"), ("b", "Person")):
        (tmp_path / f"{name}.ttl").write_text(
            "@prefix lg: <https://w3id.org/libgraph/ontology#> . @prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .\n"
            "@prefix prov: <http://www.w3.org/ns/prov#> .\n"
            f'_:b a lg:{kind} ; rdfs:label "{name}"@en .\n'
            '[] a lg:Membership ; lg:member _:b ; lg:body _:o ; lg:during "2000" ; prov:wasQuotedFrom <https://example.org/s> .'
        )
    graph = open_graph([tmp_path], keep=False)
    named = "SELECT ?thing ?name { ?thing rdfs:label ?name ; a ?kind . VALUES ?kind { lg:Library lg:Person } }"
    assert sorted(name for _, name in graph.texts(named)) == ["a", "b"]
    assert len({thing for thing, _ in graph.texts(named)}) == 2
    assert "_:c14n" in "".join(str(quad) for quad in graph.said())
    for command in (
        ["query", "members"],
        ["query", "sources"],
        ["find", "a"],
        ["export", "--as-of", "2000"],
    ):
        said = libgraph(*command, "-g", tmp_path)
        assert said.code == 0, said


def test_a_statement_without_evidence_stops_nothing(write: Write) -> None:
    text = 'st:x a lg:Membership ; lg:member id:m ; lg:body id:b ; lg:during "2000" .'
    graph = open_graph([write("a.ttl", text)], keep=False)
    assert graph.ask("ASK { ?r a lg:Relationship ; lg:statedBy st:x }")


def test_equal_files_in_two_places_are_one_graph(tmp_path: Path) -> None:
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "x.ttl").write_text("<#x> <#p> <#y> .")
    graphs = [open_graph([tmp_path / name]) for name in ("one", "two")]
    assert len({str(sorted(map(str, graph.said()))) for graph in graphs}) == 1


def test_empty_files_are_no_graph(libgraph: Run, tmp_path: Path) -> None:
    (tmp_path / "a.ttl").write_text("# nothing yet\n")
    said = libgraph("query", "members", "-g", tmp_path)
    assert said.code == 3
    assert "there is nothing in" in said.err


def test_validate_proves_the_texts(libgraph: Run, tmp_path: Path) -> None:
    data, texts = SMALL / "data.ttl", SMALL / "texts"
    assert libgraph("validate", data, "--sources", texts).code == 0
    (tmp_path / "river.txt").write_text("another text")
    said = libgraph("validate", data, "--sources", tmp_path)
    assert said.code == 1
    assert "is not the text" in said.err
    assert "no text is at hand for hill" in said.err
    assert libgraph("validate", data, "--sources", tmp_path / "nowhere").code == 3


def test_only_what_is_certain_is_shown(libgraph: Run) -> None:
    data = SMALL / "data.ttl"
    for command in (["show", "riverland"], ["why", "riverland"]):
        every = libgraph(*command, "-g", data, "--as-of", "2012").out
        sure = libgraph(*command, "-g", data, "--as-of", "2012", "--certain").out
        assert "belongs to" in every
        assert "belongs to" not in sure
    assert libgraph("query", "members", "-g", data, "--certain").code == 2


def test_a_link_is_followed_and_a_device_is_left_alone(libgraph: Run, tmp_path: Path) -> None:
    target, link = tmp_path / "target.csv", tmp_path / "link.csv"
    target.write_text("old")
    link.symlink_to(target)
    assert libgraph("query", "members", "-g", SMALL / "data.ttl", "-o", link).code == 0
    assert link.is_symlink()
    assert target.read_text().startswith("organization,organizationLabel")
    assert libgraph("query", "members", "-g", SMALL / "data.ttl", "-o", "/dev/null").code == 0
    assert not Path("/dev/null").is_file()


def test_an_unreadable_name_is_nothing(libgraph: Run) -> None:
    for words in ("a:%zz", "http://[/"):
        said = libgraph("show", words)
        assert said.code == 2
        assert "nothing is called" in said.err
