"""How much a question may cost: seconds, rows, memory."""

from __future__ import annotations

import re
from dataclasses import dataclass

from libgraph.errors import UsageError

LEAST_MEMORY = 16_000_000
"""With less than this, on top of what an opened store needs, nothing can be answered."""
_UNITS = {"": 1, "K": 10**3, "M": 10**6, "G": 10**9}
_SIZE = re.compile(r"(\d{1,12}(?:\.\d+)?)\s*([KMG]?)B?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Limits:
    """What a query may cost; None is no limit. `memory` is in bytes."""

    seconds: float | None = None
    rows: int | None = None
    memory: int | None = None


def size(words: str) -> int:
    """A size as people write it, in bytes.

    >>> size("500M"), size("1.5 GB")
    (500000000, 1500000000)

    Raises:
        UsageError: it is none, or less than a worker needs to live.
    """
    match = _SIZE.fullmatch(words.strip())
    if not match:
        raise UsageError(f"{words!r} is not a size: write 500M or 2G")
    number = int(float(match[1]) * _UNITS[match[2].upper()])
    if number < LEAST_MEMORY:
        raise UsageError(f"{words} is too little to answer anything in: write 16M or more")
    return number
