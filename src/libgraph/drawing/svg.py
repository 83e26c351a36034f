"""A scene as one SVG picture with its title, legend and caption, for a wall or a paper.

White paper, text that stays text, fonts that every machine has or replaces by ones of the same
width. Hovering tells full names, and who says what.
"""

from __future__ import annotations

from collections.abc import Iterator
from xml.sax.saxutils import quoteattr

from libgraph.drawing.kinds import PAPER, TEXT, kind_of
from libgraph.drawing.layout import (
    NAME,
    NAME_STEP,
    SAID,
    SAID_STEP,
    Layout,
    Line,
    arranged,
    magnified,
)
from libgraph.drawing.legend import SMALL, Legend
from libgraph.drawing.marks import LINE, badge, polygon, rows, xml
from libgraph.drawing.outlines import outline
from libgraph.drawing.routes import Box
from libgraph.drawing.scene import Detail, Node, Scene
from libgraph.drawing.text import wrapped
from libgraph.drawing.words import words

_FONT = "Arimo, 'Liberation Sans', Arial, Helvetica, 'Noto Sans', 'Noto Sans KR', sans-serif"
_MARGIN, _CUT = 24.0, 8.0
_TITLE = 17.0
_QUIET = "#3d4550"
_NARROWEST = 440.0
_USUAL, _LARGEST = 900.0, 2.6
"""A sheet wider than usual is looked at from further away: title, legend and caption grow."""


def svg(scene: Scene) -> str:
    """The picture as an SVG document; the same scene gives the same text.

    Raises:
        MissingExtra: Graphviz is not there.
        ValueError: two nodes share an id, or an edge ends at none of them.
    """
    return drawn(scene, arranged(scene))


def drawn(scene: Scene, layout: Layout) -> str:
    """The picture of a scene that is laid out already."""
    return "\n".join(_Sheet(scene, layout).lines()) + "\n"


class _Sheet:
    """The sheet of paper: the title above, the network, the legend and the caption below."""

    def __init__(self, scene: Scene, layout: Layout) -> None:
        self.scene, self.layout, self.words = scene, layout, words(scene.lang)
        self.groups = {group.key: group for group in scene.groups}
        self.inner = max(layout.width, _NARROWEST)
        self.by = by = min(max(self.inner / _USUAL, 1.0), _LARGEST)
        self.title = wrapped(scene.title, _TITLE * by, self.inner, 2)
        self.top = _MARGIN + (len(self.title) * 22 + 10) * by
        self.legend = Legend(scene, self.words, self.inner / by)
        self.legend_top = self.top + layout.height + 26 * by
        self.caption_top = self.legend_top + (self.legend.height + 14) * by
        self.caption = wrapped(self._caption(), SMALL * by, self.inner, 10)

    def _caption(self) -> str:
        unlabelled = any(line.said is None and line.tie.edges[0].label for line in self._lines)
        return f"{self.scene.caption} {self.words['unlabelled'] if unlabelled else ''}"

    @property
    def _lines(self) -> tuple[Line, ...]:
        return self.layout.lines

    def lines(self) -> Iterator[str]:
        wide = self.inner + 2 * _MARGIN
        high = self.caption_top + len(self.caption) * 14 * self.by + _MARGIN - 8
        by, bold, quiet = self.by, 'font-weight="bold"', f'fill="{_QUIET}"'
        yield (
            f'<svg xmlns="http://www.w3.org/2000/svg" width="{wide:.0f}" height="{high:.0f}" '
            f'viewBox="0 0 {wide:.0f} {high:.0f}" role="img" lang={quoteattr(self.scene.lang)} '
            f'aria-labelledby="lg-title lg-desc" font-family="{_FONT}" fill="{TEXT}">'
        )
        yield f'<title id="lg-title">{xml(self.scene.title)}</title>'
        yield f'<desc id="lg-desc">{xml(self._description())}</desc>'
        yield _ARROW
        yield f'<rect width="{wide:.0f}" height="{high:.0f}" fill="{PAPER}"/>'
        yield from rows(self.title, _MARGIN, _MARGIN + 12 * by, 22 * by, _TITLE * by, bold)
        left = _MARGIN + (self.inner - self.layout.width) / 2
        yield f'<g transform="translate({left:.1f} {self.top:.1f})">'
        yield from self._network()
        yield "</g>"
        yield f'<g transform="translate({_MARGIN:g} {self.legend_top:.1f}) scale({by:.3f})">'
        yield from self.legend.lines(0, 0)
        yield "</g>"
        yield from rows(self.caption, _MARGIN, self.caption_top, 14 * by, SMALL * by, quiet)
        yield "</svg>"

    def _description(self) -> str:
        counts = f"{self.words['things']}: {len(self.scene.nodes)}"
        return f"{self.scene.caption} {counts}. {self.words['ties']}: {len(self.scene.edges)}."

    def _network(self) -> Iterator[str]:
        yield f'<g fill="none" stroke="{LINE}" stroke-width="0.9">'
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
        yield f"<g><title>{xml(' · '.join(tips))}</title>"
        yield (
            f'<rect x="{box.x - box.width / 2:.1f}" y="{box.y - box.height / 2:.1f}" '
            f'width="{box.width:.1f}" height="{box.height:.1f}" fill="{PAPER}"/>'
        )
        yield from _middle_rows(box, SAID, SAID_STEP)
        yield "</g>"

    def _name(self, node: Node, box: Box) -> Iterator[str]:
        kind, group = kind_of(node.kind), self.groups.get(node.group)
        told = "; ".join([self.words.kind(node.kind), *map(_told, node.details)])
        tip = f"{node.label} ({told})"
        fill = group.fill if group else PAPER if self.groups else kind.fill
        yield f'<g class="{kind.key}"><title>{xml(tip)}</title>'
        yield polygon(
            outline(kind.shape, box.width, box.height, _CUT), fill, kind.line, box.x, box.y
        )
        by = magnified(node)
        yield from _middle_rows(box, NAME * by, NAME_STEP * by, NAME * by if by > 1 else 0)
        if group:
            yield from badge(group, box.x, box.y - box.height / 2)
        yield "</g>"


_ARROW = (
    '<defs><marker id="lg-arrow" viewBox="0 0 8 8" refX="7.5" refY="4" markerWidth="7" '
    'markerHeight="7" markerUnits="userSpaceOnUse" orient="auto">'
    f'<path d="M0 1 8 4 0 7z" fill="{LINE}"/></marker></defs>'
)


def _paths(line: Line) -> Iterator[str]:
    dash = ' stroke-dasharray="4 3"' if line.tie.possible else ""
    for at, curve in enumerate(line.curves, 1):
        last = at == len(line.curves) and line.tie.directed
        arrow = ' marker-end="url(#lg-arrow)"' if last else ""
        (x1, y1), (x2, y2), (x3, y3) = curve
        path = f"M{x1:.1f} {y1:.1f}Q{x2:.1f} {y2:.1f} {x3:.1f} {y3:.1f}"
        yield f'<path d="{path}"{dash}{arrow}/>'


def _told(detail: Detail) -> str:
    return f"{detail.label}: {detail.value}"


def _middle_rows(box: Box, size: float, step: float, said: float = 0) -> Iterator[str]:
    top = box.y - (len(box.rows) - 1) * step / 2 + size * 0.35
    return rows(box.rows, box.x, top, step, said, "")
