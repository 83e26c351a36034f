"""The query editor: what the page holds, what it runs, and that it asks nobody else."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator
from html import unescape
from pathlib import Path
from urllib.parse import quote

import pytest
from at_port import served
from starlette.testclient import TestClient

from conftest import DOCUMENTS, OF_DOCUMENTS
from libgraph.drawing import graphviz
from libgraph.query.catalog import questions
from libgraph.web.app import application
from libgraph.web.settings import Settings
from windows import Browser

ID = "https://w3id.org/libgraph/id/"
STATIC = Path(__file__).parents[2] / "src" / "libgraph" / "web" / "static"
LOCK = Path(__file__).parents[2] / "tools" / "front-end" / "editor" / "package-lock.json"


@pytest.fixture(scope="module")
def client() -> Iterator[TestClient]:
    app = application(Settings(paths=tuple(map(str, DOCUMENTS))))
    yield TestClient(app, follow_redirects=False)
    app.state.held.close()


def written(page: str) -> str:
    """The query in the form that works without scripts."""
    found = re.search(r"<textarea[^>]*>(.*?)</textarea>", page, re.DOTALL)
    assert found
    return unescape(found[1])


@pytest.mark.parametrize("lang", ["en", "ru", "kk"])
@pytest.mark.parametrize("name", [one.name for one in questions()])
def test_every_example_runs_as_it_stands(client: TestClient, name: str, lang: str) -> None:
    page = client.get("/editor", params={"example": name, "lang": lang}).text
    sparql = written(page)
    assert sparql.startswith("# ")
    assert "# param" not in sparql
    if lang == "en":
        answer = client.post("/sparql", data={"query": sparql, "format": "json"})
        assert answer.status_code == 200, answer.text
        assert answer.json()["results"]["bindings"]
    else:
        assert re.match(r"# .*[а-яәіңғүұқөһ]", sparql), (
            "what is asked is said in the reader's words"
        )


def test_the_first_query_finds_libraries_of_every_kind(client: TestClient) -> None:
    sparql = written(client.get("/editor").text)
    rows = client.post("/sparql", data={"query": sparql}).json()["results"]["bindings"]
    assert "https://w3id.org/libgraph/id/nlrk" in {row["library"]["value"] for row in rows}


def test_a_query_comes_by_its_address_and_stays_words(client: TestClient) -> None:
    page = client.get("/editor", params={"query": "ASK {} # </textarea><script>alert(1)</script>"})
    assert "<script>alert" not in page.text
    assert written(page.text) == "ASK {} # </textarea><script>alert(1)</script>"
    assert client.get("/editor?example=nothing").status_code == 404


def test_the_editor_knows_what_can_stand_on_a_map(client: TestClient) -> None:
    known = client.get("/editor/places").json()
    assert {f"{ID}almaty", f"{ID}country-kz"} <= set(known)
    assert f"{ID}nlrk" not in known


def test_found_places_are_drawn_with_links_and_numbers(client: TestClient) -> None:
    rows = [[f"{ID}almaty", 3, "one; two <b>"], [f"{ID}country-kr", 1, ""]]
    points = [[2.35, 48.85, "Louvre"]]
    form = {"places": json.dumps(rows), "points": json.dumps(points)}
    drawn = client.post("/editor/map?lang=ru&width=400", data=form)
    assert drawn.headers["content-type"] == "image/svg+xml"
    assert 'width="400"' in drawn.text
    assert "Алматы (3): one; two &lt;b&gt;" in drawn.text
    assert 'href="/id/almaty?lang=ru"' in drawn.text
    assert "Louvre" in drawn.text


@pytest.mark.skipif(graphviz.command() is None, reason="Graphviz is not installed")
def test_found_ties_are_drawn_and_explored(client: TestClient) -> None:
    ties = [[f"{ID}nlrk", f"{ID}ifla", "member"]] * 2 + [[f"{ID}nlrk", "https://example.org/a", ""]]
    names = [["https://example.org/a", "Somebody </script>"]]
    form = {"ties": json.dumps(ties), "names": json.dumps(names)}
    drawn = client.post("/editor/network", data=form).text
    assert "Things: 3; ties: 2." in drawn
    assert "Somebody &lt;/script&gt;" in drawn
    page = client.post("/editor/network?explore=1", data=form)
    assert page.headers["content-security-policy"].startswith(
        "default-src 'none'; script-src 'sha256-"
    )
    assert "National Library of the Republic of Kazakhstan" in page.text


@pytest.mark.parametrize(
    ("address", "form", "status"),
    [
        ("map", {"places": "[[1]]"}, 400),
        ("map", {"places": "{"}, 400),
        ("map", {"places": '{"a": 1}'}, 400),
        ("map", {"places": json.dumps([[f"{ID}a> ?p ?o }} #", 1, ""]])}, 400),
        ("map", {str(number): "x" for number in range(11)}, 400),
        ("map", {"points": "[[181, 0, null]]"}, 400),
        ("map", {"points": '[[181, 0, "x"]]'}, 400),
        ("map", {"points": '[[1e400, 0, "x"]]'}, 400),
        ("map", {"points": json.dumps([[0, 0, "x"]] * 2001)}, 413),
        ("network", {"ties": '[["a b", "c:d", ""]]'}, 400),
        ("network", {"ties": "[" * 5000}, 400),
        ("network", {"ties": json.dumps([["a:b", "c:d", ""]] * 5001)}, 413),
    ],
)
def test_what_cannot_be_drawn_is_refused(
    client: TestClient, address: str, form: dict[str, str], status: int
) -> None:
    answer = client.post(f"/editor/{address}", data=form, headers={"accept": "application/json"})
    assert answer.status_code == status
    assert answer.json()["error"]


def test_nothing_found_is_the_whole_world(client: TestClient) -> None:
    assert client.post("/editor/map", data={}).text.startswith("<svg")


def test_the_editor_is_what_was_recorded() -> None:
    record = json.loads((STATIC / "yasgui-vendored.json").read_text("utf-8"))
    assert set(record["sha256"]) == {"yasgui.min.js", "yasgui.min.css", "yasgui-licences.txt"}
    for name, digest in record["sha256"].items():
        assert hashlib.sha256((STATIC / name).read_bytes()).hexdigest() == digest, name
    licences = (STATIC / "yasgui-licences.txt").read_text("utf-8")
    for package in record["bundled"]:
        assert f"{package['name']} ({package['licence']})" in licences
    if LOCK.exists():  # the build script is not in the sdist
        pinned = json.loads(LOCK.read_text("utf-8"))["packages"]
        there = record["package"]
        assert pinned[f"node_modules/{there['name']}"]["version"] == there["version"]


@pytest.fixture(scope="module")
def site() -> Iterator[str]:
    with served(*OF_DOCUMENTS) as running:
        yield running.address.rstrip("/")


RUN = """
  document.querySelector(".tabPanel.active .yasqe_queryButton").click();
  await until(() => document.querySelector(".tabPanel.active :is(.yasr tbody tr, .errorResult)"));
  return document.querySelector(".tabPanel.active .yasr").innerText;
"""


DRAWN = """
  const panel = document.querySelector(".tabPanel.active");
  panel.querySelector(".select_%(kind)s").click();
  await until(() => panel.querySelector(".%(kind)s .room[data-drawn]"));
  const { dataset, shadowRoot } = panel.querySelector(".%(kind)s .room");
  return [dataset.drawn, shadowRoot.querySelector("svg").textContent];
"""
READY = """
  await until(() => document.body.dataset.places);
  return [...document.querySelectorAll(".yasr_btnGroup button:not(.disabled)")].map((one) => one.innerText);
"""


def test_what_a_question_finds_is_a_table_a_map_and_a_network(site: str, chromium: Browser) -> None:
    window = chromium.window()
    window.go(f"{site}/editor?example=events")
    assert window.ask(READY) == ["Table", "Map", "Network", "Response"]
    assert "id:almaty" in window.ask(RUN)
    drawn, said = window.ask(DRAWN % {"kind": "map"})
    assert drawn == "yes"
    assert "Almaty" in said
    for width, dark in ((1280, False), (1280, True), (390, False), (390, True)):
        window.look(width, 844, dark=dark)
        assert window.faults() == []
        assert window.ask("return document.documentElement.scrollWidth") == width
    drawn, said = window.ask(DRAWN % {"kind": "network"})
    assert drawn == "yes"
    assert "Hall of World" in said
    assert window.faults() == []
    explore = "const form = document.querySelector('.network form'); form.target = '_self';"
    window.leave(f"{explore} form.querySelector('button').click()")
    assert window.ask("return document.documentElement.classList.contains('js')")
    assert "Things: " in window.ask("return document.body.innerText")
    assert window.complaints == []
    inner = ("data:", "blob:", site)
    assert [one for one in window.requests if not one.startswith(inner)] == []


def test_columns_of_coordinates_are_a_map_and_names_alone_are_none(
    site: str, chromium: Browser
) -> None:
    window = chromium.window()
    queries = {
        "SELECT * { VALUES (?name ?lat ?long) { ('Here' 43.25 76.9) } }": ["Table", "Map"],
        "SELECT * { VALUES (?name ?at) { ('Here' 'POINT(76.9 43.25)') } }": ["Table", "Map"],
        "SELECT ?name { id:almaty rdfs:label ?name }": ["Table"],
    }
    for query, shown in queries.items():
        window.go(f"{site}/editor?query={quote(query)}")
        window.ask(READY)
        window.ask(RUN)
        buttons = "[...document.querySelectorAll('.tabPanel.active .yasr_btnGroup button')]"
        seen = window.ask(
            f"return {buttons}.filter((one) => one.checkVisibility()).map((one) => one.innerText)"
        )
        assert seen == [*shown, "Response"], query
        if "Map" in shown:
            assert "Here" in window.ask(DRAWN % {"kind": "map"})[1]
            window.ask("document.querySelector('.tabPanel.active .select_table').click()")


def test_a_query_is_run_and_its_rows_lead_to_pages(site: str, chromium: Browser) -> None:
    window = chromium.window()
    window.go(f"{site}/editor?example=support&lang=ru")
    assert window.ask("return document.body.dataset.editor") == "ready"
    assert "id:nl-korea" in window.ask(RUN)
    link = window.ask("""
      const link = document.querySelector('.yasr a[href$="/id/nl-korea"]');
      link.dispatchEvent(new MouseEvent("mousedown", { bubbles: true }));
      return link.href;
    """)
    assert link == f"{site}/id/nl-korea"
    assert window.faults() == []
    window.look(390, 844)
    assert window.ask("return document.documentElement.scrollWidth") == 390
    assert window.complaints == []
    inner = ("data:", "blob:", site)
    assert [one for one in window.requests if not one.startswith(inner)] == []


def test_a_broken_query_is_explained_in_the_editor(site: str, chromium: Browser) -> None:
    window = chromium.window()
    window.go(f"{site}/editor?query=SELECT * {{ ?s ?p }}")
    assert "line 1, column 19" in window.ask(RUN)
