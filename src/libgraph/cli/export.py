"""libgraph export"""

from __future__ import annotations

from pathlib import Path

import click

from libgraph.cli import options, output

NAMES = ("turtle", "trig", "ntriples", "nquads", "rdfxml", "jsonld")


@click.command("export")
@options.shared
@click.option(
    "-f", "--format", "format_", type=click.Choice(NAMES), default="turtle", show_default=True
)
@click.option(
    "-o", "--output", "target", type=click.Path(path_type=Path), help="Write to this file."
)
@click.option("--framed", is_flag=True, help="JSON-LD as one tree per library.")
@click.option(
    "--with-derived",
    is_flag=True,
    help="Also what the build works out: bounds, relationships, shortcuts.",
)
@click.pass_obj
def command(
    asked: options.Asked, format_: str, target: Path | None, framed: bool, with_derived: bool
) -> None:
    """Write the graph as RDF: the same graph gives the same bytes.

    Turtle, N-Triples and RDF/XML have no named graphs; the evidence hangs on the statements,
    so nothing is lost.
    """
    from libgraph.errors import UsageError
    from libgraph.export import graph as export

    if framed and format_ != "jsonld":
        raise UsageError("--framed is for JSON-LD: add  -f jsonld")
    if asked.as_of:
        raise UsageError("export writes all times: leave --as-of out")
    output.emit_bytes(
        export.written(asked.open(), format_, derived=with_derived, framed=framed), target
    )
