"""An opened graph: the one thing that every room above asks."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, cast

import pyoxigraph
from pyoxigraph import (
    Literal,
    NamedNode,
    Quad,
    QueryBoolean,
    QuerySolutions,
    QueryTriples,
    Store,
    Triple,
)

from libgraph import __version__, resources
from libgraph.errors import BadFile, BadQuery
from libgraph.graph import cache
from libgraph.graph.blank import blank
from libgraph.graph.syntax import asks_elsewhere, complaint
from libgraph.namespaces import ONTOLOGY_GRAPH, PREFIXES
from libgraph.reading import files

if TYPE_CHECKING:
    import rdflib

    from libgraph.dates import Span

Term = NamedNode | Literal | None
Row = tuple[Term, ...]
Result = QuerySolutions | QueryBoolean | QueryTriples


class Graph:
    """A graph that can be asked.

    Questions see the merged default graph: what all sources say, with what is derived. What
    one source says stands in the named graph that has the source's IRI.
    """

    def __init__(self, store: Store, files: Sequence[Path] = ()) -> None:
        self.store = store
        self.files = tuple(files)

    def query(self, sparql: str) -> Result:
        """Run any SPARQL query; the project's prefixes need not be declared.

        Raises:
            BadQuery: it does not parse, or is an update; the message gives line and column.
        """
        if asks_elsewhere(sparql):
            raise BadQuery("SERVICE would ask another server, and only this graph is asked here")
        try:
            return self.store.query(sparql, prefixes=PREFIXES)
        except SyntaxError as error:
            raise BadQuery(complaint(sparql, error)) from None
        except ValueError as error:
            raise BadQuery(f"the query cannot be run: {error}") from None

    def select(self, sparql: str) -> Iterator[Row]:
        """The rows of a SELECT query, as tuples of terms; None where unbound."""
        result = self.query(sparql)
        if not isinstance(result, QuerySolutions):
            raise BadQuery("a SELECT query is needed here: begin it with SELECT")
        return (cast(Row, tuple(solution)) for solution in result)

    def texts(self, sparql: str) -> Iterator[tuple[str, ...]]:
        """The rows of a SELECT query as plain texts: IRIs and words; '' where unbound."""
        for row in self.select(sparql):
            yield tuple("" if term is None else term.value for term in row)

    def ask(self, sparql: str) -> bool:
        """The answer of an ASK query."""
        return bool(self.query(sparql))

    def said(self) -> Iterator[Quad]:
        """What was read: every quad of the graphs of sources, things and decisions."""
        for name in self.store.named_graphs():
            if name.value != ONTOLOGY_GRAPH:
                yield from map(blank, self.store.quads_for_pattern(None, None, None, name))

    def derived(self) -> Iterator[Triple]:
        """What follows from it: bounds, relationships, shortcuts; in no named graph."""
        from libgraph.graph.derived import made

        return made(self.store)

    def to_rdflib(self) -> rdflib.Dataset:
        """What was read, as an rdflib dataset."""
        import rdflib
        from pyoxigraph import RdfFormat, serialize

        dataset = rdflib.Dataset()
        dataset.parse(data=serialize(self.said(), format=RdfFormat.N_QUADS), format="nquads")
        return dataset

    def __repr__(self) -> str:
        return f"<Graph of {len(self.files)} {'file' if len(self.files) == 1 else 'files'}>"

    def _repr_html_(self) -> str:
        """How much is in it, for a notebook."""
        from libgraph import showing
        from libgraph.graph.counts import counts

        rows = [[name, f"{number:,}"] for name, number in counts(self).items()]
        return showing.block(showing.table(["in this graph", "how many"], rows))


@dataclass(frozen=True, slots=True)
class _Input:
    """What a graph is made from: files, a day by which sources were written, texts to quote."""

    files: list[Path]
    day: date | None
    texts: Path | None


def open_graph(
    paths: Iterable[str | Path] = (),
    *,
    keep: bool = True,
    known_at: Span | None = None,
    texts: Path | None = None,
) -> Graph:
    """Open the graph in files and folders; with none, the one that ships with libgraph.

    With `known_at`, only what the sources say that were written by its last day (a source of
    uncertain date, by its latest possible one). What tables quote becomes a passage where the
    folder `texts` has the text of the source.

    What is derived is kept in the user's cache folder, by content; `keep=False` works in
    memory and leaves nothing.

    Raises:
        BadFile: a path is missing or broken, or holds no data.
        BadTables: tables have faults; the error has all of them.
    """
    found = files.discover([Path(path) for path in paths] or [resources.folder("data")])
    given = _Input(found, known_at.last if known_at else None, texts and _quoted(found, texts))
    return Graph(_kept(given) if keep else _built(Store(), given), found)


def _quoted(found: list[Path], texts: Path) -> Path | None:
    """The folder of texts, if any of the files quotes them: else they change nothing."""
    tables = [path for path in found if files.is_table(path)]
    if not tables:
        return None
    from libgraph.tables.quotes import quoted

    return texts if quoted(tables) else None


def _built(store: Store, given: _Input) -> Store:
    from libgraph.graph.derive import build  # what is kept need not be derived again

    build(store, given.files, given.day, given.texts)
    return store


def _kept(given: _Input) -> Store:
    def make(place: Path) -> None:
        store = Store(str(place))
        store.bulk_extend(_built(Store(), given))  # leaves no log to be read at each opening
        store.flush()
        if _digest(given) != name:
            raise OSError("a file was changed meanwhile")

    name = _digest(given)
    try:
        return Store.read_only(str(cache.kept(name, make)))
    except (OSError, RuntimeError) as error:
        # an unwritable or damaged cache costs time, never an answer
        if "orrupt" in str(error):
            cache.forget(cache.folder() / name)
        return _built(Store(), given)


def _digest(given: _Input) -> str:
    texts = sorted(given.texts.rglob("*.txt")) if given.texts else []
    tabular = any(map(files.is_table, given.files))
    # rows of the same content may come from files of other kinds
    names = [path.stem for path in given.files if files.is_table(path)]
    try:
        versions = (__version__, pyoxigraph.__version__, str(given.day), *names)
        return cache.digest([*given.files, *texts, *_makers(tabular)], *versions)
    except OSError as error:
        raise BadFile(
            f"{error.filename} cannot be read ({error.strerror}): check its name and its rights"
        ) from None


def _makers(tabular: bool) -> list[Path]:
    """The files that decide what is derived: ontology, rules, and the code of these rooms."""
    ontology, room = resources.folder("ontology"), Path(__file__).parent
    folders = [
        (ontology, "*.ttl"),
        (ontology / "rules", "*.rq"),
        (room, "*.py"),
        (room.parent / "reading", "*.py"),
        (room.parent, "*.py"),
    ]
    if tabular:
        folders += [(ontology / "tables", "*.json"), (room.parent / "tables", "*.py")]
    return [path for folder, pattern in folders for path in sorted(folder.glob(pattern))]
