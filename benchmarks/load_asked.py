"""Start a server, and let wrk ask it."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.error import HTTPError
from urllib.parse import quote
from urllib.request import urlopen

sys.path.insert(0, str(Path(__file__).parent.parent / "tests" / "web"))

from at_port import COMMAND, Served

SERVE = [*COMMAND, "--port", "0"]
_COUNTING = """local n, where = 0, "%s"
request = function() n = n + 1; return wrk.format("GET", (where:gsub("#", n))) end
done = function(summary, latency)
  io.write(string.format("%%d %%d %%d %%f %%f\\n", summary.requests, summary.duration,
    summary.errors.status, latency:percentile(50), latency:percentile(99)))
end
"""
_QUERY = quote("SELECT ?s ?name { ?s a lg:Library ; skos:prefLabel ?name } LIMIT 20 # ", safe="")
_COUNT = quote("SELECT ?kind (COUNT(*) AS ?n) { ?r lg:kind ?kind } GROUP BY ?kind # ", safe="")


def _pages(thing: str, words: str, body: str) -> dict[str, str]:
    return {
        "home, kept": "/",
        "home, new": "/?n=#",
        "thing, kept": f"/id/{thing}",
        "thing, new": f"/id/{thing}?n=#",
        "search, kept": f"/search?q={words}",
        "search, new": f"/search?q={words}&n=#",
        "SPARQL, 20 rows": f"/sparql?query={_QUERY}#",
        "SPARQL, a count of all": f"/sparql?query={_COUNT}#",
        "question as JSON": f"/api/query/members?of={body}&limit=20",
    }


ASKED = {
    "shipped": _pages("nlrk", "korea", "ifla"),
    "a million triples": _pages("library-200", "library+20", "association-250"),
}
"""For each graph its pages; # is another number in each request."""


@contextmanager
def served(*options: str) -> Iterator[Served]:
    """Serve on a free port as long as the block lasts."""
    process = subprocess.Popen([*SERVE, *options], stderr=subprocess.PIPE, text=True)
    assert process.stderr
    try:
        said = process.stderr.readline()
        if "http://" not in said:
            raise SystemExit(said + process.stderr.read())
        # what it says must not wait for somebody to read it
        threading.Thread(target=process.stderr.read, daemon=True).start()
        yield Served(said[said.index("http://") :].strip(), process)
    finally:
        process.terminate()
        process.wait()


def settled(server: Served) -> None:
    """Wait until a server that has just begun has nothing left to do."""
    before, now = -1.0, 0.0
    while now - before > 0.1:
        time.sleep(2)
        words = (
            Path(f"/proc/{server.process.pid}/stat").read_text("ascii").rpartition(")")[2].split()
        )
        before, now = now, (int(words[11]) + int(words[12])) / os.sysconf("SC_CLK_TCK")


@dataclass(frozen=True)
class Asked:
    """What wrk found: requests a second, latencies in milliseconds, answers that were refusals."""

    per_second: float
    median: float
    late: float
    refused: int


def wrk_version() -> str:
    """The version of wrk; where it is not there, that is said, and all ends."""
    if not shutil.which("wrk"):
        raise SystemExit("wrk is not here, and asks the pages: apt-get install wrk, and run again")
    said = subprocess.run(["wrk", "-v"], capture_output=True, text=True, check=False)
    return (said.stdout + said.stderr).split(" [")[0].strip()


def _first(address: str) -> None:
    """Ask once, and again where a busy machine has no time for it yet."""
    for left in reversed(range(5)):
        try:
            with urlopen(address) as answer:
                answer.read()
            return
        except HTTPError as error:
            if error.code != 503 or not left:
                raise SystemExit(f"{address} was answered with {error.read()!r}") from None
            time.sleep(1)


def wrk(server: Served, path: str, clients: int, seconds: int) -> Asked:
    """Ask for a page for some seconds, after it was asked for once."""
    _first(server.address.rstrip("/") + path.replace("#", "0"))
    with tempfile.TemporaryDirectory() as folder:
        script = Path(folder, "count.lua")
        script.write_text(_COUNTING % path, "utf-8")
        run = subprocess.run(
            ["wrk", "-t1", f"-c{clients}", f"-d{seconds}s", "--timeout", "60s", "-s", str(script),
             server.address],
            capture_output=True, text=True, check=True,
        )  # fmt: skip
    requests, took, refused, median, late = map(float, run.stdout.splitlines()[-1].split())
    return Asked(requests / (took / 1e6), median / 1e3, late / 1e3, int(refused))
