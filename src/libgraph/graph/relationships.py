"""Find the relationships that statements are about.

Rows of one kind with the same distinguishing values, and dates that can be true
together, concern one relationship. Being true together means that their windows for beginning
and for ending overlap; windows that overlap in pairs overlap all together (Helly), so a
relationship is a common window. The sharpest dates are placed first; a vaguer statement then
concerns every relationship it can be true of.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from libgraph.dates import Bounds
from libgraph.graph.lines import literal
from libgraph.graph.rows import Row
from libgraph.graph.vocabulary import Kind, Vocabulary
from libgraph.namespaces import RELATIONSHIP, TYPE, lg, local_name

_TYPE, _RELATIONSHIP, _DEPRECATED, _KIND, _RESTS_ON, _STATED_BY, _SAID_IN, _WHEN = (
    f"<{iri}>"
    for iri in (
        TYPE,
        *map(
            lg,
            (
                "Relationship", "DeprecatedRelationship", "kind", "restsOn", "statedBy",
                "saidIn", "when",
            ),
        ),
    )
)  # fmt: skip
Key = tuple[str, ...]


@dataclass(slots=True)
class Relationship:
    """Rows that can be true together, and the window that they share."""

    statements: list[Row]
    window: Bounds

    def takes(self, statement: Row) -> bool:
        """Take the statement in, if it can be true together with the others."""
        window = self.window.meet(statement.bounds)
        if window is None:
            return False
        self.statements.append(statement)
        self.window = window
        return True

    def best(self) -> list[Row]:
        """The statements of the highest rank."""
        highest = max(statement.rank for statement in self.statements)
        return [statement for statement in self.statements if statement.rank == highest]


def triples(statements: Iterable[Row], kind: Kind, words: Vocabulary) -> Iterator[str]:
    """The relationships of statements of one kind, as lines."""
    alike: dict[Key, list[Row]] = defaultdict(list)
    for statement in statements:
        alike[key(statement, kind, words)].append(statement)
    for shared, group in alike.items():
        base = name(kind, shared)
        for number, relationship in enumerate(_told_apart(group), start=1):
            yield from _triples(numbered(base, number), relationship, kind, words)


def key(statement: Row, kind: Kind, words: Vocabulary) -> Key:
    """What tells the relationships of a statement from others of its kind."""
    return tuple(_value(statement, predicate, words) for predicate in kind.distinguished_by)


def _value(statement: Row, predicate: str, words: Vocabulary) -> str:
    values = statement.said.get(predicate)
    if not values:
        return ""
    term = min(values)
    return f"<{words.root(term[1:-1])}>" if term[0] == "<" else term


def _told_apart(group: list[Row]) -> list[Relationship]:
    """The relationships among statements with the same distinguishing values, in order of time."""
    if len(group) == 1:
        return [Relationship(group, group[0].bounds)]
    found: list[Relationship] = []
    for statement in sorted(group, key=_sharpness):
        taking = [relationship.takes(statement) for relationship in found]
        if not any(taking):
            found.append(Relationship([statement], statement.bounds))
    return sorted(found, key=_chronology)


def _sharpness(statement: Row) -> tuple[int, int, str]:
    bounds = statement.bounds
    windows = (
        (bounds.begins_earliest, bounds.begins_latest),
        (bounds.ends_earliest, bounds.ends_latest),
    )
    unknown = sum(day is None for window in windows for day in window)
    days = sum((last - first).days for first, last in windows if first and last)
    return unknown, days, statement.node


def _chronology(relationship: Relationship) -> tuple[date, date, str]:
    window = relationship.window
    return (
        window.begins_earliest or window.begins_latest or date.max,
        window.ends_earliest or window.ends_latest or date.max,
        min(statement.node for statement in relationship.statements),
    )


def name(kind: Kind, shared: Key) -> str:
    """The node of the first relationship with this key."""
    digest = hashlib.sha256("\n".join(shared).encode()).hexdigest()[:12]
    return f"<{RELATIONSHIP}{local_name(kind.iri).lower()}-{digest}>"


def numbered(base: str, number: int) -> str:
    """The node of the next one, and so on."""
    return base if number == 1 else f"{base[:-1]}-{number}>"


def _triples(node: str, relationship: Relationship, kind: Kind, words: Vocabulary) -> Iterator[str]:
    best = relationship.best()
    accepted = best[0].rank > 0
    said: set[tuple[str, str]] = set()
    for statement in relationship.statements:
        said.add((_STATED_BY, statement.node))
        if (source := statement.source) and (statement.rank or not accepted):
            said.add((_SAID_IN, f"<{source}>"))
    for statement in best:
        said.add((_RESTS_ON, statement.node))
        for predicate in words.carried & statement.said.keys():
            said.update((f"<{predicate}>", value) for value in statement.said[predicate])
        if when := statement.dating[1]:
            said.add((_WHEN, literal(when)))
    yield f"{node} {_TYPE} {_RELATIONSHIP if accepted else _DEPRECATED} .\n"
    yield f"{node} {_KIND} <{kind.iri}> .\n"
    for predicate, value in said:
        yield f"{node} {predicate} {value} .\n"
