"""Read XLSX: every sheet that is named by a kind; no formula, merged cell or bomb gets through."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, closing
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from difflib import get_close_matches
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any
from warnings import catch_warnings, simplefilter

from libgraph.tables.cells import Raw, Sheet
from libgraph.tables.columns import kind_of, kinds
from libgraph.tables.delimited import LARGEST, content_of
from libgraph.tables.faults import Complaints, Wrong

if TYPE_CHECKING:
    from openpyxl.workbook import Workbook

_Numbered = tuple[int, list[Raw]]
EXPANDED = 128 * 2**20  # bytes of XML; a zip can hold a thousand times its size
_PARTS = 10_000
_ROWS, _COLUMNS = 1_048_576, 256
_DECLARED = re.compile(rb"<!DOCTYPE|<!ENTITY")
_MERGED = re.compile(rb"<(?:\w+:)?mergeCell\s[^>]*?ref\s*=\s*[\"']([A-Z0-9:]+)[\"']")
_SAVE = "open it in a spreadsheet, and save it as XLSX"
_SECRET = "EncryptedPackage".encode("utf-16-le")
_UNSEEN = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]|_.|\*.|;.*')  # in a number's format: not its letters


def sheets(path: Path, complain: Complaints, kind: str | None = None) -> list[Sheet]:
    """The sheets of a workbook whose names say a kind of table.

    Raises:
        Wrong: the file cannot be read, is too large, or is no XLSX. What is wrong in a sheet is
            complained of.
    """
    content = content_of(path)
    with ExitStack() as stack:
        stack.enter_context(catch_warnings())
        simplefilter("ignore")  # openpyxl warns of decorations that it leaves out
        try:
            merged = _safe(stack.enter_context(zipfile.ZipFile(_zip(content))))
            book = stack.enter_context(closing(_load(content)))
            return list(_tables(book, merged, complain, kind))
        except Wrong:
            raise
        except Exception as error:  # a broken part of a workbook can fail in any way
            raise Wrong(f"the file is damaged ({_words(error)}): {_SAVE} again") from None


def _load(content: bytes) -> Workbook:
    from openpyxl import load_workbook

    return load_workbook(BytesIO(content), read_only=True, keep_links=False)


def _words(error: Exception) -> str:
    return " ".join(str(error).split())[:100] or type(error).__name__


# ── The file ─────────────────────────────────────────────────────────────────────────────


def _zip(content: bytes) -> BytesIO:
    if content.startswith(b"\xd0\xcf\x11\xe0"):
        if _SECRET in content:
            raise Wrong("the file is encrypted: save it without a password")
        raise Wrong(f"the file is an old workbook (XLS), whatever its name says: {_SAVE}")
    if not content.startswith(b"PK"):
        raise Wrong(f"the file is no XLSX, whatever its name says: {_SAVE}, or name it .csv")
    return BytesIO(content)


def _safe(archive: zipfile.ZipFile) -> dict[str, list[str]]:
    """The merged cells in each part of a workbook, once nothing in it can do harm.

    The sizes in a zip's directory may lie, but zipfile reads no more of a part than they say.
    """
    parts = archive.infolist()
    if any(part.flag_bits & 1 for part in parts):
        raise Wrong("the file is encrypted: save it without a password")
    size = sum(part.file_size for part in parts)
    if size > EXPANDED or len(parts) > _PARTS:
        raise Wrong(
            f"the file expands to {-(-size >> 20):,} MB in {len(parts):,} parts, more than the "
            f"{EXPANDED >> 20} MB in {_PARTS:,} that a workbook may have: split it"
        )
    if "[Content_Types].xml" not in archive.namelist():
        raise Wrong(f"the file is no XLSX but another zip, perhaps OpenDocument: {_SAVE}")
    return {part.filename: _merged(archive, part) for part in parts}


def _merged(archive: zipfile.ZipFile, part: zipfile.ZipInfo) -> list[str]:
    """The ranges of merged cells in one part, read in pieces that overlap."""
    found: dict[str, None] = {}
    before = b""
    with archive.open(part) as stream:
        while piece := stream.read(2**20):
            text = before + piece
            if not before and text.startswith((b"\xff\xfe", b"\xfe\xff", b"<\0", b"\0<")):
                raise Wrong(f"the file has XML in UTF-16 ({part.filename}): {_SAVE} again")
            if _DECLARED.search(text):
                raise Wrong(f"the file declares XML entities ({part.filename}): {_SAVE} again")
            found |= dict.fromkeys(ref.decode() for ref in _MERGED.findall(text))
            before = text[-200:]
    return list(found)


# ── The sheets ───────────────────────────────────────────────────────────────────────────


def _tables(
    book: Workbook,
    merged: dict[str, list[str]],
    complain: Complaints,
    given: str | None = None,
) -> Iterator[Sheet]:
    alone = given if len(book.worksheets) == 1 else None
    named = [(sheet, kind_of(sheet.title) or alone) for sheet in book.worksheets]
    room = Room()
    for sheet, kind in named:
        about = complain.of(sheet.title)
        if kind is None:
            _misnamed(sheet.title, about)
            continue
        for ref in merged.get(getattr(sheet, "_worksheet_path", ""), ()):
            about(
                f"the cells {ref} are merged, so that it is unclear which rows they speak of: "
                "unmerge them, and write the value into each row",
                int(re.findall("[0-9]+", ref + "1")[0]),
            )
        yield Sheet(sheet.title, kind, list(room.fill(_rows(sheet, book.epoch, about))))
    if not any(kind for _, kind in named):
        complain(f"no sheet is named by a kind of table: name one {', '.join(kinds())}")


@dataclass
class Room:
    """How much text a workbook may have; a text that it keeps once can stand in many cells."""

    left: int = LARGEST

    def fill(self, rows: Iterable[_Numbered]) -> Iterator[_Numbered]:
        """The same rows.

        Raises:
            Wrong: there is no room for them.
        """
        for number, row in rows:
            self.left -= sum(len(raw.text) for raw in row)
            if self.left < 0:
                raise Wrong(f"the sheets hold more text than {LARGEST >> 20} MB: split the file")
            yield number, row


def _misnamed(title: str, complain: Complaints) -> None:
    """Say so where a sheet is nearly named by a kind: agreement, agreements (2)."""
    words = re.findall(r"[^\W\d_]+", title.casefold())
    if near := get_close_matches(words[-1] if words else "", kinds(), n=1, cutoff=0.85):
        complain(f"the sheet is skipped: let its name end in {near[0]}, or be quite another")


def _rows(sheet: Any, epoch: datetime, complain: Complaints) -> Iterator[_Numbered]:
    sheet.reset_dimensions()  # what the file says of its own size is often wrong
    for number, cells in enumerate(sheet.iter_rows(), 1):
        if number > _ROWS:
            complain(f"the sheet has more than {_ROWS:,} rows: split it")
            return
        row = [_raw(cell, epoch) for cell in cells]
        if any(raw.text for raw in row[_COLUMNS:]):
            complain(f"the row has more than {_COLUMNS} cells: delete what stands far out", number)
            return
        if any(raw.text for raw in row):
            yield number, row[:_COLUMNS]


# ── Cells ────────────────────────────────────────────────────────────────────────────────


def _raw(cell: Any, epoch: datetime) -> Raw:
    value = cell.value
    if value is None:
        return Raw("")
    if cell.data_type == "f":
        text = value if isinstance(value, str) else getattr(value, "text", "")
        return Raw("=" + (text or "").lstrip("="))
    if cell.data_type == "e":
        return Raw(str(value), "error")
    if isinstance(value, bool):
        return Raw(str(value).lower(), "boolean")
    if isinstance(value, int | float):
        return _number(value, epoch)
    if isinstance(value, date | time | timedelta):
        return _date(value, str(cell.number_format))
    text = str(value)
    return Raw((_unescaped(text) if "_x" in text else text).strip())


def _unescaped(text: str) -> str:
    from openpyxl.utils.escape import unescape

    return unescape(text)


def _number(value: float, epoch: datetime) -> Raw:
    """A number as a spreadsheet shows it: 3, not 3.0."""
    if abs(value) >= 1e15:
        wrong = "is a number of more digits than a spreadsheet keeps: format the column as text"
        return Raw(f"{value:.15g}", "number", wrong=f"{wrong}, and write it again")
    text = f"{Decimal(f'{value:.15g}'):f}"
    if 10_000 <= value < 100_000:
        return Raw(text, "number", (epoch + timedelta(int(value))).date().isoformat())
    return Raw(text, "number")


def _date(value: date | time | timedelta, shown: str) -> Raw:
    """A date as far as the spreadsheet shows it: the day, the month or the year."""
    if not isinstance(value, date):
        return Raw(str(value), "date", wrong="is a time of day: write a date, or nothing")
    if isinstance(value, datetime) and value.time() != time():
        return Raw(str(value), "date", wrong=f"has a time of day: write {value:%Y-%m-%d}")
    letters = _UNSEEN.sub("", shown).lower()
    day = f"{value.year:04}-{value.month:02}-{value.day:02}"
    if "y" not in letters:
        wrong = "is shown without a year, which the spreadsheet then chose: write the date in full"
        return Raw(day, "date", wrong=wrong)
    return Raw(day if "d" in letters else day[:7] if "m" in letters else day[:4], "date")
