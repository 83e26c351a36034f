"""Dates as sources write them, good or bad, in order."""

from __future__ import annotations

from libgraph.dates import sort_key
from libgraph.errors import BadDate


def by_time(text: str) -> tuple[object, ...]:
    """Sorts dates as written by their days; what is no date comes last."""
    try:
        return (0, sort_key(text))
    except BadDate:
        return (1, text)
