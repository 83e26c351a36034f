"""Look at everything, in order; what is broken keeps nothing else from being looked at."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from libgraph.doctor.engines import engines
from libgraph.doctor.extras import extras
from libgraph.doctor.finding import Finding, State
from libgraph.doctor.requirements import installed


@dataclass(frozen=True, slots=True)
class Case:
    """What is to be looked at: the graph, as it would be opened and asked.

    `timeout` is how many seconds its questions may take, and `memory` how many bytes.
    """

    paths: tuple[str, ...] = ()
    texts: Path | None = None
    user: str | None = None
    timeout: float | None = None
    memory: int | None = None
    keep: bool = True
    lang: str = "en"


def examine(case: Case) -> Iterator[Finding]:
    """All findings, each as soon as it is there."""
    yield from installed()
    store = None
    for one in engines():
        store = store or one
        yield one
    yield from extras()
    if store and store.state is State.FINE:  # else nothing below can even be imported
        from libgraph.doctor.cache import kept
        from libgraph.doctor.graph import held

        yield from kept()
        yield from held(case)
