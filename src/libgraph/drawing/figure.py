"""One offline page around a picture: it zooms, tells, searches, and says the same as tables.

A picture writes its colours as ``var(--ink, #1b1f24)``: the page follows light and dark, and
`plain` gives the white paper of a file. What can be hovered carries ``data-tip`` (or a
``<title>``), what stands in a table ``data-row="N"`` (or several numbers with a space between):
rows are numbered from 0 through all sheets.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import escape
from itertools import count
from pathlib import Path
from string import Template

from libgraph.drawing.figure_words import figure_words
from libgraph.drawing.island import safe_json
from libgraph.drawing.text import one_line

_STATIC = Path(__file__).parent / "static"
_VARIABLE = re.compile(r"var\(--[\w-]+,\s*([^()]*)\)")
_FOR_SCRIPTS = re.compile(r"""\sdata-[a-z]+=(?:"[^"]*"|'[^']*')""")
_ROWS = re.compile(r'\bdata-row="([\d ]+)"')
_SCRIPTS = ("figure.js", "figure-search.js")


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table beside the picture that says the same."""

    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


def page(
    *,
    title: str,
    caption: str,
    lang: str,
    svg: str,
    sheets: tuple[Sheet, ...],
    controls: str = "",
    scripts: tuple[str, ...] = (),
    styles: str = "",
    data: object = None,
) -> str:
    """The page as HTML; the same content gives the same text.

    `svg` is an SVG element with a viewBox; `controls` HTML for the row of tools; `scripts` and
    `styles` are added to the page's own as they are; `data` is JSON that scripts read as
    ``figure.data``. Title, caption and cells are plain text.
    """
    said = figure_words(lang)
    drawn = {int(number) for found in _ROWS.findall(svg) for number in found.split()}
    numbers = count()
    return Template(static("figure.html")).substitute(
        {key: escape(words) for key, words in said.items()},
        lang=escape(lang),
        title=_text(title),
        caption=_text(caption),
        svg=svg[svg.index("<svg") :],
        controls=controls,
        sheets="".join(
            part
            for at, sheet in enumerate(sheets)
            for part in _table(sheet, at, numbers, drawn, escape(said["inpicture"]))
        ),
        data=safe_json({"words": said, "data": data}),
        css=static("base.css") + static("figure.css") + styles,
        scripts="\n".join(
            f"<script>\n{script}</script>" for script in (*map(static, _SCRIPTS), *scripts)
        ),
    )


def plain(svg: str) -> str:
    """The picture for a file: the colours of white paper, without what only scripts read."""
    return _FOR_SCRIPTS.sub("", _VARIABLE.sub(r"\1", svg))


def static(name: str) -> str:
    """The text of a file in `static/`."""
    return (_STATIC / name).read_text(encoding="utf-8")


def _table(
    sheet: Sheet, at: int, numbers: Iterator[int], drawn: set[int], pointing: str
) -> Iterator[str]:
    yield '<section class="sheet">\n'
    yield f'<h2 id="sheet-{at}">{_text(sheet.title)} <span class="count">{len(sheet.rows)}</span>'
    yield f'</h2>\n<div class="wide" tabindex="0" role="region" aria-labelledby="sheet-{at}">'
    yield "<table><thead><tr>"
    yield from (f'<th scope="col">{_text(column)}</th>' for column in sheet.columns)
    yield "</tr></thead><tbody>\n"
    for row in sheet.rows:
        number = next(numbers)
        link = f'<a class="point" href="#row={number}" title="{pointing}"'
        first = f'{link} aria-label="{pointing}">◎</a> ' if number in drawn else ""
        yield f'<tr id="row-{number}">'
        for cell in row:
            yield f'<td dir="auto">{first}{_text(cell)}</td>'
            first = ""
        yield "</tr>\n"
    yield "</tbody></table></div>\n</section>\n"


def _text(text: str) -> str:
    return escape(one_line(text))
