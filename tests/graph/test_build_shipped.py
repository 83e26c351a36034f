"""A store of one's own data and the shipped graph is brought up to date by the command it names."""

from __future__ import annotations

import json
import shlex
from collections.abc import Callable
from pathlib import Path

import pytest

from conftest import Said
from libgraph import resources
from libgraph.graph import builder, folders, manifest, open_graph

Run = Callable[..., Said]
TABLE = "label,type,parties,during,source\nPact,memorandum,Hill; NLK,2021/2024,news\n"
THINGS = "name,type\nHill,library\n"
NLK = '<https://w3id.org/libgraph/id/nlk> a lg:Library ; rdfs:label "NLK" .'


@pytest.fixture
def mine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of tables that name what another graph describes, and a small such graph."""
    came = tmp_path / "installed" / "data"
    came.mkdir(parents=True)
    prefixes = (
        "@prefix lg: <https://w3id.org/libgraph/ontology#> .\n"
        "@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .\n"
    )
    (came / "things.ttl").write_text(prefixes + NLK)
    place = resources.folder
    monkeypatch.setattr(resources, "folder", lambda name: came if name == "data" else place(name))
    folder = tmp_path / "home" / "mine"
    folder.mkdir(parents=True)
    (folder / "agreements.csv").write_text(TABLE)
    (folder / "organizations.csv").write_text(THINGS)
    (folder / "sources.csv").write_text(
        "slug,title,date,language,publisher\nnews,News,2021,en,Hill\n"
    )
    monkeypatch.chdir(tmp_path / "home")
    return folder


def change(mine: Path) -> None:
    (mine / "agreements.csv").write_text(TABLE.replace("2024", "2025"))


def told(store: Path) -> list[list[str]]:
    """How long the pact lasts, and what the shipped graph calls its party."""
    graph = open_graph([store])
    assert graph.notices == ()
    asked = "SELECT DISTINCT ?t ?name { ?s a lg:Party ; lg:during ?t . id:nlk rdfs:label ?name }"
    return [list(row) for row in graph.texts(asked)]


@pytest.mark.parametrize(
    "words",
    [
        ("-g", "mine", "-g", "shipped", "build", "-o"),
        ("build", "shipped", "./mine", "-o"),
    ],
)
def test_the_command_that_is_printed_brings_it_up_to_date(
    mine: Path, libgraph: Run, monkeypatch: pytest.MonkeyPatch, words: tuple[str, ...]
) -> None:
    store = mine.parent / "my.store"
    assert libgraph(*words, store).code == 0
    assert told(store) == [["2021/2024", "NLK"]]
    change(mine)
    monkeypatch.chdir(mine.parent.parent)
    (Path.cwd() / "shipped").mkdir()  # another one, of that name, where it is updated
    printed = libgraph("-g", store, "agreements").err.split("run  libgraph ")[1]
    done = libgraph(*shlex.split(printed))
    assert (done.code, done.err) == (0, "")
    assert "updated (" in done.out
    assert told(store) == [["2021/2025", "NLK"]]
    assert libgraph(*shlex.split(printed)).out.startswith(f"{store}: up to date")


@pytest.mark.parametrize("paths", [(), ("shipped",)])
def test_what_is_new_in_the_shipped_graph_comes_in_wherever_it_lies_then(
    mine: Path, libgraph: Run, monkeypatch: pytest.MonkeyPatch, paths: tuple[str, ...]
) -> None:
    assert libgraph("build", *paths, "-o", "my.store").code == 0
    data, place = resources.folder("data"), resources.folder
    moved = data.rename(data.parent / "newer")
    monkeypatch.setattr(resources, "folder", lambda name: moved if name == "data" else place(name))
    (moved / "more.nt").write_text("<https://w3id.org/libgraph/id/nlk> <a:b> <c:d> .\n")
    assert "more.nt is new" in open_graph(["my.store"]).notices[0]
    assert libgraph("build", "--update", "-o", "my.store").code == 0
    assert list(open_graph(["my.store"]).texts("SELECT ?o { id:nlk <a:b> ?o }")) == [("c:d",)]


def older(store: Path, written: Path) -> None:
    """What libgraph kept of the word before."""
    path = store / folders.MANIFEST
    kept = json.loads(path.read_bytes())
    assert kept["paths"][1] == "shipped"
    path.write_text(json.dumps({**kept, "paths": [kept["paths"][0], str(written)]}))


def test_a_store_that_was_built_before_is_brought_up_to_date(mine: Path, libgraph: Run) -> None:
    store = mine.parent / "my.store"
    builder.build(store, ["mine", "shipped"])
    older(store, mine.parent / "shipped")
    change(mine)
    assert manifest.read(store).paths == [str(mine), "shipped"]
    assert libgraph("build", "--update", "-o", store).code == 0
    assert told(store) == [["2021/2025", "NLK"]]


def test_a_folder_of_that_name_is_a_folder(mine: Path, libgraph: Run) -> None:
    own = mine.parent / "shipped"
    own.mkdir()
    (resources.folder("data") / "things.ttl").rename(own / "things.ttl")
    store = mine.parent / "my.store"
    assert libgraph("build", "mine", "shipped", "-o", store).code == 0
    assert manifest.read(store).paths == [str(mine), str(own)]
    change(mine)
    assert libgraph("build", "--update", "-o", store).code == 0
    assert told(store) == [["2021/2025", "NLK"]]
    (own / "things.ttl").unlink()
    own.rmdir()  # gone is gone: what comes with libgraph does not take its place
    done = libgraph("build", "--update", "-o", store)
    assert done.code == 3
    assert f"{own} does not exist" in done.err
