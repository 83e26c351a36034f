"""Things as data: every format says the same, by Accept and by ending; the dataset described."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path
from xml.etree import ElementTree

import pytest
import rdflib
from pyld import jsonld
from rdflib.compare import isomorphic
from starlette.testclient import TestClient

from conftest import DOCUMENTS, SMALL
from libgraph.web.app import application
from libgraph.web.health import without_folders
from libgraph.web.settings import Settings

LG = rdflib.Namespace("https://w3id.org/libgraph/ontology#")
ID = rdflib.Namespace("https://w3id.org/libgraph/id/")
PROV = rdflib.Namespace("http://www.w3.org/ns/prov#")
VOID = rdflib.Namespace("http://rdfs.org/ns/void#")
DCAT = rdflib.Namespace("http://www.w3.org/ns/dcat#")
DATASET = rdflib.URIRef("https://w3id.org/libgraph/")
FORMS = {
    ".ttl": ("text/turtle", "turtle"),
    ".nt": ("application/n-triples", "nt"),
    ".rdf": ("application/rdf+xml", "xml"),
    ".jsonld": ("application/ld+json", "json-ld"),
}
THINGS = [
    "/id/nlrk", "/id/statement/000-nlrk-member-of-ifla", "/id/source/000", "/ontology",
    "/.well-known/void", "/dataset",
]  # fmt: skip
MEMBER = ID["statement/000-nlrk-member-of-ifla"]


@pytest.fixture(scope="module")
def client() -> TestClient:
    """The explorer over the three documents that the project began with."""
    paths = tuple(map(str, DOCUMENTS))
    return TestClient(application(Settings(paths=paths)), follow_redirects=False)


def graph(client: TestClient, path: str, form: str = ".ttl") -> rdflib.Graph:
    """What an address says, asked for by Accept."""
    media, name = FORMS[form]
    answer = client.get(path, headers={"accept": media})
    assert answer.status_code == 200, answer.text
    assert answer.headers["content-type"].partition(";")[0] == media
    assert "Accept" in answer.headers["vary"]
    return rdflib.Graph().parse(data=answer.content, format=name)


@pytest.mark.parametrize("path", THINGS)
@pytest.mark.parametrize("form", [".nt", ".rdf"])
def test_every_format_says_the_same(client: TestClient, path: str, form: str) -> None:
    turtle = graph(client, path)
    assert len(turtle) > 5
    assert isomorphic(turtle, graph(client, path, form))


@pytest.mark.parametrize("path", THINGS)
def test_pyld_reads_from_json_ld_what_turtle_says(client: TestClient, path: str) -> None:
    answer = client.get(path, headers={"accept": "application/ld+json"})
    quads = jsonld.to_rdf(answer.json(), {"format": "application/n-quads"})
    assert isomorphic(graph(client, path), rdflib.Graph().parse(data=quads, format="nt"))


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("path", ["/id/nlrk", "/id/source/000", "/ontology"])
def test_endings_and_format_stand_for_accept(client: TestClient, path: str, form: str) -> None:
    media, _ = FORMS[form]
    by_accept = client.get(path, headers={"accept": media})
    by_ending = client.get(path + form, headers={"accept": "text/html"})
    by_word = client.get(path, params={"format": media}, headers={"accept": "text/html"})
    assert by_ending.content == by_accept.content == by_word.content
    assert by_ending.headers["access-control-allow-origin"] == "*"


def test_people_get_pages(client: TestClient) -> None:
    browser = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"
    page = client.get("/id/nlrk", headers={"accept": browser})
    assert page.headers["content-type"] == "text/html; charset=utf-8"
    ending = client.get("/id/nlrk.html", headers={"accept": "text/turtle"})
    assert ending.text == page.text  # links of the page too, which lead to /id/nlrk.ttl
    assert 'href="/id/nlrk.ttl"' in ending.text


def test_a_thing_comes_with_its_statements_their_evidence_and_names(client: TestClient) -> None:
    found = graph(client, "/id/nlrk")
    assert (MEMBER, LG.body, ID.ifla) in found
    assert (MEMBER, LG.during, rdflib.Literal("1992/..")) in found
    assert (MEMBER, PROV.wasQuotedFrom, ID["source/000#char=0,131"]) in found
    assert "IFLA" in str(found.value(ID.ifla, rdflib.RDFS.label))


def test_what_is_derived_is_left_out_unless_asked_for(client: TestClient) -> None:
    plain = graph(client, "/id/nlrk")
    derived = graph(client, "/id/nlrk?derived=1")
    assert not list(plain.triples((None, LG.beginsEarliest, None)))
    assert not list(plain.triples((None, LG.statedBy, None)))
    assert not list(plain.triples((ID.nlrk, LG.memberOf, None)))
    assert list(derived.triples((ID.nlrk, LG.memberOf, None)))
    assert list(derived.triples((MEMBER, LG.beginsEarliest, None)))
    assert list(derived.subjects(LG.statedBy, MEMBER))
    assert set(plain) < set(derived)


def test_a_download_is_called_after_its_thing(client: TestClient) -> None:
    for path, name in [("/id/nlrk", "nlrk.ttl"), ("/id/source/000", "000.ttl")]:
        said = client.get(path, headers={"Accept": "text/turtle"}).headers["content-disposition"]
        assert said == f'inline; filename="{name}"'
    said = client.get("/ontology.ttl").headers["content-disposition"]
    assert said == 'inline; filename="libgraph.ttl"'


def test_a_relationship_says_on_what_it_rests(client: TestClient) -> None:
    relationship = next(graph(client, "/id/nlrk?derived=1").subjects(LG.statedBy, MEMBER))
    found = graph(client, str(relationship).replace("https://w3id.org/libgraph", ""))
    assert (relationship, LG.restsOn, MEMBER) in found
    assert (MEMBER, PROV.wasQuotedFrom, None) in found


def test_a_source_comes_with_all_that_was_taken_from_it(client: TestClient) -> None:
    found = graph(client, "/id/source/000")
    assert (ID["source/000"], rdflib.RDF.type, LG.Source) in found
    assert len(set(found.subjects(PROV.wasQuotedFrom))) > 20


def test_time_narrows_what_is_said(client: TestClient) -> None:
    assert (MEMBER, None, None) not in graph(client, "/id/nlrk?as-of=1980")
    assert (MEMBER, None, None) in graph(client, "/id/nlrk?as-of=2000&certain=1")
    assert (MEMBER, None, None) not in graph(client, "/id/nlrk?known-at=2000")


def test_unknown_things_and_formats_are_refused(client: TestClient) -> None:
    missing = client.get("/id/nothing-here", headers={"accept": "text/turtle"})
    assert missing.status_code == 404
    assert "error" in missing.json()
    assert client.get("/id/nothing-here.ttl").status_code == 404
    assert client.get("/id/nlrk", headers={"accept": "image/png"}).status_code == 406
    assert client.get("/thing.ttl").status_code == 400


def test_pages_carry_schema_org(client: TestClient) -> None:
    page = client.get("/id/nlrk").text
    (script,) = re.findall(r'<script type="application/ld\+json">(.*?)</script>', page)
    said = json.loads(script)
    assert said["@type"] == "Library"
    assert said["@id"] == str(ID.nlrk)
    assert {"@value": "Национальная библиотека Республики Казахстан", "@language": "ru"} in said[
        "name"
    ]
    assert said["location"] == [{"@type": "Place", "@id": str(ID.almaty), "name": "Almaty"}]


def test_no_name_ends_the_script(tmp_path: Path) -> None:
    data = tmp_path / "data.ttl"
    evil = "</script><script>alert(1)</script><!--"
    label = f'id:evil a lg:Library ; rdfs:label "{evil}"@en .'
    prefixes = "@prefix id: <https://w3id.org/libgraph/id/> . @prefix lg: <https://w3id.org/libgraph/ontology#> . @prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> ."
    data.write_text(f"{prefixes}\n{label}\n", "utf-8")
    page = TestClient(application(Settings(paths=(str(data),)))).get("/id/evil").text
    assert "<script>alert" not in page
    (script,) = re.findall(r'<script type="application/ld\+json">(.*?)</script>', page)
    assert json.loads(script)["name"] == [{"@value": evil, "@language": "en"}]


def test_the_dataset_is_counted(client: TestClient) -> None:
    found = graph(client, "/.well-known/void")
    triples = int(str(found.value(DATASET, VOID.triples)))
    lines = client.get("/dump.nq").text.splitlines()
    assert triples == len(lines) > 1000
    assert (DATASET, VOID.sparqlEndpoint, rdflib.URIRef("http://testserver/sparql")) in found
    licence = rdflib.URIRef("http://purl.org/dc/terms/license")
    assert (DATASET, licence, None) not in found  # what others serve is not ours to license


def test_every_distribution_is_there(client: TestClient) -> None:
    found = graph(client, "/dataset")
    files = [str(file) for file in found.objects(None, DCAT.downloadURL)]
    assert len(files) == 2
    for file in files:
        answer = client.get(file.removeprefix("http://testserver"))
        media = str(next(found.objects(rdflib.URIRef(file), DCAT.mediaType)))
        assert media.endswith(answer.headers["content-type"])
    services = list(found.subjects(rdflib.RDF.type, DCAT.DataService))
    assert {client.get(str(one)[17:]).status_code for one in services} <= {200, 303}
    assert len(services) == 3
    page = client.get("/dataset", headers={"accept": "text/html"})
    assert (page.status_code, page.headers["location"]) == (303, "/about")


def test_the_public_address_is_what_the_settings_say() -> None:
    settings = Settings(paths=(str(SMALL / "data.ttl"),), base="https://graph.example.org")
    client = TestClient(application(settings))
    assert "<loc>https://graph.example.org/about</loc>" in client.get("/sitemap.xml").text
    assert "Sitemap: https://graph.example.org/sitemap.xml" in client.get("/robots.txt").text


def test_the_site_map_leads_to_pages(client: TestClient) -> None:
    tree = ElementTree.fromstring(client.get("/sitemap.xml").content)
    places = [
        str(loc.text) for loc in tree.iter("{http://www.sitemaps.org/schemas/sitemap/0.9}loc")
    ]
    assert "http://testserver/id/nlrk" in places
    assert "http://testserver/id/source/000" in places
    assert {client.get(place[17:]).status_code for place in places[::200]} == {200}
    assert client.get("/sitemap-1.xml").status_code == 404


def test_a_large_site_map_comes_in_parts(
    client: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = re.findall("<loc>(.*?)</loc>", client.get("/sitemap.xml").text)
    monkeypatch.setattr("libgraph.web.dataset._MOST", 100)
    index = re.findall("<loc>(.*?)</loc>", client.get("/sitemap.xml").text)
    parts = [re.findall("<loc>(.*?)</loc>", client.get(part[17:]).text) for part in index]
    assert [place for part in parts for place in part] == whole


def test_health_says_what_is_wrong_without_folders(tmp_path: Path) -> None:
    data = tmp_path / "secret folder" / "data.ttl"
    data.parent.mkdir()
    shutil.copy(SMALL / "data.ttl", data)
    app = application(Settings(paths=(str(data),)))
    client = TestClient(app)
    assert client.get("/health").json()["edition"] == 1
    data.write_text("this is no Turtle", "utf-8")
    app.state.held.refresh()
    sick = client.get("/health")
    assert sick.status_code == 503
    assert "data.ttl" in sick.json()["error"]
    assert "secret" not in sick.text
    assert str(tmp_path) not in sick.text
    assert "libgraph_trouble 1" in client.get("/metrics").text
    shutil.copy(SMALL / "data.ttl", data)
    app.state.held.refresh()
    assert client.get("/health").json() | {"version": ""} == {
        "status": "ok",
        "edition": 2,
        "version": "",
    }


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("/a/b/c.ttl line 3: no", "c.ttl line 3: no"),
        ("cannot read '/a/b/c.ttl'", "cannot read 'c.ttl'"),
        (r"C:\data\c.ttl is broken", "c.ttl is broken"),
        ("data/c.ttl: line 2", "c.ttl: line 2"),
    ],
)
def test_folders_are_not_told(said: str, told: str) -> None:
    assert without_folders(said) == told


def test_metrics_count_by_route_and_say_nothing_of_who_asks() -> None:
    client = TestClient(application(Settings(paths=(str(SMALL / "data.ttl"),))))
    for path in ("/id/secret-name", "/search?q=secret", "/no/such/secret"):
        client.get(path)
    client.request("SECRET", "/about")
    text = client.get("/metrics").text
    assert "secret" not in text.lower()
    assert 'libgraph_requests_total{method="GET",route="/id/{slug:path}",status="404"} 1' in text
    assert 'libgraph_requests_total{method="GET",route="none",status="404"} 1' in text
    assert 'libgraph_requests_total{method="other",route="/about",status="405"} 1' in text
    assert 'libgraph_request_seconds_count{route="/search"} 1' in text
    assert 'libgraph_request_seconds_bucket{route="/search",le="+Inf"} 1' in text
    assert "libgraph_edition 1" in text
    sample = re.compile(r'[a-z_]+(\{([a-z]+="[^"]*",?)*\})? [0-9.]+')
    assert all(line.startswith("# ") or sample.fullmatch(line) for line in text.splitlines())


def test_stopped_queries_are_counted() -> None:
    app = application(Settings(paths=(str(SMALL / "data.ttl"),)))

    def stopped() -> None:
        from libgraph.errors import LimitReached

        raise LimitReached.of_time(1)

    app.state.held.edition = lambda known_at: stopped()
    client = TestClient(app)
    assert client.get("/api/find?q=x").status_code == 503
    assert 'libgraph_queries_stopped_total{why="limit"} 1' in client.get("/metrics").text


def test_the_page_of_a_thing_with_an_address_elsewhere_leads_to_its_data(tmp_path: Path) -> None:
    data = tmp_path / "data.ttl"
    data.write_text(
        "<https://example.org/a-b> a <https://w3id.org/libgraph/ontology#Library> ;"
        ' <http://www.w3.org/2000/01/rdf-schema#label> "Library elsewhere"@en .',
        "utf-8",
    )
    client = TestClient(application(Settings(paths=(str(data),))))
    page = client.get("/thing", params={"iri": "https://example.org/a-b"}).text
    (place,) = set(re.findall(r'href="(/thing\.ttl[^"]*)"', page))
    assert "<https://example.org/a-b> a lg:Library" in client.get(place).text


@pytest.mark.parametrize("name", ["target", "path", "self", "as_of", "iri", "_Context__obj", "<b>"])
def test_no_word_of_an_address_breaks_a_page(client: TestClient, name: str) -> None:
    """Links hand words on by name; a stranger may choose any."""
    for path in ("/about", "/id/nlrk", "/thing"):
        words = {
            name: "x",
            **({"iri": "https://w3id.org/libgraph/id/nlrk"} if path == "/thing" else {}),
        }
        assert client.get(path, params=words).status_code == 200
