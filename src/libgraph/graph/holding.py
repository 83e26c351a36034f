"""Does it hold at that time? Yes, possibly or no, for relationships and statements."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from libgraph.dates import Bounds, Holds, Span
from libgraph.graph.batches import batches, values
from libgraph.graph.protocol import Graph
from libgraph.namespaces import BOUNDS

_FIELDS = {field: place for place, field in enumerate(BOUNDS)}


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


def strongest(known: Sequence[Bounds], span: Span) -> Holds:
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
    for batch in batches(nodes):
        days: dict[tuple[str, str], list[date | None]] = defaultdict(lambda: [None] * 4)
        for node, statement, field, day in graph.texts(_bounds_query(batch)):
            known = days[node, statement]
            if field and day:
                known[_FIELDS[field]] = date.fromisoformat(day)
        for (node_iri, _), four in days.items():
            yield node_iri, Bounds(*four)


def _bounds_query(nodes: str) -> str:
    return f"""
        SELECT ?node ?statement ?field ?day WHERE {{
          {{ VALUES ?node {{ {nodes} }} ?node lg:restsOn ?statement }} UNION
          {{ VALUES ?node {{ {nodes} }} ?node prov:wasQuotedFrom ?evidence
             BIND(?node AS ?statement) }}
          OPTIONAL {{ VALUES ?field {{ {values(_FIELDS)} }} ?statement ?field ?day }}
        }}"""
