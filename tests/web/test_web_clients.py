"""Programs of others ask a running `libgraph serve`, and get what the graph says."""

from __future__ import annotations

import csv
import io
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import rdflib
from at_port import Served, served
from pyld import jsonld
from rdflib.compare import isomorphic
from rdflib.plugins.stores.sparqlstore import SPARQLStore
from SPARQLWrapper import JSON, SPARQLWrapper

from conftest import SMALL, Said
from libgraph.graph import open_graph
from libgraph.namespaces import ID, RELATIONSHIP
from windows import Browser

sys.path.insert(0, str(Path(__file__).parents[1] / "endpoint"))
import servers
from misbehaving import Answer, serving

PREFIXES = f"""PREFIX lg: <https://w3id.org/libgraph/ontology#> PREFIX id: <{ID}>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#> PREFIX prov: <http://www.w3.org/ns/prov#>"""
JOIN = """SELECT ?person ?name ?post ?source {
    ?s a lg:Tenure ; lg:holder ?person ; lg:post ?post ; prov:wasQuotedFrom ?source .
    ?person rdfs:label ?name FILTER(LANG(?name) = "en" && CONTAINS(STR(?name), "Serikova"))
    } ORDER BY ?person ?name ?post ?source"""
GROUPED = """SELECT ?kind (COUNT(?s) AS ?n) { ?s a ?kind . ?kind rdfs:subClassOf lg:Statement }
    GROUP BY ?kind HAVING(COUNT(?s) > 1) ORDER BY ?kind"""
OPTIONAL = """SELECT ?library ?name { ?library a lg:NationalLibrary
    OPTIONAL { ?library rdfs:label ?name FILTER(LANG(?name) = "ru") } } ORDER BY ?library"""
QUESTIONS = [JOIN, OPTIONAL, GROUPED]


@pytest.fixture(scope="module")
def server() -> Iterator[Served]:
    with served("-g", SMALL / "data.ttl") as started:
        yield started


@pytest.fixture
def endpoint(server: Served) -> str:
    return f"{server.address}sparql"


def here(sparql: str) -> list[tuple[str, ...]]:
    """What the files say."""
    rows = list(open_graph([SMALL / "data.ttl"]).texts(sparql))
    assert rows
    return rows


def curl(*words: str) -> str:
    program = shutil.which("curl")
    if program is None:
        servers.missing("curl is not installed")
    return subprocess.run(
        [str(program), "-sSf", "--max-time", "30", *words],
        capture_output=True, text=True, check=True,
    ).stdout  # fmt: skip


def table(text: str) -> list[tuple[str, ...]]:
    return [tuple(row) for row in csv.reader(io.StringIO(text))][1:]


def rows(found: Any) -> list[tuple[str, ...]]:
    """What an answer in SPARQL's JSON says."""
    return [
        tuple(row[name]["value"] if name in row else "" for name in found["head"]["vars"])
        for row in found["results"]["bindings"]
    ]


@pytest.mark.parametrize("sparql", QUESTIONS)
def test_curl_in_all_three_ways(endpoint: str, sparql: str) -> None:
    query, accept = f"{PREFIXES} {sparql}", ("-H", "Accept: text/csv")
    asked = [
        curl("-G", *accept, "--data-urlencode", f"query={query}", endpoint),
        curl(*accept, "--data-urlencode", f"query={query}", endpoint),
        curl(*accept, "-H", "Content-Type: application/sparql-query", "--data", query, endpoint),
    ]
    assert [table(text) for text in asked] == [here(sparql)] * 3


def test_the_command_line_writes_the_same_table(libgraph: Callable[..., Said]) -> None:
    """An address with a comma, as passages have, is one cell."""
    said = libgraph("-g", SMALL / "data.ttl", "query", "-e", JOIN, "-f", "csv")
    assert table(said.out) == here(JOIN)
    assert any("," in cell for row in here(JOIN) for cell in row)


def test_curl_follows_the_address_of_a_thing(server: Served) -> None:
    page = curl(f"{server.address}id/riverland", "-H", "Accept: text/html")
    assert "<h1" in page
    data = curl("-L", f"{server.address}id/riverland", "-H", "Accept: text/turtle")
    assert rdflib.URIRef(f"{ID}riverland") in set(rdflib.Graph().parse(data=data).subjects())


@pytest.mark.parametrize("sparql", QUESTIONS)
def test_sparqlwrapper(endpoint: str, sparql: str) -> None:
    there = SPARQLWrapper(endpoint)
    there.setReturnFormat(JSON)
    there.setQuery(f"{PREFIXES} {sparql}")
    assert rows(there.query().convert()) == here(sparql)


@pytest.mark.parametrize("sparql", QUESTIONS)
def test_the_store_of_rdflib(endpoint: str, sparql: str) -> None:
    graph = rdflib.Graph(SPARQLStore(endpoint, method="POST"))
    found = [
        tuple("" if term is None else str(term) for term in row)  # type: ignore[union-attr]
        for row in graph.query(f"{PREFIXES} {sparql}")
    ]
    assert found == here(sparql)


@pytest.mark.parametrize("sparql", [JOIN, GROUPED])
def test_comunica(endpoint: str, sparql: str) -> None:
    http = os.environ.get("LIBGRAPH_COMUNICA", str(servers.COMUNICA))
    program = Path(http).with_name("comunica-sparql-file")
    if shutil.which("node") is None or not program.exists():
        servers.missing("Comunica is not installed (npm: @comunica/query-sparql-file@4)")
    said = subprocess.run(
        ["node", str(program), f"sparql@{endpoint}", "-q", f"{PREFIXES} {sparql}",
         "-t", "application/sparql-results+json"],
        capture_output=True, text=True, timeout=120,
    )  # fmt: skip
    assert said.returncode == 0, said.stderr
    assert rows(json.loads(said.stdout)) == here(sparql)


def test_pyld_reads_of_every_thing_what_turtle_says(server: Served) -> None:
    things = here("SELECT DISTINCT ?s { ?s a ?kind . ?kind rdfs:subClassOf* lg:Thing } ORDER BY ?s")
    things += here("SELECT ?r { ?r a lg:Relationship } ORDER BY ?r LIMIT 3")
    slugs = [iri.removeprefix(ID) for (iri,) in things if iri.startswith(ID)]
    assert any(slug.startswith(RELATIONSHIP.removeprefix(ID)) for slug in slugs)
    addresses = [f"{server.address}id/{slug}" for slug in slugs]
    documents = [curl(f"{one}.jsonld") for one in addresses]
    for address, document in zip(addresses, documents, strict=True):
        quads = jsonld.to_rdf(json.loads(document), {"format": "application/n-quads"})
        read = rdflib.Graph().parse(data=quads, format="nt")
        turtle = rdflib.Graph().parse(data=curl(f"{address}.ttl"), format="turtle")
        assert len(turtle) > 0
        assert isomorphic(read, turtle), address


OF_ANOTHER_SITE = """
const service = "%s/reconcile";
const told = async (address, form) => {
  const answer = await fetch(address, form && { method: "POST", body: new URLSearchParams(form) });
  if (!answer.ok) throw new Error(`${address}: ${answer.status}`);
  return answer.json();
};
const of = ({ service_url, service_path }) => service_url + service_path;
const manifest = await told(service);
const queries = JSON.stringify({ a: { query: "Riverland National Library", limit: 3 }, b: { query: "Приречья" } });
const found = await told(service, { queries });
const id = found.a.result[0].id;
const suggested = {};
for (const [what, prefix] of [["entity", "River"], ["type", "Lib"], ["property", "coun"]])
  suggested[what] = (await told(`${of(manifest.suggest[what])}?prefix=${prefix}`)).result;
const type = manifest.defaultTypes[0].id;
const { properties } = await told(`${of(manifest.extend.propose_properties)}?type=${type}&limit=3`);
const extend = JSON.stringify({ ids: [id], properties: properties.map(({ id }) => ({ id })) });
const extended = await told(service, { extend });
const frame = document.createElement("iframe");
frame.src = manifest.preview.url.replace("{{id}}", id);
const loaded = new Promise((done) => { frame.onload = done; });
document.body.append(frame);
await loaded;
const view = await fetch(manifest.view.url.replace("{{id}}", id), { mode: "no-cors" });
return { manifest, found, id, suggested, properties, extended, view: view.type };
"""


def test_a_page_of_another_site_reconciles(server: Served, chromium: Browser) -> None:
    """As the public test bench does: in a browser, from elsewhere, by what the manifest says."""
    page = Answer(body=b"<!doctype html><title>bench</title>", type="text/html")
    with serving(lambda _: page) as place:
        window = chromium.window()
        window.go(place.address)
        assert window.ask("return document.title") == "bench"
        said = window.ask(OF_ANOTHER_SITE % server.address.rstrip("/"))
    assert said["id"] == "riverland"
    assert said["found"]["a"]["result"][0]["match"] is True
    assert said["found"]["b"]["result"][0]["id"] == "riverland"
    assert all(said["suggested"].values())
    assert len(said["properties"]) == 3
    assert [one["id"] for one in said["extended"]["meta"]] == [
        one["id"] for one in said["properties"]
    ]
    assert said["extended"]["rows"].keys() == {"riverland"}
    assert said["view"] == "opaque"
    assert not window.complaints
    assert any("/reconcile/preview" in one for one in window.requests)
