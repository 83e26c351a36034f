"""libgraph query"""

from __future__ import annotations

import sys
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

import click

from libgraph.cli import completing, options, output
from libgraph.cli.saying import note

if TYPE_CHECKING:
    from pyoxigraph import QuerySolutions

    from libgraph.graph import Graph
    from libgraph.query.answer import Answer
    from libgraph.query.header import Question


@click.command("query")
@click.argument("name", required=False, shell_complete=completing.questions)
@click.option(
    "-p",
    "--param",
    "parameters",
    multiple=True,
    metavar="NAME=VALUE",
    help="A parameter of the question.",
    shell_complete=completing.parameters,
)
@click.option("-e", "--execute", metavar="SPARQL", help="Run this SPARQL text.")
@click.option(
    "-f",
    "--format",
    "format_",
    type=click.Choice([*output.FORMATS, *options.GRAPHS]),
    help="How to print [table, turtle].",
)
@options.target
@click.option("--max-rows", type=click.IntRange(min=1), metavar="N", help="Only the first N rows.")
@options.shared
@click.pass_obj
def command(
    asked: options.Asked,
    name: str | None,
    parameters: tuple[str, ...],
    execute: str | None,
    format_: str | None,
    target: Path | None,
    max_rows: int | None,
) -> None:
    """Ask a named question (libgraph queries lists them), a FILE.rq, or - for standard input.

    \b
    libgraph query tenures -p organization=nlrk
    libgraph query coverage --as-of 2009
    libgraph query -e 'SELECT ?c { ?c a lg:PACCentre }'
    """
    from libgraph.query import run

    question = _question(name, execute)
    values = _values(parameters)
    if question.columns:
        graph = asked.open()
        found = run.ask(
            graph, question, values, span=asked.span, certain=asked.certain, lang=asked.lang
        )
        if not found.rows:
            _say_who_was_meant(graph, question, values, asked.lang)
        _tell(found, _tabular(format_ or output.ending(target)), target, max_rows)
        return
    _free(asked, question, values, format_ or output.ending(target), target, max_rows)


def _say_who_was_meant(graph: Graph, question: Question, values: dict[str, str], lang: str) -> None:
    """Nothing is found for a thing of another kind than the question is about."""
    from libgraph.query.entities import resolve
    from libgraph.query.find import kinds

    for name, value in values.items():
        parameter = question.parameter(name)
        if parameter and parameter.type == "entity":
            thing = resolve(graph, value, lang)
            kind = kinds(graph, [thing.iri], lang).get(thing.iri, "thing")
            note(f"nothing is on record where {name} is {thing.label} ({kind})")


def _tell(found: Answer, format_: str, target: Path | None, rows: int | None) -> None:
    """Print an answer, or its first rows."""
    output.answer(found.first(rows), format_, target)
    _say_if_cut(rows is not None and len(found.rows) > rows, "rows", rows)


def _say_if_cut(cut: bool, what: str, number: int | None) -> None:
    if cut:
        note(f"there are more than these {number} {what} (--max-rows)")


def _question(name: str | None, execute: str | None) -> Question:
    from libgraph.errors import UsageError
    from libgraph.query import catalog, header

    if (name is None) == (execute is None):
        raise UsageError("say what to ask: the name of a question, a FILE.rq, -, or -e SPARQL")
    if execute is not None:
        return header.parse("-e", execute)
    assert name is not None
    if name == "-":
        return header.parse("-", sys.stdin.read())
    if name.endswith((".rq", ".sparql")):
        return header.parse(name, _file(Path(name)))
    return catalog.question(name)


def _file(path: Path) -> str:
    from libgraph.errors import BadFile

    try:
        return path.read_text("utf-8")
    except UnicodeDecodeError:
        raise BadFile(f"{path} is not UTF-8 text: save it as UTF-8") from None
    except OSError as error:
        raise BadFile(
            f"{path} cannot be read ({error.strerror}): name a file with a query"
        ) from None


def _values(parameters: tuple[str, ...]) -> dict[str, str]:
    from libgraph.errors import UsageError

    values: dict[str, str] = {}
    for parameter in parameters:
        name, equals, value = parameter.partition("=")
        if not equals or not name:
            raise UsageError(f"{parameter!r} is not a parameter: write NAME=VALUE, such as of=ifla")
        if name in values:
            raise UsageError(f"the parameter {name} is given twice: give it once")
        values[name] = value
    return values


def _tabular(format_: str | None) -> str:
    from libgraph.errors import UsageError

    if format_ in options.GRAPHS:
        raise UsageError(
            f"{format_} is for graphs, and this answer is a table: use {', '.join(output.FORMATS)}"
        )
    return format_ or "table"


def _stream(found: QuerySolutions, format_: str, target: Path | None) -> None:
    """The engine's own writing, as it comes, or whole into a file."""
    import io

    from libgraph.query import results

    if target is None and not sys.stdout.isatty():
        results.stream(found, format_, sys.stdout.buffer)
        return
    out = io.BytesIO()
    results.stream(found, format_, out)
    output.emit_bytes(out.getvalue(), target)


def _rdf(format_: str | None) -> str:
    from libgraph.errors import UsageError

    if format_ in output.FORMATS:
        raise UsageError(
            f"{format_} is for tables, and this answer is a graph: use {', '.join(options.GRAPHS)}"
        )
    return format_ or "turtle"


def _free(
    asked: options.Asked,
    question: Question,
    values: dict[str, str],
    format_: str | None,
    target: Path | None,
    max_rows: int | None,
) -> None:
    from pyoxigraph import QueryBoolean, QuerySolutions, QueryTriples

    from libgraph.errors import UsageError
    from libgraph.export.rdf import serialized
    from libgraph.query import binding, results, run

    graph = asked.open()
    sparql = binding.bind(graph, question, values, asked.lang)
    found = run.free(graph, sparql, span=asked.span, certain=asked.certain)
    if format_ == "xlsx" and isinstance(found, QueryTriples | QueryBoolean):
        raise UsageError("a workbook is for tables, and this answer is none: name another file")
    match found:
        case QueryTriples():
            triples = list(islice(found, None if max_rows is None else max_rows + 1))
            output.emit_bytes(serialized(triples[:max_rows], _rdf(format_)), target)
            _say_if_cut(max_rows is not None and len(triples) > max_rows, "triples", max_rows)
        case QueryBoolean():
            output.emit_bytes(results.boolean(found, _tabular(format_)), target)
        case QuerySolutions() if format_ in results.STREAMED and max_rows is None:
            _stream(found, format_, target)
        case QuerySolutions():
            few = results.answer(found, max_rows and max_rows + 1)
            _tell(few, _tabular(format_), target, max_rows)
        case _:
            _tell(found, _tabular(format_), target, max_rows)
