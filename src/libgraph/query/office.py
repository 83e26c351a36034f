"""Was the signer in the post they signed from?"""

from __future__ import annotations

from collections.abc import Iterable

from libgraph.dates import Bounds, Holds
from libgraph.graph.holding import bounds_of
from libgraph.graph.protocol import Graph


def in_office(graph: Graph, signings: Iterable[str], tenures: Iterable[str]) -> str:
    """'yes', 'possibly' or 'no'; 'unknown' where no tenure of the signer is on record.

    `signings` and `tenures` are relationships (IRIs); the best pair counts.
    """
    signed = [bounds for _, bounds in bounds_of(graph, signings)]
    held = [bounds for _, bounds in bounds_of(graph, tenures)]
    found = [_covers(tenure, signing) for tenure in held for signing in signed]
    return str(max(found)) if found else "unknown"


def _covers(tenure: Bounds, signing: Bounds) -> Holds:
    """Whether the tenure holds on the day of signing, of which only the bounds are known."""
    first, last = signing.begins_earliest, signing.ends_latest
    if (last and tenure.begins_earliest and tenure.begins_earliest > last) or (
        first and tenure.ends_latest and tenure.ends_latest < first
    ):
        return Holds.NO
    if not (first and last and tenure.begins_latest and tenure.ends_earliest):
        return Holds.POSSIBLY
    sure = tenure.begins_latest <= first and tenure.ends_earliest >= last
    return Holds.YES if sure else Holds.POSSIBLY
