"""Empty tables to begin with: the heads, two examples, and what each column takes."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from typing import TYPE_CHECKING

from libgraph.tables.columns import Column, Kind
from libgraph.tables.sheet import timeless

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

_WIDEST = 60
_HELP = (
    "Fill in one row for each fact, below or between these; rows that begin with # are not read.",
    "Two examples stand under the heads: they are read once the # is gone.",
    "Columns may stand in any order, and those that are not needed may go.",
)
_CELLS = {
    "text": "text",
    "edtf": "a date in EDTF",
    "integer": "a whole number",
    "number": "a number",
    "boolean": "yes or no",
    "iri": "an address: https://…",
    "slug": "an id: nl-korea",
    "thing": "an id, an address or a name",
    "concept": "a word of the vocabulary",
    "class": "a word of the vocabulary",
    "signers": "PERSON (PARTY)",
    "passage": "positions: 0,131",
    "language": "a code: en, ru, kk",
}


def as_csv(kind: Kind) -> str:
    """The template as CSV: heads, then rows that begin with '#': two examples, and the columns."""
    out = io.StringIO(newline="")
    rows = [list(kind.columns), *examples(kind), *_comments(kind)]
    csv.writer(out, lineterminator="\n").writerows(rows)
    return out.getvalue()


def examples(kind: Kind) -> Iterator[list[str]]:
    """The two example rows, as comments."""
    for which in (0, 1):
        first, *rest = (column.examples[which] for column in kind.columns.values())
        yield [f"# {first}", *rest]


def _comments(kind: Kind) -> Iterator[list[str]]:
    yield ["#"]
    yield ["#", f"{kind.title}: {kind.description}"]
    yield from (["#", line] for line in _HELP)
    yield ["#"]
    for column in kind.columns.values():
        yield [f"# {column.name}", _what(column), column.description]


def _what(column: Column) -> str:
    needed = "required" if column.required else "optional"
    several = "; several are separated by ;" if column.several else ""
    return f"{needed}, {_CELLS[column.datatype]}{several}"


def as_xlsx(kind: Kind) -> bytes:
    """The template as a workbook: a sheet to fill in, and one that explains the columns."""
    from openpyxl import Workbook

    book = Workbook()
    sheet, legend = book.worksheets[0], book.create_sheet("columns")
    _fill(sheet, kind)
    _explain(legend, kind)
    out = io.BytesIO()
    book.save(out)
    return timeless(out.getvalue())


def _fill(sheet: Worksheet, kind: Kind) -> None:
    from openpyxl.comments import Comment
    from openpyxl.styles import Font
    from openpyxl.utils import get_column_letter

    sheet.title = kind.name
    sheet.append(list(kind.columns))
    for row in examples(kind):
        sheet.append(row)
    for place, column in enumerate(kind.columns.values(), 1):
        head, letter = sheet.cell(1, place), get_column_letter(place)
        head.font = Font(bold=column.required)
        head.comment = Comment(f"{_what(column)}\n{column.description}", "libgraph", 160, 320)
        longest = max(map(len, (column.name, *column.examples)))
        sheet.column_dimensions[letter].width = min(longest, _WIDEST) + 3
        # as text: else a spreadsheet makes dates and numbers of what is typed
        sheet.column_dimensions[letter].number_format = "@"
        for number in (1, 2, 3):
            sheet.cell(number, place).number_format = "@"
            if number > 1:
                sheet.cell(number, place).font = Font(color="FF767676", italic=True)
    sheet.freeze_panes = "A2"


def _explain(sheet: Worksheet, kind: Kind) -> None:
    from openpyxl.styles import Alignment, Font

    heads = ("column", "also called", "what it takes", "what it says", "first example", "second")
    sheet.append(heads)
    for column in kind.columns.values():
        other = ", ".join(column.titles)
        sheet.append([column.name, other, _what(column), column.description, *column.examples])
    for line in (f"{kind.title}: {kind.description}", *_HELP):
        sheet.append([])
        sheet.append([line])
    for cell in sheet[1]:
        cell.font = Font(bold=True)
    for letter, width in zip("ABCDEF", (16, 40, 40, 80, 40, 40), strict=True):
        sheet.column_dimensions[letter].width = width
    for cells in sheet.iter_rows(2, 1 + len(kind.columns)):
        for cell in cells:
            cell.alignment = Alignment(wrap_text=True, vertical="top")
            cell.number_format = "@"
    sheet.freeze_panes = "A2"
