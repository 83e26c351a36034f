"""Two folders of tables are compared that name what only another graph describes."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from conftest import Said
from libgraph.graph import open_graph

Run = Callable[..., Said]
OWN = "label,type,parties,during,source\nA pact,memorandum,Lake; National Library of Korea,{},001\n"


def folder(place: Path, agreements: str) -> Path:
    place.mkdir()
    (place / "organizations.csv").write_text("name,type\nLake,library\n")
    (place / "agreements.csv").write_text(agreements)
    return place


@pytest.fixture
def old(tmp_path: Path) -> Path:
    return folder(tmp_path / "mine-old", OWN.format("2021/2024"))


@pytest.fixture
def new(tmp_path: Path) -> Path:
    return folder(tmp_path / "mine", OWN.format("2021/2025"))


def test_the_hint_of_faults_is_one_that_works(libgraph: Run, old: Path, new: Path) -> None:
    said = libgraph("diff", old, new)
    assert said.code == 3
    assert said.err.startswith(
        "libgraph: the shipped graph knows 'National Library of Korea' and '001': "
        "add --with-graph\n"
    )
    assert "-g" not in said.err.replace("--with-graph", "").split()
    said = libgraph("diff", old, new, "--with-graph")
    assert (said.code, said.err) == (1, "")


def test_only_what_old_and_new_say_is_compared(libgraph: Run, old: Path, new: Path) -> None:
    said = libgraph("diff", old, new, "--with-graph")
    assert said.out.startswith(
        f"Old ({old}): 3 statements from 1 source, 2 things\n"
        f"New ({new}): 3 statements from 1 source, 2 things\n"
    )
    assert "[001]: end 2025 instead of 2024\n" in said.out
    assert said.out.endswith("Statements: 3 changed (~).\n")
    changes = json.loads(libgraph("diff", old, new, "--with-graph", "-f", "json").out)["changes"]
    assert {change["what"] for change in changes} == {"changed"}
    patch = libgraph("diff", old, new, "--with-graph", "-f", "turtle-patch")
    assert (patch.code, patch.err) == (1, "")
    assert libgraph("diff", old, old, "--with-graph").code == 0


def test_names_come_from_the_graph_of_g(
    libgraph: Run, old: Path, new: Path, tmp_path: Path
) -> None:
    for table in (old / "agreements.csv", new / "agreements.csv"):
        table.write_text(table.read_text().replace("National Library of Korea", "Dale"))
    base = tmp_path / "base"
    base.mkdir()
    (base / "organizations.csv").write_text("name,type\nDale,library\n")
    (base / "sources.csv").write_text("slug,title,date,language,publisher\n001,News,2021,en,Dale\n")
    said = libgraph("diff", old, new, "--with-graph", "-g", base)
    assert (said.code, said.err) == (1, "")
    assert "3 statements from 1 source, 2 things" in said.out
    store = tmp_path / "base.store"
    assert libgraph("build", base, "-o", store).code == 0
    assert libgraph("diff", old, new, "--with-graph", "-g", store) == said
    short = libgraph("diff", old, new, "--with-graph")
    assert (short.code, "Dale" in short.err, "add " in short.err) == (3, True, False)
    (base / "sources.csv").unlink()
    short = libgraph("diff", old, new, "--with-graph", "-g", base)
    assert short.err.startswith("libgraph: the shipped graph knows '001': add -g shipped\n")


def test_a_store_is_compared_with_tables(
    libgraph: Run, old: Path, new: Path, tmp_path: Path
) -> None:
    store = tmp_path / "my.store"
    assert libgraph("build", old / "organizations.csv", "-o", store).code == 0
    said = libgraph("diff", store, new, "--with-graph")
    assert (said.code, said.err) == (1, "")
    assert said.out.startswith(f"Old ({store}): 0 statements from 0 sources, 1 thing\n")
    assert said.out.endswith("Statements: 3 added (+).\nThings: 1 added (+).\n")


def test_a_store_is_compared_with_all_that_is_in_it(
    libgraph: Run, old: Path, new: Path, tmp_path: Path
) -> None:
    base = tmp_path / "base"
    base.mkdir()
    names = ("name,type", "Dale,library", "National Library of Korea,library")
    (base / "organizations.csv").write_text("\n".join(names))
    sources = "slug,title,date,language,publisher\n001,News,2021,en,Dale\n"
    (base / "sources.csv").write_text(sources)
    stores = tmp_path / "old.store", tmp_path / "new.store"
    for folder, store in zip((old, new), stores, strict=True):
        assert libgraph("build", folder, base, "-o", store).code == 0
    said = libgraph("diff", stores[0], new, "--with-graph", "-g", base)
    assert "Statements: 3 changed (~).\nThings: 3 gone (-).\n" in said.out
    assert libgraph("diff", *stores).out.endswith("\n\nStatements: 3 changed (~).\n")


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("--with-graph", "--known-at", "2014/2021"), "leave --with-graph out"),
        (("-g", "mine", "mine-old", "mine"), "--with-graph"),
    ],
)
def test_what_it_cannot_be_used_for(libgraph: Run, arguments: tuple[str, ...], words: str) -> None:
    said = libgraph("diff", *arguments)
    assert (said.code, said.err.count("\n")) == (2, 1)
    assert words in said.err


def test_what_is_kept_depends_on_the_names_at_hand(old: Path, tmp_path: Path) -> None:
    """The same files as names, or as part of the graph, are two graphs."""
    base = tmp_path / "base.ttl"
    base.write_text(
        "@prefix lg: <https://w3id.org/libgraph/ontology#> .\n"
        "@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .\n"
        "@prefix dcterms: <http://purl.org/dc/terms/> .\n"
        "@prefix id: <https://w3id.org/libgraph/id/> .\n"
        'id:nlk a lg:Library ; rdfs:label "National Library of Korea" .\n'
        '<https://w3id.org/libgraph/source/001> a lg:Source ; dcterms:title "001" .\n'
    )
    parties = "SELECT ?party { ?s a lg:Party ; lg:party ?party }"
    things = "SELECT ?name { id:nlk rdfs:label ?name }"
    both = open_graph([old, base])
    alone = open_graph([old], context=[base])
    assert sorted(alone.texts(parties)) == sorted(both.texts(parties))
    assert (len(list(both.texts(things))), len(list(alone.texts(things)))) == (1, 0)
    base.write_text(base.read_text().replace("id:nlk", "id:other"))
    moved = {party for (party,) in open_graph([old], context=[base]).texts(parties)}
    assert any(party.endswith("/other") for party in moved)
