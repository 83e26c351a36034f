"""What a curator holds of a source goes for its statements: a mirror's are weak, all of them."""

from __future__ import annotations

from collections.abc import Iterator

from pyoxigraph import BlankNode, DefaultGraph, NamedNode, Store

from libgraph.namespaces import TYPE, lg

_TYPE, _SOURCE = NamedNode(TYPE), NamedNode(lg("Source"))
_RANK, _REASON = NamedNode(lg("rank")), NamedNode(lg("rankReason"))
_MERGED = DefaultGraph()


def inherited(store: Store) -> Iterator[str]:
    """The ranks (with reasons) of sources, for their statements that have none, as lines."""
    for decided in store.quads_for_pattern(None, _RANK, None, _MERGED):
        source = decided.subject
        if not isinstance(source, NamedNode) or not _is_source(store, source):
            continue
        reasons = [q.object for q in store.quads_for_pattern(source, _REASON, None, _MERGED)]
        for statement in _said_in(store, source):
            if not any(store.quads_for_pattern(statement, _RANK, None, _MERGED)):
                yield f"{statement} {_RANK} {decided.object} .\n"
                yield from (f"{statement} {_REASON} {reason} .\n" for reason in reasons)


def _is_source(store: Store, node: NamedNode) -> bool:
    return any(store.quads_for_pattern(node, _TYPE, _SOURCE, _MERGED))


def _said_in(store: Store, source: NamedNode) -> set[NamedNode | BlankNode]:
    """What stands in the source's own graph, each once."""
    said = (quad.subject for quad in store.quads_for_pattern(None, _TYPE, None, source))
    return {node for node in said if isinstance(node, NamedNode | BlankNode)}
