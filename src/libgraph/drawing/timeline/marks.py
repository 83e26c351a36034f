# ruff: noqa: E501 (a shape of SVG is read best on one line)
"""The marks of a timeline: certain parts solid, bounds as gradients, what nobody knows faded."""

from __future__ import annotations

from collections.abc import Iterator
from xml.sax.saxutils import escape

from libgraph.drawing.kinds import KINDS, Kind
from libgraph.drawing.text import one_line
from libgraph.drawing.timeline.chart import Bar
from libgraph.drawing.timeline.layout import LABEL, POINT, Placed

QUIET, PAPER, WARM = "var(--quiet, #3d4550)", "var(--paper, #ffffff)", "var(--warm, #7a3a00)"
HALO = f'stroke="{PAPER}" stroke-width="3.5" stroke-linejoin="round" paint-order="stroke"'
"""Letters stand free of the lines that they cross."""
_LOOKS = {
    "tenure": "person", "membership": "organization", "hosting": "corner", "link": "centre",
    "coverage": "region", "support": "ensemble", "lifespan": "library", "event": "event",
    "agreement": "agreement", "participation": "event", "signing": "agreement", "party": "agreement",
}  # fmt: skip


def written(text: str) -> str:
    """Any text as it may stand in SVG."""
    return escape(one_line(text))


def gradients() -> Iterator[str]:
    """Of every colour, one that fades in and one that fades out."""
    yield "<defs>"
    for kind in dict.fromkeys(_LOOKS.values()):
        for name, ends in (("in", (0.0, 1.0)), ("out", (1.0, 0.0))):
            stops = "".join(
                f'<stop offset="{at}" stop-color="{KINDS[kind].fill}" stop-opacity="{opaque}"/>'
                for at, opaque in enumerate(ends)
            )
            yield f'<linearGradient id="lg-{name}-{kind}">{stops}</linearGradient>'
    yield "</defs>"


def mark(one: Placed) -> Iterator[str]:
    """A bar with its label; what is told of it is its title, so that any viewer can show it."""
    bar, kind = one.bar, KINDS[_LOOKS.get(one.bar.kind, "other")]
    faint = ' opacity="0.6"' if bar.possible else ""
    yield f'<g data-row="{one.number}"{faint}><title>{_told(bar)}</title>'
    yield from _shape(one, kind)
    look = f' fill="{WARM}" font-weight="bold"' if bar.disputed else ""
    slope = ' font-style="italic"' if bar.possible else ""
    yield f'<text x="{one.label_x:.1f}" y="{one.y + 13:.1f}" font-size="{LABEL}" {HALO}{look}{slope}>{written(one.label)}</text>'
    yield "</g>"


def _told(bar: Bar) -> str:
    dates, sources = "; ".join(bar.written), "; ".join(bar.sources)
    lines = dict.fromkeys((bar.label, *bar.sentences, dates, bar.disputed, sources))
    return "\n".join(filter(None, map(written, lines)))


def _shape(one: Placed, kind: Kind) -> Iterator[str]:
    bar, y, solid = one.bar, one.y + 4, one.inner_right - one.inner_left
    line = f'stroke="{kind.line}"'
    if bar.planned:
        wide = max(one.right - one.left, 8)
        yield f'<rect x="{one.left:.1f}" y="{y:.1f}" width="{wide:.1f}" height="11" fill="none" {line} stroke-dasharray="3 2"/>'
        return
    for name, start, end in (("in", one.left, one.inner_left), ("out", one.inner_right, one.right)):
        if end - start > 0.5 and not (name == "out" and bar.open):  # there an arrow says it
            yield f'<rect x="{start:.1f}" y="{y:.1f}" width="{end - start:.1f}" height="11" fill="url(#lg-{name}-{_key(kind)})"/>'
    if bar.begins and one.inner_left - one.outer_left > 2 and bar.bounds.begins_earliest:
        yield _whisker(one.outer_left, one.inner_left, y, f'stroke="{QUIET}"', cap=one.outer_left)
    if bar.ends and one.outer_right - one.inner_right > 2 and bar.bounds.ends_latest:
        yield _whisker(
            one.inner_right, one.outer_right, y, f'stroke="{QUIET}"', cap=one.outer_right
        )
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
        yield f'<path d="M{x:.1f} {y + 5.5:.1f}H{x + 14:.1f}m-5 -4l5 4 -5 4" fill="none" stroke="{QUIET}" stroke-width="1.4"/>'


def _key(kind: Kind) -> str:
    return kind.key if kind.key in _LOOKS.values() else "event"


def _whisker(start: float, end: float, y: float, line: str, *, cap: float) -> str:
    return f'<path d="M{start:.1f} {y + 5.5:.1f}H{end:.1f}M{cap:.1f} {y + 2:.1f}v7" {line} fill="none"/>'


def sample(key: str, words: str, x: float, y: float) -> Iterator[str]:
    """An entry of the legend: a mark, and what it means."""
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
        "disputed": f'<text x="{x + 10}" y="{y + 10}" font-size="13" font-weight="bold" fill="{WARM}">≠</text>',
    }
    shapes["folded"] = shapes["disputed"].replace("≠", "≈")
    yield shapes[key]
    yield f'<text x="{x + 36:.1f}" y="{y + 9.5:.1f}" font-size="{LABEL}">{written(words)}</text>'
