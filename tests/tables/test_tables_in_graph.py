"""Tables in the folder of a graph: read by every command, kept in the cache, imported once."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from tabled import TEXTS, folder

from conftest import Said
from libgraph.errors import BadFile
from libgraph.graph import Graph, open_graph
from libgraph.tables.faults import BadTables

Run = Callable[..., Said]
MEMO = """
id,label,type,parties,signers,signed,during,source,quote,rank,rank_reason
memo-2021,"Memorandum of Hill and Lake, 2021",memorandum,hill;lake,berg-anna (lake-director),2021-03-04,2021-03-04/2024,news,Anna Berg,preferred,The first-hand report.
"""


def graphs(graph: Graph, predicate: str) -> set[str]:
    query = f"SELECT DISTINCT ?g {{ GRAPH ?g {{ ?s {predicate} ?o }} }}"
    return {name.rpartition("/")[2] for (name,) in graph.texts(query)}


def test_rows_go_where_statements_things_and_decisions_go(tmp_path: Path) -> None:
    graph = open_graph([folder(tmp_path, agreements=MEMO)], keep=False)
    assert graphs(graph, "lg:signer") == {"news"}
    assert graphs(graph, "lg:rank") == {"curation"}
    assert graphs(graph, "rdfs:label") >= {"things"}
    assert graph.ask("ASK { id:hill lg:partnerOf id:lake }")
    assert [path.name for path in graph.files] == ["agreements.csv", "world.ttl"]


def test_a_folder_of_tables_alone_is_a_graph(tmp_path: Path) -> None:
    place = folder(
        tmp_path,
        organizations="id,label,type\nhill,Hill Library,library\nfrr,Federation,association",
        sources="id,title,language,publisher,date\nnews,News,en,hill,2021",
        memberships="member,body,attested,source\nHill Library,Federation,2021,News",
    )
    (place / "world.ttl").unlink()
    graph = open_graph([place])
    assert graph.ask("ASK { id:hill lg:memberOf id:frr }")
    assert open_graph([place / "organizations.csv"]).ask("ASK { id:hill a lg:Library }")


def test_what_stands_in_the_cache_follows_the_tables(tmp_path: Path) -> None:
    place = folder(tmp_path, people="id,label\nmoon,Ann Moon")
    assert open_graph([place]).ask('ASK { id:moon rdfs:label "Ann Moon"@en }')
    (place / "people.csv").write_text("id,label\nmoon,Ann B. Moon\n", "utf-8")
    assert open_graph([place]).ask('ASK { id:moon rdfs:label "Ann B. Moon"@en }')
    (place / "people.csv").rename(place / "places.csv")
    with pytest.raises(BadTables):
        open_graph([place])


def test_a_quote_is_a_passage_where_texts_are_at_hand(tmp_path: Path, libgraph: Run) -> None:
    place = folder(tmp_path, agreements=MEMO)
    asked = "ASK { ?s prov:wasQuotedFrom <https://w3id.org/libgraph/id/source/news#char=119,128> }"
    for _ in "from files", "from the cache":
        assert not open_graph([place]).ask(asked)
        assert open_graph([place], texts=TEXTS).ask(asked)
    why = libgraph("-g", place, "why", "memo-2021", "--sources", TEXTS).out
    assert "“Anna Berg”" in why
    assert "“" not in libgraph("-g", place, "why", "memo-2021").out


@pytest.mark.parametrize("first", ['"# Agreements, signed in 2021",,,', ",,,", "#"])
def test_a_quote_is_a_passage_whatever_stands_above_the_heads(tmp_path: Path, first: str) -> None:
    place = folder(tmp_path, agreements=f"{first}\n{MEMO}")
    asked = "ASK { ?s prov:wasQuotedFrom <https://w3id.org/libgraph/id/source/news#char=119,128> }"
    assert open_graph([place], texts=TEXTS).ask(asked)


def test_texts_that_no_table_quotes_change_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    cache = tmp_path / "cache"
    monkeypatch.setenv("LIBGRAPH_CACHE", str(cache))
    place = folder(tmp_path / "graph", people="id,label\nmoon,Ann Moon")
    open_graph([place])
    open_graph([place], texts=TEXTS)
    assert len(list(cache.iterdir())) == 1


def test_commands_work_on_tables(tmp_path: Path, libgraph: Run) -> None:
    place = folder(tmp_path, agreements=MEMO)
    assert "in-force" in libgraph("-g", place, "agreements", "--as-of", "2022").out
    assert "Memorandum of Hill and Lake, 2021" in libgraph("-g", place, "show", "hill").out
    exported = libgraph("-g", place, "export")
    assert exported.code == 0
    (tmp_path / "again.ttl").write_text(exported.out, "utf-8")
    same = libgraph("diff", place, tmp_path / "again.ttl")
    assert same.code == 0, same.out


def test_diff_compares_folders_of_tables(tmp_path: Path, libgraph: Run) -> None:
    old = folder(tmp_path / "old", agreements=MEMO)
    new = folder(tmp_path / "new", agreements=MEMO.replace("2021-03-04/2024", "2021-03-04/2026"))
    said = libgraph("diff", old, new)
    assert said.code == 1
    assert "2026" in said.out


def test_a_file_that_is_no_table_of_a_kind_is_refused_with_the_kinds(tmp_path: Path) -> None:
    place = folder(tmp_path, countries="name,code\nLakeland,XL")
    with pytest.raises(BadTables) as found:
        open_graph([place])
    assert "countries.csv: the name of the file says no kind of table" in str(found.value)
    assert "organizations, people, places" in str(found.value)


def test_an_empty_folder_and_lock_files_hold_nothing(tmp_path: Path) -> None:
    (tmp_path / "~$agreements.xlsx").write_bytes(b"")
    with pytest.raises(BadFile, match="holds no RDF and no tables"):
        open_graph([tmp_path])


def test_a_graph_without_tables_does_not_load_their_code(tmp_path: Path) -> None:
    script = (
        "import sys; from pathlib import Path; from libgraph.graph import open_graph\n"
        "open_graph([Path(sys.argv[1])], keep=False, texts=Path(sys.argv[1]))\n"
        "print(*[m for m in sys.modules if m.startswith('libgraph.tables')])"
    )
    made = subprocess.run(
        [sys.executable, "-c", script, str(folder(tmp_path))],
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert made.stdout.split() == []


# ── libgraph import table ────────────────────────────────────────────────────────────────


def test_import_writes_turtle_that_says_the_same(tmp_path: Path, libgraph: Run) -> None:
    place = folder(tmp_path / "graph")
    table = tmp_path / "agreements.csv"
    table.write_text(MEMO.strip(), "utf-8")
    out = place / "memo.ttl"
    said = libgraph("import", "table", table, "-g", place, "-o", out, "--sources", TEXTS)
    assert (said.code, said.out) == (0, "")
    assert said.err == "libgraph: 4 statements and 1 thing from 1 file\n"
    assert "<https://w3id.org/libgraph/id/source/news#char=119,128>" in out.read_text("utf-8")
    assert libgraph("validate", place).code == 0
    with_table = folder(tmp_path / "other", agreements=MEMO)
    assert libgraph("diff", place, with_table, "--sources", TEXTS).code == 0
    before = out.read_bytes()
    assert libgraph("import", "table", table, "-g", place, "-o", out, "--sources", TEXTS).code == 0
    assert out.read_bytes() == before


def test_import_goes_to_stdout_and_takes_a_kind(tmp_path: Path, libgraph: Run) -> None:
    place = folder(tmp_path / "graph")
    table = tmp_path / "list.csv"
    table.write_text("id,label\nmoon,Ann Moon\n", "utf-8")
    assert libgraph("import", "table", table, "-g", place).code == 3
    said = libgraph("import", "table", table, "-g", place, "--kind", "people")
    assert said.code == 0
    assert 'rdfs:label "Ann Moon"@en' in said.out
    wrong = libgraph("import", "table", table, "-g", place, "--kind", "peple")
    assert wrong.code == 2
    assert "people" in wrong.err


def test_with_a_fault_nothing_is_written_and_all_faults_are_told(
    tmp_path: Path, libgraph: Run
) -> None:
    place = folder(tmp_path / "graph")
    table = tmp_path / "figures.csv"
    table.write_text("of,quantity,value,source\nhil,books,1,news\nhill,boots,2,news\n", "utf-8")
    out = tmp_path / "out.ttl"
    said = libgraph("import", "table", table, "-g", place, "-o", out)
    assert said.code == 3
    assert not out.exists()
    assert "row 2, column of: 'hil' is not known as a thing" in said.err
    assert "row 3, column quantity: 'boots' is not in the list" in said.err
    assert "is no table" in libgraph("import", "table", place / "world.ttl").err
