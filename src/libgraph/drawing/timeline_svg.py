# ruff: noqa: E501 (a shape of SVG is read best on one line)
"""A timeline as SVG: certain parts solid, bounds as gradients, what nobody knows faded."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from xml.sax.saxutils import escape

from libgraph.drawing.kinds import KINDS, Kind
from libgraph.drawing.text import one_line, width, wrapped
from libgraph.drawing.timeline_chart import Bar, Chart
from libgraph.drawing.timeline_layout import BESIDE, LABEL, LEFT, POINT, WIDE, Laid, Placed, laid
from libgraph.drawing.timeline_words import timeline_words

READABLE = 80
"""More bars than this are too many for a still picture."""
_FONT = "Arimo, 'Liberation Sans', Arial, Helvetica, 'Noto Sans', 'Noto Sans KR', sans-serif"
_INK, _QUIET, _PAPER = "var(--ink, #1b1f24)", "var(--quiet, #3d4550)", "var(--paper, #ffffff)"
_RULE, _WARM = "var(--rule, #dde1e6)", "var(--warm, #7a3a00)"
_LOOKS = {
    "tenure": "person", "membership": "organization", "hosting": "corner", "link": "centre",
    "coverage": "region", "support": "ensemble", "lifespan": "library", "event": "event",
    "agreement": "agreement", "participation": "event", "signing": "agreement", "party": "agreement",
}  # fmt: skip
_ALL = LEFT + WIDE + BESIDE + 30
_LEGEND = ("certain", "range", "unknown", "open", "seen", "once", "planned", "possible", "disputed")


def rows(chart: Chart) -> dict[Bar, int]:
    """The row of each bar in the table."""
    return {bar: at for at, bar in enumerate(chart.bars)}


def svg(chart: Chart, *, all_of_it: bool = False) -> str:
    """The picture; without `all_of_it` at most READABLE bars, the closest and best-sourced."""
    said = timeline_words(chart.lang)
    bars, caption = chart.bars, chart.caption
    if len(bars) > READABLE and not all_of_it:
        best = sorted(bars, key=lambda bar: (not bar.disputed, -len(bar.sources), bars.index(bar)))
        kept = set(best[:READABLE])
        left = Counter(bar.kind for bar in bars if bar not in kept)
        out = ", ".join(f"{said.get(kind, kind).lower()} {left[kind]}" for kind in sorted(left))
        caption += " " + said["left"].format(len(kept), len(bars), out)
        bars = tuple(bar for bar in bars if bar in kept)
    return "\n".join(_sheet(chart, bars, caption, said)) + "\n"


def _sheet(chart: Chart, bars: Sequence[Bar], caption: str, said: dict[str, str]) -> Iterator[str]:
    title = wrapped(chart.title, 17, _ALL - 2 * LEFT, 2)
    lines = wrapped(caption, LABEL, _ALL - 2 * LEFT, 8)
    top = 34 + len(title) * 22 + 22
    found = laid(bars, rows(chart)) if bars else None
    body = found.height if found else 40
    legend_top = top + body + 46
    legend = list(_flowed([said[key] for key in _LEGEND]))
    caption_top = legend_top + (legend[-1][2] + 1) * 20 + 14
    high = caption_top + len(lines) * 14 + 14
    yield (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{_ALL:.0f}" height="{high:.0f}" '
        f'viewBox="0 0 {_ALL:.0f} {high:.0f}" role="img" lang="{chart.lang}" font-family="{_FONT}" '
        f'fill="{_INK}">'
    )
    yield f"<title>{_text(chart.title)}</title>\n<desc>{_text(caption)}</desc>"
    yield from _gradients()
    yield f'<rect width="{_ALL:.0f}" height="{high:.0f}" fill="{_PAPER}"/>'
    for at, row in enumerate(title):
        yield f'<text x="{LEFT}" y="{34 + at * 22}" font-size="17" font-weight="bold">{_text(row)}</text>'
    if found:
        yield from _axis(found, top)
        yield f'<g transform="translate(0 {top:.1f})">'
        yield from _heads(found, said)
        for one in found.placed:
            yield from _bar(one)
        yield "</g>"
    else:
        yield f'<text x="{LEFT}" y="{top + 10}" font-size="12">{_text(said["nothing"])}</text>'
    for key, (words, x, line_at) in zip(_LEGEND, legend, strict=True):
        yield from _sample(key, words, LEFT + x, legend_top + line_at * 20)
    for at, line in enumerate(lines):
        y = caption_top + at * 14
        yield f'<text x="{LEFT}" y="{y:.1f}" font-size="{LABEL}" fill="{_QUIET}">{_text(line)}</text>'
    yield "</svg>"


def _gradients() -> Iterator[str]:
    yield "<defs>"
    for kind in dict.fromkeys(_LOOKS.values()):
        for name, ends in (("in", (0.0, 1.0)), ("out", (1.0, 0.0))):
            stops = "".join(
                f'<stop offset="{at}" stop-color="{KINDS[kind].fill}" stop-opacity="{opaque}"/>'
                for at, opaque in enumerate(ends)
            )
            yield f'<linearGradient id="lg-{name}-{kind}">{stops}</linearGradient>'
    yield "</defs>"


def _axis(found: Laid, top: float) -> Iterator[str]:
    bottom = top + found.height
    yield f'<g class="axis" font-size="{LABEL}" text-anchor="middle" fill="{_QUIET}">'
    for x, words in found.axis.ticks():
        yield f'<path d="M{x:.1f} {top - 8:.1f}V{bottom + 4:.1f}" stroke="{_RULE}"/>'
        yield f'<text x="{x:.1f}" y="{top - 12:.1f}">{words}</text>'
        yield f'<text x="{x:.1f}" y="{bottom + 16:.1f}">{words}</text>'
    yield "</g>"


def _heads(found: Laid, said: dict[str, str]) -> Iterator[str]:
    for kind, lane, y, of_kind in found.heads:
        words = _text(wrapped(lane, 11, WIDE, 1)[0] if lane else said.get(kind, kind))
        look = 'font-size="13" font-weight="bold"' if of_kind else f'font-size="11" fill="{_QUIET}"'
        if of_kind and y:
            yield f'<path d="M{LEFT} {y + 0.5:.1f}H{_ALL - LEFT:.0f}" stroke="{_RULE}"/>'
        yield f'<text x="{LEFT}" y="{y + (17 if of_kind else 12):.1f}" {look}>{words}</text>'


def _bar(one: Placed) -> Iterator[str]:
    bar, kind = one.bar, KINDS[_LOOKS.get(one.bar.kind, "other")]
    told = "\n".join(
        filter(
            None,
            (
                bar.label,
                *bar.sentences,
                "; ".join(bar.written),
                bar.disputed,
                "; ".join(bar.sources),
            ),
        )
    )
    tip = "&#10;".join(_text(line).replace('"', "&quot;") for line in told.split("\n"))
    faint = ' opacity="0.6"' if bar.possible else ""
    yield f'<g data-row="{one.number}" data-tip="{tip}"{faint}>'
    yield from _shape(one, kind)
    look = f' fill="{_WARM}" font-weight="bold"' if bar.disputed else ""
    slope = ' font-style="italic"' if bar.possible else ""
    yield f'<text x="{one.label_x:.1f}" y="{one.y + 13:.1f}" font-size="{LABEL}"{look}{slope}>{_text(one.label)}</text>'
    yield "</g>"


def _shape(one: Placed, kind: Kind) -> Iterator[str]:
    bar, y, solid = one.bar, one.y + 4, one.inner_right - one.inner_left
    line = f'stroke="{kind.line}"'
    if bar.planned:
        wide = max(one.right - one.left, 8)
        yield f'<rect x="{one.left:.1f}" y="{y:.1f}" width="{wide:.1f}" height="11" fill="none" {line} stroke-dasharray="3 2"/>'
        return
    for name, start, end in (("in", one.left, one.inner_left), ("out", one.inner_right, one.right)):
        if end - start > 0.5:
            yield f'<rect x="{start:.1f}" y="{y:.1f}" width="{end - start:.1f}" height="11" fill="url(#lg-{name}-{_key(kind)})"/>'
    if bar.begins and one.inner_left - one.outer_left > 2 and bar.bounds.begins_earliest:
        yield _whisker(one.outer_left, one.inner_left, y, line, cap=one.outer_left)
    if bar.ends and one.outer_right - one.inner_right > 2 and bar.bounds.ends_latest:
        yield _whisker(one.inner_right, one.outer_right, y, line, cap=one.outer_right)
    if solid >= 2 * POINT or (solid > 0 and not bar.once and not bar.seen):
        yield f'<rect x="{one.inner_left:.1f}" y="{y:.1f}" width="{max(solid, 2):.1f}" height="11" fill="{kind.fill}" {line}/>'
    elif bar.seen:
        middle = (one.inner_left + one.inner_right) / 2
        yield f'<path d="M{middle - POINT:.1f} {y + 5.5:.1f}l5 -6 5 6 -5 6z" fill="{kind.fill}" {line}/>'
    else:
        middle = (max(one.outer_left, one.left) + min(one.outer_right, one.right)) / 2
        yield f'<circle cx="{middle:.1f}" cy="{y + 5.5:.1f}" r="{POINT}" fill="{kind.fill}" {line}/>'
    if bar.open:
        x = max(one.inner_right, one.inner_left)
        yield f'<path d="M{x:.1f} {y + 5.5:.1f}H{x + 14:.1f}m-5 -4l5 4 -5 4" fill="none" {line} stroke-width="1.4"/>'


def _key(kind: Kind) -> str:
    return kind.key if kind.key in _LOOKS.values() else "event"


def _whisker(start: float, end: float, y: float, line: str, *, cap: float) -> str:
    return f'<path d="M{start:.1f} {y + 5.5:.1f}H{end:.1f}M{cap:.1f} {y + 2:.1f}v7" {line} fill="none"/>'


def _flowed(texts: list[str]) -> Iterator[tuple[str, float, int]]:
    x, row = 0.0, 0
    for words in texts:
        takes = width(words, LABEL) + 60
        if x and x + takes > _ALL - 2 * LEFT:
            x, row = 0.0, row + 1
        yield words, x, row
        x += takes


def _sample(key: str, words: str, x: float, y: float) -> Iterator[str]:
    kind = KINDS["person"]
    line = f'stroke="{kind.line}" fill="{kind.fill}"'
    bare = f'stroke="{kind.line}" fill="none"'
    shapes = {
        "certain": f'<rect x="{x}" y="{y}" width="30" height="11" {line}/>',
        "range": f'<rect x="{x}" y="{y}" width="30" height="11" fill="url(#lg-in-person)"/><path d="M{x} {y + 5.5}h30M{x} {y + 2}v7" {bare}/>',
        "unknown": f'<rect x="{x}" y="{y}" width="30" height="11" fill="url(#lg-out-person)"/>',
        "open": f'<path d="M{x + 6} {y + 5.5}h20m-5 -4l5 4 -5 4" {bare} stroke-width="1.4"/>',
        "seen": f'<path d="M{x + 10} {y + 5.5}l5 -6 5 6 -5 6z" {line}/>',
        "once": f'<circle cx="{x + 15}" cy="{y + 5.5}" r="{POINT}" {line}/>',
        "planned": f'<rect x="{x}" y="{y}" width="30" height="11" {bare} stroke-dasharray="3 2"/>',
        "possible": f'<rect x="{x}" y="{y}" width="30" height="11" {line} opacity="0.6"/>',
        "disputed": f'<text x="{x + 10}" y="{y + 10}" font-size="13" font-weight="bold" fill="{_WARM}">≠</text>',
    }
    yield shapes[key]
    yield f'<text x="{x + 36:.1f}" y="{y + 9.5:.1f}" font-size="{LABEL}">{_text(words)}</text>'


def _text(text: str) -> str:
    return escape(one_line(text))
