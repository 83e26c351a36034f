"""The rows of the table of goals: each is libgraph beside what one would take instead."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from costs import Cost, Pair, cost, note, side_by_side
from tasks import MIX, PATIENCE

HERE = Path(__file__).parent
LIBGRAPH = str(Path(sys.executable).with_name("libgraph"))
PYTHON = sys.executable
LARGE = ("1m", "10m")
LOOKUP = "SELECT ?p ?o { id:library-40 ?p ?o FILTER(?p IN (rdf:type, lg:seat, rdfs:label)) }"


@dataclass(frozen=True, slots=True)
class Line:
    """A measured row: seconds and megabytes of both, their ratio, and the goal it is held to.

    `holds` is None where the goal is for another size, or there is none.
    """

    what: str
    ours: float
    theirs: float
    against: str
    ratio: float
    least: float
    greatest: float
    megabytes: tuple[float, float]
    goal: str
    holds: bool | None


@dataclass(frozen=True, slots=True)
class Place:
    """Where data, stores and caches of a run are; made when they are first asked for."""

    folder: Path
    size: str
    runs: int

    def data(self, size: str = "", violations: int = 0) -> str:
        """An invented graph as a file."""
        path = self.folder / f"{size or self.size}{'-wrong' if violations else ''}.nt"
        if not path.exists():
            note(f"making {path.name}")
            make = [PYTHON, str(HERE / "generate.py"), size or self.size, "-o", str(path)]
            wrong = ["--violations", str(violations)]
            subprocess.run([*make, *wrong], check=True, stderr=subprocess.DEVNULL)
        return str(path)

    def turtle(self) -> str:
        """The same triples as people write them."""
        path = self.folder / f"{self.size}.ttl"
        if not path.exists():
            note(f"making {path.name}")
            make = [PYTHON, str(HERE / "generate.py"), self.size, "-o", str(path)]
            subprocess.run(make, check=True, stderr=subprocess.DEVNULL)
        return str(path)

    def placed(self) -> str:
        """The same triples, each in the graph of its source."""
        path = self.folder / f"{self.size}.nq"
        if not path.exists():
            note(f"placing {path.name}")
            export = [LIBGRAPH, "-g", self.store(), "export", "-f", "nquads", "-o", str(path)]
            subprocess.run(export, check=True)
        return str(path)

    def store(self, size: str = "") -> str:
        """The same, built."""
        path = self.folder / f"{size or self.size}.store"
        if not path.exists():
            data = self.data(size)
            note(f"building {path.name}")
            subprocess.run([LIBGRAPH, "build", data, "-o", str(path)], check=True)
        return str(path)


def task(name: str, *arguments: str) -> list[str]:
    """The command that does a task in a process of its own."""
    return [PYTHON, str(HERE / "tasks.py"), name, *arguments]


def _line(
    what: str, against: str, pair: Pair, limit: float | None, goal: str, factor: float = 1
) -> Line:
    """A line from a pair; where the goal is to be faster, `factor` -1 turns the ratio over."""
    ratio, (least, greatest) = pair.ratio(), pair.spread()
    if factor < 0:
        ratio, least, greatest = 1 / ratio, 1 / greatest, 1 / least
    ours, theirs = (median(one.seconds for one in side) for side in (pair.ours, pair.theirs))
    memory = tuple(max(one.megabytes for one in side) for side in (pair.ours, pair.theirs))
    holds = None if limit is None else ratio >= limit if factor < 0 else ratio <= limit
    return Line(
        what, ours, theirs, against, ratio, least, greatest, (memory[0], memory[1]), goal, holds
    )


def cold(place: Place) -> Iterable[Line]:
    """Whole processes on the shipped graph: what a person waits for."""
    click = [PYTHON, "-c", "import click"]
    os.environ["SHIPPED"] = str(place.folder / "shipped.ttl")
    subprocess.run([LIBGRAPH, "export", "-o", os.environ["SHIPPED"]], check=True)
    in_rdflib = [PYTHON, str(HERE / "members_in_rdflib.py")]
    runs = max(place.runs, 9)
    pair = side_by_side([LIBGRAPH, "--help"], click, runs)
    yield _line("`libgraph --help`", "`import click`", pair, 1.5, "≤ 1.5 ×")
    pair = side_by_side([LIBGRAPH, "query", "members"], click, runs)
    yield _line("`query members`, shipped graph", "`import click`", pair, 4, "≤ 4 ×")
    pair = side_by_side([LIBGRAPH, "query", "members"], in_rdflib, runs)
    yield _line("`query members`, shipped graph", "plain rdflib", pair, 0.2, "≤ 1/5")


def sparql(place: Place) -> Iterable[Line]:
    """A mix of questions in a built store."""
    ours = task("mix_libgraph", place.store())
    pair = side_by_side(ours, task("mix_pyoxigraph", place.store()), place.runs)
    what = f"SPARQL mix, {place.size} triples"
    yield _line(what, "bare pyoxigraph, same store", pair, 1.1, "≤ 1.1 ×")
    note(f"{what}: rdflib")
    runs = 1 if place.size in LARGE else min(place.runs, 3)
    pair = side_by_side(ours, task("mix_rdflib", place.data()), runs, warm=False)
    ended = max(round(one.said["unfinished"]) for one in pair.theirs)
    rdflib = f"rdflib ({ended} of {len(MIX)} ended after {PATIENCE} s)" if ended else "rdflib"
    yield _geometric(_line(what, rdflib, pair, None, "≥ 20 × faster, at 1 M", -1), pair, place)


def _geometric(line: Line, pair: Pair, place: Place) -> Line:
    """The ratio as the geometric mean over the questions; with some ended, at least so much."""
    means = []
    for one, other in zip(pair.ours, pair.theirs, strict=True):
        ratios = [other.said[name] / one.said[name] for name in one.said if name[0] == "q"]
        product = 1.0
        for ratio in ratios:
            product *= ratio
        means.append(product ** (1 / len(ratios)))
    middle = median(means)
    return Line(
        line.what, line.ours, line.theirs, line.against, middle, min(means), max(means),
        line.megabytes, line.goal, middle >= 20 if place.size == "1m" else None,
    )  # fmt: skip


def loading(place: Place) -> Iterable[Line]:
    """Reading files, and deriving what follows."""
    note(f"loading and deriving, {place.size}")
    runs, what = min(place.runs, 3), f"loading N-Triples, {place.size} triples"
    ours = task("build", place.data())
    pair = side_by_side(ours, task("load_rdflib", place.data()), runs, warm=False)
    yield _line(what, "rdflib", pair, 10, "≥ 10 × faster, ≤ 1/2 of its memory", -1)
    for against, rival in {
        "bare pyoxigraph on disk, the merge alone": task("load_pyoxigraph", place.data()),
        "bare pyoxigraph on disk, all that the store has": task(
            "load_pyoxigraph", place.data(), place.placed()
        ),
        "`oxigraph load`, the merge alone": task("load_oxigraph", place.data()),
    }.items():
        limit = Pair(pair.ours, [cost(rival) for _ in range(runs)])
        yield _line(what, against, limit, None, "the engine's limit")
    derived = [Cost(one.said["deriving"], one.megabytes, {}) for one in pair.ours]
    yield _line(
        f"deriving, {place.size} triples", "loading the same", Pair(derived, pair.ours),
        1 if place.size == "1m" else None, "≤ 1 ×, at 1 M",
    )  # fmt: skip
    note(f"loading Turtle, {place.size}")
    written = place.turtle()
    pair = side_by_side(
        task("build", written), task("load_rdflib", written), min(runs, 2), warm=False
    )
    yield _line(f"loading Turtle, {place.size} triples", "rdflib", pair, 10, "≥ 10 × faster", -1)


def opening(place: Place) -> Iterable[Line]:
    """Asking a large store beside asking a small one."""
    commands = ([LIBGRAPH, "-g", place.store(size), "query", "-e", LOOKUP] for size in ("", "10k"))
    pair = side_by_side(*commands, max(place.runs, 9))
    what = f"opening a store of {place.size} triples and answering"
    yield _line(what, "the same, 10k triples", pair, 1.5, "± 50 %")


def validating(place: Place) -> Iterable[Line]:
    """Validation beside pySHACL behind the same report."""
    note(f"validating, {place.size}")
    data, engines = place.data(violations=200), ("columns", "pyshacl")
    report = {name: str(place.folder / f"{name}.json") for name in engines}
    commands = (
        [LIBGRAPH, "validate", data, "--engine", name, "-f", "json", "-o", report[name]]
        for name in engines
    )
    pair = side_by_side(*commands, min(place.runs, 3), warm=False)
    equal = len({Path(path).read_bytes() for path in report.values()}) == 1
    what = f"validating {place.size} triples"
    limit, goal = 10 if place.size == "1m" else None, "≥ 10 × faster, no more memory, at 1 M"
    line = _line(what, "pySHACL, same report", pair, limit, goal, -1)
    if not equal:
        raise SystemExit("the two reports differ")
    yield line


ROWS: tuple[Callable[[Place], Iterable[Line]], ...] = (
    cold,
    sparql,
    loading,
    opening,
    validating,
)
