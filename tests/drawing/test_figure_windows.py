"""Map and matrix pages in every window: light and dark, wide and narrow, on screen and on paper."""

from __future__ import annotations

import pytest

from libgraph.dates import Span
from libgraph.drawing.map.page import html as map_page
from libgraph.drawing.map.survey import survey
from libgraph.drawing.matrix_choice import matrix
from libgraph.drawing.matrix_page import html as matrix_page
from libgraph.graph import Graph
from libgraph.query.entities import resolve
from windows import Browser

SEEN = """
  const shown = (query) => document.querySelector(query)?.getClientRects().length > 0;
  return [shown('#tools'), shown('#frame svg'), shown('#sheets table'),
    document.documentElement.scrollWidth <= innerWidth];
"""


@pytest.fixture(scope="module")
def pages(shipped: Graph) -> dict[str, str]:
    at = Span.parse("2020")
    around = matrix(shipped, around=resolve(shipped, "nlrk"), span=at, as_of="2020")
    atlas = survey(shipped, at, time="2020", layers=["agreements"])
    return {"map": map_page(atlas, 2020), "matrix": matrix_page(around)}


@pytest.mark.parametrize("width", [1280, 390])
@pytest.mark.parametrize("kind", ["map", "matrix"])
def test_nothing_that_axe_finds(
    chromium: Browser, pages: dict[str, str], kind: str, width: int
) -> None:
    window = chromium.open(pages[kind], width)
    for dark in (False, True):
        window.look(width, 900, dark=dark)
        assert window.faults() == [], f"dark: {dark}"
    assert window.complaints == []


@pytest.mark.parametrize("kind", ["map", "matrix"])
def test_every_window_shows_something_and_asks_for_nothing(
    chromium: Browser, pages: dict[str, str], kind: str
) -> None:
    window = chromium.open(pages[kind], 1280)
    for width in (1280, 390):
        for dark in (False, True):
            window.look(width, 900, dark=dark)
            assert window.ask(SEEN) == [True, True, True, True], (width, dark)
            assert len(window.colours()) > 40, "blank"
            ground = "rgb(14, 17, 21)" if dark else "rgb(244, 245, 247)"
            assert window.ask("return getComputedStyle(document.body).backgroundColor") == ground
    assert (window.complaints, window.requests) == ([], [])


@pytest.mark.parametrize("kind", ["map", "matrix"])
def test_paper_is_white_and_has_picture_and_table(
    chromium: Browser, pages: dict[str, str], kind: str
) -> None:
    window = chromium.open(pages[kind], 1000, dark=True, paper=True)
    assert window.ask(SEEN)[:3] == [False, True, True]
    assert window.colours().most_common(1)[0][0] == "#ffffff"
