"""Print answers: a table that fits the terminal, or the format that was asked for."""

from __future__ import annotations

import json
import sys
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import click

from libgraph.cli import options
from libgraph.cli.saying import line, visible
from libgraph.errors import UsageError

if TYPE_CHECKING:
    from libgraph.graph.progress import Progress
    from libgraph.query.answer import Answer

FORMATS = options.TABLES
FOR_READING = ("table", "markdown", "xlsx")
"""Formats that show names for addresses, and leave out what only programs need."""
_ENGINE = {"tsv": "TSV", "json": "JSON", "xml": "XML"}
_T = TypeVar("_T")


_ENDINGS = {
    ".csv": "csv", ".tsv": "tsv", ".json": "json", ".xml": "xml", ".jsonl": "jsonl",
    ".md": "markdown", ".ttl": "turtle", ".trig": "trig", ".nt": "ntriples", ".nq": "nquads",
    ".rdf": "rdfxml", ".jsonld": "jsonld", ".xlsx": "xlsx",
}  # fmt: skip
_PLAIN = ("", ".txt")


def ending(target: Path | None) -> str | None:
    """The format that a file's name asks for."""
    return _ENDINGS.get(target.suffix.lower()) if target else None


def chosen(format_: str, output: Path | None) -> str:
    """The format of an answer: a table goes to a file as the file's name asks.

    Raises:
        UsageError: a file of this name would not hold what the name says.
    """
    if format_ != "table" or output is None or output.suffix.lower() in _PLAIN:
        return format_
    asked = ending(output)
    if asked in FORMATS or asked == "xlsx":
        return asked
    raise UsageError(
        f"{output} cannot be written: an answer goes to a file that ends in .csv, .tsv, .json, "
        ".jsonl, .xml, .xlsx, .md or .txt"
    )


def answer(found: Answer, format_: str, output: Path | None = None) -> None:
    """Print an answer, or write it to a file; a table goes there as the file's name asks."""
    format_ = chosen(format_, output)
    if format_ == "xlsx":
        from libgraph.tables import sheet

        emit_bytes(sheet.workbook(*readable(found)), output)
        return
    emit(rendered(found, format_), output, exact=format_ in ("csv", "xml"))


def rendered(found: Answer, format_: str) -> str:
    """An answer in one of FORMATS."""
    if format_ == "csv":
        from libgraph.graph.results import csv as written

        return written(found.solutions()).decode("utf-8")
    if format_ in _ENGINE:
        from pyoxigraph import QueryResultsFormat

        from libgraph.graph.results import check_xml

        solutions = found.solutions()
        raw = solutions.serialize(format=getattr(QueryResultsFormat, _ENGINE[format_])) or b""
        if format_ == "xml":
            check_xml(raw)
        text = raw.decode("utf-8")
        return text if text.endswith("\n") else text + "\n"
    if format_ == "jsonl":
        return "".join(
            json.dumps(dict(zip(found.columns, row, strict=True)), ensure_ascii=False) + "\n"
            for row in found.texts()
        )
    columns, rows = readable(found)
    return markdown(columns, rows) if format_ == "markdown" else table(columns, rows)


def readable(found: Answer) -> tuple[list[str], list[list[str]]]:
    """An answer for reading: names instead of IRIs, and IRIs shortened."""
    return named(found.columns, found.texts())


def named(names: Sequence[str], rows: Sequence[Sequence[str]]) -> tuple[list[str], list[list[str]]]:
    """Columns and rows with ``xLabel`` in place of ``x``, and IRIs shortened."""
    from libgraph.query import answer as answers

    return answers.named(names, rows)


def csv(names: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """Rows as CSV (RFC 4180), which no spreadsheet takes for formulas."""
    import csv as standard
    import io

    from libgraph.spreadsheets import defused

    out = io.StringIO()
    standard.writer(out).writerows(map(defused, row) for row in [names, *rows])
    return out.getvalue()


def table(columns: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """A table: fitted to the terminal, or as wide as it needs to be in a pipe."""
    if not rows:
        return "nothing found\n"
    columns, rows = list(map(line, columns)), [list(map(line, row)) for row in rows]
    if sys.stdout.isatty():
        return _fitted(columns, rows)
    widths = [max(map(width, cells)) for cells in zip(columns, *rows, strict=True)]
    lines = [columns, ["─" * w for w in widths], *rows]
    return "".join(
        "  ".join(c + " " * (w - width(c)) for c, w in zip(cells, widths, strict=True)).rstrip()
        + "\n"
        for cells in lines
    )


def _fitted(columns: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    from rich import box
    from rich.console import Console
    from rich.table import Column
    from rich.table import Table as RichTable
    from rich.text import Text

    console = Console(color_system=None)  # what is emitted has no control characters
    shown = [Column(name, overflow="fold") for name in columns]
    fitted = RichTable(*shown, box=box.SIMPLE_HEAD, show_edge=False, pad_edge=False)
    for row in rows:
        fitted.add_row(*map(Text, row))
    with console.capture() as capture:
        console.print(fitted)
    return capture.get()


def width(text: str) -> int:
    """How many columns a text takes on a terminal."""
    if text.isascii():
        return len(text)
    wide = sum(unicodedata.east_asian_width(c) in "WF" for c in text)
    return len(text) + wide - sum(map(bool, map(unicodedata.combining, text)))


def markdown(columns: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """A table in Markdown."""
    lines = [columns, ["---"] * len(columns), *rows]
    return "".join("| " + " | ".join(map(_cell, cells)) + " |\n" for cells in lines)


def _cell(text: str) -> str:
    return " ".join(text.replace("|", "\\|").split())


def emit(text: str, output: Path | None = None, *, exact: bool = False) -> None:
    """Print text, or write it to a file, whole or not at all.

    Control characters become visible; where they are part of data that have no way to write
    them (`exact`), on a terminal only.
    """
    if not exact or (output is None and sys.stdout.isatty()):
        text = visible(text)
    if output is None:
        click.echo(text, nl=False)
        return
    from libgraph.writing import write

    write(output, text.encode("utf-8"))


def emit_bytes(content: bytes, output: Path | None = None) -> None:
    """Print bytes, or write them to a file, whole or not at all."""
    if output is None:
        sys.stdout.buffer.write(_visible(content) if sys.stdout.isatty() else content)
        return
    from libgraph.writing import write

    write(output, content)


def _visible(content: bytes) -> bytes:
    try:
        return visible(content.decode("utf-8")).encode("utf-8")
    except UnicodeDecodeError:  # no text: a workbook, a picture
        return content


def progress(items: Iterable[_T], what: str) -> Iterable[_T]:
    """Items, with a bar on a terminal's stderr."""
    if not sys.stderr.isatty():
        return items
    from rich.console import Console
    from rich.progress import track

    return track(items, what, console=Console(stderr=True), transient=True)


@contextmanager
def watched() -> Iterator[Progress]:
    """Shows progress on a terminal's stderr, and nowhere else."""
    from libgraph.graph.progress import unseen

    if not sys.stderr.isatty():
        yield unseen
        return
    from rich.console import Console
    from rich.progress import BarColumn, TextColumn, TimeElapsedColumn
    from rich.progress import Progress as Bars

    columns = (
        TextColumn("{task.description}", markup=False),  # files may be called anything
        BarColumn(),
        TextColumn("{task.completed:,.0f}"),
        TimeElapsedColumn(),
    )
    with Bars(*columns, console=Console(stderr=True), transient=True) as bars:
        task = bars.add_task("", total=None)
        yield lambda what, done, whole: bars.update(
            task, description=line(what), completed=done, total=whole or None
        )
