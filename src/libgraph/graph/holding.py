"""Does it hold at that time? Yes, possibly or no, for relationships and statements."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date
from itertools import islice

from libgraph.dates import Bounds, Holds, Span
from libgraph.graph.opened import Graph
from libgraph.namespaces import lg

_FIELDS = {
    lg("beginsEarliest"): 0,
    lg("beginsLatest"): 1,
    lg("endsEarliest"): 2,
    lg("endsLatest"): 3,
}
_BATCH = 5000


def holding(graph: Graph, nodes: Iterable[str], span: Span) -> dict[str, Holds]:
    """Whether relationships and statements (IRIs) hold at some time in `span`.

    A relationship takes the strongest of its best-ranked statements, as far as all of them
    allow: that somebody is seen in a post in 1995 leaves 2010 open, but not where another
    source says that they left it in 2003. What is neither a relationship nor a statement is
    not in the answer.
    """
    known: dict[str, list[Bounds]] = defaultdict(list)
    for node, bounds in bounds_of(graph, nodes):
        known[node].append(bounds)
    return {node: strongest(all_bounds, span) for node, all_bounds in known.items()}


def strongest(known: list[Bounds], span: Span) -> Holds:
    """The answer of several best-ranked statements about one relationship."""
    best = max(bounds.holds(span) for bounds in known)
    window: Bounds | None = known[0]
    for bounds in known[1:]:
        window = window.meet(bounds) if window else None
    if best is Holds.YES or window is None:
        return best
    return min(best, window.holds(span))


def held_statements(graph: Graph, span: Span | None, *, certain: bool = False) -> dict[str, Holds]:
    """The statements that hold at some time in `span`; with none, all of them."""
    rows = graph.texts("SELECT DISTINCT ?statement { ?statement prov:wasQuotedFrom ?evidence }")
    known = [statement for (statement,) in rows]
    if span is None:
        return dict.fromkeys(known, Holds.YES)
    least = Holds.YES if certain else Holds.POSSIBLY
    return {iri: holds for iri, holds in holding(graph, known, span).items() if holds >= least}


def bounds_of(graph: Graph, nodes: Iterable[str]) -> Iterator[tuple[str, Bounds]]:
    """The bounds of each of the best-ranked statements behind relationships and statements."""
    for batch in _batches(sorted(set(nodes))):
        days: dict[tuple[str, str], list[date | None]] = defaultdict(lambda: [None] * 4)
        for node, statement, field, day in graph.texts(_bounds_query(batch)):
            known = days[node, statement]
            if field and day:
                known[_FIELDS[field]] = date.fromisoformat(day)
        for (node_iri, _), four in days.items():
            yield node_iri, Bounds(*four)


def _batches(nodes: list[str]) -> Iterator[list[str]]:
    remaining = iter(nodes)
    while batch := list(islice(remaining, _BATCH)):
        yield batch


def _bounds_query(nodes: list[str]) -> str:
    values = " ".join(f"<{node}>" for node in nodes)
    fields = " ".join(f"<{field}>" for field in _FIELDS)
    return f"""
        SELECT ?node ?statement ?field ?day WHERE {{
          {{ VALUES ?node {{ {values} }} ?node lg:restsOn ?statement }} UNION
          {{ VALUES ?node {{ {values} }} ?node prov:wasQuotedFrom ?evidence
             BIND(?node AS ?statement) }}
          OPTIONAL {{ VALUES ?field {{ {fields} }} ?statement ?field ?day }}
        }}"""
