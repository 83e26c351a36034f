"""libgraph queries"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import click

from libgraph.cli import completing, options, output

if TYPE_CHECKING:
    from libgraph.query.answer import Answer


@click.command("queries")
@click.argument("name", required=False, shell_complete=completing.questions)
@options.formats()
@options.shared
def command(name: str | None, format_: str) -> None:
    """List the named questions; with NAME, what that one takes and shows."""
    from libgraph.query.catalog import question

    if name is None:
        output.answer(_all(), format_)
        return
    found = question(name)
    if format_ == "table":
        output.emit(f"{found.question}\n\n")
    rows = [("takes", p.name, p.type, p.default, p.help) for p in found.parameters]
    rows += [("shows", c.name, c.type, "", c.help) for c in found.columns]
    output.answer(_answer(("", "name", "type", "default", "meaning"), rows), format_)


def _all() -> Answer:
    from libgraph.query.catalog import questions

    rows = [(q.name, " ".join(p.name for p in q.parameters), q.question) for q in questions()]
    return _answer(("query", "takes", "question"), rows)


def _answer(columns: tuple[str, ...], rows: Sequence[tuple[str, ...]]) -> Answer:
    from pyoxigraph import Literal

    from libgraph.query.answer import Answer

    names = tuple(name or "part" for name in columns)
    return Answer(names, [tuple(Literal(cell) if cell else None for cell in row) for row in rows])
