"""Validation from files or a graph to a report: judges, then SHACL, then names and places."""

from __future__ import annotations

from collections.abc import Container, Sequence
from dataclasses import replace
from itertools import chain
from pathlib import Path

from rdflib import RDF, Graph
from rdflib.term import Node, URIRef

from libgraph.graph.progress import Progress, unseen
from libgraph.namespaces import lg
from libgraph.validation import judges, shapes, vocabulary
from libgraph.validation.engines import ENGINES, Engine
from libgraph.validation.facts import Facts
from libgraph.validation.names import Names
from libgraph.validation.reading import Input, Reading, read
from libgraph.validation.report import Report, build
from libgraph.validation.shapes import Shapes
from libgraph.validation.uncollected import uncollected
from libgraph.validation.verdicts import explained

_SOURCE = URIRef(lg("Source"))


@uncollected()
def validate(
    paths: Sequence[Input],
    context: Sequence[Input] = (),
    texts: Path | None = None,
    engine: str = "auto",
    progress: Progress = unseen,
    own: Sequence[Path] = (),
) -> Report:
    """Validate files, the RDF files and tables of folders, and graphs that were opened.

    Args:
        paths: what is validated: findings are about nodes that are subjects there.
        context: what only describes what `paths` mention: things, sources.
        texts: a folder of the sources' texts, for what tables quote.
        engine: a name of `ENGINES`; all of them find the same.
        progress: is told how far it has come.
        own: files and folders of SHACL shapes that are the rules in place of ours.

    Raises:
        BadFile: a file is missing or broken, or a folder holds no data.
        BadTables: tables have faults; the error has all of them.
    """
    rules = shapes.read(own) if own else None
    reading = read(paths, known=context, texts=texts, progress=progress)
    notices = tuple(reading.notices)
    foci = reading.facts.described() if context else None
    if context:
        read(context, into=reading, known=paths, texts=texts, progress=progress)
    found = validate_reading(reading, foci, ENGINES[engine], progress, rules)
    return replace(found, notices=notices)


def validate_graph(graph: Graph, engine: str = "auto") -> Report:
    """Validate an rdflib graph, which stays as it is; the findings have no file and no line."""
    return validate_reading(Reading(Facts.of(graph)), run=ENGINES[engine])


def validate_reading(
    reading: Reading,
    foci: Container[Node] | None = None,
    run: Engine = ENGINES["auto"],
    progress: Progress = unseen,
    own: Shapes | None = None,
) -> Report:
    """Validate what was read, from wherever; report what concerns `foci`, if given.

    The rules are `own` shapes, or else ours: those that travel with libgraph, and the judges.
    """
    facts, known, rules = reading.facts, vocabulary.load(), own or shapes.load()
    triples, documents = len(facts), len(facts.subjects(RDF.type, _SOURCE))
    faults = [] if own else judges.faults(facts, known, progress)
    progress("Checking the shapes", 0, 0)
    background = () if own else known.background
    with facts.with_more(chain(background, (fault.triple for fault in faults))):
        results = explained(run(facts, rules), faults)
    wanted = [result for result in results if foci is None or result.focus in foci]
    reading.locate({result.focus for result in wanted}, progress)
    report = build(wanted, reading.places, Names(facts, known), rules)
    return replace(report, triples=triples, documents=documents)
