"""The network room against a small authored graph (tests/network/small.ttl)."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from libgraph import open_graph, resources
from libgraph.dates import Holds, Span
from libgraph.errors import UnknownName
from libgraph.graph import Graph
from libgraph.namespaces import ID
from libgraph.network import Network, centrality, network, projection, projections, summary

SMALL = Path(__file__).parent / "network" / "small.ttl"
LAYERS = ["agreements", "events", "hosting", "memberships", "people", "support"]


@pytest.fixture(scope="module")
def graph() -> Graph:
    return open_graph([SMALL], keep=False)


def short(found: Network, holds: Holds = Holds.POSSIBLY) -> set[str]:
    """The ties as `start-end via`, those that hold at least so."""
    return {
        f"{tie.start}-{tie.end} {tie.via}".replace(ID, "")
        for tie in found.ties
        if tie.holds >= holds
    }


def test_the_declared_projections_are_these_and_each_has_its_header():
    found = projections()
    files = list((resources.folder("queries") / "projections").iterdir())
    assert [layer.name for layer in found] == LAYERS
    assert len(files) == len(LAYERS)
    for layer in found:
        assert layer.title
        assert layer.question.endswith("?")
        assert layer.leaves_out
        assert "# directed: yes\n" in layer.sparql or "# directed: no\n" in layer.sparql


@pytest.mark.parametrize("name", LAYERS)
def test_a_projection_selects_two_ends_what_they_share_and_relationships(graph, name):
    result = graph.query(projection(name).sparql)
    names = [variable.value for variable in result.variables]
    assert names[:3] == ["from", "to", "via"]
    assert names[3:]
    assert all(variable.startswith("relationship") for variable in names[3:])
    rows = [tuple(row) for row in result]
    assert rows
    assert all(row[0] != row[1] for row in rows)
    assert all(row[3] is not None for row in rows)
    if not projection(name).directed:
        assert all(row[0].value < row[1].value for row in rows)


def test_an_unknown_projection_is_refused_with_the_known_ones(graph):
    with pytest.raises(UnknownName, match=r"'friends'.*agreements, events.* or support"):
        network(graph, ["friends"])


@pytest.mark.parametrize(
    ("layer", "ties"),
    [
        ("agreements", {"a-b ag1", "a-b ag2", "a-c ag6"}),
        (
            "events",
            {"a-b ev1", "a-c ev1", "a-d ev1", "b-c ev1", "b-d ev1", "c-d ev1", "a-b ev2"},
        ),
        ("memberships", {"a-fed fed", "b-fed fed"}),
        ("support", {"b-a corner", "c-prog prog"}),
        ("hosting", {"a-centre centre", "a-unit unit"}),
        # p: post in b (also from there at ev1), post in c, member of fed
        # q: acts for c and a, post in d
        ("people", {"b-c p", "b-fed p", "c-fed p", "a-c q", "a-d q", "c-d q"}),
    ],
)
def test_what_each_projection_finds(graph, layer, ties):
    found = network(graph, [layer])
    assert short(found) == ties
    assert {tie.holds for tie in found.ties} == {Holds.YES}
    assert {tie.layer for tie in found.ties} == {layer}
    assert all(tie.relationships for tie in found.ties)


def test_all_together_is_the_default_and_layers_count_once(graph):
    everything = network(graph)
    assert len(everything.ties) == sum(len(network(graph, [layer]).ties) for layer in LAYERS)
    assert network(graph, ["support", "events", "support"]) == network(graph, ["events", "support"])


def test_a_weight_counts_relationships_and_not_statements(graph):
    edges = network(graph, ["agreements"]).to_networkx().edges
    # ag1 (said by two sources) and ag2; ag6 is one agreement in two accounts
    assert edges[ID + "a", ID + "b"] == {"weight": 2, "certain": 2, "layers": "agreements"}
    assert edges[ID + "a", ID + "c"]["weight"] == 1


@pytest.mark.parametrize(
    ("when", "layer", "yes", "possibly"),
    [
        ("2002", "agreements", {"a-b ag1"}, set()),
        ("2004", "agreements", {"a-b ag1", "a-b ag2"}, set()),
        ("2009", "agreements", set(), {"a-b ag2"}),
        ("2010-06-01", "agreements", set(), {"a-b ag2", "a-c ag6"}),
        ("1990", "agreements", set(), set()),
        ("1985", "memberships", {"a-fed fed"}, {"b-fed fed"}),
        ("2005", "memberships", {"a-fed fed"}, {"b-fed fed"}),
        # the corner is helped to 2009, but housed to 2007: a tie is as weak as its weakest
        ("2006", "support", {"b-a corner"}, set()),
        ("2008", "support", set(), set()),
        (
            "2001",
            "events",
            {"a-b ev1", "a-c ev1", "a-d ev1", "b-c ev1", "b-d ev1", "c-d ev1"},
            set(),
        ),
        ("2001", "hosting", set(), {"a-unit unit"}),
    ],
)
def test_as_of(graph, when, layer, yes, possibly):
    found = network(graph, [layer], Span.parse(when))
    assert short(found, Holds.YES) == yes
    assert short(found) == yes | possibly


def test_a_person_links_bodies_only_while_both_posts_are_held(graph):
    assert "b-c p" in short(network(graph, ["people"]))
    for year in ("2001", "2008"):
        assert "b-c p" not in short(network(graph, ["people"], Span.parse(year)))


def test_labels_and_bodies_without_a_tie(graph):
    found = network(graph, ["agreements"])
    assert [found.name(body) for body in found.bodies] == ["Library A", "Library B", "Библиотека Б"]
    assert found.name(ID + "alone") == "Library of Solitude"
    assert found.name(ID + "d") == "d"
    russian = network(graph, ["agreements"], lang="ru")
    assert russian.name(ID + "a") == "Библиотека А"
    assert ID + "alone" in found.untied
    assert not set(found.untied) & set(found.bodies)
    assert ID + "p" not in found.untied
    # of nine bodies three are tied
    assert any(
        note.startswith("Without any such tie: 6 more bodies") for note in summary(found).notes
    )


def test_the_table_goes_to_json_and_back(graph):
    table = centrality(network(graph))
    known = json.loads(json.dumps(table.to_dict()))
    assert known["rows"][0]["body"] == ID + "a"
    assert list(known["rows"][0]) == [column["name"] for column in known["columns"]]
    assert len(known["rows"]) == len(table.rows)


_ALL = """
import json, sys
from libgraph import network as room, open_graph
from libgraph.dates import Span
graph = open_graph([sys.argv[1]], keep=False)
for span in (None, Span.parse("2004")):
    found = room.network(graph, (), span)
    for name in room.ANALYSES:
        print(json.dumps(getattr(room, name)(found).to_dict()))
"""
_BLOCKED = """
import importlib.abc, sys
class Wall(importlib.abc.MetaPathFinder):
    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] in {"numpy", "scipy", "pandas", "matplotlib"}:
            raise ImportError(name + " is not in the base install")
sys.meta_path.insert(0, Wall())
"""


def run(code: str, seed: str = "0") -> str:
    environment = {**os.environ, "PYTHONHASHSEED": seed}
    command = [sys.executable, "-c", code, str(SMALL)]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=True)
    return done.stdout


def test_the_same_bytes_whatever_the_hash_seed():
    first, *others = (run(_ALL, seed) for seed in ("0", "1", "42"))
    assert len(first.splitlines()) == 10
    assert others == [first, first]


def test_neither_numpy_nor_scipy_is_needed_or_tried():
    assert run(_BLOCKED + _ALL) == run(_ALL)
    tried = "import sys; print(sorted({'numpy', 'scipy'} & set(sys.modules)))"
    assert run(_ALL + tried).splitlines()[-1] == "[]"


def test_networkx_is_loaded_by_the_first_measure_and_not_before():
    code = """
import sys
from libgraph import network as room, open_graph
found = room.network(open_graph([sys.argv[1]], keep=False))
print("networkx" in sys.modules)
room.summary(found)
print("networkx" in sys.modules)
"""
    assert run(code).split() == ["False", "True"]
