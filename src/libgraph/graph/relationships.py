"""Find the relationships that statements are about.

Statements of one kind with the same distinguishing values, and dates that can be true
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

from pyoxigraph import Literal, NamedNode, Quad

from libgraph.dates import Bounds
from libgraph.graph.statements import Statement
from libgraph.graph.vocabulary import Kind, Vocabulary
from libgraph.namespaces import RELATIONSHIP, TYPE, lg, local_name

_TYPE = NamedNode(TYPE)
_RELATIONSHIP = NamedNode(lg("Relationship"))
_DEPRECATED = NamedNode(lg("DeprecatedRelationship"))
_KIND, _RESTS_ON, _STATED_BY, _SAID_IN, _WHEN = (
    NamedNode(lg(name)) for name in ("kind", "restsOn", "statedBy", "saidIn", "when")
)
Key = tuple[str, ...]


@dataclass(slots=True)
class Relationship:
    """Statements that can be true together, and the window that they share."""

    statements: list[Statement]
    window: Bounds

    def takes(self, statement: Statement) -> bool:
        """Take the statement in, if it can be true together with the others."""
        window = self.window.meet(statement.bounds)
        if window is None:
            return False
        self.statements.append(statement)
        self.window = window
        return True

    def best(self) -> list[Statement]:
        """The statements of the highest rank."""
        highest = max(statement.rank for statement in self.statements)
        return [statement for statement in self.statements if statement.rank == highest]


def triples(statements: Iterable[Statement], kind: Kind, words: Vocabulary) -> Iterator[Quad]:
    """The relationships of statements of one kind, as triples of the default graph."""
    alike: dict[Key, list[Statement]] = defaultdict(list)
    for statement in statements:
        alike[_key(statement, kind, words)].append(statement)
    for key, group in alike.items():
        for number, relationship in enumerate(_told_apart(group), start=1):
            yield from _triples(_name(kind, key, number), relationship, kind, words)


def _key(statement: Statement, kind: Kind, words: Vocabulary) -> Key:
    return tuple(_value(statement, predicate, words) for predicate in kind.distinguished_by)


def _value(statement: Statement, predicate: str, words: Vocabulary) -> str:
    values = statement.said.get(predicate)
    if not values:
        return ""
    term = min(values, key=str)
    return str(NamedNode(words.root(term.value))) if isinstance(term, NamedNode) else str(term)


def _told_apart(group: list[Statement]) -> list[Relationship]:
    """The relationships among statements with the same distinguishing values, in order of time."""
    found: list[Relationship] = []
    for statement in sorted(group, key=_sharpness):
        taking = [relationship.takes(statement) for relationship in found]
        if not any(taking):
            found.append(Relationship([statement], statement.bounds))
    return sorted(found, key=_chronology)


def _sharpness(statement: Statement) -> tuple[int, int, str]:
    bounds = statement.bounds
    windows = (
        (bounds.begins_earliest, bounds.begins_latest),
        (bounds.ends_earliest, bounds.ends_latest),
    )
    unknown = sum(day is None for window in windows for day in window)
    days = sum((last - first).days for first, last in windows if first and last)
    return unknown, days, statement.node.value


def _chronology(relationship: Relationship) -> tuple[date, date, str]:
    window = relationship.window
    return (
        window.begins_earliest or window.begins_latest or date.max,
        window.ends_earliest or window.ends_latest or date.max,
        min(statement.node.value for statement in relationship.statements),
    )


def _name(kind: Kind, key: Key, number: int) -> NamedNode:
    digest = hashlib.sha256("\n".join(key).encode()).hexdigest()[:12]
    which = "" if number == 1 else f"-{number}"
    return NamedNode(f"{RELATIONSHIP}{local_name(kind.iri).lower()}-{digest}{which}")


def _triples(
    node: NamedNode, relationship: Relationship, kind: Kind, words: Vocabulary
) -> Iterator[Quad]:
    best = relationship.best()
    accepted = best[0].rank > 0
    yield Quad(node, _TYPE, _RELATIONSHIP if accepted else _DEPRECATED)
    yield Quad(node, _KIND, NamedNode(kind.iri))
    for statement in relationship.statements:
        yield Quad(node, _STATED_BY, statement.node)
        if statement.source and (statement.rank or not accepted):
            yield Quad(node, _SAID_IN, NamedNode(statement.source))
    for statement in best:
        yield Quad(node, _RESTS_ON, statement.node)
        for predicate in words.carried & statement.said.keys():
            for value in statement.said[predicate]:
                yield Quad(node, NamedNode(predicate), value)
    for when in {text for statement in best if (text := statement.dating[1])}:
        yield Quad(node, _WHEN, Literal(when))
