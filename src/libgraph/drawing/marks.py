"""The marks that the still picture is made of: outlines, rows of text, the badge of a group."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from xml.sax.saxutils import escape

from libgraph.drawing.outlines import Outline
from libgraph.drawing.scene import Group
from libgraph.drawing.text import one_line, width

LINE = "#6b7480"
_BADGE = 8.5


def polygon(corners: Outline, fill: str, line: str, x: float, y: float) -> str:
    """An outline around a point."""
    points = " ".join(f"{x + px:.1f},{y + py:.1f}" for px, py in corners)
    return f'<polygon points="{points}" fill="{fill}" stroke="{line}"/>'


def badge(group: Group, x: float, y: float) -> Iterator[str]:
    """The key of a group on its colour, around a point."""
    wide = max(width(group.key, _BADGE) + 6, 14.0)
    yield (
        f'<rect x="{x - wide / 2:.1f}" y="{y - 6:.1f}" width="{wide:.1f}" height="12" rx="3" '
        f'fill="{group.fill}" stroke="{group.line}"/>'
    )
    if group.key:
        look = 'text-anchor="middle" font-weight="bold"'
        yield from rows([group.key], x, y + 3, 0, _BADGE, look)


def rows(
    lines: Iterable[str], x: float, y: float, step: float, size: float, more: str
) -> Iterator[str]:
    """Rows of text, the first on the line `y`; without a size, that of what is around."""
    look = (f' font-size="{size:g}"' if size else "") + (f" {more}" if more else "")
    for at, row in enumerate(lines):
        yield f'<text x="{x:.1f}" y="{y + at * step:.1f}"{look}>{xml(row)}</text>'


def xml(text: str) -> str:
    """Text that can stand in XML."""
    return escape(one_line(text))
