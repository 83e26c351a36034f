"""Names kept in memory are found as the graph finds them."""

from __future__ import annotations

from functools import cache

from hypothesis import given, settings
from hypothesis import strategies as st

from libgraph.graph import Graph, open_graph
from libgraph.query.find import having
from libgraph.query.spellings import Spellings


@settings(max_examples=100, deadline=None)
@given(data=st.data())
def test_names_in_memory_are_found_as_the_graph_finds_them(data: st.DataObject) -> None:
    graph, spellings, names = _shipped()
    name = data.draw(st.sampled_from(names))
    at, until = sorted(data.draw(st.tuples(*[st.integers(0, len(name))] * 2)))
    other = data.draw(st.sampled_from(["", " al", " of", " national", " xq"]))
    wanted = " ".join((name[at:until] + other).split())
    assert sorted(spellings(wanted)) == sorted(having(graph, wanted) if wanted else ())


@cache
def _shipped() -> tuple[Graph, Spellings, list[str]]:
    graph = open_graph()
    names = {key for (key,) in graph.texts("SELECT ?key { ?thing lg:nameKey ?key }")}
    return graph, Spellings(graph), sorted(names)
