"""What a graph must hold after commands, in plain words: names, memberships, decisions."""

from __future__ import annotations

from dataclasses import dataclass, field

Said = tuple[
    frozenset[tuple[str, str]], frozenset[tuple[str, str]], frozenset[tuple[str, str, bool]]
]
"""Names of things; who is a member and when; which pairs are one (True) or two."""


@dataclass(frozen=True)
class Entry:
    """What the journal must have: a decision, or (`undoes`) the taking back of one."""

    one: str
    other: str
    same: bool
    undoes: int = 0


@dataclass
class Model:
    """The things by their slugs, with their names; the memberships; and the journal."""

    names: dict[str, str]
    members: set[tuple[str, str]] = field(default_factory=set)
    entries: list[Entry] = field(default_factory=list)

    def thing(self, place: int) -> str:
        """One of the things."""
        return list(self.names)[place % len(self.names)]

    def add(self, slug: str, name: str, member: str, during: str) -> None:
        """A new thing, and that somebody is a member."""
        self.names[slug] = name
        self.members.add((member, during))

    def said(self) -> Said:
        """All that the graph says."""
        pairs = frozenset((one.one, one.other, one.same) for one in self.standing())
        return frozenset(self.names.items()), frozenset(self.members), pairs

    def standing(self) -> list[Entry]:
        """The decisions that were not taken back."""
        undone = {one.undoes for one in self.entries}
        return [
            one
            for number, one in enumerate(self.entries, 1)
            if not one.undoes and number not in undone
        ]

    def kept(self, slug: str) -> str:
        """What stands for a thing."""
        kept = {one.one: one.other for one in self.standing() if one.same}
        while slug in kept:
            slug = kept[slug]
        return slug

    def decide(self, one: str, other: str, *, same: bool) -> bool:
        """Decide about two things; whether one may."""
        first, second = self.kept(one), self.kept(other)
        if first == second:
            return same and one != other  # they are one already
        pairs = [{self.kept(o.one), self.kept(o.other)} for o in self.standing() if not o.same]
        if {first, second} in pairs:
            return not same  # they are two already
        self.entries.append(Entry(first, second, same))
        return True

    def undo(self, number: int | None) -> bool:
        """Take back a decision, or the last; whether there is such a one."""
        standing = self.standing()
        if number is None:
            entry = standing[-1] if standing else None
        else:
            entry = self.entries[number - 1] if number <= len(self.entries) else None
        if entry is None or not any(entry is one for one in standing):
            return False
        place = next(n for n, one in enumerate(self.entries, 1) if one is entry)
        self.entries.append(Entry(entry.one, entry.other, entry.same, place))
        return True
