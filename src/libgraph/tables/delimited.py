"""Read CSV as people save it: with or without a mark of UTF-8, by comma, semicolon or tab."""

from __future__ import annotations

import codecs
import csv
import io
from collections.abc import Iterable, Iterator
from itertools import islice, pairwise
from pathlib import Path

from libgraph.tables.cells import Raw, Sheet
from libgraph.tables.columns import by_head, kind_of, kinds, plain
from libgraph.tables.faults import Complaints, Wrong

LARGEST = 64 * 2**20
DELIMITERS = ",;\t"
_SAVE = "save it as CSV UTF-8"
_MARKS = (  # how files begin that are no CSV, whatever their names say
    (codecs.BOM_UTF32_LE, f"the file is UTF-32: {_SAVE}"),
    (codecs.BOM_UTF16_LE, f"the file is UTF-16, which spreadsheets call Unicode text: {_SAVE}"),
    (codecs.BOM_UTF16_BE, f"the file is UTF-16, which spreadsheets call Unicode text: {_SAVE}"),
    (b"PK\x03\x04", "the file is no CSV but a workbook or a zip: name it .xlsx if it is one"),
    (b"\xd0\xcf\x11\xe0", f"the file is no CSV but an old or encrypted workbook: {_SAVE}"),
    (b"%PDF", "the file is no CSV but a PDF: copy the table into a spreadsheet"),
)
_CYRILLIC = (
    ("Windows-1251", "cp1251"), ("KOI8-R", "koi8-r"), ("CP866 (DOS)", "cp866"),
    ("Mac Cyrillic", "mac-cyrillic"),
)  # fmt: skip
_QUOTES = (  # what the csv module says, what to tell
    ("unexpected end", "a quotation mark that opens in this row is never closed: close it"),
    (
        "expected after",
        "a quotation mark in this row closes in the middle of a cell, or one before it is not "
        "closed: close it, and write one that is part of the text twice",
    ),
    (
        "field larger",
        "a cell of more than 131,072 characters begins in this row: probably a quotation mark "
        "is not closed",
    ),
)


def sheets(path: Path, complain: Complaints, kind: str | None = None) -> list[Sheet]:
    """The table of a CSV file.

    Raises:
        Wrong: the file cannot be read, is too large, is no CSV or no UTF-8, or its name says no
            kind of table. What is wrong in a row is complained of.
    """
    kind = kind_of(path.stem) or kind
    if kind is None:
        raise Wrong(
            "the name of the file says no kind of table: end it in one of "
            f"{', '.join(kinds())}, as in korea-agreements{path.suffix}"
        )
    return [Sheet("", kind, _records(_text(content_of(path)), kind, complain))]


def content_of(path: Path) -> bytes:
    """The bytes of a file.

    Raises:
        Wrong: it cannot be read, is empty, or larger than `LARGEST`.
    """
    try:
        with path.open("rb") as file:
            content = file.read(LARGEST + 1)
    except OSError as error:
        why = error.strerror or error
        raise Wrong(f"the file cannot be read ({why}): check its name and its rights") from None
    if len(content) > LARGEST:
        raise Wrong(
            f"the file has more than the {LARGEST >> 20} MB that a table may have: split it"
        )
    if not content.strip(b" \t\r\n,;" + codecs.BOM_UTF8):
        raise Wrong("the file is empty: write the heads of the columns into its first row")
    return content


# ── Encoding ─────────────────────────────────────────────────────────────────────────────


def _text(content: bytes) -> str:
    for mark, wrong in _MARKS:
        if content.startswith(mark):
            raise Wrong(wrong)
    if b"\0" in content:
        raise Wrong(_nuls(content))
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise Wrong(_foreign(content, error.start)) from None


def _nuls(content: bytes) -> str:
    if content.count(b"\0") > len(content) // 5:
        return f"the file is probably UTF-16: {_SAVE}"
    line = content.count(b"\n", 0, content.index(b"\0")) + 1
    return f"there is a NUL byte in line {line}, so that the file is damaged: {_SAVE} again"


def _foreign(content: bytes, start: int) -> str:
    """What a file is that is not UTF-8, and how its first foreign words then read."""
    line = content.count(b"\n", 0, start) + 1
    name, codec = _guess(content[start : start + 2**18])
    begin = max(content.rfind(sign, 0, start) for sign in (b"\n", b",", b";", b"\t", b'"')) + 1
    words = content[begin : begin + 80].decode(codec, "replace").split("\n")[0]
    for sign in ',;\t"\r':
        words = words.split(sign)[0]
    return f"the file is not UTF-8 but probably {name} (line {line} then reads {words!r}): {_SAVE}"


def _guess(content: bytes) -> tuple[str, str]:
    """The encoding in which the text looks most like words: foreign signs stand together."""
    high = [byte > 127 for byte in content]
    pairs = sum(one and two for one, two in pairwise(high))
    if 2 * pairs < sum(high):
        return "Windows-1252", "cp1252"
    return max(_CYRILLIC, key=lambda each: _likeness(content.decode(each[1], "replace")))


def _likeness(text: str) -> int:
    small = sum("а" <= sign <= "я" for sign in text)
    return 2 * small - sum(sign > "\x7f" for sign in text)


# ── Rows ─────────────────────────────────────────────────────────────────────────────────


def _records(text: str, kind: str, complain: Complaints) -> Iterator[tuple[int, list[Raw]]]:
    reader = csv.reader(
        io.StringIO(text, newline=""), delimiter=_delimiter(text, kind), strict=True
    )
    number, line = 0, 0
    while True:
        number, line = number + 1, reader.line_num + 1
        try:
            record = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            where = f" (line {line} of the file)" if line != number else ""
            complain(_quotes(str(error)) + where, number)
            return
        if any(map(str.strip, record)):
            yield number, [Raw(cell) for cell in record]


def _quotes(said: str) -> str:
    return next((told for words, told in _QUOTES if words in said), f"this is not CSV ({said})")


def _delimiter(text: str, kind: str) -> str:
    """The sign that makes most known heads of the first row."""
    known = by_head(kinds()[kind])

    def fit(sign: str) -> tuple[int, int]:
        found = heads(io.StringIO(text, newline=""), sign)
        return sum(plain(head) in known for head in found), len(found)

    return max(DELIMITERS, key=fit)


def heads(lines: Iterable[str], sign: str) -> list[str]:
    """The first filled row that is no comment, as this sign divides it."""
    reader = csv.reader(lines, delimiter=sign)
    try:
        return next(row for row in islice(reader, 1000) if _first(row)[:1] not in ("", "#"))
    except (csv.Error, StopIteration):
        return []


def _first(row: list[str]) -> str:
    return next(filter(None, map(str.strip, row)), "")
