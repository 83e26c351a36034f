"""What files say now and did not, and what they said and no longer do."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from libgraph.errors import BadFile
from libgraph.graph.building import noted
from libgraph.graph.copies import TABLES, Copies, numbered
from libgraph.graph.given import Input
from libgraph.graph.layout import Layout
from libgraph.graph.loading import said, table_lines
from libgraph.graph.manifest import Manifest, Source
from libgraph.graph.vocabulary import vocabulary
from libgraph.reading.files import is_table

_MUCH = 1_000_000  # triples of changed files; more are not worth comparing


class TooMuch(Exception):
    """The change is so large, or touches so much, that all is better derived again."""


@dataclass(frozen=True, slots=True)
class Difference:
    """Lines that are said now and were not, and lines that are said no longer.

    `layout` has how many each copy has, and what a reader of tables should know.
    """

    added: frozenset[str]
    removed: frozenset[str]
    sources: list[Source]
    layout: Layout


def difference(given: Input, before: Manifest, old: Copies, new: Copies) -> Difference:
    """Copy what the files say now into `new`, and compare.

    Raises:
        TooMuch: more was changed than is worth comparing, or blank nodes came in.
        BadFile: a file cannot be read or parsed, or nothing is left in any.
        BadTables: tables have faults; the error has all of them.
    """
    known = {one.path: (one, numbered(number)) for number, one in enumerate(before.files)}
    sources, layout = noted(given.files), Layout()
    stays: set[str] = set()
    for number, (source, path) in enumerate(zip(sources, given.files, strict=True)):
        was, name = known.get(source.path, (None, ""))
        if is_table(path):
            continue
        if was and was.sha256 == source.sha256:
            new.adopt(numbered(number), old.path(name))
            layout.quads[numbered(number)] = before.quads[name]
            stays.add(name)
        else:
            read = layout.noting(said(path, vocabulary().derived))
            layout.quads[numbered(number)] = new.write(numbered(number), read)
    if any(map(is_table, given.files)):
        rows, layout.notices = table_lines(given.files, given.texts, vocabulary().derived)
        layout.quads[TABLES] = new.write(TABLES, layout.noting(rows))
    if layout.has_blank_nodes:
        raise TooMuch("a file has blank nodes")
    if not any(layout.quads.values()):
        raise BadFile("the files say nothing any more: fill in a row, or build from other files")
    return _compared(before, old, new, stays, layout, sources)


def _compared(
    before: Manifest,
    old: Copies,
    new: Copies,
    stays: set[str],
    layout: Layout,
    sources: list[Source],
) -> Difference:
    adopted = new.adopted
    gone = [name for name in before.quads if name not in stays]
    fresh = [name for name in layout.quads if name not in adopted]
    if sum(before.quads[name] for name in gone) + sum(layout.quads[n] for n in fresh) > _MUCH:
        raise TooMuch("most of it was changed")
    said_before = _all(old, gone)
    said_now = _all(new, fresh)
    added, removed = said_now - said_before, said_before - said_now
    if removed:
        for name in stays:
            removed.difference_update(old.read(name))
            if not removed:
                break
    return Difference(frozenset(added), frozenset(removed), sources, layout)


def _all(copies: Copies, names: Iterable[str]) -> set[str]:
    return {line for name in names for line in copies.read(name)}
