"""The shapes that travel with libgraph, and those of others."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache
from pathlib import Path

from rdflib import OWL, RDF, RDFS, SH, Graph
from rdflib.term import Node, URIRef

from libgraph import resources
from libgraph.errors import BadFile
from libgraph.graph.syntax import fetches
from libgraph.reading.files import discover, is_table
from libgraph.validation import vocabulary
from libgraph.validation.documents import plain, triples
from libgraph.validation.quiet import quiet
from libgraph.validation.terms import AT, LG

_TARGETS = (SH.targetClass, SH.targetNode, SH.targetSubjectsOf, SH.targetObjectsOf, SH.target)
_PROPERTIES = [term for term in SH.__annotations__ if term[0].islower()]
_CLASSES = [term for term in SH.__annotations__ if term[0].isupper()]
_TYPE = str(RDF.type)


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
        BadFile: a file is missing or broken, is a table, has a misspelt term, or a query that
            wants something from elsewhere; or no shape says what it is for: such shapes would
            find nothing wrong in anything.
    """
    graph = Graph(bind_namespaces="none")
    with quiet():
        for file in discover(paths):
            if is_table(file):
                raise BadFile(f"{file} is a table, and shapes are RDF: name files of RDF")
            for triple in triples(file):
                graph.add(plain(triple))
                _refuse_elsewhere(triple[1], str(triple[2]), file)
                _refuse_misspelt(triple, file)
    if not _has_targets(graph):
        names = " ".join(map(str, paths))
        raise BadFile(
            f"{names}: no shape in it says what it is for: write  sh:targetClass  into one, or "
            "name a file of SHACL shapes"
        )
    _declare_imported_prefixes(graph)
    return Shapes(graph)


def _has_targets(graph: Graph) -> bool:
    if any((None, predicate, None) in graph for predicate in _TARGETS):
        return True
    shapes = {*graph.subjects(RDF.type, SH.NodeShape), *graph.subjects(RDF.type, SH.PropertyShape)}
    classes = {*graph.subjects(RDF.type, RDFS.Class), *graph.subjects(RDF.type, OWL.Class)}
    return not shapes.isdisjoint(classes)


def _refuse_misspelt(triple: Iterable[object], file: Path) -> None:
    """Refuse what looks like a term of SHACL, or of ours as a target, and is none."""
    _, predicate, value = map(str, triple)
    for name, known in [(predicate, _PROPERTIES), (value, _CLASSES)][: 1 + (predicate == _TYPE)]:
        term = name.removeprefix(str(SH))
        if term not in (name, *known) and (near := get_close_matches(term, known, 1, 0.75)):
            raise BadFile(f"{file}: SHACL has no sh:{term}: write sh:{near[0]}")
    if predicate == str(SH.targetClass) and value.startswith(str(LG)):
        classes = [str(one).removeprefix(str(LG)) for one in vocabulary.load().classes]
        name = value.removeprefix(str(LG))
        if name not in classes:
            near = get_close_matches(name, classes, n=1, cutoff=0.5)
            remedy = f"write lg:{near[0]}" if near else "libgraph's vocabulary lists them all"
            raise BadFile(f"{file}: there is no class lg:{name}: {remedy}")


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
