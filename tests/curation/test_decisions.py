"""Decisions are added to the curation file, and nothing else is changed in it."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pyoxigraph import Literal, RdfFormat, parse

from libgraph.curation.decision import Decision
from libgraph.curation.decisions import Decided, decide, decided, file_for
from libgraph.errors import BadFile, UsageError
from libgraph.graph import Graph, open_graph
from libgraph.namespaces import ID

DAY = date(2026, 11, 22)
PREFIX = "@prefix id: <https://w3id.org/libgraph/id/> .\n"


def decision(one: str = "a", other: str = "b", *, same: bool = True, **more: str) -> Decision:
    told = {"reason": "Alike.", "by": "B. L."} | more
    return Decision(ID + one, ID + other, same, told["reason"], told["by"], DAY)


def read(path: Path) -> set[str]:
    text = path.read_bytes().decode("utf-8-sig")
    return {str(triple) for triple in parse(text, format=RdfFormat.TURTLE, base_iri=ID)}


slugs = st.from_regex(r"[a-z0-9](?:[\w.~%-]*[a-z0-9])?", fullmatch=True).filter(
    lambda slug: "%" not in slug
)
texts = st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1).filter(str.strip)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(slugs, slugs, texts, texts, st.booleans())
def test_what_is_written_is_read_again(
    tmp_path: Path, one: str, other: str, reason: str, by: str, same: bool
) -> None:
    path = tmp_path / "curation.ttl"
    path.unlink(missing_ok=True)
    if one == other:
        return
    wanted = decision(one, other, same=same, reason=reason, by=by)
    assert decide(path, wanted, Decided())
    values = {triple.object for triple in parse(path=str(path))}
    assert Literal(reason, language="en") in values
    assert Literal(by) in values


@pytest.mark.parametrize(
    "before",
    [
        "",
        PREFIX,
        PREFIX + "# no line end after this one\nid:x a id:y .",
        PREFIX.replace("\n", "\r\n") + "id:x a id:y .\r\n",
        "\ufeff" + PREFIX,
        "# @prefix id: <https://example.org/a-comment> .\n@prefix lg: <https://example.org/> .\n",
        'PREFIX owl: <https://example.org/mine#>\nowl:x owl:y """\n@prefix xsd: <urn:x> .\n""" .\n',
        PREFIX + "[] id:says [ a id:y ] .\n",
    ],
)
def test_what_stood_there_stays_byte_for_byte(tmp_path: Path, before: str) -> None:
    path = tmp_path / "curation.ttl"
    path.write_bytes(before.encode())
    told = {line for line in read(path) if "_:" not in line}
    assert decide(path, decision(), Decided())
    assert path.read_bytes().startswith(before.encode())
    assert told < read(path)
    assert len(read(path) - told) >= 4
    if "\r\n" in before:
        assert b"\n" not in path.read_bytes().replace(b"\r\n", b"")


def test_a_broken_file_stays_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / "curation.ttl"
    path.write_text("id:a id:b", "utf-8")
    with pytest.raises(BadFile, match=r"curation\.ttl:1: this is not Turtle"):
        decide(path, decision(), Decided())
    assert path.read_text("utf-8") == "id:a id:b"


def known(same: list[tuple[str, str]], different: list[tuple[str, str]]) -> Decided:
    found = Decided()
    found.learn([(ID + a, ID + b) for a, b in same], [(ID + a, ID + b) for a, b in different])
    return found


@pytest.mark.parametrize(
    ("wanted", "same", "different", "words"),
    [
        (decision("a", "a"), [], [], "named twice"),
        (decision(reason=" "), [], [], "add  --reason"),
        (decision(by=""), [], [], "add  --by NAME"),
        (decision(), [], [("b", "a")], "held to be different"),
        (decision(), [("b", "c")], [("a", "c")], "held to be different"),
        (decision(same=False), [("a", "c"), ("b", "c")], [], "held to be one"),
        (decision(), [("a", "c")], [], "id:a is held to be id:c already"),
    ],
)
def test_what_contradicts_is_refused(
    tmp_path: Path,
    wanted: Decision,
    same: list[tuple[str, str]],
    different: list[tuple[str, str]],
    words: str,
) -> None:
    path = tmp_path / "curation.ttl"
    with pytest.raises(UsageError, match=words):
        decide(path, wanted, known(same, different))
    assert not path.exists()


def test_a_decision_is_written_once(tmp_path: Path) -> None:
    path = tmp_path / "curation.ttl"
    assert not decide(path, decision("b", "a"), known([("a", "b")], []))  # and so no circle
    assert not decide(path, decision(same=False), known([], [("b", "a")]))
    assert not path.exists()


def test_circles_in_what_is_decided_do_not_hang() -> None:
    found = known([("a", "b"), ("b", "c"), ("c", "a")], [])
    assert found.same(ID + "a", ID + "c")


def test_where_decisions_go(tmp_path: Path) -> None:
    file = tmp_path / "a.ttl"
    file.touch()
    assert file_for([str(file), str(tmp_path)]) == tmp_path / "curation.ttl"
    assert file_for([], tmp_path / "mine.ttl") == tmp_path / "mine.ttl"
    for graph in ([], [str(file)]):
        with pytest.raises(UsageError, match="add  -g FOLDER"):
            file_for(graph)
    with pytest.raises(UsageError, match=r"name it mine\.ttl"):
        file_for([], tmp_path / "mine.csv")


def test_decisions_are_read_from_the_graph_and_from_a_file(small: Graph, tmp_path: Path) -> None:
    path = tmp_path / "mine.ttl"
    assert decided(small, path).same(ID + "serikova-aigul", ID + "serikova")
    decide(path, decision("hill", "riverland", same=False), decided(small))
    assert decided(small, path).different(ID + "riverland", ID + "hill")


def test_a_decision_stands_in_the_graph_of_decisions(tmp_path: Path) -> None:
    (tmp_path / "a.ttl").write_text(
        PREFIX + "id:a a <https://w3id.org/libgraph/ontology#Person> .\n"
        "id:b a <https://w3id.org/libgraph/ontology#Person> .\n",
        "utf-8",
    )
    decide(tmp_path / "curation.ttl", decision(), Decided())
    graph = open_graph([tmp_path])
    query = """SELECT ?p { GRAPH <https://w3id.org/libgraph/graph/curation> { id:a ?p ?o } }"""
    assert len(list(graph.texts(query))) == 4
    assert list(graph.texts("SELECT ?o { id:a owl:sameAs ?o }")) == [(ID + "b",)]
