"""How alike two names of persons are, in any script and order, and why, in words.

The order of the words does not matter. A part may be missing or cut to an initial; a patronymic
may stand for a family name. What is left over on both sides speaks against one person.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from functools import lru_cache
from itertools import permutations

from libgraph.curation.spelling import near, skeleton
from libgraph.folding import fold

_NEAR = 0.76  # two words of a name that are so near are taken for one
_TOGETHER, _AS_MANY_WORDS, _LONG = 0.79, 0.88, 14  # nearness of short names says little
_MOST_WORDS = 4
_OTHER_FATHER = 0.7
_SAME_LETTERS = 0.5  # with fewer in common no order of the words can be near enough
_PATRONYMIC = re.compile(r"(?<=...)(kizi|kiz|uli|ovna|evna|ovich|evich|ichna)$")
_WORD = re.compile(r"[^\W_]+")
_SMALL = "al el bin binti ibn van von der den de la da di del"
_PARTICLES = frozenset(_SMALL.split())
Words = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Alike:
    """How alike two names are, from 0 to 1; why; and what differs, or ''."""

    score: float
    reason: str
    against: str = ""


NOT_ALIKE = Alike(0.0, "")


@lru_cache(maxsize=1 << 16)
def words(name: str) -> Words:
    """The folded words of a name, in its own order."""
    return tuple(fold(name).split())


@lru_cache(maxsize=1 << 16)
def _written(name: str) -> dict[str, str]:
    """How the folded words of a name are written in it, where that can be told."""
    found: dict[str, str] = {}
    for piece in _WORD.findall(name):
        folded = fold(piece)
        if " " not in folded:
            found.setdefault(folded, piece)
    return found


@dataclass(frozen=True, slots=True)
class _Forms:
    """Words as the two names write them."""

    one: dict[str, str]
    other: dict[str, str]

    def first(self, *words: str) -> str:
        """Words of the first name."""
        return " ".join(self.one.get(word, word) for word in words)

    def second(self, *words: str) -> str:
        """Words of the second name."""
        return " ".join(self.other.get(word, word) for word in words)


def keys(name: str) -> set[str]:
    """Under what a person's name is looked up: its words by their sounds, and all in one."""
    found = {skeleton(word) for word in words(name) if not _is_initial(word)}
    whole = skeleton("".join(sorted(words(name))))
    return {key for key in found if len(key) > 1} | {f"={whole}"}


def persons(one: str, other: str) -> Alike:
    """How alike two names of persons are; the same whichever comes first.

    >>> persons("Issakhov O.I.", "О. Исахов").score > 0.7
    True
    >>> persons("Zhang Xu", "Zhang Fuhai").against
    '“Fuhai” and “Xu” differ'
    """
    one, other = sorted((one, other))
    a, b = words(one), words(other)
    if not a or not b:
        return Alike(1.0, "the same name") if one == other else NOT_ALIKE
    if sorted(a) == sorted(b):
        return Alike(1.0, _same(one, other, a, b))
    found, together = _paired(a, b, _Forms(_written(one), _written(other))), _together(a, b)
    return together if together.score > found.score else found


def _same(one: str, other: str, a: Words, b: Words) -> str:
    if one == other:
        return "the same name"
    how = "another spelling or script" if a == b else "another order"
    return f"the same name in {how}"


@dataclass(frozen=True, slots=True)
class _Pairs:
    """Words that are one: in full, by an initial; and what is left over on each side."""

    full: tuple[tuple[float, str, str], ...]
    initials: int
    left: tuple[Words, Words]


def _paired(a: Words, b: Words, forms: _Forms) -> Alike:
    pairs = _pairs(a, b)
    if not pairs.full:
        return NOT_ALIKE
    likeness = sum(score for score, _, _ in pairs.full) / len(pairs.full)
    left, right = (tuple(w for w in words if w not in _PARTICLES) for words in pairs.left)
    if left and right:
        return _differing(likeness, pairs, left, right, forms)
    missing = len(left) + len(right)
    if len(pairs.full) == 1:
        return _one_word(likeness, pairs, missing, forms)
    score = likeness * max(0.85, 1 - 0.04 * missing - 0.02 * pairs.initials)
    return Alike(score, _told(pairs, missing, forms))


def _pairs(a: Words, b: Words) -> _Pairs:
    """The words that fit, the best first; initials take what is left."""
    left, right = list(a), list(b)
    full: list[tuple[float, str, str]] = []
    fits = [(fit, x, y) for x in a for y in b if (fit := _fit(x, y))]
    for fit, x, y in sorted(fits, key=lambda it: (-it[0], *sorted(it[1:]), it[1])):
        if x in left and y in right:
            left.remove(x)
            right.remove(y)
            full.append((fit, x, y))
    initials = _initials(left, right) + _initials(right, left)
    return _Pairs(tuple(full), initials, (tuple(left), tuple(right)))


def _initials(short: list[str], long: list[str]) -> int:
    """How many initials stand for a word of the other side; both are taken away."""
    found = 0
    for initial in [word for word in short if _is_initial(word)]:
        match = next((word for word in long if word.startswith(initial)), None)
        if match:
            short.remove(initial)
            long.remove(match)
            found += 1
    return found


def _is_initial(word: str) -> bool:
    return len(word) == 1 or (len(word) == 2 and not set(word) & set("aeiou"))


def _fit(one: str, other: str) -> float:
    """How well two words in full fit, 0 where they are other words."""
    if _is_initial(one) or _is_initial(other):
        return 0.0
    found = near(one, other, _NEAR)
    if found < 1 and (stems := {_stem(one), _stem(other)}) != {one, other}:
        found = max(found, 0.95 * near(*(sorted(stems) * 2)[:2]))
    return found if found >= _NEAR else 0.0


def _stem(word: str) -> str:
    return _PATRONYMIC.sub("", word)


def _one_word(likeness: float, pairs: _Pairs, missing: int, forms: _Forms) -> Alike:
    """One word in common, and nothing that differs."""
    _, x, y = pairs.full[0]
    one, other = forms.first(x), forms.second(y)
    if pairs.initials:
        score = likeness * (0.74 + 0.04 * min(pairs.initials, 2))
        return Alike(score, f"“{one}” with initials that fit")
    if not missing:
        return Alike(likeness, f"“{one}” and “{other}” may be two spellings")
    return Alike(0.6 * likeness, f"only “{one}” in common, the other name has more")


def _differing(likeness: float, pairs: _Pairs, left: Words, right: Words, forms: _Forms) -> Alike:
    """Words in common, and on both sides words that are not."""
    names = forms.first(*left), forms.second(*right)
    patronymics = [bool(_PATRONYMIC.search(words[-1])) for words in (left, right)]
    shared = forms.first(*(one for _, one, _ in pairs.full))
    if len(left) == len(right) == 1 and patronymics[0] != patronymics[1]:
        reason = f"“{shared}” in common, a patronymic where the other has a family name"
        return Alike(0.6 * likeness, reason)
    share = len(pairs.full) / (len(pairs.full) + max(len(left), len(right)))
    closeness = near("".join(left), "".join(right))
    against = f"“{names[0]}” and “{names[1]}” differ"
    score = likeness * share * (0.5 + 0.5 * closeness)
    if all(patronymics):
        score, against = _OTHER_FATHER * score, f"the patronymics {against}"
    return Alike(score, f"“{shared}” in common", against)


def _told(pairs: _Pairs, missing: int, forms: _Forms) -> str:
    fuzzy = [(x, y) for score, x, y in sorted(pairs.full) if score < 1]
    spelt = [f"{forms.first(x)}/{forms.second(y)}" for x, y in fuzzy]
    parts = [f"spelt differently ({', '.join(spelt)})"] if spelt else []
    if pairs.initials:
        parts.append("an initial stands for a name")
    if missing:
        parts.append("a part is left out in one")
    return f"the same name, {' and '.join(parts)}" if parts else "the same name in parts"


def _together(a: Words, b: Words) -> Alike:
    """How alike the names are when their words are joined: Hee-seop, Heesop."""
    if max(len(a), len(b)) > _MOST_WORDS or any(map(_is_initial, a + b)):
        return NOT_ALIKE
    joined = "".join(b)
    if len(a) == 1 or _letters_in_common("".join(a), joined) < _SAME_LETTERS:
        return NOT_ALIKE
    strict = len(a) == len(b) and len(joined) < _LONG
    least = _AS_MANY_WORDS if strict else _TOGETHER
    score = max(near("".join(order), joined, least) for order in permutations(a))
    if not score:
        return NOT_ALIKE
    return Alike(0.97 * score, "nearly the same letters when the words are joined")


def _letters_in_common(one: str, other: str) -> float:
    return (Counter(one) & Counter(other)).total() / max(len(one), len(other))
