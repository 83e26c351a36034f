"""Write a timeline: a page, a picture, or what is made of the picture."""

from __future__ import annotations

from pathlib import Path

from libgraph.drawing.figure import Sheet, page, plain
from libgraph.drawing.files import save
from libgraph.drawing.timeline_chart import Bar, Chart
from libgraph.drawing.timeline_svg import svg
from libgraph.drawing.timeline_words import timeline_words


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
    sheets = [Sheet(said["dated"], columns, tuple(_row(bar, said) for bar in chart.bars))]
    if chart.undated:
        rows = tuple(_row(bar, said) for bar in chart.undated)
        sheets.append(Sheet(said["undated"], columns, rows))
    return page(
        title=chart.title,
        caption=chart.caption,
        lang=chart.lang,
        svg=svg(chart, all_of_it=True),
        sheets=tuple(sheets),
    )


def _row(bar: Bar, said: dict[str, str]) -> tuple[str, ...]:
    known = bar.bounds
    flags = [said[key] for key in ("planned", "possible") if getattr(bar, key)]
    name = f"{bar.label} – {bar.lane}" if bar.lane else bar.label
    return (
        name if name in bar.sentences else ". ".join((name, *bar.sentences)),
        said.get(bar.kind, bar.kind),
        _range(known.begins_earliest, known.begins_latest, said),
        _range(known.ends_earliest, known.ends_latest, said),
        "; ".join(bar.written),
        "; ".join([*flags, *([bar.disputed] if bar.disputed else [])]),
        "; ".join(bar.sources),
    )


def _range(first: object, last: object, said: dict[str, str]) -> str:
    if first is None and last is None:
        return said["unbounded"]
    return str(first) if first == last else f"{first or '…'} – {last or '…'}"
