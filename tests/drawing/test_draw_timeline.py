"""Timelines: nothing overlaps, nothing leaves the axis, nothing is dropped silently."""

from __future__ import annotations

from datetime import date
from itertools import pairwise
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from libgraph.dates import NO_BOUNDS, Bounds
from libgraph.drawing.figure import plain
from libgraph.drawing.timeline.chart import Bar, Chart
from libgraph.drawing.timeline.layout import LEFT, WIDE, label_end, laid
from libgraph.drawing.timeline.page import draw, html
from libgraph.drawing.timeline.reading import chart
from libgraph.drawing.timeline.svg import READABLE, svg
from libgraph.errors import BadFile, LibgraphError, UsageError
from libgraph.graph import Graph
from libgraph.query.entities import resolve

HOSTILE = ("</script><b>", "'\"&<>", "🦊📚", "مكتبة قطر الوطنية", "x" * 300, "")


def bar(label: str = "One", first: int = 1990, last: int = 2000, **more: object) -> Bar:
    bounds = Bounds(date(first, 1, 1), date(first, 12, 31), date(last, 1, 1), date(last, 12, 31))
    told = {"kind": "hosting", "lane": "", "thing": label, "bounds": bounds, **more}
    return Bar(label=label, **told)  # type: ignore[arg-type]


def charted(*bars: Bar) -> Chart:
    return Chart("Title", "Caption.", bars, (), "en")


DAYS = st.none() | st.dates(date(1, 1, 1), date.max)


@st.composite
def bars(draw_: st.DrawFn) -> Bar:
    known = sorted(draw_(st.lists(st.dates(), min_size=4, max_size=4)))
    gone = draw_(st.sets(st.integers(0, 3), max_size=3))
    days = [None if at in gone else day for at, day in enumerate(known)]
    order = draw_(st.sampled_from([(0, 1, 2, 3), (0, 2, 1, 3)]))
    return Bar(
        "event", draw_(st.sampled_from(["", "lane"])), draw_(st.text(max_size=60)),
        draw_(st.sampled_from("abc")), Bounds(*(days[at] for at in order)),
        begins=draw_(st.booleans()), ends=draw_(st.booleans()), open=draw_(st.booleans()),
        once=draw_(st.booleans()), planned=draw_(st.booleans()),
    )  # fmt: skip


@given(st.lists(bars(), min_size=1, max_size=25))
def test_nothing_overlaps_and_all_is_inside(found: list[Bar]) -> None:
    found.sort(key=lambda one: one.lane)
    whole = laid(found, dict.fromkeys(found, 0))
    assert len(whole.placed) == len(found)
    rows: dict[float, list[tuple[float, float]]] = {}
    for one in whole.placed:
        assert one.left >= LEFT
        inside = (one.inner_left, one.inner_right, one.outer_left, one.outer_right)
        assert all(LEFT <= x <= LEFT + WIDE for x in inside)
        assert one.label_x >= one.right
        rows.setdefault(one.y, []).append((one.left, label_end(one)))
    for spans in rows.values():
        spans.sort()
        assert all(a[1] <= b[0] for a, b in pairwise(spans))
    ET.fromstring(plain(svg(charted(*found))))
    assert svg(charted(*found)) == svg(charted(*found))


@given(st.dates(), st.dates())
def test_ticks_can_be_read(one: date, other: date) -> None:
    first, last = sorted((one, other))
    found = bar(bounds=Bounds(first, first, last, last))
    ticks = list(laid([found], {found: 0}).axis.ticks())
    assert len(ticks) <= 20
    assert all(b[0] - a[0] > 30 for a, b in pairwise(ticks))


def test_too_many_are_said_and_the_page_has_all() -> None:
    many = charted(*(bar(f"Bar {number:03}") for number in range(READABLE + 20)))
    assert svg(many).count("data-row=") == READABLE
    assert "left out: hostings 20" in " ".join(ET.fromstring(plain(svg(many))).itertext())
    assert html(many).count("data-row=") == READABLE + 20


def test_nothing_dated_is_said() -> None:
    empty = Chart("T", "C", (), (bar(bounds=NO_BOUNDS, label="Lost"),), "en")
    assert "Nothing here has a date" in svg(empty)
    assert "Lost" in html(empty)


@pytest.mark.parametrize("name", HOSTILE)
@pytest.mark.parametrize("lang", ["en", "ru", "kk"])
def test_any_name(name: str, lang: str) -> None:
    found = Chart(name, name, (bar(name, sentences=(name,), sources=(name,)),), (), lang)
    ET.fromstring(plain(svg(found)))
    assert "</script><b>" not in html(found)


def test_the_shipped_graph(shipped: Graph, tmp_path: Path) -> None:
    found = chart(shipped, entity=resolve(shipped, "nlrk", "en"))
    assert any(one.disputed for one in found.bars)
    assert all("XXXX" not in "".join(one.written) for one in found.bars if len(one.written) == 1)
    assert any("XXXX-10-24" in "".join(one.written) for one in found.undated)
    draw(found, tmp_path / "a.svg")
    assert "var(" not in (tmp_path / "a.svg").read_text("utf-8")
    with pytest.raises(BadFile):
        draw(found, tmp_path / "no" / "folder" / "a.svg")
    with pytest.raises(UsageError):
        draw(found, tmp_path / "a.gif")
    with pytest.raises(LibgraphError):
        chart(shipped, kinds=["nonsense"])


def test_every_bar_of_a_file_tells_what_is_written_of_it(shipped: Graph) -> None:
    found = chart(shipped, entity=resolve(shipped, "ifla-pac", "ru"), lang="ru")
    whole = ET.fromstring(plain(svg(found)))
    name = "{http://www.w3.org/2000/svg}"
    titles = [
        one.text or ""
        for one in whole.iterfind(f".//{name}g[@class='tl-kind']/{name}g/{name}title")
    ]
    assert len(titles) == len(found.bars)
    for one, title in zip(found.bars, titles, strict=True):
        assert all(" ".join(text.split()) in title for text in one.written)
    assert sum("[" in title for title in titles) > 40, "the dates as they are written"


def test_ties_stand_in_a_lane_of_their_relation(shipped: Graph) -> None:
    found = chart(shipped, entity=resolve(shipped, "ifla-pac", "en"), kinds=["link"])
    lanes = {one.lane for one in found.bars}
    name = "IFLA Preservation and Conservation Programme (IFLA PAC)"
    assert {f"… is part of {name}", f"{name} is part of …"} <= lanes
    assert all(" is part of " not in one.label for one in found.bars)


def test_an_end_that_nobody_writes_is_no_day() -> None:
    days = Bounds(date(2013, 9, 25), date(2013, 9, 25), date(2013, 9, 25), date(2073, 9, 25))
    page = html(charted(bar(bounds=days, ends=False)))
    assert '<td dir="auto">not before 25 September 2013</td>' in page
    assert "2073" not in page
    assert "2073" in html(charted(bar(bounds=days)))
