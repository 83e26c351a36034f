"""ISIL (ISO 15511) of organizations, from a table that Wikidata's query service gives.

Its columns: item, label, ISIL, GND and, where there is one, the number in German library
statistics (DBS). An item may stand in several rows.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from libgraph.errors import BadFile
from libgraph.registries.opening import opened, texts
from libgraph.registries.record import Name, Record

_LONGEST = 2**20  # characters of a line
_HEAD = ["item", "itemLabel", "isil"]
_FORMS = {
    "isil": re.compile(r"[A-Za-z0-9]{1,4}-[A-Za-z0-9:/-]{1,11}"),
    "gnd": re.compile(r"[0-9]{1,10}-?[0-9X]"),
}
_ITEM = re.compile(r"(?:<?https?://www\.wikidata\.org/entity/)?(Q[1-9][0-9]*)>?")


def records(path: Path) -> Iterator[Record]:
    """A record for each row.

    Raises:
        BadFile: the file cannot be read, or its columns are others.
    """
    with opened(
        path, lambda names: next((n for n in names if n.endswith((".tsv", ".csv"))), None)
    ) as stream:
        lines = _lines(texts(stream, path), path)
        head = [name.lstrip("?") for name in next(lines, "").split("\t")]
        if head[:3] != _HEAD:
            raise BadFile(
                f"{path} is not the table of ISILs: its first line must be "
                "item, itemLabel, isil, gndId, dbsId with tabs between"
            )
        for number, line in enumerate(lines, 2):
            if line:
                cells = [cell.strip() for cell in line.split("\t")]
                yield _record(cells, head, f"{path}:{number}")


def _lines(pieces: Iterator[str], path: Path) -> Iterator[str]:
    rest = ""
    for piece in pieces:
        *whole, rest = (rest + piece).split("\n")
        if len(rest) > _LONGEST:
            raise BadFile(
                f"{path} is not the table of ISILs: it has a line of more than "
                f"{_LONGEST:,} characters"
            )
        yield from (line.rstrip("\r") for line in whole)
    if rest:
        yield rest


def _record(cells: list[str], head: list[str], where: str) -> Record:
    item = _ITEM.fullmatch(cells[0])
    if item is None or len(cells) < len(_HEAD) or len(cells) > len(head):
        raise BadFile(
            f"{where} is no row of the table of ISILs: it begins with an item of Wikidata"
        )
    found, notes = [("wikidata", item[1])], []
    for name, value in zip(("isil", "gnd"), cells[2:4], strict=False):
        if _FORMS[name].fullmatch(value):
            found.append((name, value))
        elif value:
            notes.append(f"{name.upper()} as given: {value}")
    notes += [f"DBS: {value}" for value in cells[4:] if value]
    label = cells[1] or item[1]
    return Record(key=item[1], label=Name(label, ""), identifiers=tuple(found), notes=tuple(notes))
