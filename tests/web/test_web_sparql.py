"""The SPARQL protocol: every way to ask, every format to answer in, and every limit."""

from __future__ import annotations

import csv
import io
import json
import socket
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from urllib.parse import urlencode
from xml.etree import ElementTree

import httpx2
import pytest
import rdflib
from at_port import Served, served
from rdflib.plugins.stores.sparqlstore import SPARQLStore
from SPARQLWrapper import JSON, POST, SPARQLWrapper
from starlette.testclient import TestClient

from conftest import DOCUMENTS, OF_DOCUMENTS
from libgraph.graph.limits import Limits
from libgraph.web.app import application
from libgraph.web.formats import GRAPHS, SOLUTIONS
from libgraph.web.settings import Settings

FORM, QUERY = "application/x-www-form-urlencoded", "application/sparql-query"
MEMBER = "SELECT ?m { ?s a lg:Membership ; lg:member ?m ; lg:body id:ifla } ORDER BY ?m"
BUILD = "CONSTRUCT { ?s lg:member ?m } { ?s a lg:Membership ; lg:member ?m ; lg:body id:ifla }"
MUCH = "SELECT * { ?s ?p ?o }"
ENDLESS = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i FILTER(STR(?a) < STR(?i)) }"
HUGE = "SELECT * { ?a ?b ?c . ?d ?e ?f } ORDER BY ?c ?f"
ROWS = 40
PATHS = tuple(map(str, DOCUMENTS))


@pytest.fixture(scope="module")
def client() -> Iterator[TestClient]:
    """The explorer over the three documents, with few rows and little time for strangers."""
    limits = Limits(seconds=1.0, rows=ROWS, memory=64_000_000)
    app = application(Settings(paths=PATHS, limits=limits))
    yield TestClient(app, follow_redirects=False)
    app.state.held.close()


@pytest.fixture(scope="module")
def single() -> Iterator[Served]:
    """A server that runs one query at a time, long, and lets nobody wait."""
    limits = ("--workers", 1, "--queue", 0, "--timeout", 100)
    with served(*OF_DOCUMENTS, *limits) as server:
        yield server


def members(client: TestClient) -> list[dict[str, dict[str, str]]]:
    return list(client.get("/sparql", params={"query": MEMBER}).json()["results"]["bindings"])


def test_all_three_ways_to_ask_say_the_same(client: TestClient) -> None:
    got = client.get("/sparql", params={"query": MEMBER})
    form = client.post("/sparql", data={"query": MEMBER})
    plain = client.post(
        "/sparql", content=MEMBER, headers={"content-type": f"{QUERY};charset=utf-8"}
    )
    assert got.status_code == form.status_code == plain.status_code == 200
    assert got.content == form.content == plain.content
    assert got.headers["content-type"] == "application/sparql-results+json"
    assert any(row["m"]["value"].endswith("/nlrk") for row in got.json()["results"]["bindings"])


@pytest.mark.parametrize("media", dict.fromkeys(SOLUTIONS))
@pytest.mark.parametrize("how", ["accept", "address", "form"])
def test_rows_in_every_format(client: TestClient, media: str, how: str) -> None:
    name = SOLUTIONS[media]
    answer = {
        "accept": lambda: client.get(
            "/sparql", params={"query": MEMBER}, headers={"accept": media}
        ),
        "address": lambda: client.get("/sparql", params={"query": MEMBER, "format": name}),
        "form": lambda: client.post("/sparql", data={"query": MEMBER, "format": name}),
    }[how]()
    assert answer.status_code == 200
    values = [row["m"]["value"] for row in members(client)]
    if name == "json":
        assert [row["m"]["value"] for row in answer.json()["results"]["bindings"]] == values
    elif name == "xml":
        found = ElementTree.fromstring(answer.text).iter(
            "{http://www.w3.org/2005/sparql-results#}uri"
        )
        assert [one.text for one in found] == values
    elif name == "csv":
        assert [row["m"] for row in csv.DictReader(io.StringIO(answer.text))] == values
    else:
        assert answer.text.splitlines() == ["?m", *(f"<{value}>" for value in values)]


@pytest.mark.parametrize("media", dict.fromkeys(GRAPHS))
def test_triples_in_every_format(client: TestClient, media: str) -> None:
    answer = client.get("/sparql", params={"query": BUILD}, headers={"accept": media})
    names = {"turtle": "turtle", "ntriples": "nt", "rdfxml": "xml", "jsonld": "json-ld"}
    found = rdflib.Graph().parse(data=answer.text, format=names[GRAPHS[media]])
    assert {str(o) for o in found.objects()} == {row["m"]["value"] for row in members(client)}


def test_yes_and_no(client: TestClient) -> None:
    for sparql, yes in (
        ("ASK { id:nlrk a lg:NationalLibrary }", True),
        ("ASK { id:nlrk a lg:Person }", False),
    ):
        assert client.get("/sparql", params={"query": sparql}).json()["boolean"] is yes
        plain = client.get("/sparql", params={"query": sparql, "format": "csv"})
        assert plain.text == f"{yes}\n".lower()


def test_the_datasets_of_the_protocol(client: TestClient) -> None:
    known = client.get(
        "/sparql", params={"query": "SELECT DISTINCT ?g { GRAPH ?g { ?s a lg:Source } }"}
    )
    graphs = [row["g"]["value"] for row in known.json()["results"]["bindings"]]
    assert graphs
    count = "SELECT (COUNT(*) AS ?n) { ?s a lg:Source }"
    inner = "SELECT (COUNT(*) AS ?n) { GRAPH ?g { ?s a lg:Source } }"

    def number(sparql: str, **dataset: str) -> int:
        for answer in (
            client.get("/sparql", params={"query": sparql, **dataset}),
            client.post("/sparql", data={"query": sparql, **dataset}),
            client.post("/sparql", params=dataset, content=sparql, headers={"content-type": QUERY}),
        ):
            (row,) = answer.json()["results"]["bindings"]
        return int(row["n"]["value"])

    nothing = "https://example.org/nothing"
    assert number(count) > 0
    assert number(count, **{"default-graph-uri": graphs[0]}) > 0
    assert number(count, **{"default-graph-uri": nothing}) == 0
    assert number(inner, **{"named-graph-uri": graphs[0]}) > 0
    assert number(inner, **{"named-graph-uri": nothing}) == 0
    bad = client.get("/sparql", params={"query": count, "default-graph-uri": "no iri"})
    assert bad.status_code == 400


@pytest.mark.parametrize(
    ("method", "more", "status", "said"),
    [
        ("GET", {"params": {"query": "SELECT * {\n ?s ?p }"}}, 400, "line 2, column"),
        ("GET", {"params": [("query", MEMBER), ("query", MEMBER)]}, 400, "several queries"),
        ("POST", {"data": {"nothing": "1"}}, 400, "no query"),
        ("POST", {"content": b"\xff\xfe", "headers": {"content-type": QUERY}}, 400, "UTF-8"),
        ("POST", {"data": {"update": "CLEAR ALL"}}, 403, "cannot be changed"),
        ("GET", {"params": {"update": "LOAD <file:///etc/passwd>"}}, 403, "cannot be changed"),
        ("POST", {"content": "CLEAR ALL", "headers": {"content-type": "application/sparql-update"}}, 403, "cannot be changed"),
        ("GET", {"params": {"query": "LOAD <file:///etc/passwd>"}}, 400, ""),
        ("GET", {"params": {"query": "DELETE WHERE { ?s ?p ?o }"}}, 400, ""),
        ("GET", {"params": {"query": "SELECT * { SERVICE <http://127.0.0.1:1/> { ?s ?p ?o } }"}}, 400, "SERVICE"),
        ("POST", {"content": MEMBER, "headers": {"content-type": "text/plain"}}, 415, QUERY),
        ("GET", {"params": {"query": MEMBER}, "headers": {"accept": "image/png"}}, 406, "text/csv"),
        ("GET", {"params": {"query": MEMBER, "format": "xlsx"}}, 406, "text/csv"),
        ("GET", {"params": {"query": "#" * 16_001}}, 414, "too long"),
        ("POST", {"data": {"query": "#" * 2_000_001}}, 413, "too large"),
        ("PUT", {}, 405, "GET or POST"),
        ("DELETE", {}, 405, "GET or POST"),
        ("PROPFIND", {}, 405, "GET or POST"),
        ("GET", {"params": {"query": ENDLESS}}, 503, "stopped after 1 s"),
    ],
)  # fmt: skip
def test_what_cannot_be_answered_says_why(
    client: TestClient, method: str, more: dict[str, object], status: int, said: str
) -> None:
    answer = client.request(method, "/sparql", **more)
    assert answer.status_code == status, answer.text
    assert said in answer.text
    assert "--" not in answer.text, "options of the command line are none of a stranger's"
    if status not in (413, 414):  # those are refused unread
        assert answer.headers["access-control-allow-origin"] == "*"
        assert answer.json().keys() == {"error"}
    if status == 405:
        assert answer.headers["allow"] == "GET, HEAD, POST, OPTIONS"
    assert members(client), "the service lives"


def test_what_takes_too_much_memory_is_stopped() -> None:
    limits = Limits(seconds=60.0, memory=32_000_000)
    app = application(Settings(paths=PATHS, limits=limits))
    answer = TestClient(app).get("/sparql", params={"query": HUGE})
    app.state.held.close()
    assert answer.status_code == 503
    assert "more than 32 MB of memory: ask for less" in answer.json()["error"]


def test_a_reader_without_scripts_gets_a_page_that_says_why(client: TestClient) -> None:
    browser = {"accept": "text/html,application/xhtml+xml,*/*;q=0.8"}
    answer = client.post("/sparql", data={"query": "SELECT * {<script>"}, headers=browser)
    assert answer.status_code == 400
    assert "line 1, column" in answer.text
    assert "<script>" not in answer.text


def test_other_people_s_pages_may_ask(client: TestClient) -> None:
    asked = client.options("/sparql", headers={"origin": "https://example.org"})
    assert asked.status_code == 204
    assert "POST" in asked.headers["access-control-allow-methods"]
    assert "Content-Type" in asked.headers["access-control-allow-headers"]
    answer = client.get("/sparql", params={"query": MEMBER})
    assert answer.headers["access-control-allow-origin"] == "*"
    assert "X-SPARQL-MaxRows" in answer.headers["access-control-expose-headers"]
    assert "Accept" in answer.headers["vary"]


def test_without_a_query_the_service_describes_itself(client: TestClient) -> None:
    answer = client.get("/sparql", headers={"accept": "text/turtle"})
    found = rdflib.Graph().parse(data=answer.text, format="turtle")
    sd = rdflib.Namespace("http://www.w3.org/ns/sparql-service-description#")
    here = rdflib.URIRef("http://testserver/sparql")
    assert (here, sd.endpoint, here) in found
    assert (here, sd.supportedLanguage, sd.SPARQL11Query) in found
    page = client.get("/sparql", headers={"accept": "text/html"})
    assert (page.status_code, page.headers["location"]) == (303, "/editor")


@pytest.mark.parametrize("format_", ["json", "xml", "turtle", "ntriples"])
def test_a_cut_answer_says_so(client: TestClient, format_: str) -> None:
    of_triples = format_ in ("turtle", "ntriples")
    sparql = "CONSTRUCT { ?s ?p ?o } { ?s ?p ?o }" if of_triples else MUCH
    answer = client.get("/sparql", params={"query": sparql, "format": format_})
    assert answer.headers["x-sparql-maxrows"] == str(ROWS)
    if format_ == "json":
        assert json.loads(answer.text)["head"]["link"] == [
            f"#only-the-first-{ROWS}-rows-page-with-LIMIT-and-OFFSET"
        ]
        assert len(answer.json()["results"]["bindings"]) == ROWS
    elif format_ == "xml":
        link = ElementTree.fromstring(answer.text).find(".//{*}link")
        assert link is not None
        assert f"first-{ROWS}-rows" in link.attrib["href"]
        assert answer.text.count("<result>") == ROWS
    else:
        assert answer.text.startswith(f"# only the first {ROWS} triples")
        names = {"turtle": "turtle", "ntriples": "nt"}
        assert len(rdflib.Graph().parse(data=answer.text, format=names[format_])) == ROWS
    whole = client.get("/sparql", params={"query": MEMBER, "format": "json"})
    assert "x-sparql-maxrows" not in whole.headers


@pytest.mark.parametrize("format_", ["csv", "tsv"])
def test_where_a_format_cannot_say_that_it_is_cut_it_is_refused(
    client: TestClient, format_: str
) -> None:
    answer = client.get("/sparql", params={"query": MUCH, "format": format_})
    assert answer.status_code == 403
    assert f"more than {ROWS} rows" in answer.json()["error"]
    paged = client.get("/sparql", params={"query": f"{MUCH} LIMIT {ROWS}", "format": format_})
    assert len(paged.text.splitlines()) == ROWS + 1


def asked(server: Served, sparql: str) -> int:
    """The status with which a server answers."""
    answer = httpx2.get(f"{server.address}sparql", params={"query": sparql}, timeout=60)
    assert answer.headers["access-control-allow-origin"] == "*"
    assert answer.status_code != 503 or answer.headers["retry-after"] == "5"
    return answer.status_code


def begun(server: Served, sparql: str) -> socket.socket:
    """A connection on which a query was asked, and nothing has been read."""
    there = socket.create_connection(("127.0.0.1", server.port), timeout=10)
    there.sendall(
        f"GET /sparql?{urlencode({'query': sparql})} HTTP/1.1\r\nHost: x\r\n\r\n".encode()
    )
    return there


@pytest.mark.parametrize(
    "sparql",
    [ENDLESS, "ASK { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i FILTER(STR(?a) = CONCAT(STR(?f), STR(?i))) }"],
)
def test_too_many_are_sent_away_and_who_leaves_makes_room(single: Served, sparql: str) -> None:
    assert asked(single, MEMBER) == 200
    there = begun(single, sparql)
    time.sleep(0.5)
    assert asked(single, MEMBER) == 503
    there.close()
    for _ in range(40):  # far less than the hundred seconds that the query may run
        if (status := asked(single, MEMBER)) == 200:
            break
        time.sleep(0.1)
    assert status == 200


def test_sparqlwrapper_asks(single: Served) -> None:
    there = SPARQLWrapper(f"{single.address}sparql")
    there.setReturnFormat(JSON)
    for method in ("GET", POST):
        there.setMethod(method)
        there.setQuery(
            f"PREFIX lg: <https://w3id.org/libgraph/ontology#> PREFIX id: <https://w3id.org/libgraph/id/> {MEMBER}"
        )
        rows = there.query().convert()["results"]["bindings"]
        assert any(row["m"]["value"].endswith("/nlrk") for row in rows)
    there.setQuery("CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o } LIMIT 5")
    there.setReturnFormat("turtle")
    found = rdflib.Graph().parse(data=there.query().convert(), format="turtle")
    assert len(found) == 5


def test_rdflib_asks(single: Served) -> None:
    for method in ("GET", "POST"):
        graph = rdflib.Graph(SPARQLStore(f"{single.address}sparql", method=method))
        library = rdflib.URIRef("https://w3id.org/libgraph/id/nlrk")
        kind = rdflib.URIRef("https://w3id.org/libgraph/ontology#NationalLibrary")
        assert (library, rdflib.RDF.type, kind) in graph
        assert any("Kazakhstan" in str(name) for name in graph.objects(library, rdflib.RDFS.label))


def test_several_ask_at_once() -> None:
    with (
        served(*OF_DOCUMENTS, "--workers", 2, "--queue", 10) as server,
        ThreadPoolExecutor(8) as pool,
    ):
        found = list(pool.map(lambda _: asked(server, MEMBER), range(12)))
    assert found == [200] * 12
