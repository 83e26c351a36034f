"""A graph in a store of our own: in memory, kept in the cache, or built into a folder."""

from __future__ import annotations

import weakref
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pyoxigraph import NamedNode, Quad, Store, Triple

from libgraph.errors import BadQuery
from libgraph.graph.blank import blank
from libgraph.graph.folders import let_go
from libgraph.graph.protocol import Graph, Result
from libgraph.graph.syntax import complaint, elsewhere, unknown_function
from libgraph.namespaces import ONTOLOGY_GRAPH, PREFIXES


@dataclass(frozen=True, slots=True)
class Dataset:
    """The graphs (IRIs) that a query sees as its default graph, merged, and by their names.

    With neither, it sees all there is: the merge of what is said, and each source's graph.
    """

    default: Sequence[str] = ()
    named: Sequence[str] = ()

    def chosen(self) -> dict[str, Any]:
        """As the engine takes it."""
        if not self.default and not self.named:
            return {}
        return {
            "default_graph": [NamedNode(iri) for iri in self.default],
            "named_graphs": [NamedNode(iri) for iri in self.named],
        }


class Stored(Graph):
    """A graph in an Oxigraph store.

    `files` are what it was made from; `place` is the folder of the store, None in memory;
    `held` keeps that folder in place (see :mod:`folders`) as long as the graph is there.
    """

    def __init__(
        self,
        store: Store,
        files: Sequence[Path] = (),
        place: Path | None = None,
        held: int | None = None,
    ) -> None:
        self.store = store
        self.files = tuple(files)
        self.place = place
        if held is not None:
            weakref.finalize(self, let_go, held)

    def query(self, sparql: str) -> Result:
        return self.over(sparql, Dataset())

    def over(self, sparql: str, dataset: Dataset) -> Result:
        """Run a query over some of the graphs; they go before those that it names itself.

        Raises:
            BadQuery: it does not parse, or is an update, or a graph's name is no IRI.
        """
        if refusal := elsewhere(sparql):
            raise BadQuery(refusal)
        try:
            return self.store.query(sparql, prefixes=PREFIXES, **dataset.chosen())
        except SyntaxError as error:
            raise BadQuery(complaint(sparql, error)) from None
        except (ValueError, RuntimeError) as error:
            if function := unknown_function(str(error)):
                raise BadQuery(function) from None
            if isinstance(error, RuntimeError):
                raise
            raise BadQuery(f"the query cannot be run: {error}") from None

    def said(self) -> Iterator[Quad]:
        for name in self.store.named_graphs():
            if name.value != ONTOLOGY_GRAPH:
                yield from map(blank, self.store.quads_for_pattern(None, None, None, name))

    def derived(self) -> Iterator[Triple]:
        from libgraph.graph.derived import made

        return made(self.store)

    def __repr__(self) -> str:
        return f"<Graph of {len(self.files)} {'file' if len(self.files) == 1 else 'files'}>"
