"""The page in a real browser: it draws, it finds, it filters, it can be shared and printed."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
import scenes

from libgraph.drawing import graphviz
from libgraph.drawing import html as html_module
from libgraph.drawing.html import html
from libgraph.drawing.kinds import KINDS
from windows import Browser, browser

pytestmark = pytest.mark.skipif(graphviz.command() is None, reason="Graphviz is not installed")
HELP = """
  const [box, choices, status, panel, notice] = ["find", "suggestions", "found", "panel", "notice"]
    .map((id) => document.getElementById(id));
  const type = async (text) => {
    box.value = text; box.dispatchEvent(new Event("input")); await pause();
  };
"""


@pytest.fixture(scope="module")
def page() -> str:
    return html(scenes.library_scene())


def test_it_draws_without_a_word_of_complaint(chromium: Browser, page: str) -> None:
    window = chromium.open(page)
    told = window.ask("return { ...document.body.dataset }")
    assert told["drawn"] == "canvas"
    assert told["things"] == str(len(scenes.library_scene().nodes))
    assert window.ask("return performance.getEntriesByType('resource').length") == 0
    assert (window.complaints, window.requests) == ([], [])


@pytest.mark.parametrize("name", ["one", "hostile", "many"])
def test_every_scene_draws(chromium: Browser, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    monkeypatch.setattr(html_module, "PICTURED", 20)  # the still picture is not looked at here
    scene = {
        "one": scenes.one_node(),
        "hostile": scenes.hostile_scene(),
        "many": scenes.large_scene(600),
    }[name]
    script = """
      Page.select(Page.model.things[0]); await pause();
      return [document.querySelectorAll('#list a').length, document.querySelector('#panel h2').textContent];
    """
    window = chromium.open(html(scene))
    assert window.ask("return document.body.dataset.drawn") == "canvas"
    links, heading = window.ask(script)
    assert window.complaints == []
    assert links >= len(scene.nodes)
    assert heading == scene.nodes[0].label


def test_shapes_appear_in_their_colours(chromium: Browser, page: str) -> None:
    found = chromium.open(page, 950, 700).colours()
    drawn = {node.kind for node in scenes.library_scene().nodes}
    missing = {key for key in drawn if found[KINDS[key].fill] < 20}
    assert not missing, f"no such colour on the canvas: {missing}"


def test_an_address_selects(chromium: Browser, page: str) -> None:
    script = "return [panel.hidden, panel.querySelector('h2').textContent, panel.textContent]"
    window = chromium.open(page, hash_="#node=corner-hanbit")
    hidden, heading, text = window.ask(HELP + script)
    assert not hidden
    assert heading == "Book corner “The window to Hanbit”"
    for words in ("Book corner", "«Ханбитке терезе»", "supports with finance", "2020-10-08/"):
        assert words in text
    assert "certain" in text and "Said by: Web page on cooperation with IFLA" in text  # noqa: PT018


@pytest.mark.parametrize("hash_", ["#node=nobody", "#node=%E0%A4", "#elsewhere"])
def test_an_address_of_nothing_selects_nothing(chromium: Browser, page: str, hash_: str) -> None:
    window = chromium.open(page, hash_=hash_)
    assert window.ask(HELP + "return panel.hidden") is True
    assert window.complaints == []


def test_links_and_the_back_button_walk_through_the_network(chromium: Browser, page: str) -> None:
    script = """
      const now = () => document.body.dataset.selected;
      const walked = [now()];
      panel.querySelector('a[href="#node=ifla"]').click(); await pause(); walked.push(now());
      await stepped(() => history.back()); walked.push(now());
      await stepped(() => history.forward()); walked.push(now());
      key(document.body, 'Escape'); await pause(); walked.push(now(), panel.hidden);
      return walked;
    """
    walked = chromium.open(page, hash_="#node=nl-karatau").ask(HELP + script)
    assert walked == ["nl-karatau", "ifla", "nl-karatau", "ifla", "", True]


SOUGHT = {
    "karatau": "Karatau",
    "ҚАРАТАУ": "National Library of Karatau",
    "каратау ултт": "National Library of Karatau",
    "bibliotheque": "Bibliothèque nationale de Valdor",
    "한빛 국립": "National Library of Hanbit",
    "  window   to ": "Book corner “The window to Hanbit”",
    "zzz": "",
}


def test_search_finds_any_spelling(chromium: Browser, page: str) -> None:
    script = f"""
      key(document.body, '/');
      if (document.activeElement !== box) return 'no focus';
      const found = [];
      for (const text of {json.dumps(list(SOUGHT))}) {{
        await type(text);
        found.push([...choices.querySelectorAll('li > span')].map((span) => span.textContent));
      }}
      return found;
    """
    answers = chromium.open(page).ask(HELP + script)
    for (typed, first), found in zip(SOUGHT.items(), answers, strict=True):
        assert first in found[:3] if first else found == [], f"{typed}: {found}"


def test_search_by_keyboard(chromium: Browser, page: str) -> None:
    script = """
      const state = () => [choices.hidden, box.getAttribute('aria-activedescendant')];
      box.focus(); await type('library');
      const seen = [state()];
      key(box, 'ArrowDown'); seen.push(state()); key(box, 'ArrowUp'); key(box, 'ArrowUp');
      seen.push(state()); key(box, 'Escape'); seen.push([choices.hidden, box.value]);
      key(box, 'ArrowDown'); key(box, 'Enter'); await pause();
      seen.push([document.body.dataset.selected !== '', document.activeElement.tagName]);
      await type('zzz');
      seen.push(status.textContent);
      return seen;
    """
    first, down, up, escaped, entered, nothing = chromium.open(page).ask(HELP + script)
    assert first == [False, "suggestion-0"]
    assert down == [False, "suggestion-1"]
    assert up[1] == "suggestion-9", "up from the first is the last of ten"
    assert escaped == [True, "library"]
    assert entered == [True, "H2"]
    assert nothing == "Nothing has such a name."


def test_filtering_a_kind_hides_it_everywhere(chromium: Browser, page: str) -> None:
    script = """
      const event = Page.model.kinds.find((kind) => kind.key === 'event');
      const check = document.querySelector(`#kinds input[value="${event.at}"]`);
      const state = () => [
        Page.model.things.filter(Page.model.shown).length,
        document.querySelector('section[data-kind=event]').hidden,
        panel.textContent.includes('Session of the Executive Board')];
      const before = state(); check.click(); await pause();
      const after = state(); location.hash = '#node=ev-session'; await pause();
      return [before, after, check.checked, state()[0]];
    """
    window = chromium.open(page, hash_="#node=nl-karatau")
    before, after, checked, back = window.ask(HELP + script)
    assert before == [63, False, True]
    assert after == [56, True, False]
    assert [checked, back] == [True, 63], "who follows a link to a hidden kind sees it again"


def test_without_webgl_the_still_picture_and_the_list_remain(page: str, tmp_path: Path) -> None:
    script = """
      const shown = (id) => document.getElementById(id).getBoundingClientRect().height > 0;
      return [shown('still'), shown('stage'), shown('list'), notice.textContent, panel.hidden];
    """
    with browser(tmp_path, "--disable-3d-apis") as flat:
        window = flat.open(page, hash_="#node=ifla")
        assert window.ask("return document.body.dataset.drawn") == "still"
        still, stage, listed, notice, panel_hidden = window.ask(HELP + script)
    assert (still, stage, listed, panel_hidden) == (True, False, True, False)
    assert "no WebGL" in notice


def test_in_the_dark_the_paper_is_dark(chromium: Browser, page: str) -> None:
    window = chromium.open(page, 500, 500, dark=True)
    assert window.colours().most_common(1)[0][0] in {"#14181d", "#0e1115"}
    window = chromium.open(page, 500, 500)
    assert window.colours().most_common(1)[0][0] in {"#ffffff", "#f4f5f7"}


@pytest.mark.parametrize("wide", [390, 800, 1280])
def test_nothing_sticks_out(chromium: Browser, page: str, wide: int) -> None:
    script = """
      const root = document.documentElement;
      return [root.scrollWidth, root.clientWidth, innerWidth, document.body.dataset.drawn];
    """
    window = chromium.open(page, wide, 844, hash_="#node=nl-karatau")
    scroll, client, inner, drawn = window.ask(script)
    assert scroll <= client <= inner == wide
    assert drawn == "canvas"


@pytest.mark.parametrize("lang", ["ru", "kk"])
def test_it_speaks_other_languages(chromium: Browser, lang: str) -> None:
    page = html(replace(scenes.library_scene(), lang=lang))
    window = chromium.open(page)
    label = {"ru": "Найти по имени или названию", "kk": "Атауы бойынша іздеу"}[lang]
    assert window.ask(HELP + "return box.labels[0].textContent") == label
    assert window.ask("return document.documentElement.lang") == lang
    assert window.complaints == []


def _dated() -> str:
    """The library scene with kinds of ties, and years as the dates say them."""
    scene = scenes.library_scene()
    edges = tuple(
        replace(
            edge,
            layer="membership" if "member" in edge.label else "other",
            years=((1990, 1999, False), (2000, 2010, True)) if "member" in edge.label else (),
        )
        for edge in scene.edges
    )
    layers = (("membership", "Membership"), ("other", "Other ties"))
    return html(replace(scene, edges=edges, layers=layers, years=(1985, 2020)))


def test_years_layers_and_the_address_go_together(chromium: Browser) -> None:
    script = """
      const WRITTEN = 220; // the address is written when the hand has rested for a while
      const slider = document.getElementById('year');
      const m = Page.model, count = () => m.ties.filter(m.shownTie).length;
      const kinds = () => [...new Set(m.ties.filter(m.shownTie).map(m.holds))].join();
      const seen = [[m.now.year, count(), kinds()]];
      slider.value = 2005; slider.dispatchEvent(new Event('input')); await pause(WRITTEN);
      seen.push([location.hash, count(), kinds()]);
      const box = document.querySelector('#layers input'); box.click(); await pause();
      seen.push([location.hash, count(), m.things.every(m.fades)]);
      await stepped(() => history.back());
      seen.push([location.hash, count(), box.checked]);
      document.getElementById('allyears').click(); await pause(WRITTEN);
      seen.push([location.hash, count() === m.ties.length]);
      document.getElementById('play').click(); await until(() => m.now.year === 1986);
      seen.push([m.now.year, document.getElementById('play').textContent]);
      return seen;
    """
    window = chromium.open(_dated(), hash_="#node=ifla&year=1995")
    first, slid, without, back, whole, playing = window.ask(script)
    assert window.complaints == []
    members = first[1]
    assert first == [1995, members, "possibly"]
    assert 0 < members < 20
    assert slid == ["#node=ifla&year=2005", members, "yes"]
    assert without == ["#node=ifla&year=2005&without=membership", 0, True]
    assert back == ["#node=ifla&year=2005", members, True]
    assert whole == ["#node=ifla", True]
    assert playing == [1986, "❚❚"]
