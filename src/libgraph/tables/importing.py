"""Import tables: read them against a graph's names, as triples to be written once and kept."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from pyoxigraph import NamedNode, Triple

from libgraph.errors import BadFile
from libgraph.namespaces import TYPE
from libgraph.reading.files import discover, is_table
from libgraph.tables.build import told
from libgraph.tables.columns import named
from libgraph.tables.terms import terms


@dataclass(frozen=True, slots=True)
class Imported:
    """What tables become: triples, each once; and how many statements and things they are."""

    triples: tuple[Triple, ...]
    statements: int
    things: int
    notices: tuple[str, ...]


def imported(
    files: Sequence[Path],
    graph: Sequence[Path],
    *,
    texts: Path | None = None,
    kind: str | None = None,
    target: Path | None = None,
) -> Imported:
    """Read tables against the names of a graph.

    Args:
        files: tables, and folders of tables.
        graph: files and folders of the graph that knows things by name.
        texts: the folder of the sources' texts, for quotes.
        kind: what the tables are, where their names do not say it.
        target: a file of the graph that the result will replace, and so is not read.

    Raises:
        BadTables: tables have faults; the error has all of them.
        BadFile: a file is missing, broken, or no table.
        UnknownName: no kind is called so.
    """
    kind = named(kind).name if kind else None
    tables = [path for path in discover(files) if is_table(path)]
    for path in files:
        if not any(_same(table, path) or path.is_dir() for table in tables):
            raise BadFile(f"{path} is no table: name a file that ends in .csv, .tsv or .xlsx")
    around = [path for path in discover(graph) if target is None or not _same(path, target)]
    rdf = [path for path in around if not is_table(path)]
    beside = [path for path in around if is_table(path)]
    found = told(tables, rdf, beside=beside, texts=texts, kind=kind)
    triples = dict.fromkeys(said.triple for said in found.said)
    typed = {(one.subject, one.object) for one in triples if one.predicate.value == TYPE}
    kinds = {NamedNode(one) for one in terms().statements}
    statements = sum(type_ in kinds for _, type_ in typed)
    return Imported(tuple(triples), statements, len(typed) - statements, found.notices)


def _same(path: Path, other: Path) -> bool:
    return path.resolve() == other.resolve()
