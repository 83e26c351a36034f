"""What somebody who serves a graph decides."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from libgraph.graph.limits import Limits

LIMITS = Limits(seconds=10.0, rows=10_000, memory=500_000_000)
"""What a stranger's query may cost, unless somebody decides otherwise."""


@dataclass(frozen=True, slots=True)
class Settings:
    """How a graph is served.

    `paths` are the graph's files and folders (none: the shipped one); `texts` the folder of the
    sources' texts. `limits` hold each SPARQL query or named question of a stranger; `workers` of
    them run at a time, each in a process of its own, and `queue` more may wait: so strangers take
    no more memory than `workers` × (an opened graph + `limits.memory`). `base` is the public
    address without a slash at its end, where the pages stand behind another server; '' where they
    are asked directly. Pages that are not `served` become files: what only a server can answer is
    left out of them.
    """

    paths: tuple[str, ...] = ()
    texts: Path | None = None
    limits: Limits = LIMITS
    workers: int = 2
    queue: int = 20
    base: str = ""
    served: bool = True
