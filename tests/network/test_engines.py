"""Every engine gives the same numbers; large networks are columns of numbers and say the same."""

from __future__ import annotations

import json
import math
from collections.abc import Callable
from itertools import chain
from pathlib import Path
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st
from networks import clique, tied

from conftest import OF_DOCUMENTS, Said
from libgraph.api import analyze
from libgraph.dates import Span
from libgraph.errors import UsageError
from libgraph.graph import Graph, open_graph
from libgraph.network import analyses, engines, measures, network, ties, weighted
from libgraph.network.columns import TieColumns
from libgraph.network.in_igraph import InIgraph
from libgraph.network.in_networkx import InNetworkx
from libgraph.network.tallies import Listed
from libgraph.network.weighted import Pairs

SMALL = Path(__file__).parent / "small.ttl"
Run = Callable[..., Said]
MEASURES = (
    measures.degree,
    measures.strength,
    measures.betweenness,
    measures.closeness,
    measures.core,
    measures.constraint,
    measures.effective_size,
)


@st.composite
def sizes_and_pairs(draw: st.DrawFn) -> tuple[int, Pairs]:
    size = draw(st.integers(1, 12))
    every = [(one, other) for one in range(size) for other in range(one + 1, size)]
    ties = draw(st.lists(st.integers(0, 3), min_size=len(every), max_size=len(every)))
    found = [(*ends, count) for ends, count in zip(every, ties, strict=True) if count]
    return size, Pairs(*zip(*found, strict=True)) if found else Pairs((), (), ())


def same(one: float | None, other: float | None) -> bool:
    if one is None or other is None:
        return one is other
    return math.isclose(one, other, rel_tol=1e-9, abs_tol=1e-9)


@given(sizes_and_pairs(), st.booleans())
def test_both_engines_give_the_same_numbers(drawn, approximate):
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(weighted, "SAMPLE", 4)
        one, other = (make(*drawn, approximate=approximate) for make in (InNetworkx, InIgraph))
    for measure in MEASURES:
        pairs = list(zip(measure(one), measure(other), strict=True))
        assert all(same(*pair) for pair in pairs), (measure.__name__, pairs)
    assert measures.groups(one) == measures.groups(other)
    assert measures.parts(one) == measures.parts(other)
    assert same(measures.clustering(one), measures.clustering(other))
    assert one.among(range(0, len(one), 2)) == other.among(range(0, len(one), 2))
    for cut in measures.parts(one):
        assert measures.parts_without(one, cut) == measures.parts_without(other, cut)


@given(sizes_and_pairs())
def test_both_engines_judge_communities_alike(drawn):
    one, other = InNetworkx(*drawn), InIgraph(*drawn)
    for found in map(measures.divide, (one, other)):
        if found.modularity is not None:
            judged = [each.modularity(found.communities) for each in (one, other)]
            assert all(same(round(value, 9), found.modularity) for value in judged)
            assert sorted(chain(*found.communities)) == sorted({*drawn[1].starts, *drawn[1].ends})


@pytest.mark.parametrize("seed", range(5))
def test_igraph_divides_a_larger_network_no_worse(seed):
    chance = Random(seed)
    ends = {tuple(sorted(chance.sample(range(300), 2))) for _ in range(900)}
    pairs = Pairs(*zip(*((*pair, chance.randint(1, 4)) for pair in sorted(ends)), strict=True))
    one, other = (measures.divide(make(300, pairs)) for make in (InNetworkx, InIgraph))
    assert other.modularity >= one.modularity - 0.005


def test_what_divides_clearly_is_divided_alike():
    graph = tied(*clique("abcd"), *clique("efgh"), "de")
    found = [analyses.communities(graph, engine=one).rows for one in ("networkx", "igraph")]
    assert found[0] == found[1]


def ring(size: int) -> Pairs:
    ends = sorted((min(n, (n + 1) % size), max(n, (n + 1) % size)) for n in range(size))
    return Pairs(*zip(*((*pair, 1) for pair in ends), strict=True))


@pytest.mark.parametrize("make", [InNetworkx, InIgraph])
def test_estimates_are_near_and_only_of_what_follows_chains(make, monkeypatch):
    monkeypatch.setattr(weighted, "SAMPLE", 30)
    exact, estimated = make(120, ring(120)), make(120, ring(120), approximate=True)
    assert exact.sample is None
    assert len(estimated.sample) == 30
    for measure in (measures.betweenness, measures.closeness):
        (true, *_), guessed = measure(exact), measure(estimated)
        assert sum(guessed) / 120 == pytest.approx(true, rel=0.02)
        assert guessed != measure(exact)
    assert measures.core(exact) == measures.core(estimated)


def test_small_networks_are_never_estimated():
    assert InNetworkx(20, ring(20), approximate=True).sample is None


# ── Which engine ─────────────────────────────────────────────────────────────────────────


def test_the_engine_is_chosen_by_size(monkeypatch):
    few, many = ring(20), ring(engines.LARGE + 1)
    assert engines.measured(20, few).engine == "networkx"
    assert engines.measured(20, few, "igraph").engine == "igraph"
    assert engines.measured(len(many), many).engine == "igraph"
    assert engines.measured(len(many), many, "networkx").engine == "networkx"
    monkeypatch.setattr(engines, "find_spec", lambda name: None)
    assert engines.measured(len(many), many).engine == "networkx"
    with pytest.raises(UsageError, match=r"igraph is not installed: run  pip install"):
        engines.measured(20, few, "igraph")
    with pytest.raises(UsageError, match="no engine is called 'networkit'"):
        engines.measured(20, few, "networkit")


@pytest.mark.parametrize("engine", ["networkx", "igraph"])
def test_the_table_says_which_engine_ran(libgraph: Run, engine: str):
    said = libgraph(*OF_DOCUMENTS, "analyze", "brokers", "--engine", engine, "-f", "json")
    table = json.loads(said.out)
    assert table["engine"] == engine
    assert ("Measured with igraph." in table["notes"]) == (engine == "igraph")
    rows = json.loads(libgraph(*OF_DOCUMENTS, "analyze", "brokers", "-f", "json").out)["rows"]
    assert table["rows"] == rows


def test_an_engine_can_be_asked_for_from_python(documents: Graph):
    assert analyze(documents, "components", engine="igraph").engine == "igraph"
    assert analyze(documents, "centrality").engine == "networkx"


def test_years_are_the_same_in_both_engines(libgraph: Run):
    asked = (*OF_DOCUMENTS, "analyze", "evolution", "--from", "2005", "--to", "2012", "-f", "csv")
    one, other = (libgraph(*asked, "--engine", name).out for name in ("networkx", "igraph"))
    assert one == other
    assert one.count("\n") == 9


def test_nothing_is_measured_for_recommendations(libgraph: Run):
    said = libgraph(*OF_DOCUMENTS, "analyze", "recommend", "nlrk", "--engine", "igraph")
    assert (said.code, "leave out --engine" in said.err) == (2, True)


def test_an_estimate_is_said(libgraph: Run, monkeypatch):
    monkeypatch.setattr(weighted, "SAMPLE", 5)
    said = libgraph(*OF_DOCUMENTS, "analyze", "centrality", "--approximate")
    assert "Betweenness and closeness are estimated, from the chains of 5 bodies" in said.out
    wrong = libgraph("analyze", "components", "--approximate")
    assert (wrong.code, "--approximate is for centrality and brokers" in wrong.err) == (2, True)


# ── Columns of numbers ───────────────────────────────────────────────────────────────────


@pytest.fixture(scope="module", params=["small", "documents"])
def world(request: pytest.FixtureRequest) -> Graph:
    if request.param == "documents":
        return request.getfixturevalue("documents")
    return open_graph([SMALL], keep=False)


@pytest.mark.parametrize("time", [None, "1995", "2012", "2020-06"])
def test_columns_hold_the_same_ties(world: Graph, time: str | None, monkeypatch):
    span = Span.parse(time) if time else None
    listed = network(world, span=span)
    monkeypatch.setattr(ties, "LARGE", 0)
    columns = network(world, span=span)
    assert isinstance(columns.ties, TieColumns)
    assert tuple(columns.ties) == listed.ties
    assert columns.ties[1:3][0] == listed.ties[1]
    assert (columns.bodies, columns.untied) == (listed.bodies, listed.untied)
    assert tuple(columns.certain().ties) == listed.certain().ties
    assert {iri: columns.name(iri) for iri in listed.names} == dict(listed.names)
    same_tallies(columns.ties, Listed(listed.ties), listed.bodies)
    for analysis in ("summary", "centrality", "brokers", "components"):
        own, other = (getattr(analyses, analysis)(one) for one in (columns, listed))
        assert own == other


def same_tallies(own: TieColumns, other: Listed, bodies: tuple[str, ...]) -> None:
    assert [list(map(int, pair)) for pair in own.pairs(bodies)] == [
        list(pair) for pair in other.pairs(bodies)
    ]
    assert own.shared(bodies) == other.shared(bodies)
    assert own.by_layer() == dict(other.by_layer())
    assert own.largest_thing() == other.largest_thing()


def test_no_columns_without_what_they_need(world: Graph, monkeypatch):
    monkeypatch.setattr(ties, "LARGE", 0)
    monkeypatch.setattr(ties, "fast", lambda: False)
    assert isinstance(network(world).ties, tuple)
