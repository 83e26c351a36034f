"""Take back what was decided."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from pyoxigraph import Quad

from libgraph.curation import journal, turtle
from libgraph.curation.journal import Entry, Journal
from libgraph.errors import UsageError
from libgraph.writing import write


def undo(path: Path, number: int | None, by: str, reason: str = "") -> Entry:
    """Take a decision of the journal (without a number, the last that stands) out of the file.

    Returns the decision. The undoing is noted too; nothing leaves the journal.

    Raises:
        UsageError: there is no such decision, or it was changed by hand since, or nobody does it.
        BadFile: the file is no Turtle, or cannot be written; it stays as it was.
    """
    if not by.strip():
        raise UsageError("an undoing says who did it: add  --by NAME, or set LIBGRAPH_CURATOR")
    if not journal.place(path).exists():
        raise UsageError(f"nothing was decided yet in {path}: there is nothing to undo")
    with journal.held(path) as pen:
        old = turtle.content(path)
        said = turtle.parsed(old, path)
        pen.settle(said)
        entry = _meant(pen.journal, number, said, path)
        new = turtle.without(old, entry.text, entry.relation(), path)
        if new is None:
            raise UsageError(f"{entry.number} was changed by hand since: take it out of {path}")
        undoing = replace(
            entry, number=pen.next(), at=journal.now(), by=by, reason=reason, undoes=entry.number
        )
        pen.do(undoing, lambda: write(path, new, journal.ELSEWHERE))
        return entry


def _meant(found: Journal, number: int | None, said: set[Quad], path: Path) -> Entry:
    standing = [entry for entry in found.standing() if entry.stands(said)]
    if number is None:
        if not standing:
            raise UsageError(f"nothing that was decided in {path} stands: there is nothing to undo")
        return standing[-1]
    entry = next((one for one in found.entries if one.number == number), None)
    if entry is None:
        raise UsageError(f"there is no {number} in the journal: see  libgraph match --journal")
    if entry not in standing:
        raise UsageError(f"{number} {_fallen(found, entry)}: there is nothing to undo")
    return entry


def _fallen(found: Journal, entry: Entry) -> str:
    """Why an entry cannot be undone."""
    if entry.undoes:
        return "is an undoing itself"
    by = found.undoing(entry.number)
    if by:
        return f"was undone by {by.by} already"
    return "was taken out by hand" if found.done.get(entry.number) else "was never written"
