"""What is above what, however far: classes above a class, places around a place."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping


def closed(pairs: Iterable[tuple[str, str]], things: Iterable[str] = ()) -> dict[str, set[str]]:
    """For each thing (of `pairs`, and of `things`) all that is above it, itself among them.

    >>> closed([("Library", "Body"), ("Body", "Agent")])["Library"] == {"Library", "Body", "Agent"}
    True
    """
    direct: dict[str, set[str]] = defaultdict(set)
    for below, above in pairs:
        direct[below].add(above)
    every = {*things, *direct, *(above for found in direct.values() for above in found)}
    return {thing: _reached(thing, direct) for thing in sorted(every)}


def _reached(thing: str, direct: Mapping[str, set[str]]) -> set[str]:
    found, todo = {thing}, [thing]
    while todo:
        above = direct.get(todo.pop(), set()) - found
        found |= above
        todo.extend(above)
    return found
