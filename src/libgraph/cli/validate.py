"""libgraph validate"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from libgraph.cli import options, output
from libgraph.cli.saying import note
from libgraph.cli.sparing import spare
from libgraph.cli.unknown import known

if TYPE_CHECKING:
    from libgraph.validation import Input


@click.command("validate")
@click.argument("files", nargs=-1, type=click.Path(path_type=Path))
@options.formats(["text", "json", "jsonl", "turtle", "github"], default="text")
@options.target
@click.option(
    "--with-graph",
    is_flag=True,
    help="FILES may mention what the graph (-g, or the shipped one) describes.",
)
@click.option(
    "--engine",
    type=click.Choice(["auto", "columns", "pyshacl"]),
    default="auto",
    show_default=True,
    help="What runs the rules: our own (columns), or the reference. Both find the same.",
)
@click.option(
    "--shapes",
    multiple=True,
    type=click.Path(path_type=Path),
    metavar="PATH",
    help="Your own rules in place of ours: a file or folder of SHACL; may be repeated.",
)
@options.shared
@click.pass_obj
def command(
    asked: options.Asked,
    files: tuple[Path, ...],
    format_: str,
    target: Path | None,
    with_graph: bool,
    engine: str,
    shapes: tuple[Path, ...],
) -> int:
    """Check FILES (or the graph of -g) against the rules; exit 1 where one is violated.

    Each finding names the thing, the file and line, what is wrong and what to write instead.
    Warnings are printed, and leave the exit code at 0. With --as-of or --known-at, nothing is
    said of statements that do not hold, or were not known, then. With --sources, the texts are
    held against the sources and passages too.
    """
    from libgraph.errors import BadFile
    from libgraph.tables.faults import BadTables
    from libgraph.validation import FORMATS, formats, validate

    where: Sequence[str | Path] = files or asked.graph
    spare(where)
    inputs = _inputs(asked, where)
    context = _inputs(asked, asked.graph) if files and with_graph else ()
    with output.watched() as progress:
        try:
            report = validate(inputs, context, asked.texts, engine, progress, shapes)
        except BadFile as wrong:
            if format_ == "github":
                output.emit(formats.unread(wrong), target)
            alone = files and not with_graph
            if alone and isinstance(wrong, BadTables) and (names := known(wrong, asked.open)):
                note(f"the graph of -g, or the shipped one, knows {names}: add --with-graph")
            raise
    for notice in report.notices:
        note(notice)
    if asked.as_of or asked.known_at:
        report = report.without(_silent(asked, where))
    output.emit(FORMATS[format_](report), target)
    proved = _proved(asked, where) if asked.texts else True
    return 0 if report.conforms and proved else 1


def _inputs(asked: options.Asked, where: Sequence[str | Path]) -> Sequence[Input]:
    """Files and folders as they are; what is in a built store or on a server."""
    from libgraph.graph import open_graph
    from libgraph.graph.addresses import the_address
    from libgraph.graph.built import the_store

    if the_address(where) or the_store(where):
        return [open_graph(where, keep=not asked.no_cache, user=asked.user, timeout=asked.timeout)]
    return [Path(path) for path in where] or asked.paths()


def _silent(asked: options.Asked, where: Sequence[str | Path]) -> set[str]:
    """The statements that do not hold, or were not known, at the asked times."""
    from libgraph.graph import open_graph
    from libgraph.graph.holding import held_statements

    every = held_statements(open_graph(where, keep=not asked.no_cache), None)
    held = held_statements(asked.open(where), asked.span, certain=asked.certain)
    return every.keys() - held.keys()


def _proved(asked: options.Asked, where: Sequence[str | Path]) -> bool:
    """Whether the texts at hand are the right ones, with what is wrong said on stderr."""
    from libgraph.query.proof import prove

    assert asked.texts
    proof = prove(asked.open(where), asked.texts)
    for sentence in proof.wrong:
        note(sentence)
    if proof.missing:
        note(f"no text is at hand for {', '.join(proof.missing)}")
    return not proof.wrong
