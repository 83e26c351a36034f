"""The shipped graph as a whole: large enough to be worth having, sourced, clean, nothing twice."""

from __future__ import annotations

import csv
from collections import Counter, defaultdict
from pathlib import Path

import pytest

from libgraph.folding import fold
from libgraph.graph import Graph
from libgraph.history.conflicts import conflicts
from libgraph.namespaces import ID
from libgraph.validation import validate

HERE = Path(__file__).parent
DATA = HERE.parents[1] / "data"
FLAGGED = HERE / "flagged-conflicts.tsv"
LEAST = {  # what issue by issue was promised
    "SELECT ?x { ?x a lg:PACCentre }": 23,
    "SELECT DISTINCT ?x { ?x a lg:PACCentre ; lg:coversCountry ?place }": 12,
    "SELECT DISTINCT ?x { ?x a/rdfs:subClassOf* lg:Agreement . ?r lg:agreement ?x ; a lg:Relationship }": 60,
    "SELECT ?x { ?x a lg:Relationship ; lg:kind lg:Tenure }": 150,
    "SELECT DISTINCT ?x { ?x a/rdfs:subClassOf* lg:Event . ?r lg:of|lg:event ?x ; a lg:Relationship }": 180,
    "SELECT DISTINCT ?x { ?x a lg:Corner . ?r lg:hosted|lg:of ?x ; a lg:Relationship }": 65,
    "SELECT DISTINCT ?x { ?r a lg:Relationship ; lg:saidIn ?x }": 401,
}


@pytest.mark.parametrize(
    ("query", "least"), LEAST.items(), ids=[f"at least {n}" for n in LEAST.values()]
)
def test_there_is_enough_of_it(shipped: Graph, query: str, least: int) -> None:
    assert len(list(shipped.texts(query))) >= least


def test_every_statement_has_a_source_that_is_described(shipped: Graph) -> None:
    orphans = """SELECT ?s ?kind { ?s a ?kind . ?kind rdfs:subClassOf+ lg:Statement
        FILTER NOT EXISTS { ?s lg:saidIn|prov:wasQuotedFrom ?source } }"""
    assert list(shipped.texts(orphans)) == []
    undescribed = """SELECT DISTINCT ?source { ?r lg:saidIn ?source
        FILTER NOT EXISTS { ?source a lg:Source ; dcterms:title ?title ; dcterms:date ?date } }"""
    assert list(shipped.texts(undescribed)) == []


def test_it_validates() -> None:
    report = validate([DATA])
    assert [one for one in report.results if one.severity == "violation"] == []
    assert report.notices == ()


KINDS = "lg:Agent lg:Place lg:Event lg:EventSeries lg:Agreement lg:Corner lg:Work lg:PACRegion"


def test_nothing_of_one_kind_bears_the_name_of_another(shipped: Graph) -> None:
    query = f"""SELECT DISTINCT ?kind ?label ?thing {{ VALUES ?kind {{ {KINDS} }}
        ?thing a/rdfs:subClassOf* ?kind ; rdfs:label ?label FILTER(LANG(?label) = "en")
        FILTER NOT EXISTS {{ ?thing owl:sameAs ?kept }} }}"""
    bearers: dict[tuple[str, str], set[str]] = defaultdict(set)
    for kind, label, thing in shipped.texts(query):
        bearers[kind, " ".join(sorted(fold(label).split()))].add(thing.removeprefix(ID))
    assert [sorted(things) for things in bearers.values() if len(things) > 1] == []


def test_no_agreement_stands_twice(shipped: Graph) -> None:
    """Of agreements between the same parties no two begin on one day."""
    query = """SELECT ?agreement ?party ?day { ?r a lg:Relationship ; lg:kind lg:Party ;
        lg:agreement ?agreement ; lg:party ?party ; lg:restsOn ?s . ?s lg:beginsEarliest ?day }"""
    parties: dict[tuple[str, str], set[str]] = defaultdict(set)
    for agreement, party, day in shipped.texts(query):
        parties[agreement, day].add(party)
    seen = Counter((frozenset(who), day) for (_, day), who in parties.items() if len(who) > 1)
    assert [key for key, times in seen.items() if times > 1] == []


def flagged() -> list[dict[str, str]]:
    with FLAGGED.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t"))


def test_what_readers_flagged_as_a_conflict_is_found_or_explained(shipped: Graph) -> None:
    ends: dict[str, set[str]] = defaultdict(set)
    for statement, thing in shipped.texts(
        "SELECT ?s ?t { ?s prov:wasQuotedFrom ?e ; ?p ?t . ?p rdfs:subPropertyOf* lg:end }"
    ):
        ends[statement].add(thing.removeprefix(ID))
    found: dict[str, set[str]] = defaultdict(set)
    for one in conflicts(shipped):
        told = {
            thing
            for side in one.sides
            for statement in side.statements
            for thing in ends[statement]
        }
        for thing in {one.about.iri.removeprefix(ID), *told}:
            found[thing].add(one.kind)
    rows = flagged()
    assert len(rows) > 50
    for row in rows:
        kinds = {kind for thing in row["things"].split(";") for kind in found[thing.strip()]}
        if row["found"] == "not":
            assert row["reason"], row
        else:
            assert row["found"] in kinds, row
