"""libgraph expiring"""

from __future__ import annotations

from pathlib import Path

import click

from libgraph.cli import options, output
from libgraph.cli.saying import note


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
@options.formats()
@options.target
@options.shared
@click.pass_obj
def command(
    asked: options.Asked,
    within: str,
    kinds: tuple[str, ...],
    format_: str,
    target: Path | None,
) -> None:
    """List what ends, or may end, within LENGTH of today or of the day of --as-of.

    The soonest comes first. Where the end is known to the month or year only, days left are a
    range. With --certain, only what surely ends in that time.

    \b
    libgraph expiring --within 1y --as-of 2009-02-01
    libgraph expiring --within 2y --as-of 2013-09 --kind agreement --kind tenure
    """
    from libgraph.history.expiry import AGREEMENT, expiring
    from libgraph.history.tables import of_endings
    from libgraph.history.within import Within, today

    found = expiring(
        asked.open(),
        asked.span or today(),
        within=Within.parse(within),
        kinds=kinds or (AGREEMENT,),
        certain=asked.certain,
        lang=asked.lang,
    )
    format_ = output.chosen(format_, target)
    full = format_ not in output.FOR_READING
    output.answer(of_endings(found.endings, asked.lang, full=full), format_, target)
    if found.open:
        one = found.open == 1
        said = "1 agreement" if one else f"{found.open} agreements"
        note(
            f"of {said} in force, or possibly in force, no end is known: "
            f"libgraph agreements --status open  lists {'it' if one else 'them'}"
        )
