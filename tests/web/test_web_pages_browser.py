"""A person's way through the pages in a real browser, and what axe-core says of each page."""

from __future__ import annotations

import json
import threading
import time
from base64 import b64decode
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO

import pytest
import rdflib
import uvicorn
from pypdf import PdfReader

from conftest import DOCUMENTS
from libgraph.drawing import graphviz
from libgraph.web.app import application
from libgraph.web.settings import Settings
from windows import Browser, Window

PAGES = [
    "/", "/id/nlrk", "/id/source/000", "/id/statement/000-nlrk-member-of-ifla", "/things",
    "/things?kind=Agreement", "/agreements", "/coverage?as-of=2009", "/conflicts", "/questions",
    "/questions/support", "/about", "/ontology", "/search?q=korea", "/id/nothing",
]  # fmt: skip
pytestmark = pytest.mark.skipif(graphviz.command() is None, reason="Graphviz is not installed")


@contextmanager
def running(settings: Settings) -> Iterator[str]:
    """The address of an explorer on a free port."""
    app = application(settings)
    server = uvicorn.Server(uvicorn.Config(app, port=0, log_level="error", lifespan="off"))
    thread = threading.Thread(target=server.run)
    thread.start()
    while not server.started:
        time.sleep(0.05)
    yield f"http://127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}"
    server.should_exit = True
    thread.join()
    app.state.held.close()


@pytest.fixture(scope="module")
def site() -> Iterator[str]:
    """The explorer over the three documents."""
    with running(Settings(paths=tuple(map(str, DOCUMENTS)))) as address:
        yield address


@pytest.fixture(scope="module")
def shipped() -> Iterator[str]:
    """The explorer over the shipped graph."""
    with running(Settings()) as address:
        yield address


@pytest.fixture
def window(chromium: Browser) -> Window:
    return chromium.window()


def follow(window: Window, script: str) -> str:
    """Do something that leads to another page; its path."""
    window.leave(script)
    return str(window.ask("return location.pathname + location.search"))


SUGGESTED = """
  const box = document.querySelector("input[data-suggest]");
  box.value = %s; box.dispatchEvent(new Event("input"));
  await until(() => document.querySelector("#suggestions li"));
  return document.querySelector("#suggestions li").dataset.href;
"""
KEYS = (
    'for (const key of ["ArrowDown", "Enter"]) document.querySelector("input[data-suggest]")'
    '.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true }))'
)
TURTLE = """
  const link = [...document.querySelectorAll(".downloads a")].find((one) => /Turtle/.test(one.textContent));
  const answer = await fetch(link.href);
  return [answer.headers.get("content-type"), await answer.text()];
"""
RUN = """
  document.querySelector(".tabPanel.active .yasqe_queryButton").click();
  await until(() => document.querySelector(".tabPanel.active .yasr tbody tr"));
  return document.querySelector(".tabPanel.active .yasr").innerText;
"""
SUPPORT = "return document.querySelector('#Support')?.closest('section').innerText ?? ''"


def test_a_way_through_find_see_open_move_take_ask_print(shipped: str, window: Window) -> None:
    for name in ("국립중앙도서관", "библиотека кореи", "National Library of Korea"):
        window.go(shipped)
        assert window.ask(SUGGESTED % json.dumps(name)).startswith("/id/nl-korea")
    assert follow(window, KEYS).startswith("/id/nl-korea")
    said = window.ask(SUPPORT)
    assert "helps Library of Congress (exchange)" in said
    assert "since 1966" in said

    first = (
        "document.querySelector('#Support').closest('section').querySelector('.sources a').click()"
    )
    assert follow(window, first).startswith("/id/source/")
    taken = window.ask("return document.querySelector('.ties').closest('main').innerText")
    assert "National Library of Korea helps Library of Congress" in taken
    home = "[...document.querySelectorAll('.ties a')].find((a) => a.pathname === '/id/nl-korea').click()"
    assert follow(window, home) == "/id/nl-korea"

    move = "const box = document.querySelector('.time input[name=as-of]'); box.value = '%s'; box.form.submit()"
    assert "as-of=1970" in follow(window, f"{{ {move % 1970} }}")
    assert "Library of Congress" in window.ask(SUPPORT)
    assert "Copenhagen" not in window.ask(SUPPORT)
    assert "as-of=2014" in follow(window, f"{{ {move % 2014} }}")
    assert "Window on Korea, Copenhagen" in window.ask(SUPPORT)

    kind, turtle = window.ask(TURTLE)
    assert kind.startswith("text/turtle")
    told = rdflib.Graph().parse(data=turtle, format="turtle")
    library = rdflib.URIRef("https://w3id.org/libgraph/id/nl-korea")
    assert (library, rdflib.RDFS.label, rdflib.Literal("Корея Ұлттық кітапханасы", "kk")) in told
    assert len(set(told.subjects(None, library))) > 10, "with what is said of it"

    printed = PdfReader(BytesIO(b64decode(window.tell("Page.printToPDF")["data"])))
    words = [page.extract_text() for page in printed.pages]
    assert 1 <= len(words) <= 12
    assert "National Library of Korea" in words[0]
    assert "Query editor" not in " ".join(words), "menus stay off paper"

    editor = "[...document.querySelectorAll('.rooms a')].find((a) => a.href.includes('/editor'))"
    assert follow(window, f"{editor}.click()").startswith("/editor")
    example = (
        "[...document.querySelectorAll('.examples a')].find((a) => a.href.includes('support'))"
    )
    assert "example=support" in follow(window, f"{example}.click()")
    assert "id:nl-korea" in window.ask(RUN)
    assert window.complaints == []


@pytest.mark.parametrize("kind", ["network?around=nlrk", "timeline?of=nlrk", "map?as-of=2009"])
def test_pictures_run_under_their_own_policy(site: str, window: Window, kind: str) -> None:
    for _ in range(2):  # the second time the browser has it, and is told that it is the same
        window.go(f"{site}/draw/{kind}")
        assert window.ask("return document.documentElement.classList.contains('js')")
        assert window.complaints == []


@pytest.mark.parametrize("page", PAGES)
def test_nothing_for_axe_to_find(site: str, window: Window, page: str) -> None:
    for width, dark in ((1280, False), (390, True)):
        window.look(width, 900, dark=dark)
        window.go(site + page)
        assert window.faults(every=True) == []
        over = window.ask("return document.documentElement.scrollWidth - innerWidth")
        assert over <= 0, "nothing is wider than the screen"


def test_paper_shows_what_is_folded(site: str, window: Window) -> None:
    window.go(f"{site}/id/nlrk")
    hidden = "return document.querySelector('details.rest li:last-child').checkVisibility()"
    window.look(1280, 900, paper=True)
    assert window.ask(hidden)
    assert not window.ask("return document.querySelector('form.time').checkVisibility()")
