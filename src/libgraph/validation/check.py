"""Validation from files or a graph to a report: judges, then SHACL, then names and places."""

from __future__ import annotations

from collections.abc import Callable, Container, Sequence
from dataclasses import replace
from itertools import chain
from pathlib import Path

from rdflib import RDF, Graph, URIRef
from rdflib.term import Node

from libgraph.namespaces import lg
from libgraph.validation import engine, judges, shapes, vocabulary
from libgraph.validation.names import Names
from libgraph.validation.reading import Reading, read
from libgraph.validation.report import Report, build
from libgraph.validation.result import Result
from libgraph.validation.shapes import Shapes
from libgraph.validation.verdicts import explained, stated

_SOURCE = URIRef(lg("Source"))
Engine = Callable[[Graph, Shapes], list[Result]]


def validate(
    paths: Sequence[Path], context: Sequence[Path] = (), texts: Path | None = None
) -> Report:
    """Validate files, and the RDF files and tables of folders.

    Args:
        paths: what is validated: findings are about nodes that are subjects there.
        context: files that only describe what `paths` mention: things, sources.
        texts: a folder of the sources' texts, for what tables quote.

    Raises:
        BadFile: a file is missing or broken, or a folder holds no data.
        BadTables: tables have faults; the error has all of them.
    """
    reading = read(paths, known=context, texts=texts)
    notices = tuple(reading.notices)
    foci = set(reading.graph.subjects(unique=True)) if context else None
    if context:
        read(context, into=reading, known=paths, texts=texts)
    return replace(validate_reading(reading, foci), notices=notices)


def validate_graph(graph: Graph) -> Report:
    """Validate an rdflib graph, which stays as it is; the findings have no file and no line."""
    return validate_reading(Reading(graph))


def validate_reading(
    reading: Reading, foci: Container[Node] | None = None, run: Engine = engine.pyshacl
) -> Report:
    """Validate what was read, from wherever; report what concerns `foci`, if given."""
    graph, known, rules = reading.graph, vocabulary.load(), shapes.load()
    faults = judges.faults(graph, known)
    facts = chain(known.background, (fault.triple for fault in faults))
    with stated(graph, facts):
        results = run(graph, rules)
    names = Names(graph, known)
    report = build(explained(results, faults), graph, reading.places, names, rules, foci)
    documents = sum(1 for _ in graph.subjects(RDF.type, _SOURCE, unique=True))
    return replace(report, triples=len(graph), documents=documents)
