"""Cells of CSV that a spreadsheet shows, and does not run.

A spreadsheet works out what begins like a formula, and a formula can open addresses and programs.
So an apostrophe stands before such words in all CSV that people open; it goes again where tables
are read. Plain numbers stay as they are.
"""

from __future__ import annotations

import re

_SIGNS = "=+@\t\r＝＋－＠-"
_FORMULA = re.compile(rf"'*[ \n]*[{_SIGNS}]")
_NUMBER = re.compile(r"[+-]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][+-]?[0-9]+)?")


def defused(cell: str) -> str:
    """A cell that no spreadsheet takes for a formula.

    >>> defused('=HYPERLINK("https://example.org")')
    '\\'=HYPERLINK("https://example.org")'
    >>> defused("-12.5"), defused("Riverland - a library")
    ('-12.5', 'Riverland - a library')
    """
    return f"'{cell}" if _FORMULA.match(cell) and not _NUMBER.fullmatch(cell) else cell


def fused(cell: str) -> str:
    """What stood in a cell before it was defused.

    >>> fused("'=1+1"), fused("'Abd al-Qadir")
    ('=1+1', "'Abd al-Qadir")
    """
    plain = cell.removeprefix("'")
    return plain if defused(plain) != plain else cell
