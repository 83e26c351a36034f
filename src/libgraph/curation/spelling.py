"""How near two words are when one name was put into Latin letters in two ways.

Vowels change into each other freely, consonants within a class (k, g, h; s, z, j), and what is
hardly heard (a vowel, an h) comes and goes; anything else costs a full letter.
"""

from __future__ import annotations

import re
from functools import lru_cache

_HABITS = (  # what is left after libgraph.folding: letters for one sound
    (re.compile("s?h?tch|shch|sch|sh"), "$"),
    (re.compile("chj"), "j"),
    (re.compile("tz|ts|cz"), "c"),
    (re.compile("ch"), "%"),
    (re.compile("x"), "ks"),
)
_VOWELS = frozenset("aeiou")
_CLASSES = ("aeiou", "kghcq%", "sczj$%x", "bpfv", "dt", "nm", "lr", "uv", "ij")
_CLOSE = {(a, b) for letters in _CLASSES for a in letters for b in letters}
_SLIGHT, _FULL, _SWAPPED = 0.5, 1.0, 0.8


def skeleton(word: str) -> str:
    """The consonants of a folded word by classes: what most of its spellings share.

    >>> skeleton("schaimuchanbetova") == skeleton("shaimukanbetova")
    True
    """
    sounds = [_SKELETON.get(letter, letter) for letter in _heard(word) if letter not in _DROPPED]
    return "".join(s for place, s in enumerate(sounds) if not place or sounds[place - 1] != s)


_SKELETON = dict(zip("kgc%q", "kkkkk", strict=True)) | dict(zip("szj$", "ssss", strict=True))
_SKELETON |= dict(zip("bpfv", "bbbb", strict=True)) | dict(zip("dt", "tt", strict=True))
_DROPPED = _VOWELS | {"h"}


@lru_cache(maxsize=1 << 16)
def near(one: str, other: str, least: float = 0.0) -> float:
    """How near two folded words are: 1 the same, 0 nothing in common, or less than `least`.

    >>> near("jung", "jeong")
    0.8
    >>> near("zaitsev", "zaitsev"), near("zaitsev", "vershinin") < 0.5
    (1.0, True)
    """
    if one == other:
        return 1.0
    a, b = sorted((_heard(one), _heard(other)))
    longest = max(len(a), len(b))
    if not longest or 2 * min(len(a), len(b)) < longest:
        return 0.0
    found = 1 - _distance(a, b, (1 - least) * longest) / longest
    return found if found >= least else 0.0


@lru_cache(maxsize=1 << 16)
def _heard(word: str) -> str:
    for habit, usual in _HABITS:
        word = habit.sub(usual, word)
    return word


def _distance(a: str, b: str, most: float) -> float:
    """The cost of changing one word into the other, letter by letter; neighbours may swap.

    Once it is clear that it is above `most`, it is no longer counted exactly.
    """
    before: list[float] = []
    last = [0.0]
    alone = [_SLIGHT if letter in _DROPPED else _FULL for letter in b]
    for cost in alone:
        last.append(last[-1] + cost)
    for i, letter in enumerate(a):
        mine = _SLIGHT if letter in _DROPPED else _FULL
        row = [last[0] + mine]
        for j, other in enumerate(b):
            cost = last[j]
            if letter != other:
                cost += _SLIGHT if (letter, other) in _CLOSE else _FULL
            cost = min(cost, last[j + 1] + mine, row[j] + alone[j])
            if i and j and letter == b[j - 1] and other == a[i - 1]:
                cost = min(cost, before[j - 1] + _SWAPPED)
            row.append(cost)
        if min(row) > most + _FULL:  # a swap of neighbours may yet make up for a letter
            return min(row)
        before, last = last, row
    return last[-1]
