"""Put every quad where it belongs: said by a source, a thing's description, or a decision.

A statement's graph is its source, named by the source's IRI and computed from the evidence;
decisions go to ``graph/curation``, everything else to ``graph/things``. The default graph is
the merge of all, with identities decided: what sources say stays as said in their graphs.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from pyoxigraph import (
    BlankNode,
    Literal,
    NamedNode,
    Quad,
    Store,
)

from libgraph.errors import BadFile
from libgraph.evidence import source_of
from libgraph.graph.blank import named
from libgraph.graph.derived import worked_out
from libgraph.graph.slicing import Node, left_out
from libgraph.namespaces import (
    CURATION_GRAPH,
    DIFFERENT_FROM,
    QUOTED_FROM,
    SAME_AS,
    THINGS_GRAPH,
    lg,
)
from libgraph.reading.files import is_table
from libgraph.reading.parsing import quads

_THINGS = NamedNode(THINGS_GRAPH)
_CURATION = NamedNode(CURATION_GRAPH)
_DECISIONS = {SAME_AS, DIFFERENT_FROM} | {
    lg(name) for name in ("rank", "rankReason", "identityReason", "decidedBy", "decidedOn")
}


@dataclass(frozen=True, slots=True)
class Layout:
    """What must be known of all files before the first quad can be placed.

    `sources` maps a statement to its source, `kept` an alias to the IRI that is kept.
    """

    sources: dict[Node, NamedNode]
    kept: dict[Node, Node]
    has_blank_nodes: bool
    has_any: bool


def load(
    store: Store,
    paths: Iterable[Path],
    derived: frozenset[str],
    known_at: date | None = None,
    texts: Path | None = None,
) -> None:
    """Fill `store` from files: a named graph for each source, and their merge.

    With `known_at`, only from the sources that were written by that day. In `texts` are the
    texts of sources that tables quote.

    What the build itself made (predicates in `derived`, relationships, names of the project's
    own things) is left out, and worked out again. Blank nodes become IRIs by their RDFC-1.0
    labels, the same on every run.

    Raises:
        BadFile: a file cannot be read or parsed, or there is nothing in any of them.
        BadTables: tables have faults; the error has all of them.
    """
    paths = list(paths)
    read = _reader(paths, texts)
    said: Callable[[], Iterable[Quad]] = lambda: _said(read(), derived)  # noqa: E731
    layout = _layout(said())
    if layout.has_blank_nodes:
        addressed = named(said())
        said = lambda: addressed  # noqa: E731
        layout = _layout(said())
    if not layout.has_any:
        where = ", ".join(map(str, paths[:3]))
        only = " but comments" if any(map(is_table, paths)) else ""
        raise BadFile(f"there is nothing{only} in {where}: fill in a row, or name other files")
    dropped = left_out(said(), layout.sources, known_at) if known_at else set()
    kept = (quad for quad in said() if quad.subject not in dropped)
    store.bulk_extend(_placed(kept, layout))


def _reader(paths: list[Path], texts: Path | None) -> Callable[[], Iterator[Quad]]:
    """What streams the quads of all files, as often as it is called; tables are read once."""
    rdf = [path for path in paths if not is_table(path)]
    tables = [path for path in paths if is_table(path)]
    if not tables:
        return lambda: _quads(rdf, ())
    from libgraph.tables.build import told  # who has no tables does not wait for it

    rows = [Quad(*one.triple) for one in told(tables, rdf, texts=texts).said]
    return lambda: _quads(rdf, rows)


def _quads(rdf: Iterable[Path], rows: Iterable[Quad]) -> Iterator[Quad]:
    for path in rdf:
        yield from quads(path)
    yield from rows


def _said(read: Iterator[Quad], derived: frozenset[str]) -> Iterator[Quad]:
    return (quad for quad in read if not worked_out(quad, derived))


def _layout(quads: Iterable[Quad]) -> Layout:
    sources: dict[Node, NamedNode] = {}
    same: dict[Node, Node] = {}
    blank = found = False
    for quad in quads:
        found = True
        blank = blank or isinstance(quad.subject, BlankNode) or isinstance(quad.object, BlankNode)
        match quad.predicate.value, quad.object:
            case (p, NamedNode() as evidence) if p == QUOTED_FROM:
                source = NamedNode(source_of(evidence.value))
                known = sources.setdefault(quad.subject, source)
                sources[quad.subject] = min(known, source, key=str)
            case (p, NamedNode() as kept) if p == SAME_AS and kept != quad.subject:
                same[quad.subject] = min(kept, same.get(quad.subject, kept), key=str)
    return Layout(sources, {alias: _end(alias, same) for alias in same}, blank, found)


def _end(alias: Node, same: dict[Node, Node]) -> Node:
    """The last IRI of a chain of decisions; of a circle, the first by name."""
    chain = [alias]
    while (following := same.get(chain[-1])) is not None:
        if following in chain:
            return min(chain[chain.index(following) :], key=str)
        chain.append(following)
    return chain[-1]


def _placed(quads: Iterable[Quad], layout: Layout) -> Iterator[Quad]:
    kept = layout.kept
    for quad in quads:
        subject, predicate, said = quad.subject, quad.predicate, quad.object
        yield Quad(subject, predicate, said, _graph(subject, predicate, layout))
        if predicate.value in _DECISIONS and subject in kept:
            yield Quad(subject, predicate, said)
        else:
            yield Quad(kept.get(subject, subject), predicate, _decided(said, kept))


def _decided(said: Node | Literal, kept: dict[Node, Node]) -> Node | Literal:
    return said if isinstance(said, Literal) else kept.get(said, said)


def _graph(subject: Node, predicate: NamedNode, layout: Layout) -> NamedNode:
    if predicate.value in _DECISIONS:
        return _CURATION
    return layout.sources.get(subject, _THINGS)
