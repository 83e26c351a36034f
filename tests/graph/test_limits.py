"""A question costs no more than it may: it is killed, it says so, and nothing is left over."""

from __future__ import annotations

import gc
import os
import signal
import subprocess
import sys
import time
import weakref
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner

from conftest import SMALL
from libgraph.cli.main import main
from libgraph.errors import BadQuery, LimitReached, UsageError
from libgraph.graph import open_graph
from libgraph.graph.limited import Limited
from libgraph.graph.limits import Limits, size
from libgraph.graph.stored import Stored
from libgraph.graph.workers import Workers

ENDLESS = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"
HUNGRY = "SELECT DISTINCT ?a ?b ?c ?d ?e ?f { ?a ?b ?c . ?d ?e ?f } ORDER BY ?f ?a"
RUN = "from libgraph.cli.main import run; run()"
FLOWING = "SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"


@pytest.fixture(scope="module")
def graph(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stored]:
    """The small data, kept."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("LIBGRAPH_CACHE", str(tmp_path_factory.mktemp("kept")))
        yield open_graph([SMALL / "data.ttl"])


def processes(place: Path) -> list[int]:
    """The workers that hold a store."""
    found = []
    for entry in Path("/proc").glob("[0-9]*"):
        try:
            words = (entry / "cmdline").read_bytes().split(b"\0")
        except OSError:
            continue
        if b"libgraph.graph.worker" in words and str(place).encode() in words:
            found.append(int(entry.name))
    return found


def gone(place: Path) -> bool:
    """Whether all workers of a store end within a few seconds."""
    gc.collect()  # errors that were caught hold on to whom they concern
    for _ in range(50):
        if not processes(place):
            return True
        time.sleep(0.1)
    return False


@pytest.mark.parametrize(
    "sparql",
    [
        "SELECT ?s ?p ?o { ?s ?p ?o }",
        "SELECT ?a ?b { VALUES (?a ?b) { (UNDEF 1.50) ('x\\ty\\nz\"'@ru true) (<a:b> '2020'^^xsd:gYear) } }",
        "SELECT * { ?nothing a <urn:nothing> }",
    ],
)
def test_a_limited_graph_answers_as_any_other(graph: Stored, sparql: str) -> None:
    limited = Limited(graph, Limits(seconds=60, memory=500_000_000))
    assert sorted(map(str, limited.select(sparql))) == sorted(map(str, graph.select(sparql)))


def test_it_says_yes_and_no_and_builds_graphs(graph: Stored) -> None:
    limited = Limited(graph, Limits(seconds=60))
    assert limited.ask("ASK { ?s ?p ?o }")
    assert not limited.ask("ASK { ?s a <urn:nothing> }")
    built = "CONSTRUCT { ?s a ?type } { ?s a ?type }"
    assert set(limited.query(built)) == set(graph.query(built))  # type: ignore[arg-type]


def test_a_store_in_memory_alone_can_be_limited_too() -> None:
    memory = open_graph([SMALL / "data.ttl"], keep=False)
    assert memory.place is None
    limited = Limited(memory, Limits(seconds=60))
    assert list(limited.texts("SELECT (COUNT(*) AS ?n) { ?s ?p ?o }")) == list(
        memory.texts("SELECT (COUNT(*) AS ?n) { ?s ?p ?o }")
    )


def test_questions_may_nest(graph: Stored) -> None:
    limited = Limited(graph, Limits(seconds=60))
    query = "SELECT ?s { ?s a ?type }"
    pairs = [(a, b) for (a,) in limited.texts(query) for (b,) in limited.texts(query + " LIMIT 1")]
    assert len(pairs) == sum(1 for _ in graph.select(query))


def test_the_time_is_that_of_all_questions_together(graph: Stored) -> None:
    limited = Limited(graph, Limits(seconds=0.8))
    assert limited.ask("ASK {}")
    begun = time.monotonic()
    with pytest.raises(LimitReached, match=r"stopped after 0\.8 s.*--timeout"):
        list(limited.select(ENDLESS))
    with pytest.raises(LimitReached, match=r"0\.8 s"):
        limited.ask("ASK {}")
    assert time.monotonic() - begun < 5
    assert gone(graph.place or Path())


def test_an_answer_that_is_cut_off_in_the_middle_is_no_answer(graph: Stored) -> None:
    answer = Limited(graph, Limits(seconds=0.7)).select(FLOWING)
    assert next(answer)  # it flows for minutes: never the end, always the error
    with pytest.raises(LimitReached):
        list(answer)


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux holds a process to its memory")
def test_the_memory_is_held(graph: Stored) -> None:
    with pytest.raises(LimitReached, match=r"more than 20 MB .*--max-memory"):
        list(Limited(graph, Limits(memory=20_000_000, seconds=60)).select(HUNGRY))
    assert gone(graph.place or Path())


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux holds a process to its memory")
def test_an_answer_that_broke_off_is_let_go_at_once(graph: Stored) -> None:
    """The engine's answers may be dropped by nobody but the thread that asked."""
    gc.disable()  # the collector runs in whatever thread it likes
    try:
        list(Limited(graph, Limits(memory=20_000_000, seconds=60)).select(HUNGRY))
    except LimitReached as error:
        caught = weakref.ref(error)
    finally:
        gc.enable()
    assert caught() is None


def test_a_bad_query_is_refused_as_ever_and_the_worker_lives_on(graph: Stored) -> None:
    limited = Limited(graph, Limits(seconds=60))
    for bad in (
        "SELEC",
        "INSERT DATA { <a:b> <a:b> 1 }",
        "SELECT * { SERVICE <a:b> { ?s ?p ?o } }",
    ):
        with pytest.raises(BadQuery) as here:
            graph.query(bad)
        with pytest.raises(BadQuery) as there:
            limited.query(bad)
        assert str(here.value) == str(there.value)
    before = processes(graph.place or Path())
    assert limited.ask("ASK {}")
    assert processes(graph.place or Path()) == before


@pytest.mark.parametrize("wanted", [0, 1, 2, 5, 6, 7, 1000])
def test_rows_are_cut_at_rows_whatever_stands_in_them(graph: Stored, wanted: int) -> None:
    workers = Workers(graph.place or Path())
    rows = 'SELECT ?a { VALUES ?a { "1\\n2\\n3" "4" "5\\r\\n" "6" "7\\t" "8" } }'
    answer = workers.ask(rows, Limits(rows=wanted))
    lines = answer.read().splitlines()
    workers.close()
    assert lines[0] == b"?a"
    assert len(lines) - 1 == min(wanted, 6)
    assert answer.cut == (wanted < 6)


def test_long_answers_come_whole(graph: Stored) -> None:
    workers = Workers(graph.place or Path())
    many = "SELECT ?a ?d { ?a ?b ?c . ?d ?e ?f } LIMIT 20000"
    for rows, cut in ((None, False), (19_999, True), (20_000, False)):
        answer = workers.ask(many, Limits(rows=rows))
        assert answer.read().count(b"\n") == 1 + min(rows or 20_000, 20_000)
        assert answer.cut == cut
    workers.close()


def test_what_nobody_reads_on_is_ended(graph: Stored) -> None:
    answer = Limited(graph, Limits(seconds=600)).select(FLOWING)
    next(answer)
    del answer
    assert gone(graph.place or Path())


@pytest.mark.skipif(sys.platform == "win32", reason="kills a process the Unix way")
def test_a_killed_command_leaves_no_worker_at_work(graph: Stored) -> None:
    code = (
        "import sys; from libgraph.graph import open_graph\n"
        "from libgraph.graph.limited import Limited\nfrom libgraph.graph.limits import Limits\n"
        f"graph = Limited(open_graph([sys.argv[1]]), Limits(seconds=600))\n"
        f"list(graph.select('{ENDLESS}'))"
    )
    asking = subprocess.Popen([sys.executable, "-c", code, str(SMALL / "data.ttl")])
    try:
        for _ in range(100):
            if processes(graph.place or Path()):
                break
            time.sleep(0.1)
        else:
            pytest.fail("no worker began")
        time.sleep(0.3)
    finally:
        os.kill(asking.pid, signal.SIGKILL)
        asking.wait()
    assert gone(graph.place or Path())


@pytest.mark.parametrize(
    ("words", "number"), [("500M", 500_000_000), ("1.5 gb", 1_500_000_000), ("20000k", 20_000_000)]
)
def test_sizes_as_people_write_them(words: str, number: int) -> None:
    assert size(words) == number


@pytest.mark.parametrize("words", ["", "much", "-1G", "3T", "1M", "0"])
def test_what_is_no_size_is_refused(words: str) -> None:
    with pytest.raises(UsageError, match="write"):
        size(words)


def ask(*words: str) -> tuple[int, str, str]:
    """A command on the small data: exit code, and what it prints."""
    result = subprocess.run(
        [sys.executable, "-c", RUN, "-g", str(SMALL / "data.ttl"), *words],
        capture_output=True,
        text=True,
    )
    return result.returncode, result.stdout, result.stderr


def test_the_command_line_says_when_it_stops() -> None:
    code, _, said = ask("query", "-e", ENDLESS, "--timeout", "1")
    assert code == 3
    assert said.strip() == (
        "libgraph: stopped after 1 s, and the answer is not whole: ask for less, or allow more "
        "with --timeout"
    )


def test_the_command_line_says_when_it_cuts() -> None:
    everything = "SELECT ?s { ?s a ?type } ORDER BY ?s"
    code, out, said = ask("query", "-e", everything, "-f", "csv", "--max-rows", "2")
    assert (code, len(out.splitlines())) == (0, 3)
    assert "more than these 2 rows" in said
    whole = len(ask("query", "-e", everything, "-f", "csv")[1].splitlines()) - 1
    code, out, said = ask("query", "-e", everything, "-f", "csv", "--max-rows", str(whole))
    assert (code, len(out.splitlines()), said) == (0, whole + 1, "")
    code, out, said = ask(
        "query", "-e", "CONSTRUCT WHERE { ?s a ?t }", "-f", "ntriples", "--max-rows", "1"
    )
    assert (code, len(out.splitlines())) == (0, 1)
    assert "more than these 1 triples" in said


def test_a_named_question_is_cut_too() -> None:
    result = CliRunner().invoke(main, ["query", "members", "-f", "csv", "--max-rows", "3"])
    assert len(result.stdout.splitlines()) == 4
    assert "more than these 3 rows" in result.stderr


def test_any_command_can_be_limited() -> None:
    code, out, _ = ask("find", "hill", "--timeout", "60", "--max-memory", "500M")
    assert (code, out) == (0, ask("find", "hill")[1])
