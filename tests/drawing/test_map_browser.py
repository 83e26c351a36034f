"""The map in a real browser: it repaints by year, tells, jumps to rows, and can be shared."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest

from libgraph.dates import Span
from libgraph.drawing.map.atlas import Atlas
from libgraph.drawing.map.page import html
from libgraph.drawing.map.paint import key_of
from libgraph.drawing.map.survey import survey
from libgraph.graph import Graph, open_graph
from windows import Browser

NETWORK = Path(__file__).parents[1] / "history" / "coverage" / "network.ttl"


@pytest.fixture(scope="module")
def atlas(shipped: Graph) -> Atlas:
    return survey(shipped, Span.parse("2020"), time="2020", layers=["agreements"])


@pytest.fixture(scope="module")
def page(atlas: Atlas) -> str:
    return html(atlas, 2020)


def test_it_opens_without_a_word_of_complaint_or_a_request(chromium: Browser, page: str) -> None:
    window = chromium.open(page)
    assert (window.complaints, window.requests) == ([], [])
    assert window.ask("return performance.getEntriesByType('resource').length") == 0


def test_the_script_says_of_the_first_time_what_was_drawn(chromium: Browser, page: str) -> None:
    script = """
      const look = () => [...document.querySelectorAll('#frame [data-items]')].map((one) =>
        [one.getAttribute('fill'), one.getAttribute('class'), one.dataset.tip ?? '']);
      const texts = () => document.querySelector('figcaption').textContent +
        [...document.querySelectorAll('#sheets td:nth-child(3)')].map((one) => one.textContent);
      const words = texts();
      slider = document.getElementById('year');
      slider.value = 1990; slider.dispatchEvent(new Event('input')); await pause();
      const then = JSON.stringify(look());
      document.getElementById('asked').click(); await pause();
      return [words === texts(), then !== JSON.stringify(look()), look()];
    """.replace("slider =", "const slider =")
    same, changed, found = chromium.open(page).ask(script)
    assert same
    assert changed
    for fill, kind, tip in found:
        if not fill and "entry" not in kind and "mark" not in kind:
            assert ("no" in kind.split()) <= (not tip), "what is not there tells nothing"


def test_the_slider_repaints_and_the_table_follows(
    chromium: Browser, atlas: Atlas, page: str
) -> None:
    script = """
      const slider = document.getElementById('year');
      slider.value = 2009; slider.dispatchEvent(new Event('input'));
      slider.dispatchEvent(new Event('change')); await pause();
      const fill = (code) => document.querySelector(`[data-land="${code}"]`).getAttribute('fill');
      return [fill('KZ'), fill('KG'), document.querySelector('#sheets th:nth-child(3)').textContent,
        [...document.querySelectorAll('#sheets section:first-child tbody tr')].map((row) => row.cells[2].textContent),
        document.getElementById('shown').textContent, location.hash,
        document.querySelector('[data-land="KZ"]').dataset.tip];
    """
    window = chromium.open(page)
    kazakhstan, kyrgyzstan, head, cells, shown, hash_, tip = window.ask(script)
    assert kazakhstan.startswith("#")
    assert kyrgyzstan.startswith("url(#m-")
    assert (head, shown, hash_) == ("Then: 2009", "2009", "#year=2009")
    words = ("no", "possibly", "yes")
    expected = [
        words[dict(key_of(land, 2009)).get(claim.centre, 0)]
        for land in atlas.lands
        for claim in land.claims
    ]
    assert cells == expected
    assert tip.endswith("PAC Regional Centre for Central Asia: yes")
    assert window.complaints == []


def test_stripes_where_several_claim(chromium: Browser) -> None:
    found = survey(open_graph([NETWORK]), Span.parse("2008"), time="2008")
    script = """
      const land = (code) => document.querySelector(`[data-land="${code}"]`).getAttribute('fill');
      const ids = [...document.querySelectorAll('pattern')].map((one) => one.id);
      const broken = [];
      const slider = document.getElementById('year');
      for (let year = Number(slider.min); year <= Number(slider.max); year++) {
        slider.value = year; slider.dispatchEvent(new Event('input'));
        for (const one of document.querySelectorAll('[data-land]')) {
          const id = one.getAttribute('fill').match(/^url\\(#(.+)\\)$/);
          if (id && !ids.includes(id[1])) broken.push([year, one.dataset.land, id[1]]);
        }
      }
      document.getElementById('asked').click();
      return [land('FR'), land('BE'), broken];
    """
    france, belgium, broken = chromium.open(html(found, 2008)).ask(script)
    assert france.startswith("url(#m-")
    assert belgium.startswith("#")
    assert broken == []


def test_an_address_with_a_year_opens_there_and_back_goes_back(
    chromium: Browser, page: str
) -> None:
    script = """
      const shown = () => document.getElementById('shown').textContent;
      const first = shown();
      const slider = document.getElementById('year');
      slider.value = 2000; slider.dispatchEvent(new Event('input'));
      slider.dispatchEvent(new Event('change')); await pause();
      const second = shown();
      await stepped(() => history.back());
      return [first, second, shown()];
    """
    assert chromium.open(page, hash_="#year=1990").ask(script) == ["1990", "2000", "1990"]


def test_it_plays(chromium: Browser, page: str) -> None:
    script = """
      const slider = document.getElementById('year');
      slider.value = 2000; slider.dispatchEvent(new Event('input'));
      const play = document.getElementById('play');
      play.click(); await until(() => Number(slider.value) > 2001); play.click();
      const stopped = slider.value; await pause(800);
      return [Number(stopped), slider.value === stopped, play.getAttribute('aria-label')];
    """
    year, rests, label = chromium.open(page).ask(script)
    assert year == 2002
    assert rests
    assert label == "Play"


def test_a_click_jumps_to_the_row_and_a_plain_country_tells_its_name(
    chromium: Browser, page: str
) -> None:
    script = """
      document.querySelector('[data-land="KZ"]').dispatchEvent(new MouseEvent('click', { bubbles: true }));
      await pause();
      const row = document.querySelector('tr.chosen').textContent;
      const plain = document.querySelector('[data-name="Mongolia"]');
      plain.dispatchEvent(new PointerEvent('pointerover', { bubbles: true }));
      plain.dispatchEvent(new PointerEvent('pointermove', { bubbles: true, clientX: 50, clientY: 300 }));
      const tip = document.getElementById('tip');
      return [row, location.hash, tip.textContent, tip.hidden];
    """
    row, hash_, tip, hidden = chromium.open(page).ask(script)
    assert "Kazakhstan" in row
    assert hash_.startswith("#row=")
    assert tip == "Mongolia\nnone on record"
    assert not hidden


def test_the_keyboard_reaches_only_what_is_there(chromium: Browser, page: str) -> None:
    script = """
      const first = document.querySelector('#frame svg [tabindex="0"]');
      first.focus();
      const hidden = [];
      let seen = 0;
      for (let at = 0; at < 120; at++) {
        const here = document.activeElement;
        if (!here.getClientRects().length) hidden.push(here.dataset.tip);
        key(here, 'ArrowRight');
        if (document.activeElement !== here) seen++;
      }
      return [seen, hidden];
    """
    assert chromium.open(page).ask(script) == [120, []]


@pytest.mark.parametrize("year", ["", "#year=1990", "#year=2015", "#year=2025"])
@pytest.mark.parametrize("factor", [1, 2.2, 4.5])
def test_names_and_circles_never_lie_on_each_other(
    chromium: Browser, page: str, year: str, factor: float
) -> None:
    script = f"""
      figure.zoom({factor}); await pause();
    """
    script += """
      const shown = (one) => one.getClientRects().length;
      const boxes = [...document.querySelectorAll('.map .city, .map .mark, .map .claim')].filter(shown)
        .map((one) => [one.textContent, one.getBoundingClientRect()]);
      const found = [];
      boxes.forEach(([name, a], at) => { for (const [other, b] of boxes.slice(at + 1))
        if (a.left < b.right - 2.5 && b.left < a.right - 2.5 && a.top < b.bottom - 3.5 && b.top < a.bottom - 3.5) found.push([name, other]); });
      return [boxes.length, found];
    """
    number, found = chromium.open(page, 1600, 1100, hash_=year).ask(script)
    assert number > 10
    assert found == []


def test_the_colours_of_the_paint_are_seen(chromium: Browser, page: str) -> None:
    found = chromium.open(page, 1280, 900).colours()
    assert found["#77aadd"] > 1500, "Central Asia"
    assert found["#44bb99"] > 200, "North America"


def test_a_phone_opens_on_what_is_painted(chromium: Browser, page: str) -> None:
    script = """
      const spot = document.querySelector('[data-land="KZ"]').getBoundingClientRect();
      return [spot.left > 0, spot.right < innerWidth, document.documentElement.scrollWidth <= innerWidth];
    """
    assert chromium.open(page, 500, 900).ask(script) == [True, True, True]


def test_what_had_no_room_is_named_where_the_map_is_enlarged(chromium: Browser, page: str) -> None:
    script = """
      const names = [...document.querySelectorAll('.map .city')];
      const look = () => {
        const shown = names.filter((one) => one.getClientRects().length);
        return [shown.map((one) => one.textContent), shown[0].getBoundingClientRect().height];
      };
      const found = [look()];
      for (const factor of [2.4, 2, 1.9]) { figure.zoom(factor); await pause(); found.push(look()); }
      figure.fit(); await pause();
      return [...found, look()];
    """
    *closer, (again, _) = chromium.open(page, 1280, 900).ask(script)
    for (names, _), (more, _) in pairwise(closer):
        assert len(more) == len(set(more)), "one lettering at a time"
        assert set(names) <= set(more)
    assert len(closer[1][0]) >= len(closer[0][0]) + 10
    assert {"Nur-Sultan", "Astana"} & set(closer[3][0]) - set(closer[0][0])
    assert all(9 < high < 24 for _, high in closer), "lettering keeps its size"
    assert again == closer[0][0]
