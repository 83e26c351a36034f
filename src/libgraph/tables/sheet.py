"""Answers as workbooks (XLSX), for people who work in spreadsheets, the same bytes every time."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Sequence

_LONG_AGO = "2000-01-01T00:00:00Z"
_WIDEST, _SAMPLE = 60, 200


def workbook(columns: Sequence[str], rows: Sequence[Sequence[str]]) -> bytes:
    """A sheet with bold heads that stay in sight, and a filter; every cell is text.

    What looks like a formula, a number or a date stays as it is written: 2009-05 is no day. Long
    texts are broken into lines, and a printed page is as wide as the table.
    """
    from openpyxl import Workbook
    from openpyxl.styles import Alignment, Font
    from openpyxl.utils import get_column_letter
    from openpyxl.worksheet.properties import PageSetupProperties

    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = "libgraph"
    broken = Alignment(vertical="top", wrap_text=True)
    for number, cells in enumerate([columns, *rows], 1):
        for place, text in enumerate(cells, 1):
            if not text:
                continue  # blank, as spreadsheets count it
            cell = sheet.cell(number, place)
            cell.value = _UNWRITABLE.sub("\N{REPLACEMENT CHARACTER}", text)
            cell.data_type = "s"  # also what begins like a formula
            cell.number_format = "@"
            cell.alignment = broken
    for place, head in enumerate(columns, 1):
        sheet.cell(1, place).font = Font(bold=True)
        longest = max(len(one) for one in (head, *(row[place - 1] for row in rows[:_SAMPLE])))
        sheet.column_dimensions[get_column_letter(place)].width = min(longest, _WIDEST) + 3
    sheet.freeze_panes = "A2"
    sheet.auto_filter.ref = sheet.dimensions
    sheet.print_title_rows = "1:1"
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.fitToHeight = 0  # as many pages as it takes
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    out = io.BytesIO()
    book.save(out)
    return timeless(out.getvalue())


_UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")  # in XML


def timeless(content: bytes) -> bytes:
    """The same workbook without the times at which its parts were written."""
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(content)) as old,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for part in old.infolist():
            text = old.read(part)
            if part.filename == "docProps/core.xml":
                text = re.sub(rb">[0-9T:Z-]{20}<", f">{_LONG_AGO}<".encode(), text)
            new.writestr(zipfile.ZipInfo(part.filename), text, zipfile.ZIP_DEFLATED)
    return out.getvalue()
