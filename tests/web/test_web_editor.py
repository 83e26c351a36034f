"""The query editor: what the page holds, what it runs, and that it asks nobody else."""

from __future__ import annotations

import hashlib
import json
import re
import sys
from collections.abc import Iterator
from html import unescape
from pathlib import Path

import pytest
from at_port import served
from starlette.testclient import TestClient

from conftest import DOCUMENTS, OF_DOCUMENTS
from libgraph.query.catalog import questions
from libgraph.web.app import application
from libgraph.web.settings import Settings

DRAWING = Path(__file__).parents[1] / "drawing"
sys.path.insert(0, str(DRAWING))
from browser import CHROMIUM  # noqa: E402
from windows import Browser, Window, browser  # noqa: E402

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


@pytest.fixture(scope="module")
def chromium(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    if CHROMIUM is None:
        pytest.skip("no chromium here: the editor is NOT looked at")
    with browser(tmp_path_factory.mktemp("editor")) as opened:
        yield opened


def go(chromium: Browser, window: Window, address: str) -> None:
    """Open an address and wait until it is there."""
    chromium._opened = ""
    window.tell("Page.navigate", url=address)
    while chromium._opened != window._session:
        chromium._listen()


RUN = """
  document.querySelector(".tabPanel.active .yasqe_queryButton").click();
  for (let waited = 0; waited < 200; waited += 1) {
    const panel = document.querySelector(".tabPanel.active");
    if (panel.querySelector(".yasr tbody tr, .errorResult")) break;
    await new Promise((done) => setTimeout(done, 50));
  }
  return document.querySelector(".tabPanel.active .yasr").innerText;
"""


def test_a_query_is_run_and_its_rows_lead_to_pages(site: str, chromium: Browser) -> None:
    window = chromium.open("<p>nothing yet</p>")
    go(chromium, window, f"{site}/editor?example=support&lang=ru")
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
    window = chromium.open("<p>nothing yet</p>")
    go(chromium, window, f"{site}/editor?query=SELECT * {{ ?s ?p }}")
    assert "line 1, column 19" in window.ask(RUN)
