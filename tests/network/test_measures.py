"""Values worked out by hand, on graphs small enough for it."""

from __future__ import annotations

import math

import networkx as nx
import pytest
from hypothesis import given
from hypothesis import strategies as st
from networks import clique, tied

from libgraph.network import Network, measures
from libgraph.network.in_networkx import InNetworkx
from libgraph.network.tie import weights
from libgraph.network.weighted import Pairs

PATH = tied("ab", "bc", "cd")
STAR = tied("ab", "ac", "ad", "ae")
TRIANGLE = tied("ab", "ac", "bc")
CLIQUES = tied(*clique("abcd"), *clique("efgh"), "de")


def graph_of(network: Network) -> measures.Weighted:
    return measures.weighted(network.bodies, weights(network.ties))


@pytest.mark.parametrize(
    ("network", "measure", "values"),
    [
        (PATH, measures.degree, [1, 2, 2, 1]),
        (STAR, measures.degree, [4, 1, 1, 1, 1]),
        (tied("ab", "ab", "ba", "bc"), measures.degree, [1, 2, 1]),
        (tied("ab", "ab", "ba", "bc"), measures.strength, [3, 4, 1]),
        # in a path of four, two of the three pairs of others meet through an inner body
        (PATH, measures.betweenness, [0, 2 / 3, 2 / 3, 0]),
        (STAR, measures.betweenness, [1, 0, 0, 0, 0]),
        # a square: each opposite pair has two equally short chains, which share
        (tied("ab", "bc", "cd", "da"), measures.betweenness, [1 / 6] * 4),
        (CLIQUES, measures.betweenness, [0, 0, 0, 12 / 21, 12 / 21, 0, 0, 0]),
        (tied("ab"), measures.betweenness, [None, None]),
        (PATH, measures.closeness, [(1 + 1 / 2 + 1 / 3) / 3, 2.5 / 3, 2.5 / 3, (11 / 6) / 3]),
        (STAR, measures.closeness, [1, 2.5 / 4, 2.5 / 4, 2.5 / 4, 2.5 / 4]),
        (tied("ab", "cd"), measures.closeness, [1 / 3] * 4),
        (CLIQUES, measures.core, [3] * 8),
        (tied(*clique("abc"), "cd"), measures.core, [2, 2, 2, 1]),
        # Burt: alone with one partner 1; a star's centre 1/n; in a triangle (1/2 + 1/4)² twice
        (tied("ab"), measures.constraint, [1, 1]),
        (STAR, measures.constraint, [1 / 4, 1, 1, 1, 1]),
        (TRIANGLE, measures.constraint, [1.125] * 3),
        # weights count: b gives three quarters of its ties to a
        (tied("ab", "ab", "ab", "bc"), measures.constraint, [1, 9 / 16 + 1 / 16, 1]),
        (tied("ab", more="c"), measures.constraint, [1, 1, None]),
        (STAR, measures.effective_size, [4, 1, 1, 1, 1]),
        (TRIANGLE, measures.effective_size, [1, 1, 1]),
        (CLIQUES, measures.effective_size, [1, 1, 1, 2.5, 2.5, 1, 1, 1]),
        (tied("ab", more="c"), measures.effective_size, [1, 1, None]),
    ],
)
def test_values(network, measure, values):
    assert measure(graph_of(network)) == pytest.approx(values)


@pytest.mark.parametrize(
    ("network", "share"),
    [(TRIANGLE, 1), (STAR, 0), (tied(*clique("abc"), "cd"), 3 / 5), (tied("ab"), None)],
)
def test_clustering_is_of_pairs_with_a_common_partner(network, share):
    assert measures.clustering(graph_of(network)) == share


def test_without_a_cut_point_its_group_is_in_parts():
    graph = graph_of(CLIQUES)
    assert measures.parts(graph) == {3: [4, 3], 4: [4, 3]}
    assert measures.parts_without(graph, 3) == [[4, 5, 6, 7], [0, 1, 2]]
    assert measures.parts_without(graph, 4) == [[0, 1, 2, 3], [5, 6, 7]]
    assert measures.parts(graph_of(STAR)) == {0: [1, 1, 1, 1]}
    assert measures.parts(graph_of(tied("ab", "bc", "cd", "xy", "yz"))) == {
        1: [2, 1], 2: [2, 1], 5: [1, 1]
    }  # fmt: skip
    assert measures.parts(graph_of(TRIANGLE)) == {}


def test_two_cliques_are_two_communities():
    found = measures.divide(graph_of(CLIQUES))
    assert found.communities == [[0, 1, 2, 3], [4, 5, 6, 7]]
    # 13 edges, 6 inside each; each holds half of the 26 ends: 12/13 - 1/2
    assert found.modularity == pytest.approx(12 / 13 - 1 / 2)
    assert (found.alike, found.starts) == (10, 10)


def test_communities_follow_weights():
    # a path whose middle is strong is one pair in the middle, not two at the ends
    assert measures.divide(graph_of(PATH)).communities == [[0, 1], [2, 3]]
    strong = tied("ab", "bc", "bc", "bc", "bc", "bc", "cd")
    assert [1, 2] in [
        [n for n in c if n in (1, 2)] for c in measures.divide(graph_of(strong)).communities
    ]


def test_no_ties_no_communities():
    assert measures.divide(graph_of(tied(more="ab"))) == measures.Division([], None, 0, 0)


def test_groups_come_by_size():
    assert measures.groups(graph_of(tied("ab", "cd", "de", more="f"))) == [[2, 3, 4], [0, 1], [5]]


def test_equal_values_share_a_place():
    assert measures.ranks([2, 7, 2, None, 1, 2]) == ["2=", "1", "2=", None, "5", "2="]


@st.composite
def graphs(draw: st.DrawFn) -> InNetworkx:
    size = draw(st.integers(1, 9))
    pairs = [(one, other) for one in range(size) for other in range(one + 1, size)]
    weights = draw(st.lists(st.integers(0, 3), min_size=len(pairs), max_size=len(pairs)))
    tied = [(a, b, ties) for (a, b), ties in zip(pairs, weights, strict=True) if ties]
    return InNetworkx(size, Pairs(*zip(*tied, strict=True)) if tied else Pairs((), (), ()))


def same(own: list[float | None], judge: dict[int, float]) -> bool:
    pairs = [(value, judge[node]) for node, value in enumerate(own)]
    return all(math.isnan(b) if a is None else math.isclose(a, b) for a, b in pairs)


@given(graphs())
def test_networkx_agrees_where_we_do_not_ask_it(measured):
    graph = measured.graph
    assert same(measures.constraint(measured), nx.constraint(graph, graph, weight="weight"))
    assert same(measures.effective_size(measured), nx.effective_size(graph, graph))
    sizes = measures.parts(measured)
    assert set(sizes) == set(nx.articulation_points(graph))
    for cut, found in sizes.items():
        without = graph.copy()
        without.remove_node(cut)
        around = [set(part) for part in nx.connected_components(without) if part & set(graph[cut])]
        parts = measures.parts_without(measured, cut)
        assert sorted(map(sorted, around)) == sorted(parts)
        assert found == [len(part) for part in parts]
