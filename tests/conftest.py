"""What all tests share: the graphs at hand, and a cache of their own."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from hypothesis import settings

from libgraph.graph import Graph, open_graph
from windows import CHROMIUM, Browser, browser

settings.register_profile("libgraph", deadline=None)  # a loaded machine is no fault of the code
settings.load_profile("libgraph")

HERE = Path(__file__).parent
SMALL = HERE / "small"
DATA = HERE.parent / "data"
# the three documents alone, which tests know by heart; the rest of the shipped graph grows
DOCUMENTS = (
    DATA / "things",
    DATA / "sources.ttl",
    DATA / "curation.ttl",
    *sorted(DATA.glob("00*.ttl")),
)
OF_DOCUMENTS = tuple(word for path in DOCUMENTS for word in ("-g", path))
# the texts of the three documents, where they are kept beside the project
SHARED = HERE.parent.parent / "shared" / "sources"


def pytest_xdist_auto_num_workers() -> int:
    """Three workers for two processors: they wait a third of the time, for servers and browsers."""
    return (os.cpu_count() or 1) * 3 // 2


def pytest_make_parametrize_id(val: object, argname: str) -> str | None:
    """Bytes name no test: packed ones hold the second in which each process made them."""
    return argname if isinstance(val, bytes) else None


@pytest.fixture(scope="session", autouse=True)
def cache(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A cache folder of this run's own, and no folder of texts from outside."""
    place = tmp_path_factory.mktemp("cache")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("LIBGRAPH_CACHE", str(place))
        patch.delenv("LIBGRAPH_SOURCES", raising=False)
        yield place


@pytest.fixture(scope="session")
def shipped() -> Graph:
    """The graph that ships with libgraph."""
    return open_graph()


@pytest.fixture(scope="session")
def documents() -> Graph:
    """The three documents that the project began with."""
    return open_graph(DOCUMENTS)


@pytest.fixture(scope="session")
def small() -> Graph:
    """An invented graph with texts of its own."""
    return open_graph([SMALL / "data.ttl"])


@pytest.fixture(scope="session")
def kept_browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    """The one browser of this process."""
    if CHROMIUM is None:
        no_browser = pytest.fail if os.environ.get("CI") else pytest.skip
        no_browser("no chromium here: what a page does is NOT tested")
    with browser(tmp_path_factory.mktemp("chromium")) as opened:
        yield opened


@pytest.fixture
def chromium(kept_browser: Browser) -> Iterator[Browser]:
    """A browser; its windows are closed, and what they kept is forgotten, after each test."""
    yield kept_browser
    kept_browser.clear()


@dataclass(frozen=True)
class Said:
    """What a command printed, and its exit code."""

    code: int
    out: str
    err: str


@pytest.fixture
def libgraph(capfdbinary: pytest.CaptureFixture[bytes]) -> Callable[..., Said]:
    """Run a command line in this process."""
    from libgraph.cli.main import outcome

    def run(*arguments: object) -> Said:
        capfdbinary.readouterr()
        code = outcome([str(argument) for argument in arguments])
        out, err = capfdbinary.readouterr()
        return Said(code, out.decode("utf-8"), err.decode("utf-8"))

    return run


@pytest.fixture
def write(tmp_path: Path) -> Callable[[str, str], Path]:
    """Write a Turtle file with the usual prefixes."""

    def make(name: str, text: str) -> Path:
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(PREFIXES + text, "utf-8")
        return path

    return make


PREFIXES = """@base <https://w3id.org/libgraph/id/source/> .
@prefix id: <https://w3id.org/libgraph/id/> .
@prefix st: <https://w3id.org/libgraph/id/statement/> .
@prefix src: <https://w3id.org/libgraph/id/source/> .
@prefix lg: <https://w3id.org/libgraph/ontology#> .
@prefix dcterms: <http://purl.org/dc/terms/> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix prov: <http://www.w3.org/ns/prov#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
"""
