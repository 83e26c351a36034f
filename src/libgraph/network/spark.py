"""Analyses on Spark, over a projection that `parquet.write` has written.

Components and degrees are the same numbers as with any other engine; communities are found in
another way, and the table says so.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import replace
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

from libgraph.dates import Span
from libgraph.errors import BadFile, UnknownName, UsageError
from libgraph.network.projection import chosen
from libgraph.network.result import Table
from libgraph.network.spark_session import is_local, session
from libgraph.network.ties import Network

if TYPE_CHECKING:
    from libgraph.graph import Graph

_NOTES = {
    "components": (),
    "centrality": (
        "Betweenness, closeness and core are left out: Spark does not give them.",
    ),
    "communities": (
        "Found by label propagation, which counts each pair once: other engines search for the "
        "greatest modularity, and find other communities.",
    ),
}  # fmt: skip
GIVEN = tuple(_NOTES)
_MANIFEST, _VERSION = "libgraph-projection.json", 1


def analyze(
    analysis: str,
    place: str,
    layers: Sequence[str] = (),
    *,
    master: str = "local[*]",
    packages: str = "",
    by: str = "shared",
) -> Table:
    """One of GIVEN, over the projection in `place`: a folder, or an address that Spark reads.

    Raises:
        UsageError: Spark gives no such analysis or measure.
        UnknownName: a layer is not in the projection.
        BadFile: there is no projection.
        MissingExtra, CannotRun: see `spark_session.session`.
    """
    check(analysis, by)
    with session(master, packages) as spark, _checkpoints(spark, place, master):
        network = read(spark, _address(place), layers)
        from libgraph.network import analyses

        how = {"by": by} if analysis == "centrality" else {}
        table: Table = getattr(analyses, analysis)(network, engine="spark", **how)
    return replace(table, notes=(*table.notes, *_NOTES[analysis]))


def analyze_graph(
    graph: Graph,
    analysis: str,
    layers: Sequence[str] = (),
    span: Span | None = None,
    lang: str = "en",
    *,
    master: str = "local[*]",
    certain: bool = False,
    **how: Any,
) -> Table:
    """The same over a graph, whose projection is written to a folder that is then removed.

    Raises:
        UsageError: the master is on other machines, which do not see such a folder.
    """
    check(analysis, how.get("by", "shared"))
    if not is_local(master):
        raise UsageError(
            f"{master} does not see this machine's files: write the projection where it does with "
            " export -f parquet , and name the place with --projection"
        )
    from libgraph.network import parquet

    with TemporaryDirectory(prefix="libgraph-projection-") as folder:
        place = Path(folder) / "projection"
        parquet.write(graph, place, layers, span, lang, certain=certain)
        return analyze(analysis, str(place), master=master, **how)


def check(analysis: str, by: str) -> None:
    """Raise UsageError where Spark does not give what is asked for."""
    from libgraph.network.engines import measures_of
    from libgraph.network.ranking import CENTRALITY

    if analysis not in GIVEN:
        raise UsageError(f"Spark gives {', '.join(GIVEN)}: take another --engine for {analysis}")
    given = measures_of("spark", CENTRALITY)
    if by not in given:
        raise UsageError(f"Spark gives no {by!r}: write {', '.join(given)}, or another --engine")


def read(spark: Any, place: str, layers: Sequence[str] = ()) -> Network:
    """The network of a projection (of some of its layers); its ties stay in Spark."""
    from libgraph.network.spark_ties import SparkTies

    said = _manifest(spark, place)
    names = _layers(said["layers"], layers)
    edges = spark.read.parquet(f"{place}/edges.parquet")
    if len(names) < len(said["layers"]):
        edges = edges.where(edges.layer.isin(list(names)))
    nodes = spark.read.parquet(f"{place}/nodes.parquet").select("id", "iri", "label").collect()
    ties = SparkTies(edges.cache(), {row.id: row.iri for row in nodes})
    bodies = ties.bodies()
    untied = tuple(sorted({row.iri for row in nodes}.difference(bodies)))
    span = Span(*map(date.fromisoformat, said["span"])) if said["span"] else None
    network = Network(
        chosen(names), span, ties, bodies, untied, {row.iri: row.label for row in nodes}
    )
    return replace(network, only_certain=said["certain"])


def _manifest(spark: Any, place: str) -> dict[str, Any]:
    from pyspark.errors import AnalysisException

    try:
        (row,) = spark.read.text(f"{place}/{_MANIFEST}", wholetext=True).collect()
        said = json.loads(row[0])
    except (AnalysisException, ValueError):
        said = {}
    if not isinstance(said, dict) or said.get("version") != _VERSION:
        raise BadFile(
            f"{place} holds no projection that this libgraph reads: write one with "
            " export -f parquet -o FOLDER"
        )
    return said


def _layers(there: Sequence[str], asked: Sequence[str]) -> Sequence[str]:
    for name in asked:
        if name not in there:
            raise UnknownName(f"no layer {name!r} is in the projection: write {', '.join(there)}")
    return asked or there


def _address(place: str) -> str:
    """A folder of this machine as Spark is told of it; another address as it is."""
    return place.rstrip("/") if "://" in place else Path(place).resolve().as_uri()


@contextmanager
def _checkpoints(spark: Any, place: str, master: str) -> Iterator[None]:
    """Where GraphFrames keeps what it has so far: with Spark's files, or beside a projection."""
    context = spark.sparkContext
    if is_local(master):
        context.setCheckpointDir(spark.conf.get("spark.local.dir"))
        yield
        return
    context.setCheckpointDir(_address(place))
    path = context._jvm.org.apache.hadoop.fs.Path(context._jsc.sc().getCheckpointDir().get())
    try:
        yield
    finally:
        with suppress(Exception):  # what went wrong before is the news
            path.getFileSystem(context._jsc.hadoopConfiguration()).delete(path, True)
