"""One task in a process of its own, whose costs are then its own: it ends in a line of JSON.

python benchmarks/tasks.py NAME ARGUMENTS
"""

from __future__ import annotations

import json
import signal
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

PREFIXES = """PREFIX lg: <https://w3id.org/libgraph/ontology#>
PREFIX id: <https://w3id.org/libgraph/id/>
PREFIX prov: <http://www.w3.org/ns/prov#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
"""
# lookups, stars, counts, a path, something optional, something missing, words, an order
MIX = (
    "SELECT ?p ?o { id:library-7 ?p ?o }",
    "SELECT ?s ?when { ?s a lg:Tenure ; lg:holder id:person-28 ; lg:during|lg:attested ?when }",
    """SELECT ?one ?two { ?a a lg:Party ; lg:agreement ?g ; lg:party ?one .
       ?b a lg:Party ; lg:agreement ?g ; lg:party ?two . FILTER(STR(?one) < STR(?two)) }""",
    "SELECT ?role (COUNT(*) AS ?n) { ?s a lg:Participation ; lg:role ?role } GROUP BY ?role",
    """SELECT ?country (COUNT(DISTINCT ?library) AS ?n) {
       ?library lg:seat/lg:within ?country } GROUP BY ?country ORDER BY DESC(?n) LIMIT 20""",
    """SELECT ?agreement ?older { ?agreement a lg:Memorandum .
       OPTIONAL { ?link lg:from ?agreement ; lg:relation lg:renews ; lg:to ?older } }""",
    """SELECT ?event { ?event a lg:Conference .
       FILTER NOT EXISTS { ?f lg:of ?event ; lg:quantity lg:books } }""",
    """SELECT ?name ?value { ?f a lg:Figure ; lg:quantity lg:books ; lg:value ?value ; lg:of ?l .
       ?l rdfs:label ?name . FILTER(LANG(?name) = "en" && CONTAINS(?name, "Library")) }
       ORDER BY DESC(?value) LIMIT 50""",
)
PATIENCE = 120
"""Seconds of the processor after which a question is ended; it counts with so many."""
Ask = Callable[[str], Iterable[object]]


class _Unfinished(Exception):
    """A question took longer than anybody waits."""


@contextmanager
def _patiently() -> Iterator[None]:
    """End a question in time; what is compiled is never interrupted, and never takes so long."""

    def end(_number: int, _frame: object) -> None:
        raise _Unfinished

    before = signal.signal(signal.SIGPROF, end)
    signal.setitimer(signal.ITIMER_PROF, PATIENCE, 1)  # again: rdflib catches all there is
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)


def _mixed(ask: Ask) -> dict[str, float]:
    """The time of each question of the mix, the rows read, and how many were ended unfinished."""
    times: dict[str, float] = {}
    rows = unfinished = 0
    sum(1 for _ in ask(PREFIXES + MIX[0]))  # what the first question loads is no part of it
    for number, question in enumerate(MIX):
        begun = time.process_time()
        try:
            with _patiently():
                rows += sum(1 for _ in ask(PREFIXES + question))
        except _Unfinished:
            unfinished += 1
        times[f"q{number + 1}"] = max(time.process_time() - begun, 1e-5)
    return times | {"seconds": sum(times.values()), "rows": rows, "unfinished": unfinished}


def mix_libgraph(store: str) -> dict[str, float]:
    """The mix through libgraph, in a store that is built."""
    from libgraph.graph import open_graph

    return _mixed(open_graph([Path(store)]).query)  # type: ignore[arg-type]


def mix_pyoxigraph(store: str) -> dict[str, float]:
    """The mix in the same store, by the bare engine."""
    from pyoxigraph import Store

    return _mixed(Store.read_only(str(_inside(store))).query)  # type: ignore[arg-type]


def mix_rdflib(file: str) -> dict[str, float]:
    """The mix in rdflib; reading the file is not counted."""
    import rdflib

    graph = rdflib.Graph()
    graph.parse(file)
    return _mixed(graph.query)  # type: ignore[arg-type]


def _inside(store: str) -> Path:
    """The folder of the engine's files in a built store."""
    from libgraph.graph import open_graph
    from libgraph.graph.stored import Stored

    graph = open_graph([Path(store)])
    assert isinstance(graph, Stored)
    assert graph.place is not None
    return graph.place


def load_rdflib(file: str) -> dict[str, float]:
    """Read a file with rdflib."""
    import rdflib

    begun = time.process_time()
    graph = rdflib.Graph()
    graph.parse(file)
    return {"seconds": time.process_time() - begun, "triples": len(graph)}


def load_oxigraph(file: str) -> dict[str, float]:
    """Read a file into a store on disk with the `oxigraph` command."""
    import resource
    import subprocess

    command = str(Path(sys.executable).with_name("oxigraph"))
    with tempfile.TemporaryDirectory() as place:
        load = [command, "load", "--location", place, "--file", file]
        subprocess.run(load, check=True, stderr=subprocess.DEVNULL)
        used = resource.getrusage(resource.RUSAGE_CHILDREN)
        return {"seconds": used.ru_utime + used.ru_stime}


def load_pyoxigraph(*files: str) -> dict[str, float]:
    """Read files into a store on disk with the bare engine."""
    from pyoxigraph import Store

    # the engine may still be tidying its files
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as place:
        begun = time.process_time()
        store = Store(place)
        for file in files:
            store.bulk_load(path=file)
        return {"seconds": time.process_time() - begun, "triples": len(store)}


def build(file: str, place: str = "") -> dict[str, float]:
    """Build a store; reading and placing what is said is `seconds`, the rest is `deriving`."""
    from libgraph.graph.building import build as built
    from libgraph.graph.given import discovered

    begun = time.process_time()
    derived: list[float] = []

    def progress(what: str, done: int, whole: int) -> None:
        if what == "dating and relating" and not derived:
            derived.append(time.process_time())

    with tempfile.TemporaryDirectory() as spare:
        wall = time.monotonic()
        built(Path(place or spare + "/store"), discovered([file]), progress)
        ended = time.process_time()
        return {
            "seconds": derived[0] - begun,
            "deriving": ended - derived[0],
            "whole": ended - begun,
            "wall": time.monotonic() - wall,
        }


if __name__ == "__main__":
    name, *arguments = sys.argv[1:]
    print(json.dumps(globals()[name](*arguments)))
