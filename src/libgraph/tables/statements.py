"""Statements while rows are read: their content, their IRIs, and that none stands twice."""

from __future__ import annotations

import hashlib
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache
from typing import NamedTuple

from pyoxigraph import Literal, NamedNode, Triple

from libgraph.namespaces import QUOTED_FROM, SKOS, STATEMENT, TYPE, lg, local_name
from libgraph.tables.entry import Entry, Pair

_TYPE, _NOTE = NamedNode(TYPE), NamedNode(SKOS + "note")
_SHORT, _LONG = 8, 16


class Said(NamedTuple):
    """A triple that a row says, and where: the file (with the sheet) and the row."""

    triple: Triple
    file: str
    row: int


@dataclass(frozen=True, slots=True)
class Draft:
    """A statement that has no IRI yet: its content, and what does not count as content."""

    kind: str
    source: str
    content: tuple[tuple[NamedNode, NamedNode | Literal], ...]
    digest: str
    entry: Entry
    beside: list[tuple[NamedNode, Literal | NamedNode]] = field(default_factory=list)

    def note(self, text: str) -> None:
        """Keep what no property says."""
        self.beside.append((_NOTE, Literal(text)))

    @property
    def stem(self) -> str:
        """The IRI without the digest: source and kind."""
        return _stem(self.source, self.kind)


@cache
def _stem(source: str, kind: str) -> str:
    name = re.sub(r"[^A-Za-z0-9_.-]+", "-", local_name(source))
    return f"{STATEMENT}{name}-{local_name(kind).lower()}-"


def draft(
    entry: Entry, kind: str, pairs: Iterable[Pair], dating: Pair | None = None
) -> Draft | None:
    """A statement of this kind as the row says it; None where the row has no usable source.

    Without `dating`, it is dated like the row.
    """
    if entry.source is None:
        return None
    content = dict.fromkeys(
        (NamedNode(property_), value) for property_, value in (*pairs, dating or entry.dating)
    )
    for place in entry.evidence:
        content[NamedNode(QUOTED_FROM), NamedNode(place)] = None
    lines = sorted(f"{property_} {value}" for property_, value in content)
    digest = hashlib.sha256("\n".join([f"<{kind}>", *lines]).encode()).hexdigest()
    return Draft(kind, entry.source, tuple(content), digest, entry)


def row_says(entry: Entry, drafts: Iterable[Draft | None]) -> list[Draft]:
    """The statements of a row, with its rank on each, its notes on the first."""
    found = [one for one in drafts if one]
    for one in found:
        one.beside.extend(_ranking(entry))
    if found:
        found[0].beside.extend(noted(entry))
    return found


def _ranking(entry: Entry) -> Iterator[tuple[NamedNode, Literal | NamedNode]]:
    if entry.text("rank") and (rank := entry.term("rank")):
        yield NamedNode(lg("rank")), NamedNode(rank)
    if reason := entry.text("rank_reason"):
        yield NamedNode(lg("rankReason")), Literal(reason, language="en")


def noted(entry: Entry) -> Iterator[tuple[NamedNode, Literal]]:
    """The note of a row, and what stands in columns that its kind does not have."""
    if note := entry.text("note"):
        yield _NOTE, Literal(note, language="en")
    for head, text in entry.row.notes:
        yield _NOTE, Literal(f"{head}: {text}")


def settled(drafts: Iterable[Draft]) -> Iterator[Said]:
    """The triples of statements, each under its IRI; the same content is one statement.

    Where two different contents share the short digest, both take a longer one.
    """
    every = list(drafts)
    sharing: dict[str, set[str]] = defaultdict(set)
    for one in every:
        sharing[one.stem + one.digest[:_SHORT]].add(one.digest)
    for one in every:
        short = one.stem + one.digest[:_SHORT]
        name = short if len(sharing[short]) == 1 else one.stem + one.digest[:_LONG]
        yield from _triples(one, NamedNode(name))


def _triples(one: Draft, node: NamedNode) -> Iterator[Said]:
    yield Said(Triple(node, _TYPE, NamedNode(one.kind)), *one.entry.key)
    for property_, value in (*one.content, *one.beside):
        yield Said(Triple(node, property_, value), *one.entry.key)
