"""A network as a folder of parquet files, for engines past one machine and for anybody's tools.

    FOLDER/nodes.parquet             id, iri, label, tied
    FOLDER/edges.parquet             src, dst, layer, via, certain, four dates, relationships
    FOLDER/weights.parquet           src, dst, weight, certain, layers: each pair once
    FOLDER/libgraph-projection.json  what was asked for, and how much there is

An edge is a tie: two bodies and what they share. Its four dates are the outermost bounds of all
that shows it; none is no limit. `via` is null where a tie needs no third thing.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
from pyarrow import parquet as files

from libgraph.dates import Holds, Span
from libgraph.errors import UsageError
from libgraph.graph import Graph
from libgraph.graph.labels import labels
from libgraph.network import projected
from libgraph.network.columns import Column, TieColumns
from libgraph.network.projection import chosen
from libgraph.network.ties import bodies_of
from libgraph.network.words import count
from libgraph.writing import writing_folder

MANIFEST = "libgraph-projection.json"
VERSION = 1
NODES, EDGES, WEIGHTS = "nodes.parquet", "edges.parquet", "weights.parquet"
_DATES = ("begins_earliest", "begins_latest", "ends_earliest", "ends_latest")


@dataclass(frozen=True, slots=True)
class Said:
    """What a projection says of itself. `span` are the first and last day asked about."""

    layers: tuple[str, ...]
    span: tuple[str, str] | None
    certain: bool
    known_at: str
    lang: str
    nodes: int
    edges: int
    weights: int
    version: int = VERSION

    def told(self) -> str:
        """How much there is, in words."""
        return (
            f"{count(self.nodes, 'body', 'bodies')}, {count(self.edges, 'tie')} between "
            f"{count(self.weights, 'pair')} of them; names in other languages, sources and the "
            "words of dates are left out: the graph has them under the IRIs"
        )


def write(
    graph: Graph,
    folder: Path,
    layers: Sequence[str] = (),
    span: Span | None = None,
    lang: str = "en",
    *,
    certain: bool = False,
    known_at: str = "",
) -> Said:
    """Write the ties of some layers (with none, of all) into a folder: whole, or not at all.

    The same graph gives the same bytes. With `certain`, only ties that certainly hold in `span`.

    Raises:
        UnknownName: a layer is no declared projection.
        UsageError: no bodies are tied: there is nothing to write.
        BadFile: the folder cannot be written, or holds something else.
    """
    projections = chosen(layers)
    ties = projected.ties_of(graph, projections, span)
    ties = ties.certain() if ties and certain else ties
    if not ties:
        raise UsageError("nothing to export: no bodies are tied; ask for more, or filter less")
    bodies = sorted({*bodies_of(graph), *ties.bodies()})
    place = {body: number for number, body in enumerate(bodies)}
    ids = np.asarray([place.get(name, -1) for name in ties.names], dtype=np.int64)
    tables = {
        NODES: _nodes(graph, bodies, ids, ties, lang),
        EDGES: _edges(graph, ids, ties),
        WEIGHTS: _weights(bodies, ids, ties),
    }
    said = Said(
        tuple(one.name for one in projections), (str(span.first), str(span.last)) if span else None,
        certain, known_at, lang, *(len(table) for table in tables.values()),
    )  # fmt: skip
    with writing_folder(folder, MANIFEST) as fresh:
        for name, table in tables.items():
            files.write_table(table, fresh / name, compression="zstd", row_group_size=250_000)
        (fresh / MANIFEST).write_text(json.dumps(asdict(said), indent=1) + "\n", "utf-8")
    return said


def _nodes(
    graph: Graph, bodies: Sequence[str], ids: Column, ties: TieColumns, lang: str
) -> pa.Table:
    names = labels(graph, bodies, lang)
    tied = np.zeros(len(bodies), dtype=bool)
    tied[ids[ties.start]] = tied[ids[ties.end]] = True
    return pa.table(
        {
            "id": pa.array(np.arange(len(bodies), dtype=np.int64)),
            "iri": pa.array(bodies, pa.string()),
            "label": pa.array([names[body] for body in bodies], pa.string()),
            "tied": pa.array(tied),
        }
    )


def _edges(graph: Graph, ids: Column, ties: TieColumns) -> pa.Table:
    known = projected.days(graph, ties)
    columns: dict[str, Any] = {
        "src": pa.array(ids[ties.start]),
        "dst": pa.array(ids[ties.end]),
        "layer": pa.array(ties.layers, pa.string()).take(pa.array(ties.layer)),
        "via": pa.array(ties.names, pa.string()).take(
            pa.array(ties.via, mask=ties.via == ties.end)
        ),
        "certain": pa.array(ties.holds == Holds.YES),
        **{name: projected.dates(known[:, column]) for column, name in enumerate(_DATES)},
        "relationships": projected.relationships(ties),
    }
    return pa.table(columns)


def _weights(bodies: Sequence[str], ids: Column, ties: TieColumns) -> pa.Table:
    """Each pair that is tied, the smaller number first."""
    one, other = ids[ties.start], ids[ties.end]
    both = np.minimum(one, other) * len(bodies) + np.maximum(one, other)
    pairs, pair, weight = np.unique(both, return_inverse=True, return_counts=True)
    certain = np.bincount(pair, weights=ties.holds == Holds.YES, minlength=len(pairs))
    layers = np.zeros((len(pairs), len(ties.layers)), dtype=bool)
    layers[pair, ties.layer] = True
    kinds, kind = np.unique(layers, axis=0, return_inverse=True)
    named = [" ".join(np.asarray(ties.layers)[row]) for row in kinds]
    return pa.table(
        {
            "src": pa.array(pairs // len(bodies)),
            "dst": pa.array(pairs % len(bodies)),
            "weight": pa.array(weight.astype(np.int64)),
            "certain": pa.array(certain.astype(np.int64)),
            "layers": pa.array(named, pa.string()).take(pa.array(kind.ravel())),
        }
    )
