"""What a picture is limited to, coloured by and sized by; when its ties hold."""

from __future__ import annotations

import pytest
import scenes

from libgraph.dates import SourceDate, attested, during
from libgraph.drawing.drawn_ties import told_ties
from libgraph.drawing.filters import Kinds
from libgraph.drawing.looks import sized
from libgraph.drawing.scene import Years
from libgraph.drawing.times import Times
from libgraph.errors import UnknownName, UsageError
from libgraph.graph import Graph
from libgraph.namespaces import lg
from libgraph.query.telling import Telling


def test_runs_of_years_are_sure_or_possible() -> None:
    source = SourceDate.parse("2020")
    times = Times({"a": [during("1987/2003", source)], "b": [attested("1995")]})
    assert times.runs([("a",)], Years(1980, 2010)) == ((1987, 2003, True),)
    seen = times.runs([("b",)], Years(1980, 2010))
    assert seen == ((1980, 1994, False), (1995, 1995, True), (1996, 2010, False))
    assert times.runs([("a", "b")], Years(1980, 2010))[1] == (1995, 1995, True)
    assert times.years() == Years(1987, 2003)


def test_kinds_are_words_of_the_house() -> None:
    assert Kinds.parse(["library, tenure", "person"]) == Kinds(("library", "person"), ("tenure",))
    with pytest.raises(UnknownName, match="did you mean 'library'"):
        Kinds.parse(["libary"])
    with pytest.raises(UsageError, match="both say which ties"):
        Kinds.parse(["tenure"], ["people"])


def test_sizes_are_shares_and_said() -> None:
    scene = sized(scenes.library_scene(), "degree")
    assert max(node.size for node in scene.nodes) == 1.0
    assert min(node.size for node in scene.nodes) == 0.0
    assert all(node.details[-1].label == "Neighbours (degree)" for node in scene.nodes)
    assert sized(scenes.one_node(), "betweenness").nodes[0].size == 0.0
    with pytest.raises(UnknownName, match="no measure of size is called 'fame'"):
        sized(scene, "fame")


@pytest.mark.parametrize(
    ("kind", "ends", "label"),
    [
        ("Link", {"from": "a", "to": "b"}, "link"),
        ("Link", {"from": "a", "to": "b", "relation": lg("follows")}, "follows"),
        ("Party", {"party": "a", "agreement": "b"}, "party to"),
    ],
)
def test_a_tie_reads_as_its_verb_its_word_or_its_kind(
    small: Graph, kind: str, ends: dict[str, str], label: str
) -> None:
    things = {end: (iri,) for end, iri in ends.items()}
    told = Telling("r", lg(kind), "", "", "", (), None, things)
    (tie,) = told_ties(small, [told], {}, "en")
    assert (tie.edge.label.lower(), tie.edge.layer) == (label, kind.lower())
