"""libgraph validate"""

from __future__ import annotations

from pathlib import Path

import click

from libgraph.cli import options, output


@click.command("validate")
@options.shared
@click.argument("files", nargs=-1, type=click.Path(path_type=Path))
@click.option(
    "-f",
    "--format",
    "format_",
    type=click.Choice(["text", "json", "turtle", "github"]),
    default="text",
)
@click.option(
    "-o", "--output", "target", type=click.Path(path_type=Path), help="Write to this file."
)
@click.option(
    "--with-graph",
    is_flag=True,
    help="FILES may mention what the graph (-g, or the shipped one) describes.",
)
@click.pass_obj
def command(
    asked: options.Asked,
    files: tuple[Path, ...],
    format_: str,
    target: Path | None,
    with_graph: bool,
) -> int:
    """Check FILES (or the graph of -g) against the rules; exit 1 where one is violated.

    Each finding names the thing, the file and line, what is wrong and what to write instead.
    Warnings are printed, and leave the exit code at 0.
    """
    from libgraph.errors import UsageError
    from libgraph.validation import FORMATS, validate

    if asked.as_of:
        raise UsageError("validate checks all times: leave --as-of out")
    graph = asked.paths()
    report = validate(files or graph, context=graph if files and with_graph else ())
    output.emit(FORMATS[format_](report), target)
    return 0 if report.conforms else 1
