"""How alike two names of bodies are, and why, in words.

What is common to many names (library, national) says little, and what is rare says much. Words
that stand for one kind of house or one country in several languages are one word.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache

from libgraph.curation.meanings import IGNORED, is_part, meaning
from libgraph.curation.names import NOT_ALIKE, Alike
from libgraph.curation.spelling import near
from libgraph.folding import fold

_WORD = re.compile(r"[^\W_]+")
_CAPITALS = re.compile(r"[^\W\d_]{2,9}")
_NEAR, _LONG = 0.85, 5  # words of bodies must be nearer than those of persons
MORE, _OTHER = 0.85, 1.0  # what only one name has; what each has instead of the other's
_TELLS = 0.4  # what a word says at least by standing in one name only
_ENOUGH = 0.9  # names that share less than this are alike in what is common to many
_BRACKETS = re.compile(r"\(([^()]*)\)")
_COMPOUND = re.compile(
    r"([a-z]{4,}?)s?((?:bibliot|museum|archiv|zentrum|universitat|institut|akademi)[a-z]*)"
)
_PLACES = frozenset(("in", "v"))  # after it stands where the body is: Embassy of X in Y
_ELSEWHERE = 0.5
_ACRONYM = 0.6
_KINDS = "library university institute archive museum ministry embassy consulate academy"
_HOUSES = frozenset(f"#{kind}" for kind in _KINDS.split())
_OTHER_HOUSE, _OTHER_COUNTRY, _A_PART = 0.7, 0.5, 0.7


@dataclass(frozen=True, slots=True)
class Title:
    """A name of a body: its words by what they mean, as written; and the words after "in"."""

    text: str
    words: dict[str, str]
    where: frozenset[str]


@lru_cache(maxsize=1 << 18)
def title(name: str) -> Title:
    """A name, taken apart; an abbreviation in brackets is no word of it."""
    found: dict[str, str] = {}
    where: set[str] = set()
    placed = False
    for written in _WORD.findall(_BRACKETS.sub(_unabbreviated, name)):
        for word in _split(fold(written)):
            if word in IGNORED:
                placed = placed or word in _PLACES
                continue
            key = meaning(word)
            found.setdefault(key, written)
            if placed:
                where.add(key)
    return Title(name, found, frozenset(where))


def _split(folded: str) -> Iterator[str]:
    """Words, and the parts of German ones: Staatsbibliothek."""
    for word in folded.split():
        parts = _COMPOUND.fullmatch(word)
        yield from parts.groups() if parts else (word,)


def _unabbreviated(brackets: re.Match[str]) -> str:
    inside = brackets[1].strip()
    whole = inside == brackets.string.strip("() ")
    return " " if _CAPITALS.fullmatch(inside) and inside.isupper() and not whole else inside


@dataclass(slots=True)
class Rarity:
    """How much each word says, from 0 to 1, as its rarity among the names it is made from."""

    names: int = 0
    _counts: Counter[str] = field(default_factory=Counter)
    _weights: dict[str, float] = field(default_factory=dict)

    @classmethod
    def of(cls, names: Iterable[str]) -> Rarity:
        """The rarity of words among names."""
        rarity = cls()
        rarity.learn(names)
        return rarity

    def learn(self, names: Iterable[str]) -> None:
        """Count the words of more names."""
        for name in names:
            self.names += 1
            self._counts.update(title(name).words.keys())
        self._weights.clear()

    def weight(self, word: str) -> float:
        """What a word says: 1 where no other name has it.

        >>> Rarity.of(["National Library", "State Library"]).weight("#state")
        1.0
        """
        found = self._weights.get(word)
        if found is None:
            share = math.log((self.names + 1) / max(1, self._counts[word]))
            found = max(0.05, share / math.log(self.names + 1)) if self.names else 1.0
            self._weights[word] = found
        return found

    def missing(self, words: Iterable[str]) -> float:
        """What words say by standing in one name and not in the other."""
        return sum(max(_TELLS, self.weight(word)) for word in words)


def bodies(one: str, other: str, rarity: Rarity, implied: frozenset[str] = frozenset()) -> Alike:
    """How alike two names of bodies are; the same whichever comes first.

    A name need not have the `implied` words (countries as @KZ, folded names of cities), for it
    is known otherwise that both are there.

    >>> rarity = Rarity.of(["National Library of Peru", "National Library of Chile"])
    >>> bodies("National Library of Peru", "Biblioteca Nacional del Perú", rarity).score
    1.0
    >>> bodies("National Library of Peru", "National Library of Chile", rarity).against
    'one has “Chile”, the other “Peru”'
    """
    one, other = sorted((one, other))
    a, b = title(one), title(other)
    if one == other or (a.words and a.words.keys() == b.words.keys() and a.where == b.where):
        return Alike(1.0, _same(one, other))
    if _is_acronym(a, b) or _is_acronym(b, a):
        return Alike(_ACRONYM, "one name is made of the initials of the other")
    return _compared(a, b, rarity, implied) if a.words and b.words else NOT_ALIKE


def _same(one: str, other: str) -> str:
    if fold(one) == fold(other):
        return "the same name"
    return "the same name in other words or in another language"


def _is_acronym(short: Title, long: Title) -> bool:
    """Whether the one is made of the initials of the other."""
    letters = short.text.strip()
    if not (_CAPITALS.fullmatch(letters) and letters.isupper() and len(long.words) > 1):
        return False
    initials = [word[0] for word in _WORD.findall(long.text) if fold(word) not in IGNORED]
    return "".join(initials).casefold() == letters.casefold()


def _compared(a: Title, b: Title, rarity: Rarity, implied: frozenset[str]) -> Alike:
    shared = [word for word in a.words if word in b.words]
    left = [word for word in a.words if word not in b.words and word not in implied]
    right = [word for word in b.words if word not in a.words and word not in implied]
    spelt = list(_spelt(left, right))
    same = sum(map(rarity.weight, shared))
    for x, y, likeness in spelt:
        left.remove(x)
        right.remove(y)
        same += likeness * (rarity.weight(x) + rarity.weight(y)) / 2
    if not same:
        return NOT_ALIKE
    score = likeness_of(same, rarity.missing(left), rarity.missing(right))
    factor, against = _apart(a, b, left, right)
    return Alike(score * factor, _reason(a, b, shared, spelt, rarity), against)


def likeness_of(same: float, left: float, right: float) -> float:
    """How alike names are, from what their words say that both have, and that only one has."""
    less, more = sorted((left, right))
    return min(1.0, same / _ENOUGH) * same / (same + _OTHER * less + MORE * more)


def _apart(a: Title, b: Title, left: list[str], right: list[str]) -> tuple[float, str]:
    """What the differing words say beyond their number: a factor, and words."""
    lands = [[word for word in side if word[0] == "@"] for side in (left, right)]
    houses = [_HOUSES & name.words.keys() for name in (a, b)]
    if a.where and b.where and not a.where & b.where:
        words = f"one is in {_first(a, a.where)}, the other in {_first(b, b.where)}"
        return _ELSEWHERE, words
    factor, against = 1.0, _against(a, b, left, right)
    if all(lands):
        factor = _OTHER_COUNTRY
    elif all(houses) and houses[0] != houses[1]:
        factor = _OTHER_HOUSE
    elif any(map(is_part, left)) != any(map(is_part, right)):
        factor, against = _A_PART, against or "one may be a part of the other"
    return factor, against


def _first(name: Title, words: Iterable[str]) -> str:
    return min(name.words[word] for word in words)


def _spelt(left: list[str], right: list[str]) -> Iterator[tuple[str, str, float]]:
    """Words that may be spellings of one, each taken once, the nearest first."""
    fits = [
        (near(x, y, _NEAR), x, y) for x in left for y in right if _comparable(x) and _comparable(y)
    ]
    used: set[tuple[int, str]] = set()
    for likeness, x, y in sorted(fits, key=lambda fit: (-fit[0], *sorted(fit[1:]))):
        if likeness >= _NEAR and (0, x) not in used and (1, y) not in used:
            used |= {(0, x), (1, y)}
            yield x, y, likeness


def _comparable(word: str) -> bool:
    return len(word) >= _LONG and word[0] not in "#@" and not word.isdigit()


def _reason(
    a: Title, b: Title, shared: list[str], spelt: list[tuple[str, str, float]], rarity: Rarity
) -> str:
    telling = sorted(shared, key=lambda word: (-rarity.weight(word), word))[:3]
    parts = [_quoted(sorted({a.words[word], b.words[word]})) for word in telling]
    parts += [_quoted(sorted((a.words[x], b.words[y]))) for x, y, _ in spelt]
    return f"{', '.join(parts)} in common" if parts else ""


def _quoted(forms: list[str]) -> str:
    return f"“{'/'.join(forms)}”"


def _against(a: Title, b: Title, left: list[str], right: list[str]) -> str:
    if not left or not right:
        return ""
    return f"one has {_listed(a, left)}, the other {_listed(b, right)}"


def _listed(name: Title, words: list[str]) -> str:
    return f"“{' '.join(name.words[word] for word in words)}”"
