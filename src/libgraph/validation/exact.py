"""Reads chosen parts of a file exactly: each triple with its line, blank nodes with one name."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterator
from pathlib import Path

from pyoxigraph import RdfFormat
from rdflib.term import BNode

from libgraph.errors import BadFile
from libgraph.namespaces import ID
from libgraph.reading.files import FORMATS
from libgraph.validation import chunks, documents, lines
from libgraph.validation.places import Place, Triple

Record = Callable[[Triple, Place], None]


def has_lines(path: Path) -> bool:
    """Whether a triple of the file has a line of its own."""
    return FORMATS[path.suffix] in _WITH_LINES


def with_blank_nodes(path: Path, record: Record) -> None:
    """Record the triples that have a blank node; of a file that has lines.

    Raises:
        BadFile: rdflib cannot read what a strict parser has read.
    """
    _parse(path, chunks.with_blank_nodes, lambda line: "_:" in line, _if(_has_blank, record))


def about(path: Path, subjects: Container[str], record: Record, cut: bool = True) -> None:
    """Record the triples about some IRIs that have no blank node.

    Without `cut`, every statement is parsed: for texts that are written as nobody writes them.

    Raises:
        BadFile: rdflib cannot read what a strict parser has read.
    """

    def wanted(triple: Triple) -> bool:
        return str(triple[0]) in subjects and not _has_blank(triple)

    if has_lines(path):
        statement = chunks.about(subjects) if cut else chunks.all_of_them
        _parse(path, statement, _line_about(subjects), _if(wanted, record))
        return
    place = Place(str(path))
    for triple in documents.triples(path):
        if wanted(triple):
            record(triple, place)


def _has_blank(triple: Triple) -> bool:
    return isinstance(triple[0], BNode) or isinstance(triple[2], BNode)


def _if(wanted: Callable[[Triple], bool], record: Record) -> Record:
    return lambda triple, place: record(triple, place) if wanted(triple) else None


def _line_about(subjects: Container[str]) -> Callable[[str], bool]:
    def wanted(line: str) -> bool:
        name = line[1 : line.find(">")]
        return name in subjects or line[:1] != "<" or "\\" in name

    return wanted


def _parse(
    path: Path, statement: chunks.Wanted, line: Callable[[str], bool], record: Record
) -> None:
    format_ = FORMATS[path.suffix]
    try:
        _WITH_LINES[format_](path, statement, line, _placed(str(path), record))
    except lines.Broken as error:
        raise BadFile.at(
            path, error.line,
            f"this can be loaded but not validated ({error}): write it in plain {format_.name}",
        ) from error  # fmt: skip


def _placed(file: str, record: Record) -> lines.Record:
    """A function that records triples; those of one line share their place."""
    place = Place(file, 0)

    def at_line(triple: Triple, line: int) -> None:
        nonlocal place
        if place.line != line:
            place = Place(file, line)
        record(triple, place)

    return at_line


def _turtle(path: Path, wanted: chunks.Wanted, _line: object, record: lines.Record) -> None:
    lines.turtle(chunks.only(_text(path), wanted), ID, record)


def _trig(path: Path, wanted: chunks.Wanted, _line: object, record: lines.Record) -> None:
    lines.trig(chunks.only(_text(path), wanted, graphs=True), ID, record)


def _ntriples(path: Path, _: object, wanted: Callable[[str], bool], record: lines.Record) -> None:
    lines.ntriples(_lines(path, wanted), record)


def _nquads(path: Path, _: object, wanted: Callable[[str], bool], record: lines.Record) -> None:
    lines.nquads(_lines(path, wanted), record)


def _text(path: Path) -> str:
    return path.read_bytes().decode("utf-8-sig")


def _lines(path: Path, wanted: Callable[[str], bool]) -> Iterator[tuple[int, str]]:
    """The wanted lines of a file and their numbers, without holding it in memory."""
    with path.open(encoding="utf-8-sig", newline=None) as stream:
        for number, line in enumerate(stream, 1):
            if wanted(line):
                yield number, line


_Parser = Callable[[Path, chunks.Wanted, Callable[[str], bool], lines.Record], None]
_WITH_LINES: dict[RdfFormat, _Parser] = {
    RdfFormat.TURTLE: _turtle,
    RdfFormat.TRIG: _trig,
    RdfFormat.N_TRIPLES: _ntriples,
    RdfFormat.N_QUADS: _nquads,
}
