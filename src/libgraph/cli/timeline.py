"""libgraph timeline"""

from __future__ import annotations

from pathlib import Path

import click

from libgraph.cli import completing, options, output
from libgraph.cli.saying import note


@click.command("timeline")
@click.argument("entity", required=False, shell_complete=completing.entities)
@click.option("--from", "first", metavar="DATE", help="Leave out what happened earlier (EDTF).")
@click.option("--to", "last", metavar="DATE", help="Leave out what happens later (EDTF).")
@click.option(
    "--kind",
    "kinds",
    multiple=True,
    metavar="KIND",
    help="Only this kind: tenure, participation, coverage …; may be repeated.",
)
@options.formats()
@options.target
@options.shared
@click.pass_obj
def command(
    asked: options.Asked,
    entity: str | None,
    first: str | None,
    last: str | None,
    kinds: tuple[str, ...],
    format_: str,
    target: Path | None,
) -> None:
    """Tell what happened to an ENTITY, or in the whole graph, in order of time.

    What lasts is told where it begins and where it ends; what a source only saw to hold, when
    it was seen. With --as-of, only what holds at that time. --from and --to choose moments that
    fall, or may fall, between them. CSV and JSON have bounds, too: from certainFrom to
    certainUntil it surely held; before possibleFrom, and after possibleUntil, surely not.

    \b
    libgraph timeline nlrk --from 2019
    libgraph timeline --kind tenure
    """
    from libgraph.history.tables import of_timeline
    from libgraph.history.timeline import reach, timeline
    from libgraph.query.entities import resolve

    span, between = asked.span, reach(first, last)
    graph = asked.open()
    found = timeline(
        graph,
        resolve(graph, entity, asked.lang).iri if entity else None,
        kinds=kinds,
        span=span,
        certain=asked.certain,
        reach=between,
        lang=asked.lang,
    )
    format_ = output.chosen(format_, target)
    full = format_ not in output.FOR_READING
    output.answer(of_timeline(found, graph, asked.lang, full=full), format_, target)
    if found.undated:
        one = found.undated == 1
        left = "1 relationship has" if one else f"{found.undated} relationships have"
        note(f"{left} no date that could place {'it' if one else 'them'}")
