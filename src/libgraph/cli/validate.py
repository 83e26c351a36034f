"""libgraph validate"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import click

from libgraph.cli import options, output


@click.command("validate")
@click.argument("files", nargs=-1, type=click.Path(path_type=Path))
@options.formats(["text", "json", "turtle", "github"], default="text")
@options.target
@click.option(
    "--with-graph",
    is_flag=True,
    help="FILES may mention what the graph (-g, or the shipped one) describes.",
)
@options.shared
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
    Warnings are printed, and leave the exit code at 0. With --as-of or --known-at, nothing is
    said of statements that do not hold, or were not known, then. With --sources, the texts are
    held against the sources and passages too.
    """
    from libgraph.validation import FORMATS, validate

    graph = asked.paths()
    checked = files or graph
    context = graph if files and with_graph else ()
    report = validate(checked, context=context, texts=asked.texts)
    for notice in report.notices:
        click.echo(f"libgraph: {notice}", err=True)
    if asked.as_of or asked.known_at:
        report = report.without(_silent(asked, checked))
    output.emit(FORMATS[format_](report), target)
    proved = _proved(asked, checked) if asked.texts else True
    return 0 if report.conforms and proved else 1


def _silent(asked: options.Asked, paths: Sequence[Path]) -> set[str]:
    """The statements that do not hold, or were not known, at the asked times."""
    from libgraph.graph import open_graph
    from libgraph.graph.holding import held_statements

    every = held_statements(open_graph(paths, keep=not asked.no_cache), None)
    held = held_statements(asked.open(paths), asked.span, certain=asked.certain)
    return every.keys() - held.keys()


def _proved(asked: options.Asked, paths: Sequence[Path]) -> bool:
    """Whether the texts at hand are the right ones, with what is wrong said on stderr."""
    from libgraph.query.proof import prove

    assert asked.texts
    proof = prove(asked.open(paths), asked.texts)
    for sentence in proof.wrong:
        click.echo(f"libgraph: {sentence}", err=True)
    if proof.missing:
        click.echo(f"libgraph: no text is at hand for {', '.join(proof.missing)}", err=True)
    return not proof.wrong
