"""The network page under a hand: the way back, the year slider by keyboard, tens of thousands."""

from __future__ import annotations

import time
from dataclasses import replace

import pytest
import scenes

from libgraph.drawing import graphviz
from libgraph.drawing import html as html_module
from libgraph.drawing.html import html
from libgraph.drawing.kinds import KINDS
from libgraph.drawing.scene import Years
from windows import Browser, Window

pytestmark = pytest.mark.skipif(graphviz.command() is None, reason="Graphviz is not installed")
STATE = "return [location.hash, document.body.dataset.selected, Page.model.now.year]"
PAUSE = "await new Promise((done) => setTimeout(done, 400));"
EVENT = KINDS["event"].fill


@pytest.fixture(scope="module")
def page() -> str:
    scene = scenes.library_scene()
    edges = tuple(
        replace(edge, years=((1987, 1999, False), (2000, 2010, True))) for edge in scene.edges
    )
    return html(replace(scene, edges=edges, years=Years(1987, 2020, open=True)))


def press(window: Window, key: str, code: int) -> None:
    """A key of the keyboard, down and up."""
    given = {"key": key, "code": "Space" if key == " " else key, "windowsVirtualKeyCode": code}
    down = given | ({"text": key} if len(key) == 1 else {})
    window.tell("Input.dispatchKeyEvent", type="keyDown" if len(key) == 1 else "rawKeyDown", **down)
    window.tell("Input.dispatchKeyEvent", type="keyUp", **given)


def test_many_steps_back_and_forward_in_haste(chromium: Browser, page: str) -> None:
    window = chromium.open(page, hash_="#node=ifla")
    steps = window.ask(
        """
        const { things, kinds } = Page.model;
        const boxes = [...document.querySelectorAll("#kinds input")];
        const seen = [location.hash];
        for (let at = 0; at < 40; at++) {
          if (at % 4 === 3) boxes[at % boxes.length].click();
          else Page.select(things[at]);
          await new Promise((done) => setTimeout(done));
          seen.push(location.hash);
        }
        return seen;
        """
    )
    assert len(set(steps)) > 30
    agrees = """
      const { things, kinds } = Page.model;
      const thing = things.find(({ slug }) => slug === document.body.dataset.selected) ?? null;
      const boxes = [...document.querySelectorAll("#kinds input")];
      return [Page.state.hash(thing), kinds.map((kind) => kind.shown), boxes.map((box) => box.checked)];
    """
    for way in ("back", "forward", "back"):
        window.ask(
            f"for (let at = 0; at < 30; at++) {{ history.{way}(); "
            "if (at % 3 === 0) await new Promise((done) => setTimeout(done, 2)); }" + PAUSE
        )
        said, shown, ticked = window.ask(agrees)
        assert window.ask("return location.hash") == said
        assert shown == ticked
    assert window.complaints == []


def test_the_picture_follows_the_way_back(chromium: Browser, page: str) -> None:
    """Once it stood still: filters set by hand were not those that the way back compared with."""
    window = chromium.open(page)
    window.ask(PAUSE)
    before = window.colours()[EVENT]
    click = """document.querySelector(`#kinds input[value="${
        Page.model.kinds.find(({ key }) => key === "event").at}"]`).click();"""
    window.ask(click + PAUSE)
    hidden = window.colours()[EVENT]
    window.ask("history.back();" + PAUSE)
    assert hidden < before / 2
    assert window.colours()[EVENT] == before


def test_what_waits_to_be_written_does_not_spoil_the_page_gone_back_to(
    chromium: Browser, page: str
) -> None:
    window = chromium.open(page, hash_="#node=ifla")
    window.ask("Page.select(Page.model.bySlug.get('pac'));" + PAUSE)
    window.ask(
        "const slider = document.getElementById('year'); slider.value = 2001;"
        "slider.dispatchEvent(new Event('input')); history.back();" + PAUSE
    )
    assert window.ask(STATE) == ["#node=ifla", "ifla", None]


def test_an_address_is_drawn_as_it_says_from_the_first_frame(chromium: Browser, page: str) -> None:
    window = chromium.open(page, hash_="#hide=event&year=1990")
    assert window.ask(STATE) == ["#hide=event&year=1990", "", 1990]
    window.ask(PAUSE)
    legend = 100  # the glyph in the list and in the boxes
    assert window.colours()[EVENT] < legend


def test_the_years_by_keyboard(chromium: Browser, page: str) -> None:
    window = chromium.open(page)
    told = "return document.getElementById('now').textContent.split(':')[0]"
    assert window.ask(told) == "All years"
    window.ask("document.getElementById('year').focus()")
    seen = []
    for key, code in (
        ("ArrowLeft", 37),
        ("ArrowLeft", 37),
        ("End", 35),
        ("Home", 36),
        ("ArrowRight", 39),
    ):
        press(window, key, code)
        seen.append(window.ask(told))
    assert seen == ["2019", "2018", "2020", "before 1988", "1988"]
    assert window.ask(PAUSE + STATE)[0] == "#year=1988"
    playing = "return document.getElementById('play').getAttribute('aria-label')"
    press(window, " ", 32)
    assert window.ask(playing) == "Pause"
    window.ask("history.pushState(null, '', '#node=ifla'); dispatchEvent(new Event('hashchange'))")
    assert window.ask(playing) == "Play the years", "another address ends the play"
    assert window.ask("return document.getElementById('year').ariaValueText") is not None


def test_tens_of_thousands_of_ties_are_drawn_as_thin_lines(
    chromium: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(html_module, "PICTURED", 20)  # the still picture is not looked at here
    window = chromium.open(html(scenes.large_scene(6000)))
    window.ask(PAUSE)
    seen = window.colours()
    assert sum(seen[KINDS[kind].fill] for kind in ("library", "person", "event")) > 500
    assert seen["#caced3"] > 500, "lines of one pixel, of their own colour"
    window.ask("Page.select(Page.model.things[0]);" + PAUSE)
    assert window.ask("return document.querySelectorAll('#panel .ties li').length") > 5
    assert window.complaints == []


def test_a_long_list_of_names_is_folded(chromium: Browser) -> None:
    scene = scenes.library_scene()
    names = tuple(f"Name {at}" for at in range(12))
    window = chromium.open(
        html(replace(scene, nodes=(replace(scene.nodes[0], names=names), *scene.nodes[1:])))
    )
    shown = "const fold = document.querySelector('#panel details');"
    window.ask("Page.select(Page.model.things[0]);")
    assert window.ask(shown + "return [fold.open, fold.querySelectorAll('li').length]") == [
        False,
        13 - 1,
    ]
    summary = "Name 0 · Name 1 · Name 2 · … (12)"
    assert window.ask(shown + "return fold.querySelector('summary').textContent") == summary


def test_the_still_picture_is_there_when_it_is_printed(chromium: Browser, page: str) -> None:
    window = chromium.open(page)
    script = "return [still?.isConnected ?? false, still?.querySelectorAll('svg text').length ?? 0]"
    there = script.replace("still?", "document.getElementById('still')?")
    assert window.ask(there) == [False, 0], "it costs nothing before"
    window.ask("dispatchEvent(new Event('beforeprint'))")
    drawn, texts = window.ask(there)
    assert drawn
    assert texts > 60
    window.ask("dispatchEvent(new Event('beforeprint'))")
    assert window.ask("return document.querySelectorAll('#still').length") == 1


def test_without_scripts_the_still_picture_is_seen(chromium: Browser, page: str) -> None:
    window = chromium.open(page, 500, 500)
    window.tell("Emulation.setScriptExecutionDisabled", value=True)
    before = window.tell("DOM.getDocument")["root"]["backendNodeId"]
    window.tell("Page.reload")
    while (root := window.tell("DOM.getDocument")["root"])["backendNodeId"] == before:
        time.sleep(0.1)
    time.sleep(0.5)  # until it is laid out
    root = window.tell("DOM.getDocument")["root"]
    still = window.tell("DOM.querySelector", nodeId=root["nodeId"], selector="#still svg")["nodeId"]
    assert window.tell("DOM.getBoxModel", nodeId=still)["model"]["height"] > 100
