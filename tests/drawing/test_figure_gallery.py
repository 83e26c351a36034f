"""Every picture of the gallery in a browser: it shows something, on white paper, and asks nothing."""

from __future__ import annotations

from pathlib import Path

import pytest

from windows import Browser

PICTURES = sorted((Path(__file__).parents[2] / "docs" / "gallery").glob("*.svg"))


@pytest.mark.parametrize("path", PICTURES, ids=lambda path: path.stem)
@pytest.mark.parametrize("width", [1280, 390])
def test_a_picture_is_white_paper_with_something_on_it(
    chromium: Browser, path: Path, width: int
) -> None:
    shown = f"<!doctype html><body style='margin:0'>{path.read_text('utf-8')}</body>"
    window = chromium.open(shown.replace("<svg ", "<svg style='width:100%;height:auto' ", 1), width)
    window.look(width, 900, dark=True)
    found = window.colours()
    assert found.most_common(1)[0][0] in ("#ffffff", "#f3f7fa"), "paper, or sea"
    assert len(found) > 30, "blank"
    assert (window.complaints, window.requests) == ([], [])


TOUCHING = """
  const boxes = [...document.querySelectorAll('svg text')]
    .filter((one) => one.textContent.trim() && !one.closest('[transform*=rotate]'))
    .map((one) => [one.textContent.trim(), one.getBoundingClientRect()]);
  const found = [];
  boxes.forEach(([name, a], at) => {
    for (const [other, b] of boxes.slice(at + 1)) {
      const wide = Math.min(a.right, b.right) - Math.max(a.left, b.left);
      const high = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
      if (wide > 1 && high > 0.3 * Math.min(a.height, b.height)) found.push([name, other]);
    }
  });
  return [boxes.length, found];
"""


@pytest.mark.parametrize("path", PICTURES, ids=lambda path: path.stem)
def test_no_words_lie_on_others(chromium: Browser, path: Path) -> None:
    page = f"<!doctype html><body style='margin:0'>{path.read_text('utf-8')}</body>"
    number, found = chromium.open(page, 2400).ask(TOUCHING)
    assert number > 30
    assert found == []


def test_words_on_others_are_found(chromium: Browser) -> None:
    words = "".join(f"<text x='5' y='{y}'>word {y}</text>" for y in (20, 26, 60))
    page = f"<!doctype html><svg width='200' height='99'>{words}</svg>"
    assert chromium.open(page).ask(TOUCHING) == [3, [["word 20", "word 26"]]]


SLANTED = """
  const names = [...document.querySelectorAll('svg .mx-column text')];
  const gaps = names.slice(1).map((one, at) => {
    const [here, before] = [one, names[at]].map((name) => name.getCTM());
    return Math.abs((here.e - before.e) * here.b - (here.f - before.f) * here.a) / Math.hypot(here.a, here.b);
  });
  return [Math.min(...gaps), names[0].getBBox().height];
"""


def test_the_slanted_names_of_a_matrix_are_a_line_apart(chromium: Browser) -> None:
    (path,) = (one for one in PICTURES if one.stem.startswith("matrix"))
    gap, high = chromium.open(path.read_text("utf-8"), 2400, suffix=".svg").ask(SLANTED)
    assert gap >= 0.85 * high
