"""libgraph draw map"""

from __future__ import annotations

from pathlib import Path

import click

from libgraph.cli import drawn, options
from libgraph.cli.saying import tell


@click.command("map")
@drawn.target()
@click.option(
    "--layer",
    "layers",
    type=click.Choice(["agreements"]),
    multiple=True,
    help="Draw over it: agreements, as lines between the seats of their parties.",
)
@options.shared
@click.pass_obj
def command(asked: options.Asked, target: Path, layers: tuple[str, ...]) -> None:
    """Draw the countries that PAC centres cover, today or at the time of --as-of.

    Countries that a centre only possibly covers are dotted, those that several claim striped;
    areas that sources name without listing countries stand beside the map. A page (.html) has a
    slider for the years.

    \b
    libgraph draw map -o map.html
    libgraph draw map --as-of 2020 --layer agreements -o map.svg
    """
    from datetime import date

    from libgraph.dates import Holds
    from libgraph.drawing.map.drawn import draw
    from libgraph.drawing.map.survey import survey
    from libgraph.history.within import today

    span = asked.span or today()
    when = asked.as_of if asked.as_of not in (None, "today") else None
    atlas = survey(
        asked.open(), span, time=when or date.today().isoformat(), layers=layers,
        certain=asked.certain, lang=asked.lang,
    )  # fmt: skip
    draw(atlas, target, first=span.first.year, certain=asked.certain)
    sure, possible = atlas.covered()
    more = f", {possible - sure} more possibly" if possible > sure else ""
    working = [one.course.then for one in atlas.working()]
    surely = sum(then is Holds.YES for then in working)
    others = f", {len(working) - surely} more possibly" if len(working) > surely else ""
    tell(f"{target}: {sure} countries covered{more}; centres at work: {surely}{others}")
    for remark in atlas.notes:
        tell(f"  {remark}")
