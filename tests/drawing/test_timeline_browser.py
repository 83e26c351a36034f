"""The timeline page in a real browser: kinds, keyboard, years in sight, paper, axe, any name."""

from __future__ import annotations

from base64 import b64decode
from dataclasses import replace
from datetime import date

import pytest

from libgraph.dates import NO_BOUNDS, Bounds
from libgraph.drawing.timeline.chart import Bar, Chart
from libgraph.drawing.timeline.page import html
from libgraph.drawing.timeline.reading import chart
from libgraph.graph import Graph
from libgraph.query.entities import resolve
from windows import Browser

NAMES = ("</script><b>", "'\"&<>", "🦊📚", "مكتبة قطر الوطنية", "x" * 300, "")
HELP = """
  const find = document.getElementById("find");
  const type = async (text) => { find.value = text; find.dispatchEvent(new Event("input")); await pause(150); };
  const shown = () => [...document.querySelectorAll(".tl-kind:not(.tl-off)")].map((one) => one.dataset.kind);
  const rows = () => [...document.querySelectorAll("tbody tr")].filter((one) => one.offsetParent).length;
"""
KINDS = ["agreement", "tenure", "event"]


def _bar(kind: str, number: int, label: str = "") -> Bar:
    year = 1950 + number
    days = Bounds(date(year, 1, 1), date(year, 2, 1), date(year + 3, 1, 1), date(year + 3, 12, 31))
    return Bar(kind, "", label or f"{kind} {number}", f"{kind}{number}", days)


def _chart(each: int = 30) -> Chart:
    bars = [_bar(kind, n) for kind in KINDS for n in range(each)]
    lost = Bar("event", "", "Lost", "lost", NO_BOUNDS)
    return Chart("Title", "Caption.", tuple(bars), (lost,), "en")


@pytest.fixture(scope="module")
def page() -> str:
    return html(_chart())


def test_pointing_finding_and_going_back(chromium: Browser, page: str) -> None:
    window = chromium.open(page)
    script = """
      const scale = () => Number(figure.frame.dataset.scale), seen = [], before = scale();
      document.getElementById("zoomin").click(); seen.push(scale() > before);
      key(figure.frame, "-"); key(figure.frame, "-"); seen.push(scale() <= before);
      const mark = figure.svg.querySelector('[data-row="1"]');
      const tip = document.getElementById("tip");
      mark.focus(); await until(() => !tip.hidden);
      seen.push(tip.textContent.includes("agreement 1"));
      mark.dispatchEvent(new MouseEvent("click", { bubbles: true }));
      seen.push(location.hash, document.getElementById("row-1").className);
      await type("agreement 2");
      seen.push(document.getElementById("row-1").hidden, mark.classList.contains("dim"));
      await type("");
      history.back(); await until(() => !document.querySelector(".chosen"));
      seen.push(document.querySelectorAll(".chosen").length);
      return seen;
    """
    assert window.ask(HELP + script) == [True, True, True, "#row=1", "chosen", True, True, 0]
    assert (window.complaints, window.requests) == ([], [])


def test_a_kind_is_taken_out_and_comes_back(chromium: Browser, page: str) -> None:
    script = """
      const high = () => Math.round(figure.svg.getBoundingClientRect().height), before = high();
      document.querySelector("#kinds input[value=tenure]").click();
      const out = [shown(), rows(), location.hash, high() < before - 50];
      document.querySelector('[data-row="29"]').focus();
      key(document.activeElement, "ArrowRight");
      const next = document.activeElement.dataset.row;
      history.back(); await until(() => shown().length === 3);
      return [...out, next, shown(), rows(), high() === before];
    """
    result = chromium.open(page).ask(HELP + script)
    assert result[:4] == [["agreement", "event"], 61, "#without=tenure", True]
    assert result[4:] == ["60", KINDS, 91, True]


@pytest.mark.parametrize(("out", "left", "rows"), [(KINDS[1:], KINDS[:1], 30), (KINDS, [], 0)])
def test_the_address_keeps_what_is_taken_out(
    chromium: Browser, page: str, out: list[str], left: list[str], rows: int
) -> None:
    window = chromium.open(page, hash_=f"#without={'.'.join(out)}")
    assert window.ask(HELP + "return [shown(), rows()]") == [left, rows]


def test_years_and_headings_stay_in_sight(chromium: Browser, page: str) -> None:
    window = chromium.open(page, 390, 500)
    script = """
      const { frame, svg } = figure, bar = document.getElementById("tl-years");
      const [box, head] = [frame.getBoundingClientRect(), svg.querySelector(".tl-head")];
      const aside = () => head.getBoundingClientRect().left - box.left;
      const begun = frame.scrollLeft > 0, at = [begun, aside() >= 0 && aside() < 40, bar.hidden];
      frame.scrollLeft = 0; frame.scrollTop = 150; await until(() => !bar.hidden);
      at.push(Math.abs(bar.getBoundingClientRect().top - box.top) < 2, aside() >= 0 && aside() < 40);
      const places = (root) => [...root.querySelectorAll(".tl-axis text")]
        .map((one) => Math.round(one.getBoundingClientRect().left));
      const [one, other] = [places(bar), places(svg)];
      return [...at, one.length > 3 && one.every((x, n) => Math.abs(x - other[n]) < 2)];
    """
    assert window.ask(HELP + script) == [True, True, True, True, True, True]


def test_every_window_shows_something(chromium: Browser, page: str) -> None:
    window = chromium.open(page)
    for width in (1280, 390):
        for dark in (False, True):
            window.look(width, 900, dark=dark)
            assert len(window.colours()) > 20, ("blank", width, dark)
            assert window.ask("return document.documentElement.scrollWidth <= innerWidth")
    assert window.complaints == []


def test_paper_has_title_caption_and_parts_that_fit_it(chromium: Browser) -> None:
    window = chromium.open(html(_chart(200)), 1000, dark=True, hash_="#without=tenure")
    script = """
      dispatchEvent(new Event("beforeprint"));
      const parts = [...document.querySelectorAll(".tl-part")], seen = (query) =>
        document.querySelector(query).getClientRects().length > 0;
      const told = [seen("h1"), seen("figcaption"), seen("table"), seen("#tools"),
        getComputedStyle(figure.svg).visibility, parts.every((one) => one.getBoundingClientRect().height < 720)];
      const marks = parts.map((one) => one.querySelectorAll("[data-row]").length);
      const years = parts.map((one) => one.querySelectorAll("use[href='#tl-axis']").length);
      return [...told, marks.reduce((a, b) => a + b), marks.length > 1, years.every((n) => n > 0)];
    """
    window.look(1000, 700, dark=True, paper=True)
    assert window.ask(script) == [True, True, True, False, "hidden", True, 400, True, True]
    assert window.colours().most_common(1)[0][0] == "#ffffff"
    left = 'dispatchEvent(new Event("afterprint")); return document.querySelectorAll(".tl-part").length'
    assert window.ask(left) == 0
    printed = b64decode(window.tell("Page.printToPDF", preferCSSPageSize=True)["data"])
    assert printed.startswith(b"%PDF-")


@pytest.mark.parametrize("lang", ["en", "ru", "kk"])
def test_labels_do_not_touch(chromium: Browser, shipped: Graph, lang: str) -> None:
    script = """
      const marks = [...figure.svg.querySelectorAll("[data-row] text")].map((one) => [one.textContent, one.getBoundingClientRect()]);
      const hit = (a, b) => a.left < b.right && b.left < a.right && a.top < b.bottom - 3 && b.top < a.bottom - 3;
      return [marks.length, marks.flatMap(([name, a], at) => marks.slice(at + 1)
        .filter(([, b]) => hit(a, b)).map(([other]) => [name, other]))];
    """
    found = chart(shipped, entity=resolve(shipped, "nlrk", lang), lang=lang)
    count, touching = chromium.open(html(found)).ask(script)
    assert count == len(found.bars)
    assert touching == []


def test_nothing_that_axe_finds(chromium: Browser, page: str) -> None:
    window = chromium.open(page, hash_="#without=tenure")
    window.ask("figure.frame.scrollTop = 600")
    for width, dark in ((1280, False), (1280, True), (390, False)):
        window.look(width, 900, dark=dark)
        assert window.faults() == [], (width, dark)


@pytest.mark.parametrize("width", [1280, 390])
def test_any_name_does_no_harm(chromium: Browser, width: int) -> None:
    bars = tuple(_bar("event", at, name) for at, name in enumerate(NAMES))
    window = chromium.open(
        html(replace(_chart(), title=NAMES[0], bars=bars, undated=())), width, 900
    )
    script = """return [document.documentElement.scrollWidth <= innerWidth, document.querySelectorAll("b").length,
      figure.svg.querySelectorAll("[data-tip]").length, document.getElementById("kinds")]"""
    assert window.ask(script) == [True, 0, len(NAMES), None]
    assert window.complaints == []


def test_without_a_dated_entry_the_page_lives(chromium: Browser) -> None:
    window = chromium.open(html(replace(_chart(), bars=())))
    assert window.ask("return document.querySelectorAll('tbody tr').length") == 1
    assert window.complaints == []
