"""A query as pages: for servers that give only so many rows at once, and do not say so.

A page is asked for in an order that is the same each time, and inside a sub-query, since
servers that cut also refuse to sort far into an answer.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from libgraph.graph.syntax import masked

_PROLOGUE = re.compile(r"(?:\s++|PREFIX\s+[^\s:]*:|BASE(?=\s))*", re.IGNORECASE)
_KEY = r"(?:(?:ASC|DESC)\s*\(\s*[?$]\w+\s*\)|[?$]\w+)"
_TAIL = re.compile(
    rf"(?P<group>(?:(?!\b(?:ORDER|LIMIT|OFFSET|VALUES)\b).)*)"
    rf"(?:ORDER\s+BY\s+(?P<order>(?:{_KEY}\s*)+))?(?P<cut>(?:(?:LIMIT|OFFSET)\s+\d+\s*)*)",
    re.IGNORECASE | re.DOTALL,
)
_NUMBER = re.compile(r"(LIMIT|OFFSET)\s+(\d+)", re.IGNORECASE)
_DATASET = re.compile(r"\bFROM\b", re.IGNORECASE)
# round numbers, and what fits into bytes: the limits that people set
_ROUND = 100


@dataclass(frozen=True, slots=True)
class Paged:
    """A SELECT query in parts: what declares names, what selects, and how it is cut."""

    prologue: str
    body: str
    order: str
    limit: int | None
    offset: int

    @property
    def counting(self) -> str:
        """The query for the number of rows, without regard to `limit` and `offset`."""
        return f"{self.prologue} SELECT (COUNT(*) AS ?n) WHERE {{ {{ {self.body} }} }}"

    def expected(self, total: int) -> int:
        """How many of `total` rows the query gives."""
        left = max(0, total - self.offset)
        return left if self.limit is None else min(self.limit, left)

    def page(self, variables: Sequence[str], size: int, start: int) -> str:
        """The query for `size` rows from the row number `start` on."""
        columns = " ".join(f"?{name}" for name in variables)
        return (
            f"{self.prologue} SELECT {columns} WHERE {{ {{ "
            f"SELECT {columns} WHERE {{ {{ {self.body} }} }} ORDER BY {self.order} {columns} "
            f"}} }} LIMIT {size} OFFSET {self.offset + start}"
        )


def paged(sparql: str) -> Paged | None:
    """A SELECT query in parts; None where it has parts that cannot be told apart for sure."""
    plain = masked(sparql)
    start = _PROLOGUE.match(plain)
    begin, end = start.end() if start else 0, plain.rfind("}") + 1
    tail = _TAIL.fullmatch(plain, end)
    if not end or not tail or _DATASET.search(plain, begin, end):
        return None
    group = sparql[end : end + len(tail["group"])]
    cut = {name.upper(): int(number) for name, number in _NUMBER.findall(tail["cut"])}
    return Paged(
        sparql[:begin],
        f"{sparql[begin:end]} {group}",
        tail["order"] or "",
        cut.get("LIMIT"),
        cut.get("OFFSET", 0),
    )


def looks_cut(rows: int) -> bool:
    """Whether it would be odd for a whole answer to have just so many rows."""
    return rows >= _ROUND and (
        rows % _ROUND == 0 or rows & (rows + 1) == 0 or rows & (rows - 1) == 0
    )
