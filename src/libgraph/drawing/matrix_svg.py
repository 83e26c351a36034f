"""The matrix as SVG: rows and columns in communities, a cell for every tied pair.

A number stands in each cell, so that nothing is told by shade alone; only possible ties are
hatched. Colours are written as ``var(--name, colour)``: see figure.py.
"""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

from libgraph.drawing.matrix_model import Matrix
from libgraph.drawing.matrix_shades import SHADES, ink, spans, steps
from libgraph.drawing.matrix_tips import of_body, of_pair
from libgraph.drawing.matrix_words import matrix_words
from libgraph.drawing.text import one_line, shortened, width, wrapped

_INK, _PAPER = "var(--ink, #1b1f24)", "var(--paper, #ffffff)"
_QUIET, _RULE = "var(--quiet, #4a5460)", "var(--rule, #d5dae0)"
_STRONG, _SELF = "var(--strong, #343c46)", "var(--mx-self, #d5dae0)"
_PALE, _HATCH = "var(--mx-pale, #f3f7fb)", "var(--mx-hatch, #a9bfd6)"
_FONT = "Noto Sans, Arimo, Arial, Helvetica, sans-serif"
_SLANT, _NAME, _NOTE = 0.7071, 11.0, 10.5
_ROW, _COLUMN = 250.0, 190.0


def svg(matrix: Matrix, *, framed: bool = True) -> str:
    """The picture; with `framed`, title and caption are in it.

    The same matrix gives the same text.
    """
    return "\n".join(_Drawing(matrix, framed=framed).lines()) + "\n"


class _Drawing:
    def __init__(self, matrix: Matrix, *, framed: bool) -> None:
        self.matrix, self.words = matrix, matrix_words(matrix.lang)
        self.size = len(matrix.bodies)
        self.cell = 26.0 if self.size <= 16 else 22.0 if self.size <= 30 else 18.0
        names = [width(one_line(body.label), _NAME) for body in matrix.bodies]
        self.grid = self.cell * self.size
        self.left = 24 + max(min(_ROW, max(names)) + 8, 216.0)
        slanted = max(min(_COLUMN, max(names)) * _SLANT + 16, 128.0)
        self.wide = max(self.left + self.grid + max(slanted, 186.0) + 12, 640.0)
        self.head = wrapped(matrix.title, 18, self.wide - 48, 2) if framed else []
        self.foot = wrapped(matrix.caption, _NAME, self.wide - 48, 12) if framed else []
        self.top = 22 + 24 * len(self.head) + slanted
        self.steps = steps(max(max(pair.certain, pair.possible) for pair in matrix.pairs))
        self.tall = self.top + self.grid + 24 + (16 * len(self.foot) + 12 if self.foot else 0)

    def lines(self) -> Iterator[str]:
        alt = escape(self.words("alt", self.size))
        size = f'width="{self.wide:.0f}" height="{self.tall:.0f}"'
        box = f'viewBox="0 0 {self.wide:.0f} {self.tall:.0f}"'
        yield (
            f'<svg xmlns="http://www.w3.org/2000/svg" {size} {box} role="img" '
            f'font-family="{_FONT}" font-size="{_NAME:g}" fill="{_INK}">'
        )
        yield f"<title>{alt}</title>"
        yield (
            '<defs><pattern id="mx-hatch" width="5" height="5" patternUnits="userSpaceOnUse" '
            f'patternTransform="rotate(45)"><rect width="5" height="5" fill="{_PALE}"/>'
            f'<rect width="1.3" height="5" fill="{_HATCH}"/></pattern></defs>'
        )
        yield f'<rect width="{self.wide:.0f}" height="{self.tall:.0f}" fill="{_PAPER}"/>'
        for at, row in enumerate(self.head):
            yield _text(row, 24, 34 + 24 * at, 'font-size="18" font-weight="bold"')
        yield from self._paper()
        yield from self._names()
        yield from self._cells()
        yield from self._blocks()
        yield from self._legend(24.0, self.top - 114)
        for at, row in enumerate(self.foot):
            yield _text(row, 24, self.tall - 16 * (len(self.foot) - at) + 2, f'fill="{_QUIET}"')
        yield "</svg>"

    def _paper(self) -> Iterator[str]:
        """The grid, with the cells of each body and itself; and what scripts need to know."""
        x, y, side = self.left, self.top, self.grid
        yield (
            f'<g id="mx-grid" data-x="{x:.1f}" data-y="{y:.1f}" data-cell="{self.cell:g}" '
            f'data-count="{self.size}">'
        )
        yield f'<rect x="{x:.1f}" y="{y:.1f}" width="{side:g}" height="{side:g}" fill="{_PAPER}"/>'
        paths = "".join(
            f"M{x:.1f} {y + at * self.cell:.1f}h{side:g}M{x + at * self.cell:.1f} {y:.1f}v{side:g}"
            for at in range(self.size + 1)
        )
        yield f'<path d="{paths}" stroke="{_RULE}" stroke-width="0.6" fill="none"/>'
        own = "".join(
            f"M{x + at:.1f} {y + at:.1f}h{self.cell:g}v{self.cell:g}h-{self.cell:g}z"
            for at in (self.cell * number for number in range(self.size))
        )
        yield f'<path d="{own}" fill="{_SELF}"/>'
        yield "</g>"

    def _names(self) -> Iterator[str]:
        first = len(self.matrix.pairs)
        for at, body in enumerate(self.matrix.bodies):
            middle = (at + 0.5) * self.cell
            tip = f"<title>{escape(of_body(body, self.words))}</title>"
            owner = f'data-row="{first + at}" data-at="{at}"'
            y = self.top + middle
            yield f'<g class="mx-row" {owner}>{tip}'
            name = shortened(one_line(body.label), _NAME, _ROW)
            yield _text(name, self.left - 8, y + 4, 'text-anchor="end"') + "</g>"
            x = self.left + middle
            yield f'<g class="mx-column" {owner}>{tip}'
            turned = f'transform="translate({x + 3:.1f} {self.top - 7:.1f}) rotate(-45)"'
            name = shortened(one_line(body.label), _NAME, _COLUMN)
            yield f"<text {turned}>{escape(name)}</text></g>"

    def _cells(self) -> Iterator[str]:
        for row, pair in enumerate(self.matrix.pairs):
            tip = escape(of_pair(self.matrix, pair, self.words))
            for across, down in ((pair.other, pair.one), (pair.one, pair.other)):
                x, y = self.left + across * self.cell, self.top + down * self.cell
                place = f'data-r="{down}" data-c="{across}"'
                yield f'<g class="mx-cell" data-row="{row}" {place}><title>{tip}</title>'
                yield from self._cell(pair.certain, pair.possible, x, y)
                # a tie leads from the pair's first body to its second where `way` is 1
                turn = 1 if down == pair.one else -1
                ways = {tie.way * turn for tie in pair.shared} - {0}
                yield from (_arrow(way, x, y, self.cell) for way in sorted(ways))
                yield "</g>"

    def _cell(self, certain: int, possible: int, x: float, y: float) -> Iterator[str]:
        """The shade and hatching of so many ties, and the numbers."""
        side, at = self.cell, 0
        box = f'x="{x + 0.5:.1f}" y="{y + 0.5:.1f}" width="{side - 1:g}" height="{side - 1:g}"'
        if certain:
            at = sum(step <= certain for step in self.steps)
            yield f'<rect {box} fill="var(--mx-{at}, {SHADES[at - 1]})"/>'
        else:
            yield f'<rect {box} fill="url(#mx-hatch)"/>'
        number = (
            f"{certain}" if not possible else f"{certain}+{possible}" if certain else f"{possible}"
        )
        fill = f"var(--mx-ink-{at}, {ink(SHADES[at - 1])})" if at else _INK
        if certain and possible:
            corner = f"M{x + side - 0.5:.1f} {y + 0.5:.1f}v{side - 1:g}h-{side - 1:g}z"
            yield f'<path d="{corner}" fill="url(#mx-hatch)"/>'
            box = f'x="{x + 1:.1f}" y="{y + side / 2 - 6:.1f}" width="{side - 2:g}" height="12"'
            yield f'<rect {box} rx="2" fill="var(--mx-{at}, {SHADES[at - 1]})"/>'
        size = min(_NAME, 0.95 * side / max(1.0, width(number, 1.0)))
        more = f'text-anchor="middle" font-size="{size:.1f}" fill="{fill}"'
        yield _text(number, x + side / 2, y + side / 2 + size * 0.36, more)

    def _blocks(self) -> Iterator[str]:
        """An outline around each community, and beside it how many it has."""
        x = self.left + self.grid + 10
        for number, block in enumerate(self.matrix.communities, start=1):
            begin, side = block.start * self.cell, len(block) * self.cell
            corner = f'x="{self.left + begin:.1f}" y="{self.top + begin:.1f}"'
            yield (
                f'<rect {corner} width="{side:g}" height="{side:g}" fill="none" '
                f'stroke="{_STRONG}" stroke-width="1.8"/>'
            )
            y = self.top + begin
            path = f"M{x - 4:.1f} {y + 2:.1f}v{side - 4:g}"
            yield f'<path d="{path}" stroke="{_STRONG}" stroke-width="1.8"/>'
            yield from self._beside(number, block, x + 3, y + side / 2)

    def _beside(self, number: int, block: range, x: float, middle: float) -> Iterator[str]:
        inside, outside = self.matrix.ties(block)
        name = f"{self.words('community')} {number}"
        brief = f"{name}: {self.words('short', len(block))}"
        full = self.words("group", len(block), inside, outside)
        rows = full.split(", ")
        rows = [name, *rows] if len(block) * self.cell >= 14 * (len(rows) + 1) else [brief]
        top = middle - (len(rows) - 1) * 7 + 4
        yield f"<g><title>{escape(f'{name}: {full}')}</title>"
        for at, row in enumerate(rows):
            look = f'font-size="{_NOTE:g}" fill="{_QUIET}"'
            yield _text(row, x, top + at * 14, look)
        yield "</g>"

    def _legend(self, x: float, y: float) -> Iterator[str]:
        """In the free corner: shades with their numbers, hatching, outline."""
        yield _text(self.words("ties"), x, y + 12, 'font-weight="bold"')
        most = max(pair.certain for pair in self.matrix.pairs)
        across = x
        for at, entry in enumerate(spans(self.steps, most), start=1):
            wide = max(22.0, width(entry, _NAME) + 10)
            box = f'x="{across:.1f}" y="{y + 19:.1f}" width="{wide:.1f}" height="20"'
            yield f'<rect {box} fill="var(--mx-{at}, {SHADES[at - 1]})"/>'
            look = f'text-anchor="middle" fill="var(--mx-ink-{at}, {ink(SHADES[at - 1])})"'
            yield _text(entry, across + wide / 2, y + 33, look)
            across += wide + 2
        y += 45 if most else 19
        for certain, possible, key in ((0, 1, "possible"), (1, 1, "mixed")):
            if any(p.possible and bool(p.certain) == bool(certain) for p in self.matrix.pairs):
                yield from self._cell(
                    certain, possible, x + 10 - self.cell / 2, y + 9 - self.cell / 2
                )
                yield _text(self.words(key), x + 28, y + 13, "")
                y += 22
        if any(tie.way for pair in self.matrix.pairs for tie in pair.shared):
            yield _arrow(1, x, y - 4, 16) + _text(self.words("way"), x + 28, y + 13, "")
            y += 22
        if self.matrix.communities:
            box = f'x="{x + 2:.1f}" y="{y + 1:.1f}" width="16" height="16" fill="none"'
            yield f'<rect {box} stroke="{_STRONG}" stroke-width="1.8"/>'
            yield _text(self.words("community"), x + 28, y + 13, "")


def _arrow(way: int, x: float, y: float, side: float) -> str:
    """At the foot of a cell: to the right where the row's body gives to the column's, or left."""
    tip = x + side / 2 + way * (side / 2 - 1.5)
    path = f"M{tip:.1f} {y + side - 3.5:.1f}l{-way * 4} -2.5v5z"
    return (
        f'<path class="way" d="{path}" fill="{_STRONG}" stroke="{_PAPER}" stroke-width="1.4" '
        'paint-order="stroke"/>'
    )


def _text(text: str, x: float, y: float, more: str) -> str:
    return (
        f'<text x="{x:.1f}" y="{y:.1f}"{" " if more else ""}{more}>{escape(one_line(text))}</text>'
    )
