"""libgraph path"""

from __future__ import annotations

import dataclasses
import json
from typing import TYPE_CHECKING

import click

from libgraph.cli import completing, options, output
from libgraph.cli.saying import line

if TYPE_CHECKING:
    from libgraph.query.path import Chains, Step


@click.command("path")
@click.argument("start", metavar="A", shell_complete=completing.entities)
@click.argument("end", metavar="B", shell_complete=completing.entities)
@click.option(
    "-n",
    "most",
    type=click.IntRange(1, 100),
    default=3,
    show_default=True,
    help="Show at most so many chains.",
)
@options.formats(["text", "json"], default="text")
@options.shared
@click.pass_obj
def command(asked: options.Asked, start: str, end: str, most: int, format_: str) -> None:
    """Explain how A and B are tied: the shortest chains between them, with dates and sources.

    \b
    libgraph path nl-korea ifla
    """
    from libgraph.query.entities import resolve
    from libgraph.query.path import path

    graph = asked.open()
    one, other = (resolve(graph, words, asked.lang) for words in (start, end))
    found = path(
        graph, one, other, lang=asked.lang, span=asked.span, certain=asked.certain, most=most
    )
    if format_ == "json":
        output.emit(
            json.dumps(dataclasses.asdict(found), ensure_ascii=False, indent=2, default=str) + "\n"
        )
        return
    output.emit(_text(found, one.label, other.label, asked.as_of))


def _text(found: Chains, start: str, end: str, as_of: str | None) -> str:
    when = f" in {as_of}" if as_of else ""
    if not found.chains:
        return line(f"No chain of relationships ties {start} and {end}{when}.") + "\n"
    if not found.length:
        return line(f"{start} and {end} are the same.") + "\n"
    steps = "one step" if found.length == 1 else f"{found.length} steps"
    shown = (
        f", {len(found.chains)} of {found.total} shown" if found.total > len(found.chains) else ""
    )
    lines = [f"{start} and {end} are tied in {steps}{when}{shown}:"]
    for number, chain in enumerate(found.chains, start=1):
        lines += [
            "",
            *(_line(number, i, step, len(found.chains)) for i, step in enumerate(chain, start=1)),
        ]
    return "\n".join(map(line, lines)) + "\n"


def _line(chain: int, number: int, step: Step, chains: int) -> str:
    from libgraph.namespaces import local_name

    place = f"{chain}.{number}" if chains > 1 else f"{number}."
    if step.telling is None:
        return f"  {place} {step.sentence}"
    held = f"{step.telling.holds}; " if step.telling.holds is not None else ""
    sources = " ".join(map(local_name, step.telling.sources))
    return f"  {place} {step.sentence} ({held}{step.telling.when}) [{sources}]"
