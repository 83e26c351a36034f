"""The nearest of many names, quickly: only those that share rare pairs of letters are compared."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from difflib import SequenceMatcher
from itertools import islice

_MOST = 300  # so many unknown names get suggestions: nobody reads more, and it must end
_COMPARED = 40
_COMMON = 3000  # three letters that so many names share tell nothing
_ALIKE = 0.55
_SHORT = 8  # so short that a slip leaves no three letters alone


class Nearest:
    """Names of things, by what they sound like when folded."""

    def __init__(self, names: Iterable[tuple[str, str]]) -> None:
        self._things: dict[str, set[str]] = defaultdict(set)
        for folded, thing in names:
            self._things[folded].add(thing)
        self._names = sorted(self._things)
        self._having: dict[str, list[int]] = defaultdict(list)
        for number, name in enumerate(self._names):
            for piece in _pieces(name):
                self._having[piece].append(number)
        self._initial: dict[str, list[int]] = defaultdict(list)
        for number, name in enumerate(self._names):
            if len(name) <= _SHORT + 2:
                self._initial[name[:1]].append(number)
        self._asked: dict[str, list[tuple[float, str]]] = {}

    def of(self, folded: str, fits: Callable[[str], bool], most: int = 3) -> list[str]:
        """The things that fit and whose names are the nearest, best first."""
        scored = self._scored(folded)
        things = (t for _, name in scored for t in sorted(self._things[name]))
        found = dict.fromkeys(t for t in things if fits(t))
        return list(found)[:most]

    def _scored(self, folded: str) -> list[tuple[float, str]]:
        if folded not in self._asked:
            if len(self._asked) >= _MOST:
                return []
            self._asked[folded] = self._compare(folded)
        return self._asked[folded]

    def _compare(self, folded: str) -> list[tuple[float, str]]:
        shared: Counter[int] = Counter()
        for piece in _pieces(folded):
            having = self._having.get(piece, ())
            if len(having) <= _COMMON:
                shared.update(having)
        length = len(folded)
        if len(shared) < _COMPARED and length <= _SHORT:
            shared.update(self._short(folded))
        likely = sorted(shared, key=lambda n: (-shared[n] / (length + len(self._names[n])), n))
        scored = [(_alike(folded, self._names[n]), self._names[n]) for n in likely[:_COMPARED]]
        return sorted(
            ((score, name) for score, name in scored if score >= _ALIKE),
            key=lambda pair: (-pair[0], pair[1]),
        )

    def _short(self, folded: str) -> list[int]:
        """Names of about the length of a short one, and with its first letter."""
        length = len(folded)
        alike = self._initial.get(folded[:1], ())
        near = (n for n in alike if abs(len(self._names[n]) - length) < 2)
        return list(islice(near, 10 * _COMPARED))


def _pieces(name: str) -> set[str]:
    padded = f" {name} "
    return {padded[i : i + 3] for i in range(len(padded) - 2)}


def _alike(one: str, other: str) -> float:
    """How alike two names are; words in another order count as nearly the same."""
    ordered = SequenceMatcher(None, one, other, autojunk=False).ratio()
    first, second = " ".join(sorted(one.split())), " ".join(sorted(other.split()))
    return max(ordered, 0.95 * SequenceMatcher(None, first, second, autojunk=False).ratio())
