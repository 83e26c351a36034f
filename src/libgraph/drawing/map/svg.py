"""An atlas as one picture: the map, its legend, the lists below it, its caption."""

from __future__ import annotations

from collections.abc import Iterator

from libgraph.dates import Holds
from libgraph.drawing.map.atlas import Atlas
from libgraph.drawing.map.items import items
from libgraph.drawing.map.layers import Layers
from libgraph.drawing.map.lists import Entry, attribute, legend, listed, mark, text
from libgraph.drawing.map.paint import LAND, paints
from libgraph.drawing.map.tips import Tips
from libgraph.drawing.map.world import HEIGHT, WIDTH
from libgraph.drawing.text import width, wrapped

_FONT = "Arimo, 'Liberation Sans', Arial, Helvetica, 'Noto Sans', 'Noto Sans KR', sans-serif"
_MARGIN = 24.0
_INK, _QUIET = "var(--ink, #1b1f24)", "var(--quiet, #3d4550)"
_PAPER, _RULE = "var(--paper, #ffffff)", "var(--map-edge, #c3ccd4)"
_STYLE = f"""<style>
.land{{stroke:{_RULE};stroke-width:4}}
.dot{{stroke:var(--map-ring, #7b8490);stroke-width:8}}
.borders{{fill:none;stroke:var(--map-border, #939da6);stroke-width:5;stroke-linejoin:round}}
.mark circle{{stroke:{_INK};stroke-width:1.3}}
.mark text{{font-size:9.5px;font-weight:bold;text-anchor:middle;fill:{_INK}}}
.mark.coloured text{{fill:#1b1f24}}
.mark.possibly circle{{stroke-dasharray:2.6 2}}
.claim{{font-size:10px;font-weight:bold;text-anchor:middle;fill:#1b1f24;stroke:#fff;stroke-width:2}}
.claim,.city{{paint-order:stroke;stroke-linejoin:round}}
.city{{font-size:10.5px;stroke:var(--map-halo, #ffffff);stroke-width:2.6}}
.arc{{fill:none;stroke:var(--map-arc, #4b3c8a);stroke-opacity:.8}}
.arc.possibly{{stroke-dasharray:4 3;stroke-opacity:.6}}
.lead{{stroke:{_INK};stroke-width:.8}}
.entry.no,.entry .mark.no{{opacity:.5}}
.entry.no .mark.no{{opacity:1}}
.map .no{{display:none}}
</style>"""


def svg(atlas: Atlas, *, certain: bool = False, ever: bool = False) -> str:
    """The picture; the same atlas gives the same text.

    With `ever` it is for a page, which says the title itself: it holds what was there at any time,
    hidden as long as it is not there, and lettering for every enlargement. Colours are CSS
    variables: `figure.plain` makes a file of it.
    """
    return "\n".join(_Picture(atlas, certain, ever).lines()) + "\n"


class _Picture:
    """The sheet of paper."""

    def __init__(self, atlas: Atlas, certain: bool, ever: bool) -> None:
        self.atlas, self.ever = atlas, ever
        self.tips, self.items = Tips(atlas), items(atlas)
        self.said = self.tips.said
        self.paints = paints(atlas, atlas.years if ever else ())
        self.layers = Layers(atlas, self.tips, self.items, self.paints, ever)
        self.more = wrapped(self.tips.more(certain), 10.5, WIDTH, 6)
        self.title = self.tips.title()
        self.noted = wrapped(" ".join(atlas.notes), 10.5, WIDTH, 5)
        self.top = 12.0 if ever else 78.0

    def lines(self) -> Iterator[str]:
        *drawn, high = self._below()
        wide, tall = WIDTH + 2 * _MARGIN, float(high)
        yield (
            f'<svg xmlns="http://www.w3.org/2000/svg" width="{wide:.0f}" height="{tall:.0f}" '
            f'viewBox="0 0 {wide:.0f} {tall:.0f}" role="img" lang={attribute(self.atlas.lang)} '
            f'aria-labelledby="lg-title" font-family="{_FONT}" font-size="11" fill="{_INK}">'
        )
        yield f'<title id="lg-title">{text(self.title)}: {text(self.tips.counts())}</title>'
        yield _STYLE
        yield f"<defs>{''.join(self.paints.definitions())}</defs>"
        yield f'<path d="M0 0h{wide:.0f}v{tall:.0f}h-{wide:.0f}z" fill="{_PAPER}"/>'
        if not self.ever:
            yield from self._head()
        yield f'<g class="map" data-step="1" transform="translate({_MARGIN} {self.top})">'
        yield from self.layers.lines()
        yield "</g>"
        yield from drawn
        yield "</svg>"

    def _head(self) -> Iterator[str]:
        yield _line(self.title, 38, 'font-size="21" font-weight="bold"')
        counts = self.tips.counts()
        size = min(12.5, 12.5 * WIDTH * 0.97 / width(counts, 12.5))
        yield _line(counts, 60, f'font-size="{size:.1f}"')

    def _below(self) -> Iterator[str]:
        """Everything under the map; at last how high the picture is."""
        y = self.top + HEIGHT + 26
        block = legend(self._legend(), _MARGIN, y, WIDTH)
        yield from block.lines
        y += block.height + 20
        half = (WIDTH - 40) / 2
        lists = (
            (self.said["centres"], list(self._centres()), _MARGIN),
            (self.said["areas"], list(self._areas()), _MARGIN + half + 40),
        )
        blocks = [
            listed(title, entries, self.paints.colours, left, y, half, 2)
            for title, entries, left in lists
            if entries
        ]
        for block in blocks:
            yield from block.lines
        y += max((block.height for block in blocks), default=0.0) + 8
        if self.atlas.notes:
            yield from self._notes(y)
            y += 17 + 14 * len(self.noted)
        for row in () if self.ever else self.more:
            yield _line(row, y, f'font-size="10.5" fill="{_QUIET}"')
            y += 14
        yield str(y + 8)

    def _notes(self, y: float) -> Iterator[str]:
        yield _line(self.said["elsewhere"], y, 'font-size="13" font-weight="bold"')
        for at, row in enumerate(self.noted, 1):
            yield _line(row, y + 2 + at * 14, 'font-size="10.5"')

    def _legend(self) -> Iterator[tuple[str, str]]:
        said = self.said
        box = '<path d="M0 -6h26v12h-26z" fill="{}" stroke="#7b8490" stroke-width=".7"/>'
        yield box.format("#44bb99"), said["covered"]
        yield box.format("url(#m-sample-dots)"), said["faint"]
        yield box.format("url(#m-sample-stripes)"), said["several"]
        yield box.format(LAND), said["none"]
        yield mark(7, Holds.YES, 13, 0, ""), said["atwork"]
        yield mark(7, Holds.POSSIBLY, 13, 0, ""), said["maybework"]
        yield (
            f'<circle cx="13" r="3.2" fill="{LAND}" stroke="var(--map-ring, #7b8490)"/>',
            said["smallstate"],
        )
        if self.atlas.layers:
            yield '<path class="arc yes" stroke-width="1.2" d="M0 4Q13 -8 26 4"/>', said["arc"]
            yield (
                '<path class="arc possibly" stroke-width="1.2" d="M0 4Q13 -8 26 4"/>',
                said["maybearc"],
            )

    def _centres(self) -> Iterator[Entry]:
        for at, one in enumerate(self.atlas.centres):
            if one.course.then or self.ever:
                places = ", ".join(dict.fromkeys(spot.name for spot, _ in one.sites))
                new = [place for place in (places,) if place and place not in one.name]
                words = " · ".join([one.name, *new])
                row = self.items.centres + at
                tip = self.tips.told(places, [self.items.every[row]])
                yield Entry(words, ((one.number, one.course.then, row),), tip, places)

    def _areas(self) -> Iterator[Entry]:
        for area, rows in self.items.of_areas(self.atlas.areas):
            held = [
                (claim.centre, claim.course.then, row)
                for claim, row in zip(area.claims, rows, strict=True)
                if claim.course.then or self.ever
            ]
            if held:
                tip = self.tips.told(area.name, [self.items.every[row] for row in rows])
                yield Entry(area.name, tuple(held), tip, area.name)


def _line(words: str, y: float, look: str) -> str:
    return f'<text x="{_MARGIN:g}" y="{y:.1f}" {look}>{text(words)}</text>'
