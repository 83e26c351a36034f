"""Write a timeline: a page, a picture, or what is made of the picture."""

from __future__ import annotations

from collections import Counter
from datetime import date
from html import escape
from pathlib import Path

from libgraph.drawing.figure import Sheet, page, plain, static
from libgraph.drawing.files import save
from libgraph.drawing.timeline.chart import Bar, Chart
from libgraph.drawing.timeline.dates import day_in_words
from libgraph.drawing.timeline.svg import svg
from libgraph.drawing.timeline.words import timeline_words


def draw(chart: Chart, path: Path) -> None:
    """Write the timeline as the name of the file asks.

    Raises:
        UsageError: no such form.
        MissingExtra, CannotRun: PNG or PDF cannot be made here.
        BadFile: the place cannot be written.
    """
    save(path, {".html": lambda: html(chart), ".svg": lambda: plain(svg(chart))})


def html(chart: Chart) -> str:
    """The page with all bars and the tables that say the same."""
    said = timeline_words(chart.lang)
    keys = ("what", "kind", "begins", "ends", "written", "remark", "sources")
    columns = tuple(said[key] for key in keys)
    sheets = [Sheet(said["dated"], columns, tuple(_row(bar, chart.lang) for bar in chart.bars))]
    if chart.undated:
        rows = tuple(_row(bar, chart.lang) for bar in chart.undated)
        sheets.append(Sheet(said["undated"], columns, rows))
    return page(
        title=chart.title,
        caption=chart.caption,
        lang=chart.lang,
        svg=svg(chart, framed=False),
        sheets=tuple(sheets),
        controls=_filter(chart, said) if len({bar.kind for bar in chart.bars}) > 1 else "",
        scripts=(static("timeline.js"), static("timeline-paper.js")),
        styles=static("timeline.css"),
        data={"kinds": [bar.kind for bar in (*chart.bars, *chart.undated)]},
    )


def _row(bar: Bar, lang: str) -> tuple[str, ...]:
    known, said = bar.bounds, timeline_words(lang)
    flags = [said[key] for key in ("planned", "possible") if getattr(bar, key)]
    return (
        _what(bar),
        said.get(bar.kind, bar.kind),
        _range(known.begins_earliest, known.begins_latest, lang)
        if bar.begins
        else _limit("by", known.begins_latest, lang),
        _range(known.ends_earliest, known.ends_latest, lang)
        if bar.ends
        else _limit("from", known.ends_earliest, lang),
        "; ".join(bar.written),
        "; ".join([*flags, *([bar.disputed] if bar.disputed else [])]),
        "; ".join(bar.sources),
    )


def _what(bar: Bar) -> str:
    """The sentences; before them the name, where they tell of something else or lack it."""
    named = bar.kind != "event" and any(bar.label in told for told in bar.sentences)
    lines = bar.sentences if named else (bar.label, *bar.sentences)
    return ". ".join(dict.fromkeys(lines))


def _range(first: date | None, last: date | None, lang: str) -> str:
    if first is None and last is None:
        return timeline_words(lang)["unbounded"]
    days = (day_in_words(day, lang) if day else "…" for day in dict.fromkeys((first, last)))
    return " – ".join(days)


def _limit(key: str, day: date | None, lang: str) -> str:
    """All that is known of an end that no source gives."""
    said = timeline_words(lang)
    return said[key].format(day_in_words(day, lang)) if day else said["unbounded"]


def _filter(chart: Chart, said: dict[str, str]) -> str:
    """A box to tick for each kind that is drawn."""
    counts = Counter(bar.kind for bar in chart.bars)
    boxes = "".join(
        f'<label><input type="checkbox" value="{escape(kind)}" checked> '
        f'{escape(said.get(kind, kind))} <span class="count">{count}</span></label>'
        for kind, count in counts.items()
    )
    return f'<fieldset id="kinds"><legend>{said["show"]}</legend>{boxes}</fieldset>'
