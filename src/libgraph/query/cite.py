"""Find words in the text of a source, so that nobody counts characters."""

from __future__ import annotations

from pathlib import Path

from libgraph import evidence
from libgraph.errors import BadFile, UnknownName, UsageError
from libgraph.evidence import Passage
from libgraph.graph.protocol import Graph
from libgraph.namespaces import SOURCE, lg, local_name
from libgraph.query.entities import resolve
from libgraph.query.quotes import Library


def cite(graph: Graph, source: str, words: str, folder: Path | None) -> list[Passage]:
    """The passages of a source that have these words, in order.

    Raises:
        UnknownName: there is no such source, or the words do not stand in it.
        UsageError: no folder of texts is given.
        BadFile: the folder does not have the source's text, or has another one.
    """
    if folder is None:
        raise UsageError(
            "say where the texts are: --sources FOLDER, or the variable LIBGRAPH_SOURCES"
        )
    iri = resolve(graph, source, bases=(SOURCE,)).iri
    if not graph.ask(f"ASK {{ <{iri}> a <{lg('Source')}> }}"):
        raise UnknownName(f"{source!r} is not a source: libgraph query sources  lists them")
    text = Library(graph, folder).text(iri)
    if text is None:
        raise BadFile(
            f"{folder} does not hold the text of {local_name(iri)}: put it there as UTF-8 .txt"
        )
    found = [Passage(iri, begin, end) for begin, end in evidence.find(text, words)]
    if not found:
        raise UnknownName(
            f"{local_name(iri)} does not say {words!r}: try fewer or other words of it"
        )
    return found
