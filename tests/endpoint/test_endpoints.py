"""The same commands, the same answers: on files, on Oxigraph, on Virtuoso, on Comunica."""

from __future__ import annotations

import json
import os
import re
import shlex
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from served import OF, address

from conftest import Said

# two servers hold the same, so they share a process, which asks the files once
PROCESSES = {"oxigraph": "oxigraph", "virtuoso": "oxigraph", "comunica": "comunica"}
SERVERS = [
    pytest.param(name, marks=pytest.mark.xdist_group(process))
    for name, process in PROCESSES.items()
]
COMMANDS = """
query agreements
query agreements -p party=nlrk
query contacts
query corners
query coverage
query coverage --as-of 2009
query events
query events -p place=kazakhstan
query events -p organizer=nlrk
query events -p year=2012
query figures
query hosts
query members -p of=ifla --as-of 2015 -f csv
query names
query participants
query relationships -p entity=nlrk
query signatories
query sources -f json
query support
query tenures -p organization=nlrk -f jsonl
query works
query works -p author=nlrk
query -e "SELECT ?r ?k { ?r a lg:Relationship ; lg:kind ?k } ORDER BY ?r ?k" -f tsv
query -e "SELECT ?r { ?r a lg:Relationship ; lg:kind lg:Tenure } ORDER BY ?r" --as-of 2005
query -e "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"
query -e "SELECT (COUNT(*) AS ?n) { GRAPH src:001 { ?s ?p ?o } }"
query -e "ASK { ?s a lg:Person }"
query -e "ASK { ?s a lg:Spaceship }"
query -e "CONSTRUCT { ?a lg:partnerOf ?b } { ?a lg:partnerOf ?b }"
query -e "CONSTRUCT WHERE { ?a lg:postIn ?b }" -f ntriples
queries
show nlrk
show ifla --lang ru
show nlrk --as-of 2005
show nlrk --known-at 2015
show nobody-of-that-name
find kitap
find "national library"
why nlrk --lang kk
why src:001
path nlrk ifla
path nlrk iran --as-of 2005
timeline
timeline nlrk --from 2000 --to 2010
agreements --as-of 2010
expiring --as-of 2009
coverage
coverage --as-of 2009
conflicts
conflicts nlrk
match
analyze summary
analyze centrality
analyze communities
analyze brokers
analyze components
analyze recommend nlrk
analyze evolution
export
export -f trig --with-derived
export -f jsonld --framed
export --as-of 2005 -f nquads
export -f ics
export -f gexf
export -f graphml --around nlrk --depth 2
export -f csv-edges --layer agreements
diff --known-at 2014/2020
""".strip().splitlines()
PICTURES = """
draw network --around nlrk
draw map
draw matrix
draw timeline nlrk
""".strip().splitlines()


# the things of the documents, and what stands for them in the small graph
IN_SMALL = {
    "nlrk": "riverland", "ifla": "federation", "iran": "hill", "kazakhstan": "country-rl",
    "src:001": "src:river", "kitap": "dale",
}  # fmt: skip


@dataclass(frozen=True)
class Both:
    """A server, and the files that it was filled from."""

    name: str
    there: str

    @property
    def here(self) -> tuple[object, ...]:
        """The options that name the files."""
        return OF[self.name]

    def words(self, command: str) -> list[str]:
        """A command about things that it holds."""
        found = shlex.split(command)
        if self.name != "comunica":
            return found
        return [_IN_DOCUMENTS.sub(lambda match: IN_SMALL[match[0]], word) for word in found]


_IN_DOCUMENTS = re.compile("|".join(rf"\b{re.escape(word)}\b" for word in IN_SMALL))


@pytest.fixture
def server(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Both:
    """The server that a test is about; all tests about one run in one process, where it starts."""
    assert "PYTEST_XDIST_WORKER" not in os.environ or request.node.nodeid.endswith(
        f"@{PROCESSES[request.param]}"
    ), "servers would start in every process: run with --dist loadgroup, and pytest before 9.2"
    folder = tmp_path_factory.mktemp(request.param)
    return Both(request.param, address(request.param, request.config, folder))


@pytest.fixture(scope="module")
def known() -> dict[tuple[object, ...], Said]:
    """What commands on files have answered."""
    return {}


@pytest.mark.parametrize("server", SERVERS, indirect=True)
@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_answers_as_it_does_on_files(
    server: Both,
    command: str,
    libgraph: Callable[..., Said],
    known: dict[tuple[object, ...], Said],
) -> None:
    words = server.words(command)
    on_files = (*server.here, *words)
    here = known[on_files] = known.get(on_files) or libgraph(*on_files)
    there = libgraph("-g", server.there, *words)
    assert there.out == here.out
    assert (there.code, there.err) == (here.code, here.err)


@pytest.mark.parametrize("server", SERVERS[:1], indirect=True)
def test_what_a_server_holds_is_validated(server: Both, libgraph: Callable[..., Said]) -> None:
    """The findings are those on files, but for the file and the line, which a server has not."""
    there = libgraph("-g", server.there, "validate", "-f", "json")
    here = libgraph(*server.here, "validate", "-f", "json")
    assert (there.code, there.err) == (here.code, here.err)
    found, known = json.loads(there.out), json.loads(here.out)
    assert found["violations"] == known["violations"] > 0  # a thing of a fourth document
    assert _without_places(found) == _without_places(known)
    assert not any(one.get("file") for one in found["results"])


def _without_places(report: dict[str, Any]) -> list[dict[str, Any]]:
    kept = [
        {key: value for key, value in one.items() if key not in ("file", "line")}
        for one in report["results"]
    ]
    return sorted(kept, key=json.dumps)


@pytest.mark.parametrize("server", SERVERS, indirect=True)
@pytest.mark.parametrize("command", PICTURES)
def test_every_picture_is_the_same(
    server: Both, command: str, libgraph: Callable[..., Said], tmp_path: Path
) -> None:
    words = server.words(command)
    here, there = tmp_path / "here.svg", tmp_path / "there.svg"
    assert libgraph(*server.here, *words, "-o", here).code == 0
    assert libgraph("-g", server.there, *words, "-o", there).code == 0
    assert there.read_bytes() == here.read_bytes()
