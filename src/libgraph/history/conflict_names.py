"""How a thing is written: spellings that differ, and names that say more than others.

Letters count: names that differ only in capitals, spaces, stops or the order of their words are
written alike. Names that are too far apart to be spellings of one another are no conflict; a
thing may have several names.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from difflib import SequenceMatcher
from functools import lru_cache

from libgraph.folding import fold
from libgraph.history.conflict_found import (
    REFINEMENT,
    SPELLING,
    Concerns,
    Found,
    Group,
    best,
    between_sources,
    decided,
)
from libgraph.history.conflict_reading import Said, World
from libgraph.history.conflict_times import apart
from libgraph.namespaces import NORMAL, lg

_WORD = re.compile(r"[^\W_]+")
_OF, _FORM = lg("of"), lg("form")
_NEAR = 0.8
_LETTERS = 4  # a shorter word is another word when one letter differs
_INITIAL = 2
Words = tuple[str, ...]
Names = dict[Words, list[Said]]


def name_conflicts(world: World) -> Iterator[Found]:
    """Spellings, and more precise forms, of the names of one thing in one language."""
    things: dict[tuple[str, str], list[Said]] = defaultdict(list)
    for said in world.statements[lg("Naming")]:
        things[said.value(_OF), said.language].append(said)
    for (thing, _), namings in sorted(things.items()):
        names: Names = defaultdict(list)
        for said in namings:
            names[_letters(said.value(_FORM))].append(said)
        in_parts = world.is_a(thing, world.rules.named_in_parts)
        yield from _among(names, _preferred(namings), in_parts)


def _letters(form: str) -> Words:
    """The words of a name in an order of their own, without capitals and stops."""
    return tuple(sorted(_WORD.findall(form.casefold())))


def _preferred(namings: list[Said]) -> str:
    """Why a curator prefers one of the names; '' where none is preferred."""
    reasons = sorted(said.reason for said in namings if said.rank > NORMAL)
    return reasons[0] if reasons else ""


def _among(names: Names, preferred: str, in_parts: bool) -> Iterator[Found]:
    """Each name with the leading name that it is a spelling of, or that says more than it."""
    order = sorted(names, key=lambda words: _standing(names[words], words))
    leaders: list[Words] = []
    for words in order:
        leader = next((known for known in leaders if _same(names, words, known)), None)
        if leader is None:
            leaders.append(words)
        elif found := _told(SPELLING, names[words], names[leader], preferred):
            yield found
    if in_parts:
        yield from _expanded(names, leaders, preferred)


def _expanded(names: Names, leaders: list[Words], preferred: str) -> Iterator[Found]:
    for words in leaders:
        fuller = [other for other in leaders if _says_more(other, words)]
        if fuller:
            fullest = min(fuller, key=lambda other: (-sum(map(len, other)), other))
            found = _told(REFINEMENT, names[words], names[fullest], preferred)
            if found:
                yield found


def _standing(namings: list[Said], words: Words) -> tuple[int, int, Words]:
    """Sorts names: the best ranked, then what most sources write, then by the alphabet."""
    rank = max(said.rank for said in namings)
    return -rank, -len({said.source for said in namings}), words


def _same(names: Names, one: Words, other: Words) -> bool:
    """Whether two are spellings of one name, and not the names of two times."""
    met = any(not apart(a.bounds, b.bounds) for a in names[one] for b in names[other])
    return met and (_alike(one, other) or bool(_unspaced(names[one]) & _unspaced(names[other])))


def _unspaced(namings: list[Said]) -> set[str]:
    return {"".join(_WORD.findall(said.value(_FORM).casefold())) for said in namings}


@lru_cache(maxsize=1 << 16)
def _folded(words: Words) -> Words:
    return tuple(sorted(fold(" ".join(words)).split()))


def _alike(one: Words, other: Words) -> bool:
    """Whether two names are spellings of one another, word by word."""
    a, b = _folded(one), _folded(other)
    left, right = sorted(set(a) - set(b)), sorted(set(b) - set(a))
    return len(a) == len(b) and len(left) == len(right) and all(map(_near, left, right))


def _near(one: str, other: str) -> bool:
    if min(len(one), len(other)) < _LETTERS or one.isdigit():
        return False  # numbers are exact
    matcher = SequenceMatcher(None, one, other)
    return matcher.real_quick_ratio() >= _NEAR and matcher.ratio() >= _NEAR


def _says_more(full: Words, short: Words) -> bool:
    """Whether the one is the other with initials expanded, or with parts that the other leaves out.

    At least one word must stand in both in full: an initial alone names nobody.
    """
    a, b = list(_folded(full)), list(_folded(short))
    shared = [word for word in b if word in a and len(word) > _INITIAL]
    for word in shared:
        if word not in a:
            return False
        a.remove(word)
        b.remove(word)
    for initial in b:
        match = next((word for word in a if _stands_for(initial, word)), None)
        if match is None:
            return False
        a.remove(match)
    longer = len("".join(_folded(full))) > len("".join(_folded(short)))
    return bool(shared) and longer and len(full) >= len(short)


def _stands_for(initial: str, word: str) -> bool:
    return len(initial) <= _INITIAL and word.startswith(initial)


def _told(kind: str, one: list[Said], other: list[Said], preferred: str) -> Found | None:
    sides: tuple[Group, Group] = best(one), best(other)
    if not between_sources(*sides):
        return None
    forms = [side[0].value(_FORM) for side in sides]
    words = (
        ("“", forms[0], "” and “", forms[1], "” are two spellings of one name.")
        if kind == SPELLING
        else ("“", forms[1], "” is a fuller form of “", forms[0], "”.")
    )
    resolved = preferred or decided(*sides)
    return Found(kind, one[0].value(_OF), sides, words, resolved, Concerns.EITHER)
