# ruff: noqa: E501 (a shape of SVG is read best on one line)
"""A timeline as SVG: years, headings, marks, and what they mean."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from libgraph.drawing.text import one_line, width, wrapped
from libgraph.drawing.timeline.chart import Bar, Chart
from libgraph.drawing.timeline.layout import BESIDE, LABEL, LEFT, WIDE, Laid, laid
from libgraph.drawing.timeline.marks import (
    HALO,
    PAPER,
    QUIET,
    WARM,
    gradients,
    mark,
    sample,
    written,
)
from libgraph.drawing.timeline.words import timeline_words

READABLE = 80
"""More bars than this are too many for a still picture."""
_FONT = "Arimo, 'Liberation Sans', Arial, Helvetica, 'Noto Sans', 'Noto Sans KR', sans-serif"
_INK, _RULE = "var(--ink, #1b1f24)", "var(--rule, #dde1e6)"
_ALL = LEFT + WIDE + BESIDE + 30
_LEGEND = ("certain", "range", "unknown", "open", "seen", "once", "planned", "possible", "disputed")


def rows(chart: Chart) -> dict[Bar, int]:
    """The row of each bar in the table."""
    return {bar: at for at, bar in enumerate(chart.bars)}


def svg(chart: Chart, *, framed: bool = True) -> str:
    """The picture: `framed` with title, caption and what has no date, and at most READABLE bars,
    those that sources contradict on or that most tell of; else all bars, for a page that says
    the rest.
    """
    said = timeline_words(chart.lang)
    bars, caption = chart.bars, chart.caption
    if len(bars) > READABLE and framed:
        best = sorted(bars, key=lambda bar: (not bar.disputed, -len(bar.sources)))
        kept = set(best[:READABLE])
        left = Counter(bar.kind for bar in bars if bar not in kept)
        out = ", ".join(f"{said.get(kind, kind).lower()} {left[kind]}" for kind in sorted(left))
        caption += " " + said["left"].format(len(kept), len(bars), out)
        bars = tuple(bar for bar in bars if bar in kept)
    return "\n".join(_sheet(chart, bars, caption, said, framed=framed)) + "\n"


def _undated(chart: Chart, said: dict[str, str]) -> list[str]:
    """What has no date, as lines below the picture."""
    names = dict.fromkeys(one_line(bar.label) or "–" for bar in chart.undated)
    words = f"{said['undated']}: {'; '.join(names)}"
    return wrapped(words, LABEL, _ALL - 2 * LEFT, 8) if names else []


def _sheet(
    chart: Chart, bars: Sequence[Bar], caption: str, said: dict[str, str], *, framed: bool
) -> Iterator[str]:
    title = wrapped(chart.title, 17, _ALL - 2 * LEFT, 2) if framed else []
    lines = [*wrapped(caption, LABEL, _ALL - 2 * LEFT, 8), *_undated(chart, said)] if framed else []
    top = 34 + len(title) * 22 + 22 * framed
    found = laid(bars, rows(chart)) if bars else None
    body = found.height if found else 40
    legend_top = top + body + 46
    keys = (*_LEGEND, "folded") if found and found.axis.fold else _LEGEND
    legend = list(_flowed([said[key] for key in keys]))
    caption_top = legend_top + (legend[-1][2] + 1) * 20 + 14
    high = caption_top + len(lines) * 14 + 14
    yield (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{_ALL:.0f}" height="{high:.0f}" '
        f'viewBox="0 0 {_ALL:.0f} {high:.0f}" role="img" lang="{chart.lang}" font-family="{_FONT}" '
        f'fill="{_INK}">'
    )
    yield f"<title>{written(chart.title)}</title>\n<desc>{written(caption)}</desc>"
    yield from gradients()
    yield f'<rect width="{_ALL:.0f}" height="{high:.0f}" fill="{PAPER}"/>'
    for at, row in enumerate(title):
        yield f'<text x="{LEFT}" y="{34 + at * 22}" font-size="17" font-weight="bold">{written(row)}</text>'
    if found:
        yield from _axis(found, top)
        yield f'<g class="tl-body" transform="translate(0 {top:.1f})">'
        yield from _kinds(found, said)
        yield "</g>"
    else:
        yield f'<text x="{LEFT}" y="{top + 10}" font-size="12">{written(said["nothing"])}</text>'
    yield '<g class="tl-after">'
    if found:
        yield from _scale(found, top + found.height + 16)
    for key, (words, x, line_at) in zip(keys, legend, strict=True):
        yield from sample(key, words, LEFT + x, legend_top + line_at * 20)
    for at, line in enumerate(lines):
        y = caption_top + at * 14
        yield f'<text x="{LEFT}" y="{y:.1f}" font-size="{LABEL}" fill="{QUIET}">{written(line)}</text>'
    yield "</g></svg>"


def _axis(found: Laid, top: float) -> Iterator[str]:
    bottom = top + found.height + 4
    yield '<g class="tl-grid">'
    for x, _ in found.axis.ticks():
        yield f'<line x1="{x:.1f}" x2="{x:.1f}" y1="{top - 8:.1f}" y2="{bottom:.1f}" stroke="{_RULE}"/>'
    for x in found.axis.fold or ():
        yield f'<line x1="{x:.1f}" x2="{x:.1f}" y1="{top - 8:.1f}" y2="{bottom:.1f}" stroke="{WARM}" stroke-dasharray="1 5"/>'
    yield '</g><g class="tl-axis">'
    yield from _scale(found, top - 12)
    yield "</g>"


def _scale(found: Laid, y: float) -> Iterator[str]:
    """The years, and the mark of a broken axis."""
    yield f'<g font-size="{LABEL}" text-anchor="middle" fill="{QUIET}">'
    for x, words in found.axis.ticks():
        yield f'<text x="{x:.1f}" y="{y:.1f}">{words}</text>'
    if found.axis.fold:
        x = sum(found.axis.fold) / 2
        yield f'<text x="{x:.1f}" y="{y + 1:.1f}" font-size="15" font-weight="bold" fill="{WARM}">≈</text>'
    yield "</g>"


def _kinds(found: Laid, said: dict[str, str]) -> Iterator[str]:
    """What is of one kind stands together, so that a page can take it out."""
    tops = [(kind, y) for kind, _, y, of_kind in found.heads if of_kind]
    ends = [*(y for _, y in tops[1:]), found.height]
    for (kind, top), end in zip(tops, ends, strict=True):
        yield f'<g class="tl-kind" data-kind="{written(kind)}" data-high="{end - top:.1f}">'
        yield from _heads(found, kind, said)
        for one in found.placed:
            if one.bar.kind == kind:
                yield from mark(one)
        yield "</g>"


def _heads(found: Laid, asked: str, said: dict[str, str]) -> Iterator[str]:
    for kind, lane, y, of_kind in found.heads:
        if kind != asked:
            continue
        words = written(wrapped(lane, 11, WIDE, 1)[0] if lane else said.get(kind, kind))
        look = 'font-size="13" font-weight="bold"' if of_kind else f'font-size="11" fill="{QUIET}"'
        if of_kind and y:
            yield f'<path d="M{LEFT} {y + 0.5:.1f}H{_ALL - LEFT:.0f}" stroke="{_RULE}"/>'
        yield f'<text class="tl-head" x="{LEFT}" y="{y + (17 if of_kind else 12):.1f}" {HALO} {look}>{words}</text>'


def _flowed(texts: list[str]) -> Iterator[tuple[str, float, int]]:
    x, row = 0.0, 0
    for words in texts:
        takes = width(words, LABEL) + 60
        if x and x + takes > _ALL - 2 * LEFT:
            x, row = 0.0, row + 1
        yield words, x, row
        x += takes
