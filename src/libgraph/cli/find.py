"""libgraph find"""

from __future__ import annotations

import click

from libgraph.cli import options, output
from libgraph.cli.saying import note


@click.command("find")
@click.argument("text")
@options.formats()
@options.shared
@click.pass_obj
def command(asked: options.Asked, text: str, format_: str) -> None:
    """Find things by any spelling of their names: case, accents and alphabet do not matter.

    \b
    libgraph find исахов
    """
    from pyoxigraph import Literal, NamedNode

    from libgraph.query.answer import Answer
    from libgraph.query.entities import nearest
    from libgraph.query.find import find

    graph = asked.open()
    rows = find(graph, text, asked.lang)
    if not rows:
        note(f"nothing is called {text!r}{nearest(graph, text, asked.lang)}")
    columns = ("thing", "name", "kind", "matched")
    cells: list[tuple[NamedNode | Literal | None, ...]] = [
        (NamedNode(f.iri), Literal(f.label), Literal(f.kind), Literal(f.matched)) for f in rows
    ]
    output.answer(Answer(columns, cells), format_)
