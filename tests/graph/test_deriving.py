"""Bounds, relationships and shortcuts, as the ontology defines them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from libgraph.dates import Holds, Span
from libgraph.graph import Graph, open_graph
from libgraph.graph.holding import holding
from libgraph.namespaces import ID, STATEMENT

Write = Callable[[str, str], Path]
SOURCES = """
src:a a lg:Source ; dcterms:title "A"@en ; dcterms:date "2010" .
src:b a lg:Source ; dcterms:title "B"@en ; dcterms:date "2020" .
"""


def relationships(graph: Graph, kind: str) -> list[tuple[str, set[str]]]:
    """Each relationship of a kind: its dates, and the statements behind it."""
    query = f"SELECT ?r ?when ?s {{ ?r a lg:Relationship ; lg:kind lg:{kind} ; lg:statedBy ?s OPTIONAL {{ ?r lg:when ?when }} }}"
    found: dict[str, tuple[str, set[str]]] = {}
    for r, when, s in graph.select(query):
        entry = found.setdefault(r.value, (when.value if when else "", set()))
        entry[1].add(s.value.removeprefix(STATEMENT))
    return sorted(found.values(), key=lambda pair: (pair[0], sorted(pair[1])))


def holds(graph: Graph, statement: str, day: str) -> Holds:
    iri = STATEMENT + statement
    return holding(graph, [iri], Span.parse(day))[iri]


def coverage(name: str, dating: str, source: str) -> str:
    return f"st:{name} a lg:Coverage ; lg:region id:r ; lg:covers id:c ; {dating} ; prov:wasQuotedFrom <{source}> .\n"


def test_two_sources_on_one_relationship_are_one_relationship(small: Graph) -> None:
    assert relationships(small, "Tenure") == [("2001/2009", {"river-director", "hill-director"})]
    assert len(relationships(small, "Coverage")) == 3


def test_dates_that_cannot_both_be_true_are_two_relationships(write: Write) -> None:
    text = coverage("x", 'lg:during "/2009-12-31"', "a") + coverage("y", 'lg:attested "2020"', "b")
    graph = open_graph([write("a.ttl", SOURCES + text)], keep=False)
    assert relationships(graph, "Coverage") == [("/2009-12-31", {"x"}), ("2020", {"y"})]


def test_a_vague_statement_concerns_every_relationship_it_can_be_true_of(write: Write) -> None:
    text = (
        coverage("x", 'lg:during "2001/2003"', "a")
        + coverage("y", 'lg:during "2005/2007"', "a")
        + coverage("z", 'lg:attested "2006"', "b")
        + coverage("w", "lg:undated true", "b")
    )
    graph = open_graph([write("a.ttl", SOURCES + text)], keep=False)
    assert [statements for _, statements in relationships(graph, "Coverage")] == [
        {"x", "w"},
        {"y", "z", "w"},
    ]


def test_a_full_member_is_a_member_but_not_an_observer(write: Write) -> None:
    text = "".join(
        f"st:{capacity} a lg:Membership ; lg:member id:m ; lg:body id:b ; lg:capacity lg:{capacity} ; "
        'lg:attested "2010" ; prov:wasQuotedFrom <a> .\n'
        for capacity in ("plain-member", "full-member", "observer")
    )
    graph = open_graph([write("a.ttl", SOURCES + text)], keep=False)
    assert [s for _, s in relationships(graph, "Membership")] == [
        {"full-member", "plain-member"},
        {"observer"},
    ]


def test_ranks_decide_without_deleting(write: Write) -> None:
    text = coverage("x", 'lg:during "2001/2003"', "a") + coverage("y", 'lg:attested "2002"', "b")
    ranked = text + 'st:y lg:rank lg:preferred ; lg:rankReason "seen"@en .\n'
    graph = open_graph([write("a.ttl", SOURCES + ranked)], keep=False)
    assert relationships(graph, "Coverage") == [("2002", {"x", "y"})]
    relation = "SELECT ?r { ?r lg:restsOn st:y }"
    node = next(graph.select(relation))[0].value
    assert holding(graph, [node], Span.parse("2003-12-31"))[node] is Holds.POSSIBLY


def test_what_all_sources_lost_is_no_relationship_and_no_shortcut(write: Write) -> None:
    text = coverage("x", 'lg:during "2001/2003"', "a") + "id:k lg:serves id:r .\n"
    graph = open_graph([write("a.ttl", SOURCES + text)], keep=False)
    assert graph.ask("ASK { id:k lg:coversCountry id:c }")
    text += 'st:x lg:rank lg:deprecated ; lg:rankReason "a slip"@en .\n'
    graph = open_graph([write("a.ttl", SOURCES + text)], keep=False)
    assert relationships(graph, "Coverage") == []
    assert graph.ask("ASK { ?r a lg:DeprecatedRelationship ; lg:statedBy st:x }")
    assert not graph.ask("ASK { id:k lg:coversCountry id:c }")


def test_an_open_end_is_certain_until_the_source_was_written(write: Write) -> None:
    graph = open_graph(
        [write("a.ttl", SOURCES + coverage("x", 'lg:during "1992/.."', "b"))], keep=False
    )
    assert [
        holds(graph, "x", day) for day in ("1991", "1993", "2020-01-01", "2020-01-02", "2030")
    ] == [
        Holds.NO,
        Holds.YES,
        Holds.YES,
        Holds.POSSIBLY,
        Holds.POSSIBLY,
    ]


def test_nothing_outlasts_its_ends(write: Write) -> None:
    text = """
    st:life a lg:Lifespan ; lg:of id:r ; lg:during "1990/2005" ; prov:wasQuotedFrom <a> .
    """ + coverage("x", 'lg:attested "2000"', "b")
    graph = open_graph([write("a.ttl", SOURCES + text)], keep=False)
    assert [holds(graph, "x", day) for day in ("1989", "1990", "2000", "2005", "2006")] == [
        Holds.NO,
        Holds.POSSIBLY,
        Holds.YES,
        Holds.POSSIBLY,
        Holds.NO,
    ]


def test_sources_that_disagree_are_not_clipped_into_agreement(write: Write) -> None:
    text = """
    st:life a lg:Lifespan ; lg:of id:r ; lg:during "1990/2005" ; prov:wasQuotedFrom <a> .
    """ + coverage("x", 'lg:attested "2010"', "b")
    graph = open_graph([write("a.ttl", SOURCES + text)], keep=False)
    assert holds(graph, "x", "2010") is Holds.YES


def test_a_tenure_lasts_sixty_years_at_most(write: Write) -> None:
    text = 'st:x a lg:Tenure ; lg:holder id:p ; lg:post id:q ; lg:attested "2000" ; prov:wasQuotedFrom <a> .'
    graph = open_graph([write("a.ttl", SOURCES + text)], keep=False)
    assert holds(graph, "x", "1941") is Holds.POSSIBLY
    assert holds(graph, "x", "1939") is Holds.NO
    assert holds(graph, "x", "2061") is Holds.NO


def test_an_impossible_date_has_no_bounds_and_stops_nothing(write: Write) -> None:
    text = coverage("x", 'lg:during "2009-02-30"', "a") + coverage("y", 'lg:during "2009"', "b")
    graph = open_graph([write("a.ttl", SOURCES + text)], keep=False)
    assert holds(graph, "x", "2009") is Holds.POSSIBLY
    assert holds(graph, "y", "2009") is Holds.YES


def test_preferred_then_editorial_then_most_written(write: Write) -> None:
    text = """
    id:t a lg:Library ; rdfs:label "Editorial"@en .
    st:1 a lg:Naming ; lg:of id:t ; lg:form "Preferred"@en ; lg:undated true ; prov:wasQuotedFrom <a> ;
        lg:rank lg:preferred ; lg:rankReason "official"@en .
    st:2 a lg:Naming ; lg:of id:t ; lg:form "Once"@ru ; lg:undated true ; prov:wasQuotedFrom <a> .
    st:3 a lg:Naming ; lg:of id:t ; lg:form "Twice"@ru ; lg:undated true ; prov:wasQuotedFrom <a> .
    st:4 a lg:Naming ; lg:of id:t ; lg:form "Twice"@ru ; lg:undated true ; prov:wasQuotedFrom <b> .
    st:5 a lg:Naming ; lg:of id:t ; lg:form "Slip"@en ; lg:undated true ; prov:wasQuotedFrom <b> ;
        lg:rank lg:deprecated ; lg:rankReason "a slip"@en .
    """
    graph = open_graph([write("a.ttl", SOURCES + text)], keep=False)
    names = {
        how: {str(n) for (n,) in graph.select(f"SELECT ?n {{ <{ID}t> skos:{how} ?n }}")}
        for how in ("prefLabel", "altLabel", "hiddenLabel")
    }
    assert names == {
        "prefLabel": {'"Preferred"@en', '"Twice"@ru'},
        "altLabel": {'"Editorial"@en', '"Once"@ru'},
        "hiddenLabel": {'"Slip"@en'},
    }


def test_derived_triples_are_in_no_named_graph(small: Graph) -> None:
    said = {str(quad.triple) for quad in small.said()}
    derived = {str(triple) for triple in small.derived()}
    assert not said & derived
    assert any("beginsEarliest" in triple for triple in derived)


def test_a_relationship_takes_the_strongest_as_far_as_all_its_statements_allow(
    write: Write,
) -> None:
    text = (
        coverage("x", 'lg:during "1987/2003"', "a")
        + coverage("y", 'lg:attested "1995"', "b")
        + coverage("z", "lg:undated true", "b")
    )
    graph = open_graph([write("a.ttl", SOURCES + text)], keep=False)
    node = next(graph.texts("SELECT ?r { ?r lg:restsOn st:x }"))[0]
    answers = [holding(graph, [node], Span.parse(day))[node] for day in ("1986", "1995", "2010")]
    assert answers == [Holds.NO, Holds.YES, Holds.NO]
    assert holds(graph, "y", "2010") is Holds.POSSIBLY
