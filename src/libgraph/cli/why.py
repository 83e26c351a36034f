"""libgraph why"""

from __future__ import annotations

import dataclasses
import json
from typing import TYPE_CHECKING

import click

from libgraph.cli import completing, options, output
from libgraph.cli.saying import line

if TYPE_CHECKING:
    from libgraph.query.quotes import Quote
    from libgraph.query.why import Reason


@click.command("why")
@click.argument("entity", shell_complete=completing.entities)
@options.formats(["text", "json"], default="text")
@options.shared
@click.pass_obj
def command(asked: options.Asked, entity: str, format_: str) -> None:
    """Show what is said about an ENTITY, where it is said, and who decided what.

    ENTITY may also be a source, one relationship (rel:…) or statement (st:…). With --sources, the
    passages are printed, and each text is proved to be the one that was read.
    """
    from libgraph.query.entities import resolve
    from libgraph.query.why import why

    graph = asked.open()
    thing = resolve(graph, entity, asked.lang).iri
    found = why(graph, thing, asked.lang, asked.texts, asked.span, certain=asked.certain)
    if format_ == "json":
        rows = [dataclasses.asdict(reason) for reason in found]
        output.emit(json.dumps(rows, ensure_ascii=False, indent=2, default=str) + "\n")
        return
    output.emit(_text(found) if found else "Nothing is said about it.\n")


def _text(reasons: list[Reason]) -> str:
    blocks = []
    source = ""
    for reason in reasons:
        title = reason.quotes[0].title if reason.quotes else ""
        if title != source:
            head = filter(None, (title, reason.quotes[0].address))
            blocks.append("".join(f"{line(one)}\n" for one in head))
            source = title
        blocks.append(_block(reason))
    return "\n".join(blocks)


def _block(reason: Reason) -> str:
    from libgraph.namespaces import shorten

    telling = reason.telling
    more = f" – {telling.more}" if telling.more else ""
    held = f"{telling.holds}; " if telling.holds is not None else ""
    lines = [f"  {telling.sentence}{more} ({held}{telling.when})  {shorten(telling.iri)}"]
    lines += [f"      {_quote(quote)}" for quote in reason.quotes]
    if reason.rank:
        lines.append(f"      {reason.rank}: {reason.rank_reason}")
    return "\n".join(map(line, lines)) + "\n"


def _quote(quote: Quote) -> str:
    from libgraph.namespaces import local_name

    where = f"{local_name(quote.source)}"
    if quote.passage:
        where += f", characters {quote.passage.begin}–{quote.passage.end}"
    return f"{where}: “{quote.words}”" if quote.words else where
