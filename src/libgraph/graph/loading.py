"""Put every triple where it belongs: said by a source, a thing's description, or a decision.

A statement's graph is its source, named by the source's IRI and computed from the evidence;
decisions go to ``graph/curation``, everything else to ``graph/things``. The default graph is
the merge of all, with identities decided: what sources say stays as said in their graphs.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path

from pyoxigraph import Quad, Triple

from libgraph.errors import BadFile
from libgraph.graph.blank import named
from libgraph.graph.copies import TABLES, WHOLE, Copies, numbered
from libgraph.graph.derived import worked_out
from libgraph.graph.layout import Layout
from libgraph.graph.lines import lines
from libgraph.graph.progress import Progress, counted, unseen
from libgraph.graph.slicing import left_out
from libgraph.reading.files import is_table
from libgraph.reading.parsing import quads


def gather(
    paths: Iterable[Path],
    copies: Copies,
    derived: frozenset[str],
    texts: Path | None = None,
    progress: Progress = unseen,
    context: Iterable[Path] = (),
) -> Layout:
    """Read all files into `copies`, and find out where their triples belong.

    What the build itself made (predicates in `derived`, relationships, names of the project's
    own things) is left out, and worked out again. Blank nodes become IRIs by their RDFC-1.0
    labels, the same on every run. In `texts` are the texts of sources that tables quote. The
    files in `context` only describe what tables name.

    Raises:
        BadFile: a file cannot be read or parsed, or there is nothing in any of them.
        BadTables: tables have faults; the error has all of them.
    """
    paths = list(paths)
    layout = Layout()
    rows: list[Quad] = []
    for number, path in enumerate(paths):
        if not is_table(path):
            read = counted(said(path, derived), f"reading {path.name}", 0, progress)
            name = numbered(number)
            layout.quads[name] = copies.write(name, layout.noting(read))
    if any(map(is_table, paths)):
        rows, layout.notices = table_rows(paths, texts, context)
        layout.quads[TABLES] = copies.write(TABLES, layout.noting(_lines(rows, derived)))
    if layout.has_blank_nodes:
        layout = _without_blank_nodes(paths, rows, copies, layout, derived)
    if not any(layout.quads.values()):
        raise BadFile(_nothing(paths))
    layout.settle()
    return layout


def arranged(copies: Copies) -> Layout:
    """Where triples belong that were copied once."""
    layout = Layout()
    for name in copies.names():
        layout.quads[name] = sum(1 for _ in layout.noting(copies.read(name)))
    layout.settle()
    return layout


def said(path: Path, derived: frozenset[str]) -> Iterator[str]:
    """What a file says, as lines, without what the build itself made in an export of its own.

    Raises:
        BadFile: it cannot be read or parsed.
    """
    return _lines(quads(path), derived)


def _lines(read: Iterable[Quad], derived: frozenset[str]) -> Iterator[str]:
    return lines(quad.triple for quad in _clean(read, derived))


def _clean(read: Iterable[Quad], derived: frozenset[str]) -> Iterator[Quad]:
    return (quad for quad in read if not worked_out(quad, derived))


def table_rows(
    paths: Iterable[Path], texts: Path | None, context: Iterable[Path] = ()
) -> tuple[list[Quad], tuple[str, ...]]:
    """What the tables among the files say, read against the names in the others and in `context`.

    And what a reader of them should know.
    """
    from libgraph.tables.build import told  # who has no tables does not wait for it

    paths, context = list(paths), list(context)
    rdf = [path for path in (*paths, *context) if not is_table(path)]
    beside = [path for path in context if is_table(path)]
    found = told([path for path in paths if is_table(path)], rdf, beside=beside, texts=texts)
    return [Quad(*one.triple) for one in found.said], found.notices


def table_lines(
    paths: Iterable[Path], texts: Path | None, derived: frozenset[str]
) -> tuple[Iterator[str], tuple[str, ...]]:
    """The same as lines."""
    rows, notices = table_rows(paths, texts)
    return _lines(rows, derived), notices


def _without_blank_nodes(
    paths: list[Path], rows: list[Quad], copies: Copies, before: Layout, derived: frozenset[str]
) -> Layout:
    """One copy for all: what a blank node is called depends on every file."""
    rdf = [quad for path in paths if not is_table(path) for quad in quads(path)]
    addressed: list[Triple] = [quad.triple for quad in named(_clean([*rdf, *rows], derived))]
    copies.clear()
    layout = Layout(notices=before.notices, has_blank_nodes=True)
    layout.quads[WHOLE] = copies.write(WHOLE, layout.noting(lines(addressed)))
    return layout


def _nothing(paths: list[Path]) -> str:
    where = ", ".join(map(str, paths[:3]))
    only = " but comments" if any(map(is_table, paths)) else ""
    return f"there is nothing{only} in {where}: fill in a row, or name other files"


def placed(said: Iterable[str], layout: Layout) -> Iterator[str]:
    """Every line in the graph that it belongs to, and in the merge."""
    for line in said:
        subject, predicate, _ = line.split(" ", 2)
        yield f"{line[:-2]}{layout.graph(subject, predicate)} .\n"
        yield layout.merged(line)


def known(copies: Copies, layout: Layout, day: date) -> Iterator[str]:
    """The lines of the copies that are in sources that were written by a day."""
    dropped = left_out(copies, layout.sources, day)
    return (line for line in copies if line.split(" ", 1)[0] not in dropped)
