"""Remembers answers: each is worked out once, and what was asked for longest ago is forgotten."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from contextlib import suppress
from typing import Any, TypeVar

T = TypeVar("T")


def _one(_: Any) -> int:
    return 1


class Memo:
    """Answers by key, as many as together weigh no more than `most`.

    Several threads may ask at a time; those that ask for the same wait for the first.
    """

    def __init__(self, most: int, weigh: Callable[[Any], int] = _one) -> None:
        self._most, self._weigh, self._weight = most, weigh, 0
        self._known: OrderedDict[Hashable, Any] = OrderedDict()
        self._gates: dict[Hashable, threading.Lock] = {}
        self._lock = threading.Lock()

    def get(self, key: Hashable, make: Callable[[], T]) -> T:
        """What `make` returned when this was first asked for; what it raises is not kept."""
        with self._lock:
            gate = self._gates.setdefault(key, threading.Lock())
        with gate:
            with suppress(KeyError):
                return self._recalled(key)  # type: ignore[no-any-return]
            try:
                value = make()
                self._keep(key, value)
            finally:
                with self._lock:
                    self._gates.pop(key, None)
        return value

    def has(self, key: Hashable) -> bool:
        """Whether an answer is known."""
        with self._lock:
            return key in self._known

    def clear(self) -> None:
        """Forget everything."""
        with self._lock:
            self._known.clear()
            self._weight = 0

    def _recalled(self, key: Hashable) -> Any:
        with self._lock:
            value = self._known[key]
            self._known.move_to_end(key)
            self._gates.pop(key, None)
            return value

    def _keep(self, key: Hashable, value: Any) -> None:
        with self._lock:
            self._known[key] = value
            self._weight += self._weigh(value)
            while self._weight > self._most and len(self._known) > 1:
                self._weight -= self._weigh(self._known.popitem(last=False)[1])
