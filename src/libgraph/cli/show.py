"""libgraph show"""

from __future__ import annotations

import dataclasses
import json
from typing import TYPE_CHECKING

import click

from libgraph.cli import completing, options, output
from libgraph.cli.saying import line

if TYPE_CHECKING:
    from libgraph.query.profile import Profile
    from libgraph.query.telling import Telling


@click.command("show")
@click.argument("entity", shell_complete=completing.entities)
@options.formats(["text", "json"], default="text")
@options.shared
@click.pass_obj
def command(asked: options.Asked, entity: str, format_: str) -> None:
    """Show everything about one ENTITY: its names, its description, what it is tied to.

    \b
    libgraph show nlrk
    libgraph show "National Library of Korea" --as-of 2020
    """
    from libgraph.query.entities import resolve
    from libgraph.query.profile import profile

    graph = asked.open()
    found = profile(
        graph, resolve(graph, entity, asked.lang), asked.lang, asked.span, certain=asked.certain
    )
    text = _json(found) if format_ == "json" else _text(found, asked)
    output.emit(text)


def _json(found: Profile) -> str:
    return json.dumps(dataclasses.asdict(found), ensure_ascii=False, indent=2, default=str) + "\n"


def _text(found: Profile, asked: options.Asked) -> str:
    from libgraph.namespaces import SOURCE, shorten

    lines = [found.entity.label, f"  {', '.join(found.kinds)}  <{found.entity.iri}>", ""]
    lines += [f"  {what}: {value}" for what, value in found.description]
    lines += [
        f"  written ({tag or 'no language'}): {' · '.join(names)}"
        for tag, names in found.names.items()
    ]
    for kind, ties in found.ties.items():
        lines += ["", kind.capitalize()]
        lines += [_line(tie) for tie in ties]
    if not found.ties:
        when = f" for {asked.as_of}" if asked.as_of else ""
        lines += ["", f"No relationship is on record{when}."]
        if found.entity.iri.startswith(SOURCE):
            lines[-1] = f"What it says:  libgraph why {shorten(found.entity.iri)}"
    return "\n".join(map(line, lines)) + "\n"


def _line(tie: Telling) -> str:
    from libgraph.namespaces import local_name

    more = f" – {tie.more}" if tie.more else ""
    held = f"{tie.holds}; " if tie.holds is not None else ""
    sources = " ".join(map(local_name, tie.sources))
    return f"  · {tie.sentence}{more} ({held}{tie.when}) [{sources}]"
