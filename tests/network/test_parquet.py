"""The projection as parquet: the same ties, days and evidence as everywhere else."""

from __future__ import annotations

import csv
import io
import json
from datetime import date
from pathlib import Path

import numpy as np
import pyarrow.parquet as pq
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from libgraph.dates import Bounds, Span
from libgraph.desktop import Scope, written
from libgraph.desktop import network as desktop
from libgraph.errors import BadFile, UnknownName, UsageError
from libgraph.graph import Graph, open_graph
from libgraph.network import network, parquet, projected, projections
from libgraph.network.tie import pair, weights
from libgraph.writing import writing_folder

SMALL = Path(__file__).with_name("small.ttl")
LAYERS = tuple(layer.name for layer in projections())
YEAR = Span.parse("2010")


@pytest.fixture(scope="module")
def graph() -> Graph:
    return open_graph([SMALL])


def rows(folder: Path, name: str) -> list[dict[str, object]]:
    found: list[dict[str, object]] = pq.read_table(folder / name).to_pylist()
    return found


@pytest.mark.parametrize("span", [None, YEAR])
def test_edges_are_the_ties_of_the_network(graph: Graph, tmp_path: Path, span: Span | None) -> None:
    parquet.write(graph, tmp_path / "p", (), span)
    iris = {row["id"]: row["iri"] for row in rows(tmp_path / "p", parquet.NODES)}
    found = [
        (
            iris[row["src"]], iris[row["dst"]], row["via"] or iris[row["dst"]], row["layer"],
            row["certain"], tuple(row["relationships"]),
        )
        for row in rows(tmp_path / "p", parquet.EDGES)
    ]  # fmt: skip
    ties = [
        (tie.start, tie.end, tie.via, tie.layer, str(tie.holds) == "yes", tie.relationships)
        for tie in network(graph, (), span).ties
    ]
    assert sorted(found) == sorted(ties)
    assert len(found) > 5
    alone = sum(tie.via == tie.end for tie in network(graph, (), span).ties)
    assert sum(row["via"] is None for row in rows(tmp_path / "p", parquet.EDGES)) == alone > 0


def test_nodes_are_all_bodies_numbered_in_order(graph: Graph, tmp_path: Path) -> None:
    parquet.write(graph, tmp_path / "p", ["agreements"], lang="ru")
    found, net = rows(tmp_path / "p", parquet.NODES), network(graph, ["agreements"], lang="ru")
    assert [row["id"] for row in found] == list(range(len(found)))
    assert [row["iri"] for row in found] == sorted({*net.bodies, *net.untied})
    assert {row["iri"] for row in found if row["tied"]} == set(net.bodies)
    assert "Библиотека А" in {row["label"] for row in found}


def test_weights_count_the_ties_of_each_pair(graph: Graph, tmp_path: Path) -> None:
    parquet.write(graph, tmp_path / "p", (), YEAR)
    iris = [row["iri"] for row in rows(tmp_path / "p", parquet.NODES)]
    found = rows(tmp_path / "p", parquet.WEIGHTS)
    net = network(graph, (), YEAR)
    by_pair = {(iris[row["src"]], iris[row["dst"]]): row for row in found}
    assert {ends: row["weight"] for ends, row in by_pair.items()} == weights(net.ties)
    certain = weights(net.certain().ties)
    assert {ends: row["certain"] for ends, row in by_pair.items() if row["certain"]} == certain
    for ends, row in by_pair.items():
        assert row["layers"] == " ".join(sorted({t.layer for t in net.ties if pair(t) == ends}))


def test_dates_are_those_of_the_table_of_edges(shipped: Graph, tmp_path: Path) -> None:
    parquet.write(shipped, tmp_path / "p")
    iris = [row["iri"] for row in rows(tmp_path / "p", parquet.NODES)]
    table = written(desktop(shipped, LAYERS, Scope()), "csv-edges").content.decode("utf-8-sig")
    columns = ("Begins earliest", "Begins latest", "Ends earliest", "Ends latest")
    expected = sorted(
        (
            row["Source"],
            row["Target"],
            row["Kind"],
            row["Relationships"],
            *(row[c] for c in columns),
        )
        for row in csv.DictReader(io.StringIO(table))
    )
    names = ("begins_earliest", "begins_latest", "ends_earliest", "ends_latest")
    found = sorted(
        (
            iris[row["src"]], iris[row["dst"]], row["layer"], " ".join(row["relationships"]),
            *(str(row[name] or "") for name in names),
        )
        for row in rows(tmp_path / "p", parquet.EDGES)
    )  # fmt: skip
    assert [row[:7] for row in found] == [row[:7] for row in expected]
    # where a source says that it goes on, the table shows no end; here the bounds stand
    assert all(
        ours[7] == theirs[7] or not theirs[7] for ours, theirs in zip(found, expected, strict=True)
    )
    assert len(found) > 1000


DAYS = st.none() | st.dates(date(1990, 1, 1), date(1990, 1, 9))
BOUNDS = st.builds(Bounds, DAYS, DAYS, DAYS, DAYS).filter(lambda one: one.meet(one) == one)
LATE, EARLY = date(1990, 1, 9), date(1990, 1, 2)


@given(BOUNDS, BOUNDS)
@example(Bounds(None, LATE, None, None), Bounds(None, None, None, EARLY))
@example(Bounds(None, None, EARLY, None), Bounds(LATE, None, None, None))
@example(Bounds(LATE, None, None, None), Bounds(None, None, None, EARLY))
def test_two_at_once_meet_as_bounds_do(first: Bounds, second: Bounds) -> None:
    ours = projected._both(*(np.asarray([projected._numbers(each)]) for each in (first, second)))
    found = tuple(projected.dates(ours[:, column])[0].as_py() for column in range(4))
    met = first.meet(second)
    if met:
        assert Bounds(*found) == met
    else:
        assert Bounds(*found) == _widest(first, second)


def _widest(one: Bounds, other: Bounds) -> Bounds:
    def wide(name: str, take: type[min]) -> date | None:
        days = [getattr(each, name) for each in (one, other)]
        return None if None in days else take(days)

    return Bounds(
        wide("begins_earliest", min), wide("begins_latest", max),
        wide("ends_earliest", min), wide("ends_latest", max),
    )  # fmt: skip


def test_the_same_graph_gives_the_same_bytes(graph: Graph, tmp_path: Path) -> None:
    for name in "ab":
        parquet.write(graph, tmp_path / name, (), YEAR)
    written = [{p.name: p.read_bytes() for p in (tmp_path / name).iterdir()} for name in "ab"]
    assert written[0] == written[1]
    assert set(written[0]) == {
        "nodes.parquet", "edges.parquet", "weights.parquet", "libgraph-projection.json",
    }  # fmt: skip


def test_it_says_what_it_is(graph: Graph, tmp_path: Path) -> None:
    said = parquet.write(graph, tmp_path / "p", ["agreements"], YEAR, certain=True, known_at="2011")
    kept = json.loads((tmp_path / "p" / parquet.MANIFEST).read_text())
    assert kept["layers"] == ["agreements"]
    assert kept["span"] == ["2010-01-01", "2010-12-31"]
    assert (kept["certain"], kept["known_at"]) == (True, "2011")
    assert kept["edges"] == said.edges == len(network(graph, ["agreements"], YEAR).certain().ties)


def test_an_older_projection_is_replaced_and_nothing_else(graph: Graph, tmp_path: Path) -> None:
    parquet.write(graph, tmp_path / "p", ["events"])
    parquet.write(graph, tmp_path / "p", ["agreements"])
    assert {row["layer"] for row in rows(tmp_path / "p", parquet.EDGES)} == {"agreements"}
    mine = tmp_path / "mine"
    mine.mkdir()
    (mine / "letter.txt").write_text("keep")
    with pytest.raises(BadFile, match="holds something else: choose another place"):
        parquet.write(graph, mine)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["mine", "p"]
    assert [path.name for path in mine.iterdir()] == ["letter.txt"]


def test_a_broken_writing_leaves_the_old(tmp_path: Path) -> None:
    def fill(text: str, *, breaks: bool) -> None:
        with writing_folder(tmp_path / "p", "mark") as fresh:
            (fresh / "mark").write_text(text)
            if breaks:
                raise RuntimeError

    with pytest.raises(RuntimeError):
        fill("first", breaks=True)
    assert list(tmp_path.iterdir()) == []
    fill("first", breaks=False)
    with pytest.raises(RuntimeError):
        fill("second", breaks=True)
    assert (tmp_path / "p" / "mark").read_text() == "first"
    assert [path.name for path in tmp_path.iterdir()] == ["p"]


def test_nothing_to_write(graph: Graph, tmp_path: Path) -> None:
    empty = tmp_path / "one.ttl"
    empty.write_text(
        "<https://w3id.org/libgraph/id/a> a <https://w3id.org/libgraph/ontology#Library> ."
    )
    with pytest.raises(UsageError, match="nothing to export"):
        parquet.write(open_graph([empty]), tmp_path / "p")
    with pytest.raises(UnknownName, match="no projection is called 'cats'"):
        parquet.write(graph, tmp_path / "p", ["cats"])
    assert not (tmp_path / "p").exists()
