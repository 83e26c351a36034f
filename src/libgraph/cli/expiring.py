"""libgraph expiring"""

from __future__ import annotations

import shlex
from pathlib import Path
from typing import TYPE_CHECKING

import click

from libgraph.cli import completing, options, output
from libgraph.cli.saying import note

if TYPE_CHECKING:
    from libgraph.graph import Graph
    from libgraph.history.expiry import Expiring


@click.command("expiring")
@click.option(
    "--within",
    metavar="LENGTH",
    default="180d",
    show_default=True,
    help="How far to look ahead: 30d, 6w, 3m, 1y.",
)
@click.option(
    "--kind",
    "kinds",
    multiple=True,
    metavar="KIND",
    help="What ends: agreement [default], membership, tenure, hosting …; may be repeated.",
)
@click.option(
    "--party",
    metavar="ENTITY",
    help="Only what it is party to, or an end of.",
    shell_complete=completing.entities,
)
@options.formats((*options.TABLES, "ics"))
@options.target
@options.shared
@click.pass_obj
def command(
    asked: options.Asked,
    within: str,
    kinds: tuple[str, ...],
    party: str | None,
    format_: str,
    target: Path | None,
) -> None:
    """List what ends, or may end, within LENGTH of today or of the day of --as-of.

    The soonest comes first. Where the end is known to the month or year only, days left are a
    range. With --certain, only what surely ends in that time. As a calendar (-o NAME.ics), each
    end is an entry for the reader's own calendar.

    \b
    libgraph expiring --within 1y --as-of 2009-02-01
    libgraph expiring --within 2y --as-of 2013-09 --kind agreement --kind tenure
    libgraph expiring --within 5y --party nlrk -o reminders.ics
    """
    from libgraph.history.expiry import AGREEMENT, expiring
    from libgraph.history.tables import of_endings
    from libgraph.history.within import Within, today
    from libgraph.query.entities import resolve

    graph = asked.open()
    found = expiring(
        graph,
        asked.span or today(),
        within=Within.parse(within),
        kinds=kinds or (AGREEMENT,),
        party=resolve(graph, party, asked.lang).iri if party else None,
        certain=asked.certain,
        lang=asked.lang,
    )
    if format_ == "ics" or (target and target.suffix.lower() == ".ics"):
        output.emit_bytes(_calendar(graph, found, asked.lang), target)
    else:
        format_ = output.chosen(format_, target)
        full = format_ not in output.FOR_READING
        output.answer(of_endings(found.endings, asked.lang, full=full), format_, target)
    if found.open:
        one = found.open == 1
        said = "1 agreement" if one else f"{found.open} agreements"
        note(
            f"of {said} in force, or possibly in force, no end is known: "
            f"{_open(asked, party)}  lists {'it' if one else 'them'}"
        )


def _open(asked: options.Asked, party: str | None) -> str:
    """The command that lists agreements without an end, of the same graph, party and day."""
    words = ["libgraph", *(word for path in asked.graph for word in ("-g", path))]
    words += ["agreements", "--status", "open"]
    words += ["--party", party] if party else []
    words += ["--as-of", asked.as_of] if asked.as_of else []
    return shlex.join(words)


def _calendar(graph: Graph, found: Expiring, lang: str) -> bytes:
    """The entries of a graph's calendar about what was found."""
    from libgraph.export import ics
    from libgraph.history import calendar

    ending = {one.iri for one in found.endings}
    entries = calendar.entries(graph, lang)
    kept = [entry for entry in entries if entry.uid.partition("#")[0] in ending]
    return ics.written(calendar.titled(lang), kept)
