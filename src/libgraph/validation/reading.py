"""Reads RDF files and tables into one graph, and remembers where each triple stands."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from pyoxigraph import RdfFormat
from rdflib import XSD, Graph
from rdflib.term import Literal

from libgraph.errors import BadFile
from libgraph.namespaces import ID
from libgraph.reading.files import FORMATS, discover, is_table
from libgraph.reading.parsing import quads
from libgraph.validation import documents, lines
from libgraph.validation.places import Place, Places, Triple
from libgraph.validation.quiet import quiet


def _empty() -> Graph:
    return Graph(bind_namespaces="none")


@dataclass(frozen=True)
class Reading:
    """What files say, taken together: the triples of all their graphs, and their places."""

    graph: Graph = field(default_factory=_empty)
    places: Places = field(default_factory=Places)
    notices: list[str] = field(default_factory=list)  # what a reader of tables should know

    def add(self, triple: Triple, place: Place) -> None:
        """Add a triple that stands at a place: how anything that is no RDF file joins in."""
        subject, predicate, value = triple
        if isinstance(value, Literal) and value.datatype == XSD.string:
            triple = subject, predicate, Literal(str(value))  # to rdflib "a"^^xsd:string is no "a"
        self.graph.add(triple)
        self.places.record(triple, place)


def read(
    paths: Sequence[Path],
    into: Reading | None = None,
    known: Sequence[Path] = (),
    texts: Path | None = None,
) -> Reading:
    """Read files, and the RDF files and tables of folders, each once.

    Cells of tables may also name what the files and folders in `known` describe; what they
    quote is looked up in the folder `texts`.

    Raises:
        BadFile: a file is missing, broken, or of no known kind; a folder holds no data.
        BadTables: tables have faults; the error has all of them.
    """
    reading = into or Reading()
    files = _each_once(paths)
    with quiet():
        for path in files:
            if not is_table(path):
                _read_file(path, reading)
        if any(map(is_table, files)):
            _read_tables(files, _each_once(known), texts, reading)
    return reading


def _each_once(paths: Sequence[Path]) -> list[Path]:
    return sorted({path.resolve(): path for path in reversed(discover(paths))}.values())


def _read_tables(
    files: list[Path], known: list[Path], texts: Path | None, reading: Reading
) -> None:
    from libgraph.tables.build import told

    mine = [path for path in files if is_table(path)]
    rdf = [path for path in _each_once([*files, *known]) if not is_table(path)]
    found = told(mine, rdf, beside=[path for path in known if is_table(path)], texts=texts)
    for said in found.said:
        reading.add(documents.as_rdflib(said.triple, said.file), Place(said.file, said.row))
    reading.notices.extend(found.notices)


def _read_file(path: Path, reading: Reading) -> None:
    format_, base = FORMATS[path.suffix], ID
    parse = _WITH_LINES.get(format_)
    if parse is None:
        for triple in documents.triples(path):
            reading.add(triple, Place(str(path)))
        return
    for _ in quads(path):  # rdflib lets much pass that no other tool reads
        pass
    try:
        parse(path, base, _recorder(path, reading))
    except lines.Broken as error:
        raise BadFile(
            f"{path}:{error.line}: this can be loaded but not validated ({error}): write it in "
            f"plain {format_.name}"
        ) from error


def _recorder(path: Path, reading: Reading) -> lines.Record:
    """A function that adds triples; those of one line share their place."""
    file, place = str(path), Place(str(path), 0)

    def record(triple: Triple, line: int) -> None:
        nonlocal place
        if place.line != line:
            place = Place(file, line)
        reading.add(triple, place)

    return record


def _turtle(path: Path, base: str, record: lines.Record) -> None:
    lines.turtle(_text(path), base, record)


def _trig(path: Path, base: str, record: lines.Record) -> None:
    lines.trig(_text(path), base, record)


def _ntriples(path: Path, _base: str, record: lines.Record) -> None:
    lines.ntriples(_lines(path), record)


def _nquads(path: Path, _base: str, record: lines.Record) -> None:
    lines.nquads(_lines(path), record)


def _text(path: Path) -> str:
    return path.read_bytes().decode("utf-8-sig")


def _lines(path: Path) -> Iterator[str]:
    """The lines of a file, without holding it in memory."""
    with path.open(encoding="utf-8-sig", newline=None) as stream:
        yield from stream


_WITH_LINES: dict[RdfFormat, Callable[[Path, str, lines.Record], None]] = {
    RdfFormat.TURTLE: _turtle,
    RdfFormat.TRIG: _trig,
    RdfFormat.N_TRIPLES: _ntriples,
    RdfFormat.N_QUADS: _nquads,
}
