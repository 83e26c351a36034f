"""The decisions of curators: how many there are, and whether their journals are whole."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from libgraph.curation import decisions, journal
from libgraph.doctor.cache import quoted
from libgraph.doctor.finding import Finding, State
from libgraph.graph.protocol import Graph
from libgraph.graph.stored import Stored

_PART = "graph"
_REASONED = """SELECT (COUNT(DISTINCT ?about) AS ?n) {
    ?about lg:identityReason|lg:rankReason ?reason }"""


def decided(graph: Graph) -> Iterator[Finding]:
    """How many decisions the graph holds, and each journal beside its files."""
    ((number,),) = graph.texts(_REASONED)
    says = f"{number} decisions of curators, with their reasons"
    yield Finding(_PART, "curation", State.FINE, says, facts={"decisions": int(number)})
    files = graph.files if isinstance(graph, Stored) else ()
    for path in files:
        if path.name == decisions.FILE and journal.place(path).exists():
            yield _journal(path)


def _journal(path: Path) -> Finding:
    where, found = journal.place(path), journal.read(path)
    facts = {"path": str(where), "entries": len(found.entries), "torn": found.torn}
    mend = f"libgraph match --journal --curation {quoted(path)}"
    if found.torn:
        says = f"{where}: {len(found.torn)} lines cannot be read, the first is {found.torn[0]}"
        return Finding(_PART, "journal", State.BROKEN, says, mend, facts)
    if left := found.open():
        says = f"{where}: nobody noted what became of {left[0].number}; the next decision will"
        return Finding(_PART, "journal", State.STALE, says, mend, facts)
    says = f"{where}: {len(found.entries)} entries"
    return Finding(_PART, "journal", State.FINE, says, facts=facts)
