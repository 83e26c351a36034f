"""A person's way through the pages in a real browser, and what axe-core says of each page."""

from __future__ import annotations

import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
import uvicorn

from conftest import DOCUMENTS
from libgraph.drawing import graphviz
from libgraph.web.app import application
from libgraph.web.settings import Settings

DRAWING = Path(__file__).parents[1] / "drawing"
sys.path.insert(0, str(DRAWING))
from browser import CHROMIUM  # noqa: E402
from windows import Browser, Window, browser  # noqa: E402

AXE = DRAWING / "axe" / "axe.min.js"
JUDGED = """
  const { violations } = await axe.run(document, { iframes: false });
  return violations.map(({ id, nodes }) => [id, nodes.slice(0, 2).map(({ html }) => html)]);
"""
PAGES = [
    "/", "/id/nlrk", "/id/source/000", "/id/statement/000-nlrk-member-of-ifla", "/things",
    "/things?kind=Agreement", "/agreements", "/coverage?as-of=2009", "/conflicts", "/questions",
    "/questions/support", "/about", "/ontology", "/search?q=korea", "/id/nothing",
]  # fmt: skip
pytestmark = [
    pytest.mark.skipif(CHROMIUM is None, reason="no chromium here: the pages are NOT looked at"),
    pytest.mark.skipif(graphviz.command() is None, reason="Graphviz is not installed"),
]


@pytest.fixture(scope="module")
def site() -> Iterator[str]:
    """The address of the explorer over the three documents, on a free port."""
    app = application(Settings(paths=tuple(map(str, DOCUMENTS))))
    server = uvicorn.Server(uvicorn.Config(app, port=0, log_level="error", lifespan="off"))
    thread = threading.Thread(target=server.run)
    thread.start()
    while not server.started:
        time.sleep(0.05)
    port = server.servers[0].sockets[0].getsockname()[1]
    yield f"http://127.0.0.1:{port}"
    server.should_exit = True
    thread.join()


@pytest.fixture(scope="module")
def chromium(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    with browser(tmp_path_factory.mktemp("browser")) as opened:
        yield opened


@pytest.fixture
def window(chromium: Browser) -> Window:
    return chromium.open("<p>nothing yet</p>")


def go(chromium: Browser, window: Window, address: str) -> None:
    """Open an address and wait until it is there."""
    chromium._opened = ""
    window.tell("Page.navigate", url=address)
    while chromium._opened != window._session:
        chromium._listen()


def follow(chromium: Browser, window: Window, script: str) -> str:
    """Do something that leads to another page; its path."""
    chromium._opened = ""
    window.tell("Runtime.evaluate", expression=script)
    while chromium._opened != window._session:
        chromium._listen()
    return str(window.ask("return location.pathname + location.search"))


def test_find_a_library_see_whom_it_helped_open_the_source_move_the_year(
    site: str, chromium: Browser, window: Window
) -> None:
    go(chromium, window, site)
    shown = window.ask("""
      const box = document.querySelector("input[data-suggest]");
      box.value = "библиотека кореи"; box.dispatchEvent(new Event("input"));
      for (let waited = 0; waited < 200; waited += 1) {
        if (document.querySelector("#suggestions li")) break;
        await new Promise((done) => setTimeout(done, 50));
      }
      return document.querySelector("#suggestions li").dataset.href;
    """)
    assert shown.startswith("/id/nl-korea")
    choose = (
        'for (const key of ["ArrowDown", "Enter"]) document.querySelector("input[data-suggest]")'
        '.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true }))'
    )
    assert follow(chromium, window, choose).startswith("/id/nl-korea")
    said = window.ask("return document.querySelector('#Support').closest('section').innerText")
    assert "helps The window to Korea" in said
    assert "2020-10-08" in said
    first = "document.querySelector('.ties .sources a').click()"
    assert follow(chromium, window, first) == "/id/source/002"
    move = "document.querySelector('input[name=as-of]').value = '1999';"
    moved = follow(chromium, window, move + "document.querySelector('form.time').submit()")
    assert "as-of=1999" in moved
    assert window.complaints == []


@pytest.mark.parametrize("kind", ["network?around=nlrk", "timeline?of=nlrk", "map?as-of=2009"])
def test_pictures_run_under_their_own_policy(
    site: str, chromium: Browser, window: Window, kind: str
) -> None:
    for _ in range(2):  # the second time the browser has it, and is told that it is the same
        go(chromium, window, f"{site}/draw/{kind}")
        assert window.ask("return document.documentElement.classList.contains('js')")
        assert window.complaints == []


@pytest.mark.parametrize("page", PAGES)
def test_nothing_for_axe_to_find(site: str, chromium: Browser, window: Window, page: str) -> None:
    for width, dark in ((1280, False), (390, True)):
        window.look(width, 900, dark=dark)
        go(chromium, window, site + page)
        window.tell("Runtime.evaluate", expression=AXE.read_text("utf-8"))
        assert window.ask(JUDGED) == []
        over = window.ask("return document.documentElement.scrollWidth - innerWidth")
        assert over <= 0, "nothing is wider than the screen"


def test_paper_shows_what_is_folded(site: str, chromium: Browser, window: Window) -> None:
    go(chromium, window, f"{site}/id/nlrk")
    hidden = "return document.querySelector('details.rest li:last-child').checkVisibility()"
    window.look(1280, 900, paper=True)
    assert window.ask(hidden)
    assert not window.ask("return document.querySelector('form.time').checkVisibility()")
