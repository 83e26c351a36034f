"""libgraph match --journal and --undo: what was decided, by whom, and what became of it"""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

from libgraph.cli import options, output
from libgraph.cli.saying import note

if TYPE_CHECKING:
    from pyoxigraph import Quad

    from libgraph.curation.journal import Entry, Journal

_COLUMNS = ("number", "when", "by", "what", "one", "name1", "other", "name2", "reason", "state")


def undo(
    asked: options.Asked, number: int | None, by: str | None, reason: str | None,
    curation: Path | None,
) -> None:  # fmt: skip
    """Take a decision back, and say which."""
    from libgraph.curation.decisions import file_for
    from libgraph.curation.undoing import undo as taken_back

    place = file_for(asked.graph, curation)
    entry = taken_back(place, number, by or "", reason or "")
    output.emit(f"{_sentence(entry)}: undone, and taken out of {place}.\n")


def rendered(asked: options.Asked, curation: Path | None, format_: str) -> str:
    """The journal, from the first line to the last."""
    from libgraph.curation import journal, turtle
    from libgraph.curation.decisions import file_for

    place = file_for(asked.graph, curation)
    found = journal.read(place)
    said = turtle.parsed(turtle.content(place), place)
    for line in found.torn:
        note(f"{journal.place(place)}:{line}: this line was cut short, and is passed over")
    if format_ == "text":
        return _text(found, said, place)
    rows = [_row(entry, _state(entry, found, said)) for entry in found.entries]
    if format_ == "json":
        told = [dict(zip(_COLUMNS, row, strict=True)) for row in rows]
        return json.dumps(told, ensure_ascii=False, indent=2) + "\n"
    if format_ == "csv":
        return output.csv(_COLUMNS, rows)
    return output.table(*output.named(_COLUMNS, rows))


def _row(entry: Entry, state: str) -> list[str]:
    names = [*entry.names, "", ""]
    what = f"undo {entry.undoes}" if entry.undoes else "accept" if entry.same else "reject"
    return [
        *(str(entry.number), entry.at, entry.by, what),
        *(entry.one, names[0], entry.other, names[1], entry.reason, state),
    ]


def _text(found: Journal, said: set[Quad], place: Path) -> str:
    if not found.entries:
        return f"Nothing was decided yet in {place}.\n"
    return "\n".join(_block(entry, _state(entry, found, said)) for entry in found.entries)


def _block(entry: Entry, state: str) -> str:
    when = entry.at.replace("T", " ").replace("Z", " UTC")
    what = f"undone: {entry.undoes}" if entry.undoes else f"{_sentence(entry, True)}: {state}"
    reason = f"   {entry.reason}\n" if entry.reason else ""
    lost = f" ({state})" if entry.undoes and state else ""
    return f"{entry.number}  {when}  {entry.by}\n   {what}{lost}\n{reason}"


def _sentence(entry: Entry, exact: bool = False) -> str:
    from libgraph.namespaces import shorten

    one, other = (
        f"{name} ({shorten(iri)})" if name and exact else name or shorten(iri)
        for name, iri in zip(entry.names, (entry.one, entry.other), strict=True)
    )
    return f"{one} is held to be {'' if entry.same else 'different from '}{other}"


def _state(entry: Entry, found: Journal, said: set[Quad]) -> str:
    """What became of an entry, in a few words."""
    happened = found.done.get(entry.number, entry.stands(said) != bool(entry.undoes))
    if not happened:
        return "stopped before it was written"
    if entry.undoes:
        return ""
    if by := found.undoing(entry.number):
        return f"undone by {by.number}"
    return "holds" if entry.stands(said) else "taken out by hand"
