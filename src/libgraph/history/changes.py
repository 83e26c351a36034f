"""What a comparison of two graphs hands over."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from enum import StrEnum

from libgraph.history.aspects import Aspect

_STRANGE = 20  # strangers share less than one triple in so many


class What(StrEnum):
    """What happened from the old graph to the new one."""

    ADDED = "added"
    GONE = "gone"
    CHANGED = "changed"


@dataclass(frozen=True, slots=True)
class Change:
    """A thing or statement that only one of two graphs has, or that both have differently.

    `kind` is its class and `kind_label` the name of that; `sentence` reads it aloud with what
    it is now (or was last), `when` is the dating of a statement. `besides` are other statements
    of the same relationship that both graphs have: with one, the relationship itself was known
    before and goes on. `about` is the thing that it is told under.
    """

    what: What
    iri: str
    is_statement: bool
    kind: str
    kind_label: str
    sentence: str
    when: str
    rank: str
    sources: tuple[str, ...]
    aspects: tuple[Aspect, ...]
    besides: tuple[str, ...]
    about: str


@dataclass(frozen=True, slots=True)
class Size:
    """How much a graph says."""

    statements: int
    sources: int
    things: int


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two graphs compared: changes in the order of telling, and names for all IRIs in them.

    `moved` statements say the same at another address, which is no difference; `triples` counts
    those that only the old graph has, only the new one, and both.
    """

    old: Size
    new: Size
    changes: tuple[Change, ...]
    names: dict[str, str]
    moved: int
    triples: tuple[int, int, int]

    @property
    def differ(self) -> bool:
        """Whether the graphs say different things."""
        return bool(self.changes)

    @property
    def strangers(self) -> bool:
        """Whether two graphs that are not empty have next to nothing in common."""
        old, new, both = self.triples
        return both * _STRANGE < min(old, new) + both

    def counted(self) -> Counter[tuple[str, str]]:
        """How many statements and things ('statement', 'thing') were added, are gone, changed."""
        return Counter(
            ("statement" if change.is_statement else "thing", str(change.what))
            for change in self.changes
        )

    def groups(self) -> dict[str, list[Change]]:
        """The changes under the thing that each is told under, in the order of its name."""
        found: dict[str, list[Change]] = {}
        for change in self.changes:
            found.setdefault(change.about, []).append(change)
        return found
