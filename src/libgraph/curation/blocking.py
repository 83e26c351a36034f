"""Find the names that are worth comparing, without comparing all with all.

Bodies are looked up by the rarest words of each name: so many that without one of them the two
cannot be alike enough. Persons are looked up by the sounds of their words.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from libgraph.curation import names, titles
from libgraph.curation.candidates import BODY, PERSON, Thing
from libgraph.curation.names import NOT_ALIKE, Alike
from libgraph.curation.titles import MORE, Rarity, likeness_of, title

_SLACK = 0.1  # spellings and implied words can make names more alike than their words tell
_COMMON = 2000  # sounds that so many persons share tell nothing
_ABBREVIATED = 0.6  # a name in capitals alone is borne by many
_LONGEST_ABBREVIATION = 9
_BEARERS = {1: 1.0, 2: 0.9}
_MANY_BEARERS = 0.75
Met = tuple[Thing, Thing, Alike]


@dataclass(frozen=True)
class Lore:
    """What is known of all names together: how rare words are, and how many bear a name."""

    rarity: Rarity
    bearers: Counter[frozenset[str]]

    @classmethod
    def of(cls, things: Iterable[Thing]) -> Lore:
        """Count words and names; of a thing each name counts once."""
        bearers: Counter[frozenset[str]] = Counter()
        rarity = Rarity()
        for thing in things:
            if thing.kind == BODY:
                rarity.learn(thing.names)
                bearers.update({frozenset(title(name).words) for name in thing.names})
        return cls(rarity, bearers)

    def alike(self, one: Thing, other: Thing, mine: str, theirs: str) -> Alike:
        """How alike a name of each is; less, where the names are borne by many."""
        if one.kind == PERSON:
            return names.persons(mine, theirs)
        found = titles.bodies(mine, theirs, self.rarity, _implied(one, other))
        short = min((mine, theirs), key=len)
        if len(short) <= _LONGEST_ABBREVIATION and short.isupper():
            return Alike(
                found.score * _ABBREVIATED, f"{found.reason} (an abbreviation)", found.against
            )
        many = max(self.bearers[frozenset(title(name).words)] for name in (mine, theirs)) - 1
        if many <= 1:
            return found
        share, reason = _BEARERS.get(many, _MANY_BEARERS), f"{found.reason}, which {many} bear"
        return Alike(found.score * share, reason, found.against)

    def likest(self, one: Thing, other: Thing) -> Alike:
        """The names of the two that are most alike."""
        if one.kind != other.kind:
            return NOT_ALIKE
        found = (self.alike(one, other, a, b) for a in one.names for b in other.names)
        return max(found, key=_rank, default=NOT_ALIKE)


def _rank(alike: Alike) -> tuple[float, int, str]:
    """Sorts likenesses: the greater, then what takes fewer words to tell."""
    return alike.score, -len(alike.reason), alike.reason


def _implied(one: Thing, other: Thing) -> frozenset[str]:
    """The words that need not stand in a name, for both are known to be there."""
    return frozenset(f"@{code}" for code in one.countries & other.countries) | {
        word for city in one.cities.keys() & other.cities.keys() for word in city.split()
    }


def met(left: Sequence[Thing], right: Sequence[Thing], lore: Lore, least: float) -> Iterator[Met]:
    """Things of one kind with names that may be alike at least so much, and how alike they are."""
    if left and left[0].kind == PERSON:
        return _persons(left, right, lore)
    return _bodies(left, right, lore, least)


@dataclass(frozen=True, slots=True)
class _Name:
    thing: Thing
    text: str
    words: frozenset[str]


def _persons(left: Iterable[Thing], right: Iterable[Thing], lore: Lore) -> Iterator[Met]:
    index: dict[str, list[_Name]] = defaultdict(list)
    for thing in right:
        for text in _distinct(thing):
            name = _Name(thing, text, frozenset(names.keys(text)))
            for key in name.words:
                index[key].append(name)
    for one in left:
        found: dict[str, Met] = {}
        for text in _distinct(one):
            near = {
                id(name): name
                for key in sorted(names.keys(text))
                if len(index.get(key, ())) <= _COMMON
                for name in index.get(key, ())
            }
            _compare(one, text, near.values(), lore, found)
        yield from found.values()


def _distinct(thing: Thing) -> Iterable[str]:
    """The names of a person, each spelling once, whatever the script."""
    return {names.words(name): name for name in reversed(thing.names)}.values()


def _compare(
    one: Thing, text: str, near: Iterable[_Name], lore: Lore, found: dict[str, Met]
) -> None:
    """Keep, for each thing, what its likest name says."""
    for name in near:
        this = one, name.thing, lore.alike(one, name.thing, text, name.text)
        iri = name.thing.iri
        found[iri] = max(found.get(iri, this), this, key=lambda it: _rank(it[2]))


def _bodies(
    left: Iterable[Thing], right: Iterable[Thing], lore: Lore, least: float
) -> Iterator[Met]:
    index: dict[str, list[_Name]] = defaultdict(list)
    for thing in right:
        for text in thing.names:
            name = _Name(thing, text, frozenset(title(text).words))
            for word in name.words:
                index[word].append(name)
    for one in left:
        found: dict[str, Met] = {}
        for text in one.names:
            near = _near(text, index, lore.rarity, least - _SLACK)
            _compare(one, text, near, lore, found)
        yield from found.values()


def _near(
    text: str, index: Mapping[str, list[_Name]], rarity: Rarity, least: float
) -> Iterator[_Name]:
    words = frozenset(title(text).words)
    seen: set[int] = set()
    for word in _telling(words, rarity, least):
        for name in index.get(word, ()):
            if id(name) not in seen:
                seen.add(id(name))
                same = sum(map(rarity.weight, words & name.words))
                missing = rarity.missing(words - name.words), rarity.missing(name.words - words)
                if likeness_of(same, *missing) >= least:
                    yield name


def _telling(words: frozenset[str], rarity: Rarity, least: float) -> Iterator[str]:
    """The rarest words, so many that a name with none of them is not alike enough."""
    order = sorted(words, key=lambda word: (-rarity.weight(word), word))
    rest = sum(map(rarity.weight, order))
    enough = rest * MORE * least / (1 - (1 - MORE) * least)
    for word in order:
        if rest < enough:
            return
        yield word
        rest -= rarity.weight(word)
