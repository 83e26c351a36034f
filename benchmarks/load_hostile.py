"""A hundred hostile queries at once, and what a reader of pages notices of them."""

from __future__ import annotations

import http.client
import itertools
import statistics
import threading
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import quote

from load_asked import Served, settled

STRANGERS = 100
_IDLE, _EVERY, _PATIENCE, _STAYING = 10.0, 0.1, 60.0, 20.0
_TEXT = "STR(?o)"
_QUERIES = (
    "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }",
    "SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i } ORDER BY ?c ?f ?i",
    "SELECT DISTINCT ?a ?d { ?a ?b ?c . ?d ?e ?f FILTER(?c < ?f) }",
    "SELECT ?a ?b { ?a (!rdf:nothing)+ ?b } ORDER BY ?b",
    "SELECT (COUNT(*) AS ?n) { ?a (!rdf:nothing|^!rdf:nothing)* ?b . ?b (^!rdf:nothing)* ?c }",
    "ASK { ?a (lg:partOf|^lg:partOf|lg:memberOf|^lg:memberOf)* ?b . ?b ?p ?c . ?d ?q ?e "
    "FILTER(?a = ?e && ?c = 12345) }",
    f'SELECT ?s {{ ?s ?p ?o FILTER(REGEX({_TEXT}, "({"a?" * 200}){{1,500}}{"a" * 200}$")) }}',
    f'SELECT ?s {{ ?s ?p ?o FILTER(REGEX({_TEXT}, "{"(x+x+)+" * 50}y")) }}',
    "SELECT (GROUP_CONCAT(?x) AS ?all) { ?a ?b ?c . ?d ?e ?f "
    "BIND(CONCAT(STR(?c), STR(?f)) AS ?x) }",
    "CONSTRUCT { ?a ?b ?f . ?d ?e ?c } WHERE { ?a ?b ?c . ?d ?e ?f }",
)
_QUESTIONS = ("members", "relationships", "participants")
READ = {
    "shipped": ("/", "/id/nlrk", "/search?q=korea", "/id/ifla", "/questions"),
    "a million triples": (
        "/", "/id/library-200", "/search?q=library+20", "/id/association-250", "/questions",
    ),
}  # fmt: skip


@dataclass
class Attack:
    """Medians in milliseconds, of pages kept and of new ones; memory in megabytes."""

    idle: dict[str, float] = field(default_factory=dict)
    during: dict[str, float] = field(default_factory=dict)
    pages: int = 0
    became: Counter[str] = field(default_factory=Counter)
    before: float = 0
    server: float = 0
    workers: float = 0
    most: int = 0

    def told(self) -> str:
        """What became of the hostile queries."""
        return ", ".join(f"{number} {what}" for what, number in self.became.most_common())


def attacked(server: Served, graph: str, seconds: int) -> Attack:
    """Read pages, idle and then while strangers do their worst."""
    attack, fresh = Attack(), itertools.count()
    for path in READ[graph]:
        _got(server.port, path)
    settled(server)
    attack.idle = _read(server.port, READ[graph], fresh, _IDLE)[0]
    attack.before = _megabytes(server.process.pid)
    stop = threading.Event()
    strangers = [
        threading.Thread(target=_stranger, args=(server.port, number, stop, attack.became))
        for number in range(STRANGERS)
    ]
    watching = threading.Thread(target=_watch, args=(server.process.pid, stop, attack))
    for thread in (watching, *strangers):
        thread.start()
    time.sleep(1)
    attack.during, attack.pages = _read(server.port, READ[graph], fresh, seconds)
    stop.set()
    for thread in (watching, *strangers):
        thread.join()
    return attack


def _read(
    port: int, paths: tuple[str, ...], fresh: Iterator[int], seconds: float
) -> tuple[dict[str, float], int]:
    """The median times of pages, kept and new, asked for one after the other; how many."""
    took: dict[str, list[float]] = {"kept": [], "new": []}
    until, turns = time.monotonic() + seconds, itertools.cycle(paths)
    while time.monotonic() < until:
        path = next(turns)
        new = f"{path}{'&' if '?' in path else '?'}fresh={next(fresh)}"
        for kind, address in (("kept", path), ("new", new)):
            begun = time.perf_counter()
            status = _got(port, address)
            if status != 200:
                raise SystemExit(f"{address} was answered with {status}")
            took[kind].append((time.perf_counter() - begun) * 1000)
    return {kind: statistics.median(each) for kind, each in took.items()}, sum(
        map(len, took.values())
    )


def _got(port: int, path: str, wait: float = _PATIENCE) -> int:
    there = http.client.HTTPConnection("127.0.0.1", port, timeout=wait)
    try:
        there.request("GET", path)
        answer = there.getresponse()
        answer.read()
        return answer.status
    finally:
        there.close()


def _stranger(port: int, number: int, stop: threading.Event, became: Counter[str]) -> None:
    """Ask, and ask again; who is sent away comes back as soon as the server says."""
    while not stop.is_set():
        try:
            status = _got(port, _hostile(number), _STAYING)
        except OSError:
            status = 0
        became[_WHAT.get(status, str(status))] += 1
        number += STRANGERS // 3
        stop.wait(5 if status == 503 else 0)


_WHAT = {0: "left unanswered", 200: "answered", 503: "stopped or sent away", 400: "refused"}


def _hostile(number: int) -> str:
    if number % 10 == 9:
        return f"/api/query/{_QUESTIONS[number // 10 % len(_QUESTIONS)]}?limit=10000"
    return f"/sparql?query={quote(_QUERIES[number % len(_QUERIES)])}"


def _watch(server: int, stop: threading.Event, attack: Attack) -> None:
    while not stop.wait(_EVERY):
        workers = _children(server)
        attack.server = max(attack.server, _megabytes(server))
        attack.workers = max(attack.workers, sum(map(_megabytes, workers)))
        attack.most = max(attack.most, len(workers))


def _children(process: int) -> list[int]:
    found: list[str] = []
    for task in Path(f"/proc/{process}/task").iterdir():
        with suppress(OSError):  # a thread that has ended meanwhile
            found += (task / "children").read_text("ascii").split()
    return [int(child) for child in found]


def _megabytes(process: int) -> float:
    """What a process has in memory; 0 where it is gone."""
    try:
        lines = Path(f"/proc/{process}/status").read_text("utf-8").splitlines()
    except OSError:
        return 0
    return next((int(line.split()[1]) for line in lines if line.startswith("VmRSS")), 0) / 1024
