"""libgraph import template"""

from __future__ import annotations

from pathlib import Path

import click

from libgraph.cli import completing, options, output


@click.command("template")
@click.argument("kind", required=False, shell_complete=completing.kinds)
@options.target
@click.option("--force", is_flag=True, help="Also over a file that is there already.")
@options.shared
def command(kind: str | None, target: Path | None, force: bool) -> None:
    """Write an empty table of a KIND, with every column explained and two examples.

    It is CSV; with -o FILE.xlsx a workbook, with notes on the heads. Without KIND, the kinds are
    listed. The file goes into the folder of a graph under a name that ends in its kind:
    agreements.csv, korea-agreements.csv; in a workbook the sheet has the name.

    \b
    libgraph import template
    libgraph import template agreements -o agreements.xlsx
    """
    from libgraph.tables.columns import kinds

    if kind is None:
        rows = [(each.name, each.description) for each in kinds().values()]
        output.emit(output.table(("kind", "what a row tells"), rows), target)
        return
    if target and target.is_file() and not force:
        from libgraph.errors import UsageError

        raise UsageError(f"{target} is there already: choose another name, or add  --force")
    _write(kind, target)


def _write(name: str, target: Path | None) -> None:
    from libgraph.errors import UsageError
    from libgraph.tables.columns import named
    from libgraph.tables.template import as_csv, as_xlsx

    kind = named(name)
    ending = target.suffix.lower() if target else ".csv"
    if ending not in (".csv", ".xlsx"):
        raise UsageError(f"{target} is neither CSV nor XLSX by its ending: name it .csv or .xlsx")
    if target is None:
        output.emit_bytes(as_csv(kind).encode())
    elif ending == ".xlsx":
        output.emit_bytes(as_xlsx(kind), target)
    else:  # with the mark by which spreadsheets know UTF-8
        output.emit_bytes(as_csv(kind).encode("utf-8-sig"), target)
