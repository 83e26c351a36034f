"""The journal of a curation file: who decided what, when, and who took it back.

    FOLDER/curation.ttl             what holds
    FOLDER/curation-journal.jsonl   one line (JSON) for each thing that was done; only added to

What is to be done is written down first, then done, then noted as done; each waits for the disk.
So whatever stops it, the next one knows what became of it, and who holds the journal is alone.
A line that is cut short (the power went) is passed over: nothing was done yet. The order is that
of the lines, for clocks jump.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from pyoxigraph import Quad

from libgraph import disk
from libgraph.curation import turtle
from libgraph.curation.decision import relation
from libgraph.errors import BadFile
from libgraph.writing import unwritable

ELSEWHERE = "make room there, or choose another place with --curation"
_SETTLED = "settled"
_MOST = 2**53  # entries; JSON knows no greater numbers


@dataclass(frozen=True, slots=True)
class Entry:
    """What was to be done: a decision, or `undoes`, the number of the one that is taken back.

    `one` and `other` are IRIs, `names` what they were called then; `text` is what was written
    into the file, or taken out of it.
    """

    number: int
    at: str
    by: str
    one: str
    other: str
    same: bool
    names: tuple[str, ...]
    reason: str
    text: str
    undoes: int = 0

    def stands(self, said: set[Quad]) -> bool:
        """Whether the file says what this is about."""
        return self.relation() in said

    def relation(self) -> Quad:
        """The triple that was written, or taken out."""
        return relation(self.one, self.other, same=self.same)


@dataclass(slots=True)
class Journal:
    """The entries in their order; `done` says of those that are settled whether they were done.

    `torn` are the numbers of the lines that cannot be read.
    """

    entries: list[Entry] = field(default_factory=list)
    done: dict[int, bool] = field(default_factory=dict)
    torn: list[int] = field(default_factory=list)

    def open(self) -> list[Entry]:
        """Entries of which nobody noted what became of them: the last, or none."""
        return [entry for entry in self.entries if entry.number not in self.done]

    def undoing(self, number: int) -> Entry | None:
        """The entry that took another one back."""
        return next(
            (one for one in self.entries if one.undoes == number and self.done.get(one.number)),
            None,
        )

    def standing(self) -> list[Entry]:
        """The decisions that were written, and not taken back; of two alike, the later."""
        last = {
            one.relation(): one
            for one in self.entries
            if not one.undoes and self.done.get(one.number) and not self.undoing(one.number)
        }
        return sorted(last.values(), key=lambda one: one.number)

    def learn(self, line: bytes, number: int) -> None:
        """Take in a line of the file."""
        if not line.strip():
            return
        try:
            told = json.loads(line)
            if _SETTLED in told:
                self.done[_number(told[_SETTLED])] = bool(told["done"])
            else:
                self.entries.append(_entry(told))
        except (ValueError, TypeError, KeyError, RecursionError):
            self.torn.append(number)


def _entry(told: dict[str, Any]) -> Entry:
    entry = Entry(**told | {"names": tuple(told["names"])})
    texts = (entry.at, entry.by, entry.one, entry.other, entry.reason, entry.text, *entry.names)
    if not isinstance(entry.same, bool) or _number(entry.number) <= _number(entry.undoes):
        raise ValueError
    "".join(texts).encode()  # all are texts, of whole characters
    entry.relation()  # and two are addresses
    return entry


def _number(value: object) -> int:
    if type(value) is not int or not 0 <= value < _MOST:
        raise ValueError
    return value


def place(path: Path) -> Path:
    """The journal of a curation file."""
    path = path.resolve()  # whoever comes by a link holds the same one
    return path.with_name(f"{path.stem}-journal.jsonl")


def read(path: Path) -> Journal:
    """The journal of a curation file; an empty one where nothing was decided yet.

    Raises:
        BadFile: it cannot be read.
    """
    where = place(path)
    try:
        content = where.read_bytes()
    except FileNotFoundError:
        return Journal()
    except OSError as error:
        raise BadFile(
            f"{where} cannot be read ({error.strerror}): check its name and its rights"
        ) from None
    found = Journal()
    for number, line in enumerate(content.split(b"\n"), 1):
        found.learn(line, number)
    return found


class Pen:
    """Adds to a journal that is held."""

    def __init__(self, path: Path, handle: int) -> None:
        self.journal, self._path, self._handle = read(path), path, handle

    def settle(self, said: set[Quad]) -> None:
        """Note what became of an entry whose writer was stopped, by what the file says."""
        for entry in self.journal.open():
            with _or_say(self._path):
                self._note(entry, done=entry.stands(said) != bool(entry.undoes))

    def do(self, entry: Entry, work: Callable[[], None]) -> None:
        """Write down what is to be done, do it, and note that it was done.

        Raises:
            BadFile: it cannot be written down, or be done, or not so that it lasts.
        """
        with _or_say(self._path):
            self._add(asdict(entry))
        self.journal.entries.append(entry)
        try:
            work()
        except BaseException:
            with suppress(BadFile):  # the disk may be full: the next one will see to it
                self.settle(turtle.parsed(turtle.content(self._path), self._path))
            raise
        with suppress(OSError):  # it is done, and the next one will see that
            self._note(entry, done=True)

    def next(self) -> int:
        """The number of the next entry."""
        return max((entry.number for entry in self.journal.entries), default=0) + 1

    def _note(self, entry: Entry, *, done: bool) -> None:
        self.journal.done[entry.number] = done
        self._add({_SETTLED: entry.number, "done": done, "at": now()})

    def _add(self, told: dict[str, Any]) -> None:
        line = json.dumps(told, ensure_ascii=False).encode() + b"\n"
        size = os.fstat(self._handle).st_size
        if size and os.pread(self._handle, 1, size - 1) != b"\n":
            line = b"\n" + line  # the last line is cut short, and stays for itself
        while line:
            line = line[os.write(self._handle, line) :]
        os.fsync(self._handle)


def now() -> str:
    """The time, as it is written down."""
    return datetime.now(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")


@contextmanager
def held(path: Path) -> Iterator[Pen]:
    """The journal of a curation file, for one alone; others wait.

    Raises:
        BadFile: it cannot be written.
    """
    with _or_say(path):
        handle = _opened(place(path), path)
    try:
        yield Pen(path, handle)
    finally:
        with suppress(OSError):
            if not os.fstat(handle).st_size:  # nothing came of it
                place(path).unlink()
        os.close(handle)


def _opened(where: Path, beside: Path) -> int:
    mode = beside.stat().st_mode & 0o666 if beside.exists() else 0o666
    while True:
        handle = os.open(where, os.O_RDWR | os.O_APPEND | os.O_CREAT, mode)
        disk.lock(handle)
        if where.exists() and os.path.samestat(os.fstat(handle), where.stat()):
            if not os.fstat(handle).st_size:
                disk.sync(where.parent)
            return handle
        os.close(handle)  # an empty one, that was removed while this waited


@contextmanager
def _or_say(path: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise unwritable(place(path), error, ELSEWHERE) from None
