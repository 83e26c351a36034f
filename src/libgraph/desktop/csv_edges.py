"""Two tables for Gephi and for spreadsheets: one row for each relationship, one for each thing.

The first column is none that Gephi looks for: the mark of UTF-8, which Excel needs, would become
part of its name in older versions of Gephi.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Sequence
from datetime import date

from libgraph.desktop.columns import BETWEEN, THINGS, certain, certainty
from libgraph.desktop.model import Bond, Net, Part, Thing, Written
from libgraph.spreadsheets import defused

EDGES = (
    "Kind", "Source", "Target", "Type", "Label", "Weight", "Source name", "Target name", "Says",
    "When", "EDTF", "Begins earliest", "Begins latest", "Ends earliest", "Ends latest",
    "Certain days", "Certainty", "Holds", "Sources", "Source IRIs", "Relationships",
)  # fmt: skip
_MONTH = re.compile(r"\d{4}-\d\d")


def written(net: Net) -> Written:
    """The network as a table of edges, and one of nodes."""
    table = _Tables(net)
    edges, nodes = table.edges(), table.nodes()
    return Written(edges, nodes, tuple(table.losses()))


class _Tables:
    def __init__(self, net: Net) -> None:
        self.net, self.defused = net, 0
        self.names = {thing.iri: thing.label for thing in net.things}

    def edges(self) -> bytes:
        rows = [self._row(bond, part) for bond in self.net.bonds for part in bond.parts]
        return self._table(EDGES, rows)

    def _row(self, bond: Bond, part: Part) -> list[str]:
        bounds = part.times.bounds
        limits = (
            bounds.begins_earliest,
            bounds.begins_latest,
            bounds.ends_earliest,
            part.times.last,
        )
        return [
            bond.kind, bond.source, bond.target, "Directed" if bond.directed else "Undirected",
            bond.label, "1", self.names[bond.source], self.names[bond.target], part.says,
            part.when, part.edtf, *map(_day, limits), certain(part.times), certainty(part.times),
            part.holds, BETWEEN.join(source.title for source in part.sources),
            " ".join(source.iri for source in part.sources), " ".join(part.iris),
        ]  # fmt: skip

    def nodes(self) -> bytes:
        kind, *columns = THINGS
        head = [kind.name, "Id", "Label", *(column.name for column in columns), "x", "y"]
        rows = [
            [kind.value(thing), thing.iri, thing.label, *(c.value(thing) for c in columns)]
            for thing in self.net.things
        ]
        return self._table(head, rows, [_point(thing) for thing in self.net.things])

    def _table(
        self, head: Sequence[str], rows: list[list[str]], numbers: Sequence[list[str]] = ()
    ) -> bytes:
        out = io.StringIO()
        writer = csv.writer(out)
        writer.writerow(head)
        for at, row in enumerate(rows):
            safe = [defused(cell) for cell in row]
            self.defused += sum(one != other for one, other in zip(row, safe, strict=True))
            writer.writerow([*safe, *(numbers[at] if numbers else ())])
        return out.getvalue().encode("utf-8-sig")

    def losses(self) -> Iterator[str]:
        yield (
            "tables have no title and do not tell what the network shows (time, scope, size), nor "
            "colours and places on the page: colour, x and y are columns of the table of nodes"
        )
        if any(_MONTH.fullmatch(part.edtf) for bond in self.net.bonds for part in bond.parts):
            yield "a spreadsheet makes a day of a month such as 2020-06: import columns as text"
        if self.defused:
            cells = "1 cell" if self.defused == 1 else f"{self.defused} cells"
            yield f"{cells} that a spreadsheet would take for a formula begin with an apostrophe"


def _day(day: date | None) -> str:
    return day.isoformat() if day else ""


def _point(thing: Thing) -> list[str]:
    return [f"{number:.2f}" for number in thing.point] if thing.point else ["", ""]
