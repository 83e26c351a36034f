"""The shapes that travel with libgraph, and those of others."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from rdflib import OWL, SH, Graph
from rdflib.term import Node, URIRef

from libgraph import resources
from libgraph.errors import BadFile
from libgraph.graph.syntax import fetches
from libgraph.reading.files import discover, is_table
from libgraph.validation.documents import plain, triples
from libgraph.validation.quiet import quiet
from libgraph.validation.terms import AT


@dataclass(frozen=True)
class Shapes:
    """All shape files as one graph."""

    graph: Graph

    def points_at(self, shape: Node) -> URIRef | None:
        """The property whose line a finding of this shape points at, where the shape says so."""
        found = self.graph.value(shape, AT)
        return found if isinstance(found, URIRef) else None


@cache
def load() -> Shapes:
    """The shapes in ``ontology/shapes``."""
    graph = Graph(bind_namespaces="none")
    for file in sorted((resources.folder("ontology") / "shapes").glob("*.ttl")):
        graph.parse(file, format="turtle")
    return Shapes(graph)


def read(paths: Sequence[Path]) -> Shapes:
    """The shapes in somebody's own files and folders, which nothing else is asked for.

    Raises:
        BadFile: a file is missing or broken, is a table, or has a query that wants something
            from elsewhere.
    """
    graph = Graph(bind_namespaces="none")
    with quiet():
        for file in discover(paths):
            if is_table(file):
                raise BadFile(f"{file} is a table, and shapes are RDF: name files of RDF")
            for triple in triples(file):
                graph.add(plain(triple))
                _refuse_elsewhere(triple[1], str(triple[2]), file)
    _declare_imported_prefixes(graph)
    return Shapes(graph)


def _declare_imported_prefixes(graph: Graph) -> None:
    """Prefixes count that are declared where owl:imports leads; pySHACL looks no further."""
    for user in set(graph.objects(None, SH.prefixes)):
        for imported in set(graph.transitive_objects(user, OWL.imports)):
            for declared in set(graph.objects(imported, SH.declare)):
                graph.add((user, SH.declare, declared))


def _refuse_elsewhere(predicate: Node, text: str, file: Path) -> None:
    if predicate in (SH.select, SH.ask, SH.construct) and fetches(text):
        raise BadFile(
            f"{file} has a query with SERVICE or FROM, which would fetch from elsewhere: "
            "write it without these words, and letters as they are, not as \\u…"
        )
