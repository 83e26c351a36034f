"""Export: the same bytes, the same graph, the evidence kept."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import rdflib
from pyoxigraph import CanonicalizationAlgorithm, Dataset, RdfFormat, parse
from rdflib.compare import to_isomorphic

from libgraph.dates import Span
from libgraph.errors import CannotRun
from libgraph.export.graph import written
from libgraph.export.rdf import FORMATS
from libgraph.graph import Graph, open_graph
from libgraph.namespaces import lg

SUFFIX = {
    "turtle": "ttl", "trig": "trig", "ntriples": "nt", "nquads": "nq", "rdfxml": "rdf", "jsonld": "jsonld",
}  # fmt: skip
READ = {**FORMATS, "jsonld": RdfFormat.JSON_LD}
WITH_GRAPHS = ("trig", "nquads", "jsonld")


def canonical(quads: object) -> str:
    dataset = Dataset(quads)  # type: ignore[arg-type]
    dataset.canonicalize(CanonicalizationAlgorithm.RDFC_1_0)
    return "\n".join(sorted(str(quad) for quad in dataset)).lower()


@pytest.mark.parametrize("name", ["documents", "small"])
@pytest.mark.parametrize("format_", READ)
def test_what_is_exported_and_read_back_is_the_same_graph(
    name: str,
    format_: str,
    request: pytest.FixtureRequest,
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    graph: Graph = request.getfixturevalue(name)
    content = written(graph, format_)
    path = tmp_path_factory.mktemp(format_) / f"export.{SUFFIX[format_]}"
    path.write_bytes(content)
    again = open_graph([path], keep=False)
    assert canonical(again.said()) == canonical(graph.said())
    assert {str(t).lower() for t in again.derived()} == {str(t).lower() for t in graph.derived()}


@pytest.mark.parametrize("format_", READ)
def test_twice_the_same_bytes(format_: str, small: Graph) -> None:
    assert written(small, format_) == written(small, format_)


def test_turtle_keeps_the_evidence(small: Graph) -> None:
    text = written(small, "turtle").decode()
    assert text.count("prov:wasQuotedFrom") == 18
    assert "char=" in text


@pytest.mark.parametrize("format_", READ)
def test_derived_triples_leave_only_when_asked(format_: str, small: Graph) -> None:
    bounds = lg("beginsEarliest")
    plain = {q.predicate.value for q in parse(written(small, format_), format=READ[format_])}
    full = {
        q.predicate.value
        for q in parse(written(small, format_, derived=True), format=READ[format_])
    }
    assert bounds not in plain
    assert bounds in full


@pytest.mark.parametrize("format_", READ)
def test_an_export_with_derived_triples_is_read_back_without_them(
    format_: str, documents: Graph, tmp_path_factory: pytest.TempPathFactory
) -> None:
    path = tmp_path_factory.mktemp("derived") / f"all.{SUFFIX[format_]}"
    path.write_bytes(written(documents, format_, derived=True))
    assert canonical(open_graph([path], keep=False).said()) == canonical(documents.said())


def test_an_export_for_a_time_has_what_holds_then_and_says_how_surely(small: Graph) -> None:
    text = written(small, "ntriples", span=Span.parse("2012")).decode()
    assert 'hill-covers-dl> <https://w3id.org/libgraph/ontology#holds> "yes"' in text
    assert 'river-membership> <https://w3id.org/libgraph/ontology#holds> "possibly"' in text
    assert "river-memorandum-riverland" not in text
    sure = written(small, "ntriples", span=Span.parse("2012"), certain=True).decode()
    assert "hill-covers-dl" in sure
    assert "river-membership" not in sure


def test_rdflib_reads_the_same_graph(small: Graph) -> None:
    one = rdflib.Graph().parse(data=written(small, "turtle"), format="turtle")
    other = rdflib.Graph().parse(data=written(small, "rdfxml"), format="xml")
    assert to_isomorphic(one) == to_isomorphic(other)
    assert len(small.to_rdflib()) == len(one)


def test_one_tree_per_library(documents: Graph) -> None:
    document = json.loads(written(documents, "jsonld", framed=True))
    libraries = {tree["@id"]: tree for tree in document["@graph"]}
    nlrk = libraries["id:nlrk"]
    assert {"id:nl-korea", "id:rudomino"} <= libraries.keys()
    memberships = nlrk["memberships"]
    assert any("ifla" in json.dumps(one["body"]) for one in memberships)
    assert nlrk["label"]


def test_an_address_that_begins_like_a_prefix_is_named(tmp_path: Path) -> None:
    path = tmp_path / "a.ttl"
    path.write_text(
        "<urn:a> a <skos:Concept> ; <http://www.w3.org/2004/02/skos/core#prefLabel> 'a' .\n",
        "utf-8",
    )
    graph = open_graph([path], keep=False)
    with pytest.raises(CannotRun, match="'skos:Concept' beside our prefixes"):
        written(graph, "jsonld")
    assert b"<skos:Concept>" in written(graph, "ntriples")
