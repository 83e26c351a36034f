"""Chance that comes out alike on every run, on every Python.

Only `random()` of the standard generator is promised to stay the same over versions of Python;
everything here is made from it, or from a number that is stirred.
"""

from __future__ import annotations

from collections.abc import Sequence
from random import Random
from typing import TypeVar

_Any = TypeVar("_Any")


def stirred(number: int, salt: int = 0) -> int:
    """A whole number of 32 bits that looks unrelated to the one given.

    >>> stirred(1), stirred(2)
    (1753845952, 3507691905)
    """
    mixed = (number + salt * 0x9E3779B9) & 0xFFFFFFFF
    mixed = ((mixed ^ mixed >> 16) * 0x7FEB352D) & 0xFFFFFFFF
    mixed = ((mixed ^ mixed >> 15) * 0x846CA68B) & 0xFFFFFFFF
    return mixed ^ mixed >> 16


class Chance:
    """Draws for one source after the other."""

    def __init__(self, seed: int) -> None:
        self.share = Random(seed).random

    def below(self, count: int) -> int:
        """A whole number from 0 to count - 1, each as likely."""
        return int(self.share() * count)

    def between(self, first: int, last: int) -> int:
        """A whole number from first to last, both included."""
        return first + self.below(last - first + 1)

    def hub(self, count: int) -> int:
        """A whole number below count, small ones far more often: few are met by many."""
        return int(count * self.share() ** 3)

    def one(self, choices: Sequence[_Any]) -> _Any:
        """One of several, each as likely."""
        return choices[self.below(len(choices))]

    def some(self, count: int, wanted: int) -> list[int]:
        """Different whole numbers below count, small ones more often, in the order drawn."""
        found = dict.fromkeys(self.hub(count) for _ in range(wanted))
        return list(found)
