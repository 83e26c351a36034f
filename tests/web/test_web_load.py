"""Strangers who mean harm, and readers who look back: others go on reading, and memory is bounded."""

from __future__ import annotations

import gc
import shutil
import socket
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import ClassVar

import httpx2
import pytest
from at_port import Served, served
from pyoxigraph import Store
from starlette.testclient import TestClient

from conftest import DOCUMENTS, OF_DOCUMENTS, SMALL
from libgraph.cli.main import outcome
from libgraph.dates import Span
from libgraph.errors import CannotRun
from libgraph.graph import open_graph
from libgraph.graph.limits import Limits
from libgraph.graph.stored import Stored
from libgraph.graph.workers import Worker, Workers
from libgraph.web import slices
from libgraph.web.app import application
from libgraph.web.held import Held
from libgraph.web.settings import Settings

PATHS = tuple(map(str, DOCUMENTS))
CHEAP = "ASK { ?s a lg:Source }"
HOSTILE = (
    "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i FILTER(STR(?a) < STR(?i)) }",
    "SELECT * { ?a ?b ?c . ?d ?e ?f } ORDER BY ?c ?f",
    "SELECT (COUNT(*) AS ?n) { ?a (!rdf:nothing|^!rdf:nothing)* ?b . ?b (!rdf:nothing)* ?c }",
    'SELECT ?s { ?s ?p ?o . ?x ?y ?z FILTER(REGEX(STR(?o), "(x+x+){1,100}y")) }',
    'SELECT ?s { ?s ?p ?o FILTER(REGEX(STR(?o), "(((a{99}){99}){99}){99}")) }',
)
MEMORY = 64
linux = pytest.mark.skipif(not Path("/proc/self/task").exists(), reason="counts processes in /proc")


def workers(server: int) -> list[int]:
    """The processes that a server has started."""
    found: list[str] = []
    for task in Path(f"/proc/{server}/task").iterdir():
        try:
            found += (task / "children").read_text("ascii").split()
        except OSError:
            continue
    return [int(one) for one in found]


def megabytes(process: int) -> float:
    try:
        lines = Path(f"/proc/{process}/status").read_text("utf-8").splitlines()
    except OSError:
        return 0
    return next((int(line.split()[1]) / 1000 for line in lines if line.startswith("RssAnon")), 0)


@linux
def test_forty_hostile_queries_at_once_stop_nobody_else() -> None:
    bounds = ("--timeout", 1, "--max-memory", f"{MEMORY}M", "--workers", 2, "--queue", 8)
    with served(*OF_DOCUMENTS, *bounds) as server, ThreadPoolExecutor(42) as pool:

        def asked(sparql: str) -> int:
            address = f"{server.address}sparql"
            return httpx2.get(address, params={"query": sparql}, timeout=60).status_code

        assert asked(CHEAP) == 200
        (first,) = workers(server.process.pid)
        idle = megabytes(first)
        over, most, heaviest = threading.Event(), [0], [0.0]

        def watch() -> None:
            while not over.wait(0.02):
                there = workers(server.process.pid)
                most.append(len(there))
                heaviest.extend(map(megabytes, there))

        watching = pool.submit(watch)
        hostile = [pool.submit(asked, HOSTILE[at % len(HOSTILE)]) for at in range(40)]
        for path in ("", "id/nlrk", "search?q=korea", "health", "agreements"):
            assert httpx2.get(server.address + path, timeout=60).status_code == 200
        became = [one.result() for one in hostile]
        over.set()
        watching.result()
        assert set(became) <= {200, 400, 503}
        assert became.count(503) >= 30
        assert max(most) == 2, "as many as --workers says"
        assert max(heaviest) < idle + MEMORY + 10, "and none larger than --max-memory says"
        assert asked(CHEAP) == 200


def test_a_worker_that_is_ended_before_it_is_asked_says_so_quietly() -> None:
    graph = open_graph(DOCUMENTS)
    assert isinstance(graph, Stored)
    assert graph.place
    workers = Workers(graph.place)
    with pytest.raises(CannotRun):
        workers.ask(CHEAP, Limits(seconds=20), taken=Worker.end)
    with workers.ask(CHEAP, Limits(seconds=20)) as answer:
        assert answer.read() == b"true"
    workers.close()


@pytest.mark.parametrize(
    ("paths", "limits", "said"),
    [
        (PATHS, Limits(seconds=0.02, rows=100, memory=500_000_000), "stopped after 0.02 s"),
        ((), Limits(seconds=300, rows=100, memory=16_000_000), "more than 16 MB of memory"),
    ],
    ids=["time", "memory"],
)
def test_named_questions_are_held_to_the_limits(
    paths: tuple[str, ...], limits: Limits, said: str
) -> None:
    app = application(Settings(paths=paths, limits=limits))
    client = TestClient(app)
    answer = client.get("/api/query/relationships", params={"limit": "10000"})
    assert answer.status_code == 503, answer.text
    assert said in answer.json()["error"]
    assert client.get("/api/find", params={"q": "korea"}).status_code == 200
    app.state.held.close()


# ── Looking back ─────────────────────────────────────────────────────────────────────────


@pytest.fixture(scope="module")
def held() -> Iterator[Held]:
    found = Held(Settings(paths=PATHS))
    yield found
    found.close()


def test_a_slice_says_what_was_known_by_the_day(held: Held) -> None:
    query = "SELECT ?r ?p ?o { ?r a lg:Relationship ; ?p ?o } ORDER BY ?r ?p ?o"
    sliced = held.edition("2013").graph
    there = open_graph(DOCUMENTS, known_at=Span.parse("2013"))
    assert list(sliced.texts(query)) == list(there.texts(query))
    assert len(list(sliced.texts(query))) < len(list(held.current.graph.texts(query)))


def test_days_on_which_the_same_was_known_share_a_slice(held: Held) -> None:
    grows = slices.days(held.current.graph)
    one, following = next(pair for pair in pairwise(grows) if (pair[1] - pair[0]).days > 2)
    between = one + (following - one) // 2
    assert held.edition(str(one)) is held.edition(str(between))
    assert held.edition(str(one)) is not held.edition(str(following))
    assert held.edition("1066") is held.edition("0900"), "nothing was known"


class Slow:
    """Stands for the process that works out a slice: it waits until it is let go."""

    at_work: ClassVar[list[date]] = []
    begun: ClassVar[list[date]] = []
    folders: ClassVar[list[Path]] = []
    go = threading.Event()

    def __init__(self, folder: Path, day: date, *_: object) -> None:
        self.day, self.store = day, Stored(Store())
        self.folders.append(folder.parent)
        self.begun.append(day)
        self.at_work.append(day)
        assert len(self.at_work) == 1, "one at a time"

    def graph(self, _: float) -> Stored:
        assert self.go.wait(20)
        self.at_work.clear()
        return self.store

    def end(self) -> None:
        self.go.set()


@pytest.fixture
def slow(monkeypatch: pytest.MonkeyPatch) -> type[Slow]:
    for known in (Slow.at_work, Slow.begun, Slow.folders):
        known.clear()
    Slow.go.clear()
    monkeypatch.setattr(slices, "Slicing", Slow)
    return Slow


def test_nobody_waits_for_somebody_else_s_slice(
    slow: type[Slow], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(slices, "_PATIENCE", 1.0)
    with TestClient(application(Settings(paths=PATHS))) as client, ThreadPoolExecutor(60) as pool:

        def asked(year: int) -> httpx2.Response:
            return client.get("/ontology", params={"known-at": str(year)})

        waiting = [pool.submit(asked, 2000 + at % 30) for at in range(50)]
        time.sleep(0.2)
        assert client.get("/").status_code == 200, "though fifty wait"
        assert not all(one.done() for one in waiting)
        answers = [one.result() for one in waiting]
        assert {one.status_code for one in answers} == {503}
        assert "try again in a minute" in answers[0].text
        assert len(slow.begun) == 1
        slow.go.set()
        for _ in range(100):
            if (again := asked(2000)).status_code == 200:
                break
        assert again.status_code == 200, "it came later"


@pytest.mark.parametrize("path", ["/ontology?known%2Dat=2010", "/ontology?%6bnown-at=2010"])
def test_nobody_takes_a_thread_for_a_slice_by_writing_the_word_otherwise(
    slow: type[Slow], monkeypatch: pytest.MonkeyPatch, path: str
) -> None:
    monkeypatch.setattr(slices, "_PATIENCE", 0.1)
    with TestClient(application(Settings(paths=PATHS))) as client:
        assert client.get(path).status_code == 503
        assert len(slow.begun) == 1


def test_a_slice_that_is_begun_while_all_is_closed_is_ended(slow: type[Slow]) -> None:
    held = Held(Settings(paths=PATHS))

    class Late(slow):  # type: ignore[misc, valid-type]
        def __init__(self, *words: object) -> None:
            held.close()
            super().__init__(*words)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(slices, "Slicing", Late)
        held.edition("2010")
    assert slow.go.is_set()


def test_slices_that_nobody_asks_for_any_more_are_removed(
    slow: type[Slow], monkeypatch: pytest.MonkeyPatch
) -> None:
    slow.go.set()
    monkeypatch.setattr(slices, "KEPT", 1)
    held = Held(Settings(paths=PATHS))
    for day in slices.days(held.current.graph)[:3]:
        assert held.edition(str(day)).number == held.current.number
    gc.collect()
    assert [folder.exists() for folder in slow.folders] == [False, False, True]
    held.close()
    gc.collect()
    assert not any(folder.exists() for folder in slow.folders)


def test_a_slice_that_cannot_be_worked_out_says_so(tmp_path: Path) -> None:
    data = tmp_path / "data.ttl"
    shutil.copy(SMALL / "data.ttl", data)
    with TestClient(application(Settings(paths=(str(data),)))) as client:
        data.write_text("no Turtle", "utf-8")
        answer = client.get("/", params={"known-at": "2010"})
        assert answer.status_code == 503
        assert "cannot be worked out now: try again later" in answer.text
        assert str(tmp_path) not in answer.text
        assert client.get("/").status_code == 200


# ── What becomes of the data meanwhile ───────────────────────────────────────────────────


def healthy(server: Served, status: int) -> None:
    """Wait until the server says so of its data."""
    for _ in range(100):
        if httpx2.get(f"{server.address}health", timeout=20).status_code == status:
            return
        time.sleep(0.1)
    raise AssertionError(f"its health never became {status}")


def test_a_file_that_goes_and_comes_back(tmp_path: Path) -> None:
    data, aside = tmp_path / "data.ttl", tmp_path / "aside"
    shutil.copy(SMALL / "data.ttl", data)
    with served("-g", data) as server:
        data.rename(aside)
        data.mkdir()
        healthy(server, 503)
        assert httpx2.get(f"{server.address}id/riverland", timeout=20).status_code == 200
        query = {"query": CHEAP}
        assert httpx2.get(f"{server.address}sparql", params=query, timeout=20).status_code == 200
        data.rmdir()
        aside.rename(data)
        healthy(server, 200)


def test_a_built_store_is_served_and_watched_and_may_vanish(tmp_path: Path) -> None:
    store, data = tmp_path / "small.store", tmp_path / "data.ttl"
    shutil.copy(SMALL / "data.ttl", data)
    assert outcome(["-g", str(data), "build", "-o", str(store)]) == 0
    with served("-g", store, "--timeout", 1) as server:

        def asked(path: str, **words: str) -> httpx2.Response:
            return httpx2.get(server.address + path, params=words, timeout=20)

        assert asked("id/riverland").status_code == 200
        assert asked("things", **{"known-at": "1999"}).status_code == 200
        edition = asked("health").json()["edition"]
        data.write_text(data.read_text("utf-8").replace("Riverland", "Streamland"), "utf-8")
        assert outcome(["-g", str(data), "build", "-o", str(store)]) == 0
        for _ in range(100):
            if asked("health").json()["edition"] > edition:
                break
            time.sleep(0.1)
        assert "Streamland" in asked("id/riverland").text
        assert asked("sparql", query=CHEAP).status_code == 200
        shutil.rmtree(store)
        healthy(server, 503)
        assert asked("id/riverland", n="1").status_code == 200
        assert asked("sparql", query=HOSTILE[0] + " # long enough to be ended").status_code == 503
        gone = asked("sparql", query=CHEAP)
        assert gone.status_code == 503
        assert "cannot be read now" in gone.json()["error"]
        assert outcome(["-g", str(data), "build", "-o", str(store)]) == 0
        healthy(server, 200)
        assert asked("sparql", query=CHEAP).status_code == 200


# ── What is refused ──────────────────────────────────────────────────────────────────────


def test_what_is_no_http_is_refused_with_the_strict_headers() -> None:
    with served("-g", SMALL / "data.ttl") as server:
        for nonsense in (b"nonsense\r\n\r\n", b"GET / HTTP/9\r\n\r\n", b"\x16\x03\x01\x02\r\n\r\n"):
            with socket.create_connection(("127.0.0.1", server.port), timeout=20) as there:
                there.sendall(nonsense)
                said = b""
                while piece := there.recv(65_536):
                    said += piece
            head = said.partition(b"\r\n\r\n")[0].lower()
            assert head.startswith(b"http/1.1 400 ")
            assert b"content-security-policy: default-src 'none';" in head
            assert b"x-content-type-options: nosniff" in head


@pytest.mark.parametrize(
    ("option", "said"),
    [
        (["--lang", "ru"], "readers choose it on each page"),
        (["--user", "somebody"], "asks no other server"),
        (["--no-cache"], "kept for its processes"),
    ],
)
def test_options_without_a_meaning_here_are_refused(
    capsys: pytest.CaptureFixture[str], option: list[str], said: str
) -> None:
    assert outcome(["serve", *option]) == 2
    assert said in capsys.readouterr().err
