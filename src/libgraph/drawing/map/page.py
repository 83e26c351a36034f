"""An atlas as a page: the map, a slider for the years, and the tables that say the same."""

from __future__ import annotations

from html import escape
from typing import Any

from libgraph.drawing.figure import page, static
from libgraph.drawing.map.atlas import Atlas, Item
from libgraph.drawing.map.items import Items, items, sheets
from libgraph.drawing.map.lettering import STEPS
from libgraph.drawing.map.paint import paints
from libgraph.drawing.map.svg import svg
from libgraph.drawing.map.tips import Tips

_DARK = (
    "--map-land: #2c333b; --map-sea: #10161c; --map-edge: #46525e; --map-ring: #98a3ae; "
    "--map-border: #5d6873; --map-halo: #14181d; --map-arc: #c3b5ff;"
)


def _steps() -> str:
    """One lettering at a time; circles, dots and lines keep their size on the screen, too."""
    shown = ", ".join(f'.map[data-step="{at}"] .lettering[data-step="{at}"]' for at in STEPS)
    fine = "".join(f'.map[data-step="{at}"] {{ --fine: {1 / at:g}; }}\n' for at in STEPS)
    return (
        f"@media screen {{\n.lettering {{ display: none; }}\n{shown} {{ display: inline; }}\n{fine}"
        ".map .mark, .map .dot, .map .seat, .site > circle "
        "{ transform-box: fill-box; transform-origin: center; transform: scale(var(--fine)); }\n"
        ".map .arc, .map .lead { vector-effect: non-scaling-stroke; }\n"
        ".map .land { stroke-width: calc(4px * var(--fine)); }\n"
        ".map .borders { stroke-width: calc(5px * var(--fine)); }\n}\n"
        '@media print { .lettering:not([data-step="1"]) { display: none; } }\n'
        ".map .city { stroke-width: .25em; } .map .claim { stroke-width: .2em; }\n"
    )


_STYLES = f"""
@media screen and (prefers-color-scheme: dark) {{ :root {{ {_DARK} }} }}
@media print {{ th, td {{ overflow-wrap: break-word; }} }}
{_steps()}.point {{ border-bottom: 1px solid; }}
.yearly {{ display: flex; flex-wrap: wrap; gap: 6px 10px; align-items: center; }}
.yearly input {{ width: 220px; accent-color: var(--link); }}
.yearly output {{ font-variant-numeric: tabular-nums; font-weight: bold; min-width: 5.5em; }}
@media screen and (max-width: 700px) {{
  .yearly {{ flex: 1 1 100%; }}
  .yearly input {{ flex: 1 1 80px; min-width: 0; width: auto; }}
  .yearly output {{ min-width: 0; }}
}}
"""


def html(atlas: Atlas, first: int, *, certain: bool = False) -> str:
    """The page; the slider begins at the year `first`. The same atlas gives the same text."""
    tips, numbered = Tips(atlas), items(atlas)
    more = tips.more(certain)
    return page(
        title=tips.title(),
        caption=f"{tips.counts()} {more}",
        lang=atlas.lang,
        svg=svg(atlas, certain=certain, ever=True),
        sheets=sheets(atlas),
        controls=_controls(atlas, tips.said, first),
        scripts=(static("map.js"),) if atlas.years else (),
        styles=_STYLES,
        data=_data(atlas, numbered, tips.said, more),
    )


def _controls(atlas: Atlas, said: dict[str, str], first: int) -> str:
    if not atlas.years:
        return ""
    low, high = atlas.years[0], atlas.years[-1]
    words = {key: escape(words) for key, words in said.items()}
    asked = escape(said["asked"].format(atlas.time))
    return (
        f'<span class="yearly"><label for="year">{words["year"]}</label>\n'
        f'<input id="year" type="range" min="{low}" max="{high}" step="1" '
        f'value="{min(max(first, low), high)}">\n'
        f'<output id="shown" for="year">{escape(atlas.time)}</output>\n'
        f'<button type="button" id="play" aria-label="{words["play"]}" '
        f'title="{words["play"]}">▶</button>\n'
        f'<button type="button" id="asked">{asked}</button></span>'
    )


def _data(atlas: Atlas, numbered: Items, said: dict[str, str], more: str) -> dict[str, Any]:
    needed = (
        *("yes", "possibly", "no", "none", "then", "caption", "dealt", "range"),
        *("play", "stop"),
    )
    centres = range(numbered.centres, numbered.centres + len(atlas.centres))
    return {
        "time": atlas.time,
        "more": more,
        "said": {key: said[key] for key in needed},
        "items": [_item(item) for item in numbered.every],
        "colours": paints(atlas).colours,
        "groups": {
            "lands": [rows for _, rows in numbered.of_lands(atlas.lands)],
            "centres": [[row] for row in centres],
            "areas": [rows for _, rows in numbered.of_areas(atlas.areas)],
            "deals": [[numbered.deals + at] for at in range(len(atlas.deals))],
        },
        "layers": atlas.layers,
    }


def _item(item: Item) -> tuple[str, int, int, list[tuple[int, int, int]]]:
    runs = [(run.first, run.last, int(run.holds)) for run in item.course.runs]
    return item.label, item.number, int(item.course.then), runs
