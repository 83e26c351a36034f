"""What is wrong in tables: collected over all of them, and told at once."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import NamedTuple

from libgraph.errors import BadFile

UNKNOWN = "is not known as"
"""So begins what is said of a name that nothing has."""
SHOWN = 100
_LONGEST = 60


class Fault(NamedTuple):
    """One thing that is wrong: where, what stands there, and what to do about it.

    >>> print(Fault("a.csv", "", 4, "during", "31.12.2009", "is no date: write 2009-12-31"))
    a.csv, row 4, column during: '31.12.2009' is no date: write 2009-12-31
    """

    file: str
    sheet: str
    row: int | None
    column: str
    value: str
    wrong: str

    def __str__(self) -> str:
        return f"{', '.join(self._where())}: {self._value()}{self.wrong}"

    def _where(self) -> Iterable[str]:
        yield self.file
        if self.sheet:
            yield f"sheet {self.sheet}"
        if self.row is not None:
            yield f"row {self.row}"
        if self.column:
            yield f"column {self.column}"

    def _value(self) -> str:
        if not self.value:
            return ""
        line = " ".join(self.value.split())
        return repr(line if len(line) <= _LONGEST else line[: _LONGEST - 1] + "…") + " "


class Wrong(ValueError):
    """What is wrong with a file or cell, and what to do; where it stands is added outside."""


@dataclass(frozen=True, slots=True)
class Complaints:
    """Adds what is wrong in one file, or in one sheet of it, to a list of faults."""

    faults: list[Fault]
    file: str
    sheet: str = ""

    def __call__(
        self, wrong: str, row: int | None = None, column: str = "", value: str = ""
    ) -> None:
        self.faults.append(Fault(self.file, self.sheet, row, column, value, wrong))

    def of(self, sheet: str) -> Complaints:
        """The complaints about one sheet."""
        return replace(self, sheet=sheet)


class BadTables(BadFile):
    """Tables with faults: all of them, one a line; nothing was read from any of them.

    `notices` are sentences about what is no fault, and may explain one.
    """

    def __init__(self, faults: Iterable[Fault], notices: Iterable[str] = ()) -> None:
        self.faults = tuple(sorted(set(faults), key=_place))
        count = len(self.faults)
        number = "1 fault" if count == 1 else f"{count} faults"
        more = [f"… and {count - SHOWN} more"] if count > SHOWN else []
        first = f"{number} in the tables, so nothing is read from them:"
        super().__init__("\n".join([first, *map(str, self.faults[:SHOWN]), *more, *notices]))
        self.places = tuple((fault.file, fault.row, str(fault)) for fault in self.faults)

    @property
    def unknown(self) -> list[str]:
        """The names that nothing has, each once."""
        return list(
            dict.fromkeys(one.value for one in self.faults if one.wrong.startswith(UNKNOWN))
        )


def _place(fault: Fault) -> tuple[str, str, int, str, str, str]:
    return (fault.file, fault.sheet, fault.row or 0, fault.column, fault.value, fault.wrong)
