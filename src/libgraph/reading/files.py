"""The files that a graph is read from."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from pyoxigraph import RdfFormat

from libgraph.errors import BadFile

FORMATS = {
    ".ttl": RdfFormat.TURTLE,
    ".trig": RdfFormat.TRIG,
    ".nt": RdfFormat.N_TRIPLES,
    ".nq": RdfFormat.N_QUADS,
    ".rdf": RdfFormat.RDF_XML,
    ".xml": RdfFormat.RDF_XML,
    ".owl": RdfFormat.RDF_XML,
    ".jsonld": RdfFormat.JSON_LD,
}


def discover(paths: Iterable[Path]) -> list[Path]:
    """The RDF files that `paths` (files and folders) stand for, in a fixed order.

    Raises:
        BadFile: a path is missing, has an unknown ending, or is a folder without RDF.
    """
    return [file for path in paths for file in _files(path)]


def _files(path: Path) -> list[Path]:
    if path.is_dir():
        found = sorted(p for p in path.rglob("*") if p.suffix in FORMATS and p.is_file())
        if not found:
            raise BadFile(f"{path} holds no RDF: put files ending in {_endings()} there")
        return found
    if not path.exists():
        raise BadFile(f"{path} does not exist: name a folder or file of RDF")
    if path.suffix not in FORMATS:
        raise BadFile(f"{path} is not RDF by its ending: use one of {_endings()}")
    return [path]


def _endings() -> str:
    return ", ".join(FORMATS)
