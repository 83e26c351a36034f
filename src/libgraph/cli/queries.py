"""libgraph queries"""

from __future__ import annotations

import click

from libgraph.cli import options, output


@click.command("queries")
@options.shared
@click.option("-f", "--format", "format_", type=click.Choice(output.FORMATS), default="table")
def command(format_: str) -> None:
    """List the named questions: what each answers, and what it takes."""
    from pyoxigraph import Literal

    from libgraph.query.answer import Answer
    from libgraph.query.catalog import questions

    columns = ("query", "takes", "question")
    rows = [
        (q.name, " ".join(parameter.name for parameter in q.parameters), q.question)
        for q in questions()
    ]
    found = Answer(columns, [tuple(Literal(cell) for cell in row) for row in rows])
    output.answer(found, format_)
