"""The axis of a timeline: one old date does not press the others, and dates are read in words."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from libgraph import api
from libgraph.dates import NO_BOUNDS, Bounds
from libgraph.drawing.figure import plain
from libgraph.drawing.timeline.axis import axis
from libgraph.drawing.timeline.chart import Bar, Chart
from libgraph.drawing.timeline.dates import day_in_words, written_in_words
from libgraph.drawing.timeline.page import draw
from libgraph.drawing.timeline.svg import svg
from libgraph.errors import BadFile, MissingExtra
from libgraph.graph import Graph
from libgraph.namespaces import lg


def _chart(*years: int, undated: tuple[Bar, ...] = ()) -> Chart:
    bars = tuple(
        Bar("event", "", f"In {year}", str(year), Bounds(*[date(year, 1, 1)] * 2, *[date(year, 12, 31)] * 2))
        for year in years
    )  # fmt: skip
    return Chart("Title", "Caption.", bars, undated, "en")


def _texts(chart: Chart) -> list[str]:
    return list(ET.fromstring(plain(svg(chart))).itertext())


def test_one_old_date_breaks_the_axis() -> None:
    modern = [date(year, 1, 1) for year in range(2000, 2020)]
    found = axis([date(1410, 1, 1), *modern * 2], 0.0, 800.0)
    assert found.fold
    places = [found.x(day) for day in (date(1410, 1, 1), *modern)]
    assert places == sorted(places)
    assert places[0] < found.fold[0] < found.fold[1] < places[1]
    assert places[-1] - places[1] > 500, "the modern years are pressed together"
    assert "≈" in _texts(_chart(1410, *range(2000, 2020)))


def test_an_even_axis_is_not_broken() -> None:
    assert axis([date(year, 1, 1) for year in range(1900, 2020, 3)], 0.0, 800.0).fold is None
    assert axis([date(1900, 1, 1), date(2020, 1, 1)], 0.0, 800.0).fold is None
    assert "≈" not in _texts(_chart(1900, 1950, 2000))


@pytest.mark.parametrize(
    ("lang", "day", "since"),
    [
        ("en", "12 May 2009", "since 12 May 2009 [2009-05-12/..]"),
        ("ru", "12 мая 2009", "с 12 мая 2009 [2009-05-12/..]"),
        ("kk", "2009 жылғы 12 мамыр", "басы: 2009 жылғы 12 мамыр [2009-05-12/..]"),
    ],
)
def test_dates_in_words(lang: str, day: str, since: str) -> None:
    assert day_in_words(date(2009, 5, 12), lang) == day
    assert written_in_words(lg("during"), "2009-05-12/..", lang) == since


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("198X", "1980s [198X]"),
        ("1992~", "about 1992 [1992~]"),
        ("2009-05/2010", "May 2009 to 2010 [2009-05/2010]"),
        ("[2013-08-17..2014-07]", "between 17 August 2013 and July 2014 [2013-08-17..2014-07]"),
    ],
)
def test_imprecise_dates_in_words(text: str, words: str) -> None:
    assert written_in_words(lg("during"), text, "en") == words


@pytest.mark.parametrize(
    ("way", "text", "words"),
    [
        ("during", "2009-05", "май 2009"),
        ("during", "2009-05/..", "с мая 2009"),
        ("during", "/2009-05", "до мая 2009"),
        ("during", "2009-05/2010-06", "май 2009 – июнь 2010"),
        ("during", "[2013-08-17..2014-07]", "между 17 августа 2013 и июлем 2014"),
        ("during", "198X/..", "с 1980-х"),
        ("during", "1992-03~/..", "с прибл. марта 1992"),
        ("attested", "2009-05", "отмечено: май 2009"),
        ("attested", "[..2014-07]", "отмечено: не позднее июля 2014"),
        ("announced", "2024-11", "запланировано на ноябрь 2024"),
    ],
)
def test_russian_months_bend(way: str, text: str, words: str) -> None:
    assert written_in_words(lg(way), text, "ru").partition(" [")[0] == words


def test_what_has_no_date_stands_below_the_still_picture() -> None:
    lost = Bar("event", "", "Lost one", "lost", NO_BOUNDS)
    assert any("Lost one" in text for text in _texts(_chart(2000, undated=(lost,))))


def test_the_page_says_its_title_once() -> None:
    assert svg(_chart(2000)).count(">Title<") == 2  # for the eye, and for who cannot see it
    assert svg(_chart(2000), framed=False).count(">Title<") == 1


def test_an_open_end_is_an_arrow_and_no_fade() -> None:
    days = Bounds(date(2000, 1, 1), date(2000, 1, 1), date(2010, 1, 1), None)
    one = Bar("hosting", "", "One", "one", days, ends=False)
    still, gone_on = (
        svg(
            Chart("T", "C", (Bar("hosting", "", "One", "one", days, ends=False, open=is_open),), ())
        )
        for is_open in (False, True)
    )
    assert one.last
    assert "url(#lg-out-corner)" in still
    assert "url(#lg-out-corner)" not in gone_on
    assert gone_on.count("m-5 -4l5 4 -5 4") == still.count("m-5 -4l5 4 -5 4") + 1


@pytest.mark.parametrize("form", ["png", "pdf"])
def test_a_missing_extra_and_a_place_that_cannot_be_written(
    form: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(BadFile):
        draw(_chart(2000), tmp_path / "no" / "folder" / "a.svg")
    monkeypatch.setitem(sys.modules, "vl_convert", None)
    with pytest.raises(MissingExtra, match=r"\[draw\]"):
        draw(_chart(2000), tmp_path / f"a.{form}")
    assert list(tmp_path.iterdir()) == []


def test_a_timeline_in_one_line_of_python(shipped: Graph, tmp_path: Path) -> None:
    found = api.draw(shipped, "timeline", around="nlrk", kinds=["tenure"])
    assert found.svg.startswith("<svg")
    assert "var(" not in found.svg
    found.save(tmp_path / "a.html")
