"""How far long work has come; who shows it, and how, is another room's business."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

# what is done, how much of it, and how much there is (0: nobody knows)
Progress = Callable[[str, int, int], None]
_T = TypeVar("_T")
_STEP = 20_000


def unseen(what: str, done: int, whole: int) -> None:
    """Nobody watches."""


def counted(items: Iterable[_T], what: str, whole: int, progress: Progress) -> Iterator[_T]:
    """The items, while their number is told every now and then."""
    progress(what, 0, whole)
    number = 0
    for number, item in enumerate(items, start=1):
        if number % _STEP == 0:
            progress(what, number, whole)
        yield item
    progress(what, number, number)
