"""A scene as one SVG picture with its title, legend and caption, for a wall or a paper.

White paper, text that stays text, fonts that every machine has or replaces by ones of the same
width. Hovering tells full names, and who says what.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from xml.sax.saxutils import escape, quoteattr

from libgraph.drawing.kinds import PAPER, TEXT, Kind, kind_of, kinds_present
from libgraph.drawing.layout import NAME, NAME_STEP, SAID, SAID_STEP, Layout, Line, arranged
from libgraph.drawing.outlines import Outline, glyph, outline
from libgraph.drawing.routes import Box
from libgraph.drawing.scene import Node, Scene
from libgraph.drawing.text import one_line, width, wrapped
from libgraph.drawing.words import Words, words
from libgraph.errors import UsageError

LARGEST = 1000
"""More things than this cannot be read, nor laid out in reasonable time, as a still picture."""
_FONT = "Arimo, 'Liberation Sans', Arial, Helvetica, 'Noto Sans', 'Noto Sans KR', sans-serif"
_MARGIN, _CUT = 24.0, 8.0
_TITLE, _SMALL = 17.0, 10.5
_LINE, _QUIET = "#6b7480", "#3d4550"
_NARROWEST = 440.0


def svg(scene: Scene) -> str:
    """The picture as an SVG document; the same scene gives the same text.

    Raises:
        UsageError: there are more than `LARGEST` things.
        MissingExtra: Graphviz is not there.
        ValueError: two nodes share an id, or an edge ends at none of them.
    """
    return drawn(scene, laid_out(scene))


def laid_out(scene: Scene) -> Layout:
    """Where everything stands in the picture; raises as `svg` does."""
    if len(scene.nodes) > LARGEST:
        raise UsageError(
            f"{len(scene.nodes)} things are too many for a still picture (at most {LARGEST}): "
            "draw a part of them, or draw .html"
        )
    return arranged(scene)


def drawn(scene: Scene, layout: Layout) -> str:
    """The picture of a scene that is laid out already."""
    return "\n".join(_Sheet(scene, layout).lines()) + "\n"


class _Sheet:
    """The sheet of paper: the title above, the network, the legend and the caption below."""

    def __init__(self, scene: Scene, layout: Layout) -> None:
        self.scene, self.layout, self.words = scene, layout, words(scene.lang)
        self.inner = max(layout.width, _NARROWEST)
        self.title = wrapped(scene.title, _TITLE, self.inner, 2)
        self.top = _MARGIN + len(self.title) * 22 + 10
        self.legend = _Legend(scene, self.words, self.inner)
        self.legend_top = self.top + layout.height + 26
        self.caption_top = self.legend_top + self.legend.height + 14
        self.caption = wrapped(self._caption(), _SMALL, self.inner, 8)

    def _caption(self) -> str:
        unlabelled = any(line.said is None and line.tie.edges[0].label for line in self._lines)
        return f"{self.scene.caption} {self.words['unlabelled'] if unlabelled else ''}"

    @property
    def _lines(self) -> tuple[Line, ...]:
        return self.layout.lines

    def lines(self) -> Iterator[str]:
        wide = self.inner + 2 * _MARGIN
        high = self.caption_top + len(self.caption) * 14 + _MARGIN - 8
        yield (
            f'<svg xmlns="http://www.w3.org/2000/svg" width="{wide:.0f}" height="{high:.0f}" '
            f'viewBox="0 0 {wide:.0f} {high:.0f}" role="img" lang={quoteattr(self.scene.lang)} '
            f'aria-labelledby="lg-title lg-desc" font-family="{_FONT}" fill="{TEXT}">'
        )
        yield f'<title id="lg-title">{_text(self.scene.title)}</title>'
        yield f'<desc id="lg-desc">{_text(self._description())}</desc>'
        yield _ARROW
        yield f'<rect width="{wide:.0f}" height="{high:.0f}" fill="{PAPER}"/>'
        yield from _rows(self.title, _MARGIN, _MARGIN + 12, 22, _TITLE, 'font-weight="bold"')
        left = _MARGIN + (self.inner - self.layout.width) / 2
        yield f'<g transform="translate({left:.1f} {self.top:.1f})">'
        yield from self._network()
        yield "</g>"
        yield from self.legend.lines(_MARGIN, self.legend_top)
        yield from _rows(self.caption, _MARGIN, self.caption_top, 14, _SMALL, f'fill="{_QUIET}"')
        yield "</svg>"

    def _description(self) -> str:
        counts = f"{self.words['things']}: {len(self.scene.nodes)}"
        return f"{self.scene.caption} {counts}. {self.words['ties']}: {len(self.scene.edges)}."

    def _network(self) -> Iterator[str]:
        yield f'<g fill="none" stroke="{_LINE}" stroke-width="0.9">'
        yield from (part for line in self._lines for part in _paths(line))
        yield f'</g>\n<g font-size="{SAID:g}" text-anchor="middle" fill="{_QUIET}">'
        yield from (part for line in self._lines for part in self._said(line))
        yield f'</g>\n<g font-size="{NAME:g}" text-anchor="middle">'
        for node, box in zip(self.scene.nodes, self.layout.names, strict=True):
            yield from self._name(node, box)
        yield "</g>"

    def _said(self, line: Line) -> Iterator[str]:
        if line.said is None:
            return
        box, names = line.said, self.scene.nodes
        ends = names[line.tie.source].label, names[line.tie.target].label
        tips = (self.words.sentence(edge, *ends) for edge in line.tie.edges)
        yield f"<g><title>{_text(' · '.join(tips))}</title>"
        yield (
            f'<rect x="{box.x - box.width / 2:.1f}" y="{box.y - box.height / 2:.1f}" '
            f'width="{box.width:.1f}" height="{box.height:.1f}" fill="{PAPER}"/>'
        )
        yield from _middle_rows(box, SAID, SAID_STEP)
        yield "</g>"

    def _name(self, node: Node, box: Box) -> Iterator[str]:
        kind = kind_of(node.kind)
        tip = f"{node.label} ({self.words.kind(node.kind)})"
        yield f'<g class="{kind.key}"><title>{_text(tip)}</title>'
        yield _polygon(outline(kind.shape, box.width, box.height, _CUT), kind, box.x, box.y)
        yield from _middle_rows(box, NAME, NAME_STEP)
        yield "</g>"


class _Legend:
    """The kinds that are present, in rows as wide as the picture."""

    def __init__(self, scene: Scene, said: Words, wide: float) -> None:
        self._kinds = kinds_present(node.kind for node in scene.nodes)
        texts = [said.kind(kind.key) for kind in self._kinds]
        if any(edge.holds == "possibly" for edge in scene.edges):
            texts.append(said["possibly"])
        self._entries = list(_flowed(texts, wide))
        self.height = (self._entries[-1][2] + 1) * 22 if self._entries else 0.0

    def lines(self, left: float, top: float) -> Iterator[str]:
        for at, (text, x, row) in enumerate(self._entries):
            x, y = left + x + 9, top + row * 22
            if at < len(self._kinds):
                kind = self._kinds[at]
                small = tuple((px * 7.5, py * 7.5) for px, py in glyph(kind.shape))
                yield _polygon(small, kind, x, y)
            else:
                dash = f'stroke="{_LINE}" stroke-dasharray="4 3"'
                yield f'<path d="M{x - 9:.1f} {y:.1f}h18" {dash} marker-end="url(#lg-arrow)"/>'
            yield from _rows([text], x + 14, y + 4, 0, _SMALL, "")


def _flowed(texts: list[str], wide: float) -> Iterator[tuple[str, float, int]]:
    """Each text with its x and its row."""
    x, row = 0.0, 0
    for text in texts:
        takes = width(text, _SMALL) + 44
        if x and x + takes > wide:
            x, row = 0.0, row + 1
        yield text, x, row
        x += takes


_ARROW = (
    '<defs><marker id="lg-arrow" viewBox="0 0 8 8" refX="7.5" refY="4" markerWidth="7" '
    'markerHeight="7" markerUnits="userSpaceOnUse" orient="auto">'
    f'<path d="M0 1 8 4 0 7z" fill="{_LINE}"/></marker></defs>'
)


def _paths(line: Line) -> Iterator[str]:
    dash = ' stroke-dasharray="4 3"' if line.tie.possible else ""
    for at, curve in enumerate(line.curves, 1):
        last = at == len(line.curves) and line.tie.directed
        arrow = ' marker-end="url(#lg-arrow)"' if last else ""
        (x1, y1), (x2, y2), (x3, y3) = curve
        path = f"M{x1:.1f} {y1:.1f}Q{x2:.1f} {y2:.1f} {x3:.1f} {y3:.1f}"
        yield f'<path d="{path}"{dash}{arrow}/>'


def _polygon(corners: Outline, kind: Kind, x: float, y: float) -> str:
    points = " ".join(f"{x + px:.1f},{y + py:.1f}" for px, py in corners)
    return f'<polygon points="{points}" fill="{kind.fill}" stroke="{kind.line}"/>'


def _middle_rows(box: Box, size: float, step: float) -> Iterator[str]:
    top = box.y - (len(box.rows) - 1) * step / 2 + size * 0.35
    return _rows(box.rows, box.x, top, step, 0, "")


def _rows(
    rows: Iterable[str], x: float, y: float, step: float, size: float, more: str
) -> Iterator[str]:
    look = (f' font-size="{size:g}"' if size else "") + (f" {more}" if more else "")
    for at, row in enumerate(rows):
        yield f'<text x="{x:.1f}" y="{y + at * step:.1f}"{look}>{_text(row)}</text>'


def _text(text: str) -> str:
    return escape(one_line(text))
