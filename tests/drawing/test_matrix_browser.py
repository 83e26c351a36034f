"""The matrix page in a real browser: the cross, the keyboard, search, tables, light and dark."""

from __future__ import annotations

import matrices
import pytest

from libgraph.dates import Span
from libgraph.drawing.matrix_choice import matrix
from libgraph.drawing.matrix_page import html
from libgraph.drawing.matrix_shades import DARK_SHADES, SHADES
from libgraph.graph import Graph
from libgraph.query.entities import resolve
from windows import Browser

HELP = """
  const cell = (r, c) => document.querySelector(`.mx-cell[data-r="${r}"][data-c="${c}"]`);
  const middle = (element) => {
    const { left, top, width, height } = element.getBoundingClientRect();
    return { clientX: left + width / 2, clientY: top + height / 2, bubbles: true };
  };
  const point = (element) => element.dispatchEvent(new PointerEvent("pointermove", middle(element)));
  const on = () => [...document.querySelectorAll(".mx-on")].map((one) => one.textContent.trim());
  const tip = () => (document.getElementById("tip").hidden ? "" : document.getElementById("tip").textContent);
  const at = () => { const { r, c } = document.activeElement.dataset; return [Number(r), Number(c)]; };
"""


@pytest.fixture(scope="module")
def page() -> str:
    return html(matrices.unsure())


def test_it_opens_without_a_word_of_complaint_or_a_request(chromium: Browser, page: str) -> None:
    window = chromium.open(page)
    assert (window.complaints, window.requests) == ([], [])
    assert window.ask("return performance.getEntriesByType('resource').length") == 0


def test_hovering_marks_row_and_column_and_tells(chromium: Browser, page: str) -> None:
    script = (
        HELP
        + """
      point(cell(0, 1)); await pause();
      const bands = [...document.querySelectorAll("#mx-cross rect")].map((one) => one.getBBox());
      const spot = cell(0, 1).querySelector("rect").getBBox();
      const hit = bands.every((band) => band.x <= spot.x && band.y <= spot.y
        && band.x + band.width >= spot.x + spot.width && band.y + band.height >= spot.y + spot.height);
      const told = [hit, on(), tip()];
      point(document.querySelector(".mx-row[data-at='2']")); await pause();
      told.push(on());
      figure.svg.dispatchEvent(new PointerEvent("pointerleave")); await pause();
      return [...told, on(), tip()];
    """
    )
    hit, names, said, own, left, quiet = chromium.open(page).ask(script)
    assert hit
    assert names == ["Library A", "Library B"]
    assert said.startswith("Library A – Library B\nties: 2\nAgreements: Memorandum (since 2008)")
    assert own == ["Library C", "Library C"]
    assert (left, quiet) == ([], "")


def test_arrow_keys_go_from_cell_to_cell(chromium: Browser, page: str) -> None:
    script = (
        HELP
        + """
      const seen = [];
      cell(0, 1).focus(); await pause(); seen.push([at(), on()]);
      for (const name of ["ArrowRight", "ArrowDown", "ArrowLeft", "ArrowDown"]) {
        key(document.activeElement, name); await pause(); seen.push([at(), on()]);
      }
      return seen;
    """
    )
    seen = chromium.open(page).ask(script)
    assert [place for place, _ in seen] == [[0, 1], [0, 2], [3, 2], [3, 2], [3, 2]]
    assert seen[1][1] == ["Library A", "Library C"]


def test_a_click_goes_to_the_row_and_the_address_says_so(chromium: Browser, page: str) -> None:
    script = (
        HELP
        + """
      cell(2, 3).dispatchEvent(new MouseEvent("click", { bubbles: true })); await pause();
      const row = document.querySelector("tr.chosen");
      return [location.hash, row.id, row.textContent.includes("Library C") && row.textContent.includes("Library D")];
    """
    )
    assert chromium.open(page).ask(script) == ["#row=2", "row-2", True]
    window = chromium.open(page, hash_="#row=2")
    assert window.ask("return document.querySelectorAll('.mx-cell.chosen').length") == 2


def test_search_fades_what_does_not_match(chromium: Browser, page: str) -> None:
    script = """
      const find = document.getElementById("find");
      find.value = "events"; find.dispatchEvent(new Event("input")); await pause(150);
      const faded = [...document.querySelectorAll(".mx-cell.dim")].map((one) => one.dataset.row);
      return [faded, [...document.querySelectorAll("tbody tr")].filter((line) => !line.hidden).length];
    """
    assert chromium.open(page).ask(script) == [["1", "1", "2", "2"], 1]


@pytest.mark.parametrize("lang", ["en", "ru", "kk"])
def test_hostile_names_do_no_harm(chromium: Browser, lang: str) -> None:
    script = (
        HELP
        + 'await pause(); point(cell(0, 1)); await pause(); return [tip(), document.body.dataset.hacked ?? ""]'
    )
    window = chromium.open(html(matrices.hostile(lang)))
    said, hacked = window.ask(script)
    assert window.complaints == []
    assert said.startswith("</script><script>")
    assert hacked == ""


def test_shades_follow_light_and_dark(chromium: Browser, page: str) -> None:
    light = chromium.open(page, 1000, 700).colours()
    assert light[SHADES[1]] > 100
    assert light["#ffffff"] > light["#14181d"]
    night = chromium.open(page, 1000, 700, dark=True).colours()
    assert night[DARK_SHADES[1]] > 100
    assert night["#14181d"] > night["#ffffff"]


def test_what_is_written_is_in_the_label(chromium: Browser, shipped: Graph) -> None:
    script = """
      const told = [...document.querySelectorAll("[data-tip][role=button]")];
      const bare = told.filter((one) => !one.getAttribute("aria-label").includes(one.textContent.trim()));
      return [told.length, bare.map((one) => one.textContent.trim())];
    """
    found = matrix(shipped, span=Span.parse("2020"), around=resolve(shipped, "nlrk"))
    told, bare = chromium.open(html(found)).ask(script)
    assert told == 2 * len(found.pairs) + 2 * len(found.bodies)
    assert bare == []


@pytest.mark.parametrize("wide", [1280, 390])
def test_the_shipped_matrix_fits_the_screen(chromium: Browser, shipped: Graph, wide: int) -> None:
    script = """
      const rows = [...document.querySelectorAll(".mx-row text")].map((one) => one.getBoundingClientRect());
      const touching = rows.filter((one, at) => at && one.top < rows[at - 1].bottom - 4).length;
      return [document.documentElement.scrollWidth <= innerWidth, touching, rows[0].height];
    """
    window = chromium.open(html(matrix(shipped)), wide)
    fits, touching, height = window.ask(script)
    assert window.complaints == []
    assert fits, "the page is wider than the screen"
    assert touching == 0
    assert height >= 7
