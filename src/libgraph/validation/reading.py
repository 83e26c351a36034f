"""Reads RDF files and tables into facts, and knows where to look a triple up again."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from pyoxigraph import Quad
from rdflib.term import Node, URIRef

from libgraph.graph.progress import Progress, counted, unseen
from libgraph.graph.protocol import Graph
from libgraph.reading.files import discover, is_table
from libgraph.reading.parsing import quads
from libgraph.validation import exact
from libgraph.validation.documents import as_rdflib, plain
from libgraph.validation.facts import Facts
from libgraph.validation.loading import load
from libgraph.validation.places import Place, Places, Triple
from libgraph.validation.quiet import quiet

if TYPE_CHECKING:
    from libgraph.tables.statements import Said

Input = Path | Graph


@dataclass(frozen=True)
class Reading:
    """What files say, taken together: the triples of all their graphs, and their places."""

    facts: Facts = field(default_factory=Facts)
    places: Places = field(default_factory=Places)
    files: list[Path] = field(default_factory=list)  # of RDF, in the order of reading
    rows: list[Said] = field(default_factory=list)  # of tables
    notices: list[str] = field(default_factory=list)  # what a reader of tables should know

    def add(self, triple: Triple, place: Place) -> None:
        """Add a triple that stands at a place: how anything that is no RDF file joins in."""
        one = plain(triple)
        self.facts.add(*one)
        self.places.record(one, place)

    def locate(self, nodes: Collection[Node], progress: Progress = unseen) -> None:
        """Look up where everything stands that is said of some nodes."""
        wanted = {node for node in nodes if isinstance(node, URIRef)}
        with quiet():
            self._look_up(wanted, progress, cut=True)
            self._look_up({n for n in wanted if not self.places.knows(n)}, progress, cut=False)

    def _look_up(self, nodes: set[URIRef], progress: Progress, cut: bool) -> None:
        names = set(map(str, nodes))
        for said in self.rows:
            if str(getattr(said.triple.subject, "value", "")) in names:
                self._record(as_rdflib(said.triple, said.file), Place(said.file, said.row))
        for number, path in enumerate(self.files if names else ()):
            progress("Finding lines", number, len(self.files))
            exact.about(path, names, self._record, cut)

    def _record(self, triple: Triple, place: Place) -> None:
        self.places.record(plain(triple), place)


def read(
    inputs: Sequence[Input],
    into: Reading | None = None,
    known: Sequence[Input] = (),
    texts: Path | None = None,
    progress: Progress = unseen,
) -> Reading:
    """Read files, the RDF files and tables of folders, and graphs that were opened, each once.

    Cells of tables may also name what the files and folders in `known` describe; what they
    quote is looked up in the folder `texts`. Of an opened graph, what was read counts, without
    what is derived; its triples have no place.

    Raises:
        BadFile: a file is missing, broken, or of no known kind; a folder holds no data.
        BadTables: tables have faults; the error has all of them.
    """
    reading = into or Reading()
    files = _each_once(inputs)
    with quiet():
        for one in inputs:
            if isinstance(one, Graph):
                _read_graph(one, reading, progress)
        for path in files:
            if not is_table(path):
                _read_file(path, reading, progress)
        if any(map(is_table, files)):
            progress("Reading tables", 0, 0)
            _read_tables(files, _each_once(known), texts, reading)
    return reading


def _read_graph(graph: Graph, reading: Reading, progress: Progress) -> None:
    others: list[Quad] = []
    load(reading.facts, counted(graph.said(), "Reading the graph", 0, progress), others.append)
    for quad in others:
        reading.facts.add(*as_rdflib(quad.triple, "the graph"))
    reading.notices.extend(graph.notices)


def _each_once(inputs: Sequence[Input]) -> list[Path]:
    paths = [one for one in inputs if isinstance(one, Path)]
    return sorted({path.resolve(): path for path in reversed(discover(paths))}.values())


def _read_tables(
    files: list[Path], known: list[Path], texts: Path | None, reading: Reading
) -> None:
    from libgraph.tables.build import told

    mine = [path for path in files if is_table(path)]
    rdf = [path for path in _each_once([*files, *known]) if not is_table(path)]
    found = told(mine, rdf, beside=[path for path in known if is_table(path)], texts=texts)
    for said in found.said:
        reading.places.expect(said.file)
    load(reading.facts, (said.triple for said in found.said), _not_in_tables)
    reading.rows.extend(found.said)
    reading.notices.extend(found.notices)


def _not_in_tables(triple: object) -> None:
    raise AssertionError(f"tables make no blank nodes: {triple}")


def _read_file(path: Path, reading: Reading, progress: Progress) -> None:
    """Read what can be looked up again later; what has blank nodes is placed at once."""
    others: list[Quad] = []
    reading.places.expect(str(path))
    told = (
        quads(path) if progress is unseen else counted(quads(path), f"Reading {path}", 0, progress)
    )
    load(reading.facts, told, others.append)
    triples = [as_rdflib(quad.triple, str(path)) for quad in others]
    if not exact.has_lines(path):
        for triple in triples:
            reading.add(triple, Place(str(path)))
    elif triples:
        exact.with_blank_nodes(path, reading.add)
    reading.files.append(path)
