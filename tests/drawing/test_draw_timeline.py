"""Timelines: nothing overlaps, nothing leaves the axis, nothing is dropped silently."""

from __future__ import annotations

from datetime import date
from itertools import pairwise
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from browser import CHROMIUM, opened
from hypothesis import given
from hypothesis import strategies as st

from libgraph.cli.main import outcome
from libgraph.dates import NO_BOUNDS, Bounds
from libgraph.drawing.figure import plain
from libgraph.drawing.text import width
from libgraph.drawing.timeline import draw, html
from libgraph.drawing.timeline_chart import Bar, Chart
from libgraph.drawing.timeline_layout import LABEL, LEFT, laid
from libgraph.drawing.timeline_reading import chart
from libgraph.drawing.timeline_svg import READABLE, svg
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
        assert all(LEFT <= x <= LEFT + whole.axis.wide for x in inside)
        assert one.label_x >= one.right
        rows.setdefault(one.y, []).append((one.left, one.label_x + width(one.label, LABEL)))
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


def test_the_command_says_what_is_not_drawn(tmp_path: Path) -> None:
    assert outcome(["draw", "timeline", "nlrk", "-o", str(tmp_path / "a.html")]) == 0
    assert outcome(["draw", "timeline", "--kinds", "zzz", "-o", str(tmp_path / "a.svg")]) == 2


@pytest.mark.skipif(CHROMIUM is None, reason="no chromium here: the page is NOT tested")
def test_the_page_lives(tmp_path: Path) -> None:
    script = """
      const frame = figure.frame, scale = () => Number(frame.dataset.scale), seen = [];
      const before = scale(); document.getElementById('zoomin').click(); seen.push(scale() > before);
      key(frame, '-'); key(frame, '-'); seen.push(scale() <= before);
      const mark = figure.svg.querySelector('[data-row="1"]'); mark.focus(); await pause();
      seen.push(document.getElementById('tip').textContent.includes('Two'));
      mark.dispatchEvent(new MouseEvent('click', { bubbles: true })); await pause();
      seen.push(location.hash, document.getElementById('row-1').className);
      await type('one'); await pause(300);
      seen.push(document.getElementById('row-1').hidden, mark.classList.contains('dim'), location.hash);
      await type(''); await pause(300); history.back(); await pause(300);
      seen.push(document.querySelectorAll('.chosen').length);
      seen.push(performance.getEntriesByType('resource').length);
      return seen;
    """
    page = html(charted(bar("One"), bar("Two", 1995, 1999)))
    found = opened(page, tmp_path, script)
    assert found.console == []
    assert found.result == [
        True, True, True, "#row=1", "chosen", True, True, "#row=1&find=one", 0, 0,
    ]  # fmt: skip
