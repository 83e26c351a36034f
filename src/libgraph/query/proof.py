"""Prove that the texts a reader keeps are the ones that the graph's passages count in."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from libgraph import evidence
from libgraph.errors import BadFile
from libgraph.evidence import Text
from libgraph.graph.protocol import Graph
from libgraph.namespaces import local_name
from libgraph.query.quotes import Library

_PASSAGES = "SELECT DISTINCT ?place { ?s prov:wasQuotedFrom ?place } ORDER BY ?place"
_SOURCES = """SELECT ?source (SAMPLE(?n) AS ?length) {
    ?source a lg:Source OPTIONAL { ?source lg:textLength ?n } } GROUP BY ?source ORDER BY ?source"""


@dataclass(frozen=True, slots=True)
class Proof:
    """What is wrong with texts and passages, and the sources whose text is not at hand."""

    wrong: tuple[str, ...]
    missing: tuple[str, ...]


def prove(graph: Graph, folder: Path) -> Proof:
    """Hold the texts in `folder` against all sources and passages of the graph.

    Raises:
        BadFile: there is no such folder.
    """
    library = Library(graph, folder)
    texts: dict[str, Text] = {}
    wrong, missing = [], []
    for source, length in graph.texts(_SOURCES):
        try:
            text = library.text(source)
        except BadFile as error:
            wrong.append(str(error))
            continue
        if text is None:
            missing.append(local_name(source))
            continue
        texts[source] = text
        if length and int(length) != len(text):
            wrong.append(
                f"{local_name(source)} has {len(text)} characters: write lg:textLength {len(text)}"
            )
    for (place,) in graph.texts(_PASSAGES):
        text = texts.get(evidence.source_of(place))
        if text and (fault := evidence.fault(place, len(text))):
            wrong.append(f"{local_name(evidence.source_of(place))}: {fault}")
    return Proof(tuple(wrong), tuple(missing))
