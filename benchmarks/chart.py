"""A small chart with logarithmic axes, as SVG: lines that a reader can name without colours."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape
from math import ceil, floor, log10

Curve = list[tuple[float, float]]
_WIDTH, _HEIGHT, _LEFT, _RIGHT, _TOP, _BOTTOM = 820, 440, 70, 220, 20, 50
_COLOURS = ("#4477aa", "#ee6677", "#228833", "#aa3377", "#66782a", "#555555")
_STYLE = (
    "text { font: 13px sans-serif; fill: #333 } .grid { stroke: #ddd } "
    "@media (prefers-color-scheme: dark) { text { fill: #ddd } .grid { stroke: #555 } }"
)


def drawn(curves: Mapping[str, Curve], across: str, up: str) -> str:
    """The chart of some curves, each with its name at its end."""
    points = [point for curve in curves.values() for point in curve]
    scale = _Scale([x for x, _ in points], [y for _, y in points])
    parts = [*_grid(scale), *_axes(across, up)]
    ends = _spread([(scale.at(*curve[-1])[1], name) for name, curve in curves.items()])
    for number, (name, curve) in enumerate(curves.items()):
        parts += _curve(scale, curve, name, ends[name], _COLOURS[number % len(_COLOURS)])
    title = f"{up} by {across}: {', '.join(curves)}"
    body = "\n".join(parts)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {_HEIGHT}" role="img">\n'
        f"<title>{escape(title)}</title>\n<style>{_STYLE}</style>\n{body}\n</svg>\n"
    )


class _Scale:
    """Where a value stands: decades, from the whole one below to the whole one above.

    A few triples over a decade need no further one.
    """

    def __init__(self, across: Sequence[float], up: Sequence[float]) -> None:
        first = floor(log10(min(across)))
        self.x = first, max(ceil(round(log10(max(across)), 3)), first + 1)
        self.y = floor(log10(min(up))), ceil(log10(max(up)))

    def at(self, x: float, y: float) -> tuple[float, float]:
        """The place of a point on the paper."""
        wide, high = _WIDTH - _LEFT - _RIGHT, _HEIGHT - _TOP - _BOTTOM
        right = (log10(x) - self.x[0]) / (self.x[1] - self.x[0])
        above = (log10(y) - self.y[0]) / (self.y[1] - self.y[0])
        return _LEFT + wide * right, _TOP + high * (1 - above)


def _grid(scale: _Scale) -> list[str]:
    lines = []
    for power in range(scale.x[0], scale.x[1] + 1):
        x, bottom = scale.at(10**power, 10 ** scale.y[0])
        lines.append(f'<path class="grid" d="M{x:.1f} {_TOP}V{bottom:.1f}"/>')
        lines.append(
            f'<text x="{x:.1f}" y="{bottom + 18:.1f}" text-anchor="middle">{_said(power)}</text>'
        )
    for power in range(scale.y[0], scale.y[1] + 1):
        x, y = scale.at(10 ** scale.x[0], 10**power)
        lines.append(f'<path class="grid" d="M{x:.1f} {y:.1f}H{_WIDTH - _RIGHT}"/>')
        lines.append(
            f'<text x="{x - 8:.1f}" y="{y + 4:.1f}" text-anchor="end">{_said(power)}</text>'
        )
    return lines


def _axes(across: str, up: str) -> list[str]:
    middle, high = (_LEFT + _WIDTH - _RIGHT) / 2, (_TOP + _HEIGHT - _BOTTOM) / 2
    return [
        f'<text x="{middle:.0f}" y="{_HEIGHT - 8}" text-anchor="middle">{escape(across)}</text>',
        f'<text transform="translate(16 {high:.0f}) rotate(-90)" text-anchor="middle">'
        f"{escape(up)}</text>",
    ]


def _curve(scale: _Scale, curve: Curve, name: str, label: float, colour: str) -> list[str]:
    places = [scale.at(x, y) for x, y in curve]
    line = "L".join(f"{x:.1f} {y:.1f}" for x, y in places)
    dots = [f'<circle cx="{x:.1f}" cy="{y:.1f}" r="3.5" fill="{colour}"/>' for x, y in places]
    said = f'<text x="{_WIDTH - _RIGHT + 10}" y="{label + 4:.1f}" style="fill:{colour}">'
    path = f'<path d="M{line}" fill="none" stroke="{colour}" stroke-width="2"/>'
    return [path, *dots, f"{said}{escape(name)}</text>"]


def _spread(ends: Sequence[tuple[float, str]]) -> dict[str, float]:
    """Heights for names, from the top, none nearer to the one above than a line."""
    found: dict[str, float] = {}
    last = 0.0
    for height, name in sorted(ends):
        last = max(height, last + 17)
        found[name] = last
    return found


def _said(power: int) -> str:
    if 3 <= power <= 8:
        thousands, rest = divmod(power, 3)
        return f"{10**rest} {' kM'[thousands]}"
    return f"{10**power:g}"
