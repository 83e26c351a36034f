"""Everything that a server holds of a graph: what was said, and what follows from it."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from pyoxigraph import Quad, Triple

from libgraph.errors import UsageError
from libgraph.graph.batches import batches, values
from libgraph.graph.blank import blank
from libgraph.graph.derived import worked_out
from libgraph.graph.vocabulary import vocabulary
from libgraph.namespaces import (
    MERGED_GRAPH,
    ONTOLOGY_GRAPH,
    RELATIONSHIP,
    SKOS,
)

if TYPE_CHECKING:
    from libgraph.dates import Span
    from libgraph.graph.endpoint import Remote
    from libgraph.graph.protocol import Graph

_NAMES = values(SKOS + name for name in ("prefLabel", "altLabel", "hiddenLabel"))
MOST = 3_000_000
"""More triples than these are not fetched to work a slice out of them here."""


def said(graph: Remote) -> Iterator[Quad]:
    """Every quad of the graphs of sources, things and decisions on a server."""
    for batch in batches(_said_in(graph)):
        query = f"SELECT ?g ?s ?p ?o {{ VALUES ?g {{ {batch} }} GRAPH ?g {{ ?s ?p ?o }} }}"
        for name, *triple in graph.select(query):
            yield blank(Quad(*triple, name))  # type: ignore[arg-type, call-arg]


def _said_in(graph: Remote) -> list[str]:
    return [name for name in graph.pushed if name != ONTOLOGY_GRAPH]


def derived(graph: Remote) -> Iterator[Triple]:
    """What the build added to the merged graph on a server."""
    shortcuts = vocabulary().derived
    yield from _triples(graph, f"VALUES ?p {{ {values(sorted(shortcuts))} }} ?s ?p ?o")
    about = f'?s ?p ?o FILTER(STRSTARTS(STR(?s), "{RELATIONSHIP}"))'
    for triple in _triples(graph, about):
        if triple.predicate.value not in shortcuts:
            yield triple
    yield from _new_names(graph, shortcuts)


def _new_names(graph: Remote, shortcuts: frozenset[str]) -> Iterator[Triple]:
    names = f"VALUES ?p {{ {_NAMES} }}"
    stated = set(_triples(graph, f"{names} GRAPH ?g {{ ?s ?p ?o }} FILTER(?g != <{MERGED_GRAPH}>)"))
    for triple in _triples(graph, f"{names} ?s ?p ?o"):
        term = str(triple.subject)
        if term.startswith((f"<{ONTOLOGY_GRAPH}", f"<{RELATIONSHIP}")):
            continue
        if worked_out(Quad(*triple), shortcuts) or triple not in stated:
            yield triple


def _triples(graph: Remote, pattern: str) -> Iterator[Triple]:
    for row in graph.select(f"SELECT DISTINCT ?s ?p ?o {{ {pattern} }}"):
        yield blank(Quad(*row)).triple  # type: ignore[arg-type]


def sliced(graph: Remote, known_at: Span, *, keep: bool) -> Graph:
    """The slice of what was known by a day: what was said is fetched, and worked out again here.

    Raises:
        UsageError: it is too much to be fetched.
    """
    from libgraph.graph.opened import open_graph

    names = " ".join(f"<{name}>" for name in _said_in(graph))
    ((number,),) = graph.texts(
        f"SELECT (COUNT(*) AS ?n) {{ VALUES ?g {{ {names} }} GRAPH ?g {{ ?s ?p ?o }} }}"
    )
    if int(number) > MOST:
        raise UsageError(
            f"--known-at works everything out again, and {int(number):,} triples at "
            f"{graph.address} are too many to fetch for it: ask where the files are"
        )
    with tempfile.TemporaryDirectory(prefix="libgraph-") as folder:
        file = Path(folder, "said.nq")
        with file.open("wb") as out:
            lines = sorted(f"{quad} .\n" for quad in said(graph))
            out.writelines(line.encode() for line in lines)
        return open_graph([file], keep=keep, known_at=known_at)
