"""libgraph agreements"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from libgraph.cli import completing, options, output
from libgraph.cli.saying import note
from libgraph.namespaces import shorten

STATUSES = ("in-force", "expiring", "open", "lapsed", "not-begun", "unknown")


if TYPE_CHECKING:
    from libgraph.graph import Graph
    from libgraph.query.entities import Entity


@click.command("agreements")
@click.option(
    "--party",
    metavar="ENTITY",
    help="Only those it is party to.",
    shell_complete=completing.entities,
)
@click.option(
    "--status",
    "statuses",
    multiple=True,
    type=click.Choice(STATUSES),
    help="Only those that stand so; may be repeated.",
)
@click.option(
    "--within",
    metavar="LENGTH",
    default="180d",
    show_default=True,
    help="How near an end is expiring: 30d, 6w, 3m, 1y.",
)
@options.formats()
@options.target
@options.shared
@click.pass_obj
def command(
    asked: options.Asked,
    party: str | None,
    statuses: tuple[str, ...],
    within: str,
    format_: str,
    target: Path | None,
) -> None:
    """List the agreements, and how each stands today or on the day of --as-of.

    \b
    in-force   it is, or may be, in force, and ends later
    expiring   it is, or may be, in force, and ends, or may end, within LENGTH
    open       it is, or may be, in force, and no source says when it ends
    lapsed     it has ended
    not-begun  it begins later
    unknown    no source gives a date

    CSV and JSON have bounds, too: from certainFrom to certainUntil it surely was in force;
    before possibleFrom, and after possibleUntil, surely not. Where no source tells, an agreement
    is held to last sixty years at most.

    \b
    libgraph agreements --party nlrk
    libgraph agreements --as-of 2009 --status in-force --status expiring
    """
    from libgraph.history.lives import Status, lives
    from libgraph.history.tables import of_lives
    from libgraph.history.within import Within, today
    from libgraph.query.entities import resolve

    span, near = asked.span or today(), Within.parse(within)
    graph = asked.open()
    asker = resolve(graph, party, asked.lang) if party else None
    found = lives(
        graph,
        span,
        within=near,
        party=asker.iri if asker else None,
        statuses=[Status(name) for name in statuses],
        certain=asked.certain,
        lang=asked.lang,
    )
    if asker and not found:
        every = lives(graph, span, within=near, party=asker.iri)
        _say_how_many(len(every), asker) if every else _say_who_else(graph, asker, asked.lang)
    format_ = output.chosen(format_, target)
    full = format_ not in output.FOR_READING
    output.answer(of_lives(found, asked.lang, full=full), format_, target)


def _say_how_many(number: int, asker: Entity) -> None:
    """All that it is party to stand otherwise."""
    one = number == 1
    note(
        f"{number} {'is' if one else 'are'} on record for {asker.label}, but "
        f"{'it does not stand' if one else 'none stands'} so: leave out --status and --certain, "
        f"and see how {'it does' if one else 'they do'}"
    )


def _say_who_else(graph: Graph, asker: Entity, lang: str) -> None:
    """Where a body itself has none, its parts may; and what is no body has none at all."""
    from libgraph.query.circle import parts
    from libgraph.query.find import kinds

    found = [f"{part.label} ({shorten(part.iri)})" for part in parts(graph, asker.iri, lang)]
    if found:
        note(
            f"none is on record for {asker.label} itself: try a part of it, "
            f"{' or '.join(found[:6])}"
        )
        return
    kind = kinds(graph, [asker.iri], lang).get(asker.iri, "thing")
    note(f"none is on record for {asker.label} ({kind})")
