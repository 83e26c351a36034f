"""Queries from elsewhere: they ask nobody else, change nothing, and fall alone."""

from __future__ import annotations

import importlib
import pkgutil
import re
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hostile import DEEP, HOSTILE, listening
from starlette.testclient import TestClient

import libgraph
from conftest import Said
from libgraph.graph.limits import Limits
from libgraph.web.app import application
from libgraph.web.settings import Settings

Run = Callable[..., Said]
ELSEWHERE = [
    "SELECT * { SERVICE <A> { ?a ?b ?c } }",
    "SELECT * { SERVICE SILENT <A> { ?a ?b ?c } }",
    "SELECT * { BIND(<A> AS ?x) FILTER(1<2&&EXISTS{SERVICE?x{}}&&2>1) }",
    "SELECT * { VALUES ?x {<A>} FILTER(1<2&&EXISTS{SERVICE?x{?a?b?c}}&&2>1) }",
    "SELECT * { BIND('''a'b\" ''' AS ?y) SERVICE <A> { ?a ?b ?c } BIND(\"\" AS ?z) }",
    "SELECT * { FILTER(1<!#>\n EXISTS { SERVICE <A> { ?a ?b ?c } } ) }",
    "SELECT * { { ?a ?b ?c } UNION { ?a ?b 1SERVICE<A>{ } } UNION { SERVICE<A>{} } }",
    "ASK { ?a ?b 'x'SERVICE<A>{?d?e?f} }",
    "SELECT * { \\u0053ERVICE <A> { ?a ?b ?c } }",
    "LOAD <A>",
    "LOAD SILENT <A> INTO GRAPH <a:g>",
    "CLEAR ALL",
    "INSERT DATA { <a:a> <a:b> <a:c> }",
    "# SELECT\nDELETE WHERE { ?a ?b ?c }",
]


@pytest.fixture(scope="module")
def client() -> Iterator[TestClient]:
    limits = Limits(seconds=5.0, rows=100, memory=300_000_000)
    app = application(Settings(paths=(str(HOSTILE),), limits=limits))
    yield TestClient(app, follow_redirects=False)
    app.state.held.close()


@pytest.mark.parametrize("query", ELSEWHERE)
def test_no_query_asks_another_server_or_changes_anything(
    query: str, client: TestClient, libgraph: Run, tmp_path: Path
) -> None:
    file = tmp_path / "named.rq"
    with listening() as listener:
        sparql = query.replace("<A>", f"<{listener.address}>")
        file.write_text(sparql)
        assert libgraph("query", "-g", HOSTILE, "-e", sparql).code == 2
        assert libgraph("query", "-g", HOSTILE, file).code == 2
        assert client.get("/sparql", params={"query": sparql}).status_code == 400
        sent = client.post("/sparql", data={"query": sparql})
        assert sent.status_code == 400
        assert client.post("/sparql", data={"update": sparql}).status_code == 403
        update = {"Content-Type": "application/sparql-update"}
        assert client.post("/sparql", content=sparql, headers=update).status_code == 403
        assert not listener.asked


@pytest.mark.parametrize(
    "query",
    ["SELECT ?service { ?service ?b ?c FILTER(?service != <https://example.org/service>) }",
     "# by a service\nSELECT * { ?s ?p \"at your SERVICE { }\" }", "ASK { ?s <a:SERVICE> 'SERVICE' }"],
)  # fmt: skip
def test_the_word_alone_is_no_service(query: str, libgraph: Run) -> None:
    assert libgraph("query", "-g", HOSTILE, "-e", query).code == 0


TOWERS: dict[str, str] = {
    "functions": "ASK { FILTER(" + "IF(1,1," * DEEP + "1" + ")" * DEEP + ") }",
    "exists": "ASK { " + "FILTER EXISTS {" * DEEP + "}" * DEEP + " }",
    "or": "ASK { FILTER(" + "||".join(["?a"] * DEEP) + ") }",
}


@pytest.mark.parametrize("name", TOWERS)
def test_a_tower_of_a_query_falls_alone(name: str, client: TestClient, tmp_path: Path) -> None:
    assert client.post("/sparql", data={"query": TOWERS[name]}).status_code in (400, 503)
    assert client.get("/sparql", params={"query": "ASK {}"}).status_code == 200
    file = tmp_path / "tower.rq"
    file.write_text(TOWERS[name])
    words = [sys.executable, "-c", "from libgraph.cli.main import run; run()", "query"]
    said = subprocess.run([*words, "-g", str(HOSTILE), str(file)], capture_output=True, text=True)
    assert said.returncode == 2, said
    assert "too deeply" in said.stderr


CROSS = "{ ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l . ?m ?n ?o }"


def test_an_address_of_words_without_end_is_refused_at_once(client: TestClient) -> None:
    begun = time.process_time()
    answer = client.get("/id/" + "z-" * 7000)
    assert answer.status_code == 404
    assert "no name has" in answer.text
    assert time.process_time() - begun < 2


@pytest.mark.parametrize("command", [("find",), ("show",), ("path", "nlrk")])
def test_words_longer_than_any_name_are_refused(command: tuple[str, ...], libgraph: Run) -> None:
    said = libgraph(*command, "of the " * 4000)
    assert (said.code, said.out) == (2, "")
    assert "no name has" in said.err
    assert len(said.err) < 300


def test_a_billion_rows_end(client: TestClient, libgraph: Run) -> None:
    start = time.monotonic()
    cut = client.get("/sparql", params={"query": f"SELECT * {CROSS}"})
    assert len(cut.json()["results"]["bindings"]) == 100
    counted = f"SELECT (COUNT(*) AS ?count) {CROSS}"
    assert libgraph("query", "-g", HOSTILE, "--timeout", "1", "-e", counted).code == 3
    few = libgraph(
        "query", "-g", HOSTILE, "--max-rows", "3", "-f", "csv", "-e", f"SELECT * {CROSS}"
    )
    assert len(few.out.splitlines()) == 4
    held = libgraph(
        "query", "-g", HOSTILE, "--timeout", "10", "--max-memory", "30M",
        "-e", f"SELECT DISTINCT * {CROSS}",
    )  # fmt: skip
    assert held.code == 3
    assert "30 MB of memory" in held.err
    assert time.monotonic() - start < 20


def test_no_pattern_of_a_query_takes_ages(libgraph: Run) -> None:
    start = time.monotonic()
    for pattern in ("^(a+)+$", "^(a|a)*$", "(.*a){20}", "^([a-z]+)*$"):
        asked = f'ASK {{ FILTER(!REGEX("{"a" * 5000}!", "{pattern}!!")) }}'
        assert libgraph("query", "-g", HOSTILE, "-e", asked).out == "yes\n"
    assert time.monotonic() - start < 10


UNITS = [
    "a", "1", " ", "(", ")", "<", "[", "{", '"', "'", "\\", "-", ".", "a ", "1 ", "a-", "<a ", "#", "&",
    "<!ENTITY ", "PREFIX a: <b> ", "1-", "(a", "a\n", "\n", "; ", "<script>", "LIMIT 1 ", "a:", "?a ",
    "я ", "'''", '"""', '\\"', "a or ", "...", '<tag style="',
]  # fmt: skip
SIZE = 1_500


def patterns() -> dict[str, re.Pattern[str] | re.Pattern[bytes]]:
    """Every pattern that a module of ours keeps."""
    found: dict[str, re.Pattern[str] | re.Pattern[bytes]] = {}
    for module in pkgutil.walk_packages(libgraph.__path__, "libgraph."):
        for value in list(vars(importlib.import_module(module.name)).values()):
            values = value if isinstance(value, tuple) else [value]
            for one in values:
                for part in one if isinstance(one, tuple) else [one]:
                    if isinstance(part, re.Pattern):
                        found[repr((part.pattern, part.flags))] = part
    return found


def test_no_pattern_of_ours_takes_ages() -> None:
    slow, ours = [], patterns()
    for name, pattern in ours.items():
        start = time.process_time()
        for unit in UNITS:
            text = unit * (SIZE // len(unit)) + "\x01"
            given = text.encode() if isinstance(pattern.pattern, bytes) else text
            pattern.search(given)  # type: ignore[arg-type]
            pattern.fullmatch(given)  # type: ignore[arg-type]
        if time.process_time() - start > 2:  # all of them take milliseconds
            slow.append(name)
    assert len(ours) > 90
    assert not slow
