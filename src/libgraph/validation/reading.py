"""Reads RDF files of six formats into one graph, and remembers where each triple stands."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from rdflib import Graph

from libgraph.errors import BadFile

from . import documents, lines
from .advice import advice
from .lines import Broken
from .places import Place, Places, Triple

SUFFIXES = (".ttl", ".trig", ".nt", ".nq", ".rdf", ".jsonld")


def _empty() -> Graph:
    return Graph(bind_namespaces="none")


@dataclass(frozen=True)
class Reading:
    """What files say, taken together: the triples of all their graphs, and their places."""

    graph: Graph = field(default_factory=_empty)
    places: Places = field(default_factory=Places)

    def add(self, triple: Triple, place: Place) -> None:
        """Add a triple that stands at a place: how anything that is no RDF file joins in."""
        self.graph.add(triple)
        self.places.record(triple, place)


def read(paths: Sequence[Path], into: Reading | None = None) -> Reading:
    """Read files, and the RDF files of folders, in order of their names.

    Raises:
        BadFile: a file is missing, broken, or of no known kind; a folder holds no RDF.
    """
    reading = into or Reading()
    for path in _files(paths):
        _read_file(path, reading)
    return reading


def _files(paths: Sequence[Path]) -> list[Path]:
    found = [file for path in paths for file in (_walk(path) if path.is_dir() else [path])]
    once = {file.absolute(): file for file in reversed(found)}
    return sorted(once.values(), key=lambda file: file.as_posix())


def _walk(folder: Path) -> Iterator[Path]:
    files = [file for file in folder.rglob("*") if file.suffix.lower() in SUFFIXES]
    if not files:
        raise BadFile(
            f"{folder} holds no RDF: name a folder that has files ending in {' '.join(SUFFIXES)}"
        )
    return iter(files)


def _read_file(path: Path, reading: Reading) -> None:
    kind = path.suffix.lower()
    if kind not in SUFFIXES:
        raise BadFile(
            f"{path} is of no kind that can be validated: give it one of the endings "
            f"{' '.join(SUFFIXES)}"
        )
    try:
        _PARSERS[kind](path, reading)
    except OSError as error:
        raise BadFile(f"{path} cannot be read: {_why(error)}") from error
    except UnicodeDecodeError as error:
        raise BadFile(f"{path} is not UTF-8 text: save it as UTF-8") from error
    except Broken as error:
        raise BadFile(f"{Place(str(path), error.line or None)}: {advice(kind, error)}") from error


def _why(error: OSError) -> str:
    if isinstance(error, FileNotFoundError):
        return "there is no such file; check its name"
    return f"{error.strerror or error}; check that it is a file that you may read"


Parser = Callable[[str, str, lines.Record], None]
LineParser = Callable[[Iterator[str], lines.Record], None]


def _whole(parse: Parser) -> Callable[[Path, Reading], None]:
    """Read a format whose statements reach over lines."""

    def run(path: Path, reading: Reading) -> None:
        text = path.read_bytes().decode("utf-8-sig")
        parse(text, path.absolute().as_uri(), _recorder(path, reading))

    return run


def _by_line(parse: LineParser) -> Callable[[Path, Reading], None]:
    """Read a format with one statement a line, without holding the file in memory."""

    def run(path: Path, reading: Reading) -> None:
        with path.open(encoding="utf-8-sig", newline=None) as stream:
            parse(stream, _recorder(path, reading))

    return run


def _document(parse: Callable[[bytes, str], Iterator[Triple]]) -> Callable[[Path, Reading], None]:
    """Read a format in which a triple has no line."""

    def run(path: Path, reading: Reading) -> None:
        place = Place(str(path))
        for triple in parse(path.read_bytes(), path.absolute().as_uri()):
            reading.add(triple, place)

    return run


def _recorder(path: Path, reading: Reading) -> lines.Record:
    file, place = str(path), Place(str(path), 0)

    def record(triple: Triple, line: int) -> None:
        nonlocal place
        if place.line != line:
            place = Place(file, line)
        reading.add(triple, place)

    return record


_PARSERS: dict[str, Callable[[Path, Reading], None]] = {
    ".ttl": _whole(lines.turtle),
    ".trig": _whole(lines.trig),
    ".nt": _by_line(lines.ntriples),
    ".nq": _by_line(lines.nquads),
    ".rdf": _document(documents.rdf_xml),
    ".jsonld": _document(documents.json_ld),
}
