"""The page around a picture: what is text stays text, rows are numbered through, bytes repeat."""

from __future__ import annotations

import json
import re
import xml.etree.ElementTree as ElementTree
from typing import Any

import pytest

from libgraph.drawing.figure import Sheet, page, plain
from libgraph.drawing.figure_words import figure_words

HOSTILE = "</script><script>alert(1)</script>\" ' & \u202e\u0000 📚 مكتبة " + "long " * 60
SVG = '<svg viewBox="0 0 9 9"><rect data-row="1 2" data-tip="Two rows" fill="var(--ink, #123456)"/></svg>'


def made(**more: Any) -> str:
    sheets = (
        Sheet("First", ("A", "B"), (("a", "b"), ("c", "d"))),
        Sheet("Second", ("C",), (("e",),)),
    )
    said: dict[str, Any] = {
        "title": "T",
        "caption": "C",
        "lang": "en",
        "svg": SVG,
        "sheets": sheets,
    }
    return page(**said | more)


def test_what_is_text_stays_text() -> None:
    sheets = (Sheet(HOSTILE, (HOSTILE,), ((HOSTILE,),)),)
    found = made(title=HOSTILE, caption=HOSTILE, sheets=sheets, data={"said": HOSTILE})
    assert "<script>alert" not in found
    assert "\u0000" not in found
    assert found.count("📚") >= 5
    island = re.search(
        r'<script type="application/json" id="data">(.*?)</script>', found, re.DOTALL
    )
    assert island
    assert json.loads(island[1])["data"]["said"] == HOSTILE


def test_rows_are_numbered_through_all_sheets_and_point_at_what_is_drawn() -> None:
    found = made()
    assert re.findall(r'<tr id="row-(\d+)">', found) == ["0", "1", "2"]
    assert re.findall(r'href="#row=(\d+)"', found) == ["1", "2"]


def test_no_two_landmarks_have_the_same_name() -> None:
    named = re.findall(r'(?:<section|role="region")[^>]*aria-labelledby="([^"]+)"', made())
    assert named == ["sheet-0", "sheet-1"]


def test_the_same_content_gives_the_same_text() -> None:
    assert made() == made()
    assert made() != made(caption="Another")


def test_a_page_without_rows_or_scripts_is_a_page() -> None:
    found = made(sheets=(), svg='<svg viewBox="0 0 1 1"/>')
    assert "<table" not in found
    assert "$" not in re.sub(r"<(script|style)>.*?</\1>", "", found, flags=re.DOTALL)


@pytest.mark.parametrize("lang", ["en", "ru", "kk", "de"])
def test_it_speaks_the_language_or_english(lang: str) -> None:
    found, words = made(lang=lang), figure_words(lang)
    assert words["keys"] in found
    assert (words == figure_words("en")) == (lang in ("en", "de"))


def test_a_file_is_white_paper_without_what_scripts_read() -> None:
    found = plain(SVG.replace("<svg", '<svg xmlns="http://www.w3.org/2000/svg"'))
    (rect,) = ElementTree.fromstring(found)
    assert rect.attrib == {"fill": "#123456"}


def test_words_that_look_like_an_attribute_stay_words() -> None:
    assert plain("<text>a data-tip=&quot;b&quot;</text>") == "<text>a data-tip=&quot;b&quot;</text>"
