"""Names that tables do not describe, and another graph at hand does."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from libgraph.graph import Graph
    from libgraph.tables.faults import BadTables

_TOLD = 3


def known(wrong: BadTables, opened: Callable[[], Graph]) -> str:
    """The names among the faults that a graph knows, in a sentence; '' where it knows none."""
    from libgraph.errors import LibgraphError
    from libgraph.query.entities import resolve

    found: list[str] = []
    with suppress(LibgraphError):  # a graph that cannot be opened knows nothing
        graph = opened()
        for name in wrong.unknown:
            with suppress(LibgraphError):
                resolve(graph, name)
                found.append(repr(name))
    more = [f"{len(found) - _TOLD} more"] if len(found) > _TOLD else []
    *first, last = [*found[:_TOLD], *more] or [""]
    return f"{', '.join(first)} and {last}" if first else last
