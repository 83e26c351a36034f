"""What an analysis hands over: a table with explanations, that any command can print."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from libgraph import showing

POSSIBLE, LABEL = "Possible", "Label"
_CERTAIN, _BRACKETS = "certain ties only", "in brackets with the possible ties"


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its name in csv and json, and one line for a reader new to the measure."""

    name: str
    explanation: str


@dataclass(frozen=True, slots=True)
class Table:
    """The result of an analysis.

    `rows` hold text, numbers and None (undefined), one value a column; `notes` are whole
    sentences: what the numbers say, what they rest on, what they leave out. A column `x` with
    IRIs has a twin `xLabel` with names; a number `x` of certain ties has a twin `xPossible`
    that counts the possible ones too. `engine` is what measured: networkx, igraph.
    """

    title: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[object, ...], ...]
    notes: tuple[str, ...]
    engine: str = ""

    def to_dict(self) -> dict[str, Any]:
        """The table as JSON knows it: a row is an object with the names of the columns."""
        names = [column.name for column in self.columns]
        return {
            "title": self.title,
            "columns": [{"name": c.name, "explanation": c.explanation} for c in self.columns],
            "rows": [dict(zip(names, row, strict=True)) for row in self.rows],
            "notes": list(self.notes),
            **({"engine": self.engine} if self.engine else {}),
        }

    def narrow(self) -> Table:
        """The table for a terminal or a page: text only, and twins in one column.

        Names stand instead of IRIs; "2 (4)" is 2 by certain ties, 4 with the possible ones.
        """
        names = [column.name for column in self.columns]
        places = [place for place, name in enumerate(names) if not _second(name, names)]
        return replace(
            self,
            columns=tuple(_plain(self.columns[place]) for place in places),
            rows=tuple(tuple(_cell(row, names, place) for place in places) for row in self.rows),
        )

    def __repr__(self) -> str:
        return f"<Table: {self.title} ({len(self.rows)} rows)>"

    def _repr_html_(self) -> str:
        """Title, first rows and notes, for a notebook; columns explain themselves when folded."""
        narrow = self.narrow()
        rows = [[str(cell) for cell in row] for row in narrow.rows]
        meanings = ((column.name, column.explanation) for column in narrow.columns)
        return showing.block(
            showing.heading(self.title),
            showing.table([column.name for column in narrow.columns], rows),
            *map(showing.small, self.notes),
            showing.folded("Columns", meanings).replace("<details open>", "<details>"),
        )


def _second(name: str, names: Sequence[str]) -> bool:
    """Whether the column is told by its twin."""
    return name.removesuffix(POSSIBLE) in set(names) - {name} or f"{name}{LABEL}" in names


def _plain(column: Column) -> Column:
    return Column(column.name.removesuffix(LABEL), column.explanation.replace(_CERTAIN, _BRACKETS))


def _cell(row: Sequence[object], names: Sequence[str], place: int) -> str:
    value, twin = shown(row[place]), f"{names[place]}{POSSIBLE}"
    other = shown(row[names.index(twin)]) if twin in names else value
    return value if other == value else f"{value} ({other})"


def doubled(name: str, explanation: str, *, twice: bool) -> list[Column]:
    """A column, and at a time its twin for the certain and possible ties."""
    if not twice:
        return [Column(name, explanation)]
    twin = Column(f"{name}{POSSIBLE}", "the same, possible ties counted too")
    return [Column(name, f"{explanation}; {_CERTAIN}"), twin]


def shown(value: object) -> str:
    """A value as people read it: '–' where undefined, at most three figures after the point.

    >>> [shown(value) for value in (None, 2, 0.25, 1 / 3, 2.0, 0.00004)]
    ['–', '2', '0.25', '0.333', '2', '0.00004']
    """
    if value is None:
        return "–"
    if not isinstance(value, float):
        return str(value)
    figures = f"{value:.3f}" if abs(value) >= 0.001 or not value else f"{value:.6f}"
    return figures.rstrip("0").rstrip(".")
