"""The triples of one predicate, by subject."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping

from rdflib.term import Node

Pair = tuple[Node, Node]
Holds = Callable[[Node], bool]
_NOTHING: dict[Node, None] = {}


class Column:
    """A predicate's triples: the first value of each subject, and where it has more, the rest.

    Most subjects have one value; so a million triples cost little more than a dictionary.
    """

    __slots__ = ("_distinct", "_subjects", "first", "further")

    def __init__(self) -> None:
        self.first: dict[Node, Node] = {}
        self.further: dict[Node, dict[Node, None]] = {}
        self.changed()

    def changed(self) -> None:
        """Forget what was worked out from triples that are others now."""
        self._subjects: dict[Node, list[Node]] | None = None
        self._distinct: dict[int, Node] | None = None

    def __iter__(self) -> Iterator[Pair]:
        """The subjects and values, in the order in which they were read."""
        return self._all() if self.further else iter(self.first.items())

    def _all(self) -> Iterator[Pair]:
        for subject, value in self.first.items():
            yield subject, value
            for another in self.further.get(subject, _NOTHING):
                yield subject, another

    def add(self, subject: Node, value: Node) -> bool:
        """Add a triple, and say whether it is new."""
        self.changed()
        known = self.first.get(subject)
        if known is None:
            self.first[subject] = value
            return True
        if known is value or known == value:
            return False
        more = self.further.setdefault(subject, {})
        if value in more:
            return False
        more[value] = None
        return True

    def remove(self, subject: Node, value: Node) -> None:
        """Take a triple out that is there."""
        self.changed()
        rest = dict.fromkeys(one for one in self.values(subject) if one != value)
        self.first.pop(subject)
        self.further.pop(subject, None)
        for one in rest:
            self.add(subject, one)

    def values(self, subject: Node) -> Collection[Node]:
        """The values of a subject."""
        value = self.first.get(subject)
        if value is None:
            return ()
        more = self.further.get(subject)
        return (value, *more) if more else (value,)

    def count(self, subject: Node) -> int:
        """How many values a subject has."""
        if subject not in self.first:
            return 0
        return 1 + len(self.further.get(subject, _NOTHING))

    def fewer(self, subjects: Mapping[Node, object], least: int) -> Iterable[Node]:
        """Those of some subjects that have fewer values."""
        if least == 1:
            return [one for one in subjects if one not in self.first]
        return [one for one in subjects if self.count(one) < least]

    def more(self, subjects: Mapping[Node, object], most: int) -> Iterable[Node]:
        """Those of some subjects that have more values."""
        some = self.further if most else self.first
        if len(subjects) < len(some):
            return [one for one in subjects if self.count(one) > most]
        return [one for one in some if one in subjects and self.count(one) > most]

    def failing(self, subjects: Mapping[Node, object], holds: Holds) -> Iterator[Pair]:
        """The triples of some subjects whose value fails."""
        if len(subjects) < len(self.first) // 8:
            for subject in subjects:
                for value in self.values(subject):
                    if not holds(value):
                        yield subject, value
            return
        wrong = {key for key, value in self.distinct().items() if not holds(value)}
        yield from self._among(wrong, subjects) if wrong else ()

    def _among(self, wrong: set[int], subjects: Iterable[Node]) -> Iterator[Pair]:
        first, further = self.first, self.further
        for subject in subjects:
            if id(first.get(subject)) in wrong:
                yield subject, first[subject]
            for another in further.get(subject, _NOTHING):
                if id(another) in wrong:
                    yield subject, another

    def where(self, holds: Holds) -> Iterator[Pair]:
        """The triples whose value is as asked; each value is judged once."""
        right = {key for key, value in self.distinct().items() if holds(value)}
        return self._among(right, self.first if right else ())

    def distinct(self) -> dict[int, Node]:
        """Every value, by identity: each term is one object, and hashing some is slow."""
        if self._distinct is None:
            self._distinct = {id(value): value for value in self.first.values()}
            for more in self.further.values():
                self._distinct.update((id(value), value) for value in more)
        return self._distinct

    def subjects(self, value: Node) -> Collection[Node]:
        """The subjects that have a value."""
        if self._subjects is None:
            inverse: defaultdict[Node, list[Node]] = defaultdict(list)
            for subject, one in self:
                inverse[one].append(subject)
            self._subjects = dict(inverse)
        return self._subjects.get(value, ())
