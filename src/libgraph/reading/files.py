"""The files that a graph is read from: RDF, and tables."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from pyoxigraph import RdfFormat

from libgraph import resources
from libgraph.errors import BadFile
from libgraph.writing import DRAFT

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


SHIPPED = Path("shipped")
"""Stands for the graph that comes with libgraph, where nothing else is called so."""
TABLES = (".csv", ".tsv", ".xlsx")  # whatever the case


def discover(paths: Iterable[Path]) -> list[Path]:
    """The RDF files and tables that files, folders and `SHIPPED` stand for, in a fixed order.

    Raises:
        BadFile: a path is missing, has an unknown ending, or is a folder without either.
    """
    return [file for path in paths for file in _files(path)]


def meant(path: Path) -> Path:
    """The folder that `SHIPPED` stands for; any other path as it is."""
    return resources.folder("data") if path == SHIPPED and not path.exists() else path


def is_table(path: Path) -> bool:
    """Say whether a file is a table, by its ending."""
    return path.suffix.lower() in TABLES


def _is_read(path: Path) -> bool:
    """Whether a file of a folder belongs to its graph; `~$x.xlsx` is a lock, `.x.csv` hidden."""
    if is_table(path):
        return not path.name.startswith(("~$", ".")) and path.is_file()
    return path.suffix in FORMATS and path.is_file()


def _is_draft(path: Path, folder: Path) -> bool:
    """Whether a file is not there yet: somebody is writing it, with others."""
    return any(part.startswith(DRAFT) for part in path.relative_to(folder).parts)


def _files(path: Path) -> list[Path]:
    path = meant(path)
    if path.is_dir():
        found = sorted(p for p in path.rglob("*") if _is_read(p) and not _is_draft(p, path))
        if not found:
            raise BadFile(
                f"{path} holds no RDF and no tables: put files ending in {_endings()} there"
            )
        return found
    if not path.exists():
        raise BadFile(
            f"{path} does not exist: name a folder, a file of RDF or a table, or {SHIPPED}"
        )
    if path.suffix not in FORMATS and not is_table(path):
        raise BadFile(f"{path} is neither RDF nor a table by its ending: use one of {_endings()}")
    return [path]


def _endings() -> str:
    return ", ".join((*FORMATS, *TABLES))
