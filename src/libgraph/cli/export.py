"""libgraph export"""

from __future__ import annotations

from pathlib import Path

import click

from libgraph.cli import options, output


@click.command("export")
@options.formats((*options.GRAPHS, "ics"), default="turtle")
@options.target
@click.option("--framed", is_flag=True, help="JSON-LD as one tree per library.")
@click.option(
    "--with-derived",
    is_flag=True,
    help="Also what the build works out: bounds, relationships, shortcuts.",
)
@options.shared
@click.pass_obj
def command(
    asked: options.Asked, format_: str, target: Path | None, framed: bool, with_derived: bool
) -> None:
    """Write the graph as RDF, or its calendar: the same graph gives the same bytes.

    Turtle, N-Triples and RDF/XML have no named graphs; the evidence hangs on the statements,
    so nothing is lost. With --as-of, only the statements that hold then, each marked yes or
    possibly.

    The calendar (-f ics) has each known end of an agreement, membership, tenure or hosting, and
    what is announced. Whole days; an end known to the year only spans it. Reading a newer file
    into a calendar program updates the entries.
    """
    from libgraph.errors import UsageError
    from libgraph.export import graph as export

    if framed and format_ != "jsonld":
        raise UsageError("--framed is for JSON-LD: add  -f jsonld")
    if format_ == "ics":
        if with_derived:
            raise UsageError("--with-derived is for RDF, not for a calendar: leave it out")
        output.emit_bytes(_calendar(asked), target)
        return
    content = export.written(
        asked.open(), format_, derived=with_derived, framed=framed,
        span=asked.span, certain=asked.certain,
    )  # fmt: skip
    output.emit_bytes(content, target)


def _calendar(asked: options.Asked) -> bytes:
    from libgraph.export import ics
    from libgraph.history import calendar

    found = calendar.entries(asked.open(), asked.lang, span=asked.span, certain=asked.certain)
    if not found:
        click.echo("libgraph: no end and nothing announced is known: no entries", err=True)
    return ics.written(calendar.titled(asked.lang), found)
