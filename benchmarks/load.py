"""How the explorer bears readers, and strangers who mean harm; writes docs/load.md.

    python benchmarks/load.py [--seconds N] [--large GRAPH] [--keep FOLDER] [-o FILE]

Serves the shipped graph and a built store of a million invented triples, each on a free port of
this machine, and lets wrk ask for pages with 1 and with 50 clients. Then a hundred hostile
queries come at once, and meanwhile pages are asked for, one after the other. `--large` is a
graph, or a built store, in place of the million; `--keep` a folder that keeps it for the next run.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from load_asked import ASKED, Served, served, settled, wrk, wrk_version
from load_hostile import Attack, attacked
from machine import described

HERE = Path(__file__).parent
LIBGRAPH = [sys.executable, "-c", "from libgraph.cli.main import run; run()"]
PAGE = """# The explorer under load

Made by `make bench-load` (`python benchmarks/load.py --seconds {seconds}`). wrk and the server
share the machine, so both are slower than they would be alone.

{machine}
{wrk}. Load average before: {busy:.1f}.

## Readers

A page is made once for each change of the data and kept, so *kept* rows ask for the same address
again and again, and *new* rows for another address each time. One server process answers all
pages; queries run in two processes beside it. *Sent away* counts answers of 503, for more
queries came than may wait; they are among those *a second*, and quick.

{readers}

## A hundred hostile queries at once

Cross products, endless paths, huge regular expressions, and sums over everything, through
`/sparql` and the JSON API, from a hundred clients at once, for {hostile} seconds. Who is sent away
comes back after the five seconds that the answer names, and who waits in vain for twenty asks
something else. Meanwhile one reader opens pages, one after the other: the first page, things,
searches; *kept* ones and *new* ones. The goal is a median within three times of idle.

{attacks}

## The bound on memory

The server and everything it starts take no more than

    the server itself
    + --workers × (a worker that has opened the graph, some 40 MB, + --max-memory)
    + one process that works out what was known by a day, where somebody looks back

There are never more than `--workers` (2, unless said) processes for queries, and a query that
needs more than `--max-memory` (500 MB, unless said) on top of what the worker had is stopped; so
is one that takes longer than `--timeout` (10 s). After `--max-rows` (10,000) rows an answer is cut,
and says so.
`--queue` (20) more may wait; the rest is sent away at once. The server itself keeps at most 50 MB
of pages, and eight slices of the past.

{memory}
"""


def store(asked: Path | None, folder: Path) -> Path:
    """A built store of a million invented triples, or of what was asked for."""
    built = folder / "million.store"
    if asked and (asked / "libgraph-store.json").exists():
        return asked
    if not built.exists():
        data = asked or folder / "million.nt"
        if not data.exists():
            made = [sys.executable, str(HERE / "generate.py"), "1m", "-o", str(data)]
            subprocess.run(made, check=True)
        subprocess.run([*LIBGRAPH, "-g", str(data), "build", "-o", str(built)], check=True)
    return built


def readers(server: Served, graph: str, seconds: int) -> Iterator[str]:
    """The rows of one graph: what wrk found, page by page."""
    settled(server)
    for name, path in ASKED[graph].items():
        for clients in (1, 50):
            found = wrk(server, path, clients, seconds)
            yield (
                f"| {graph} | {name} | {clients} | {found.per_second:,.0f} | {found.median:,.1f} "
                f"| {found.late:,.1f} | {found.refused or ''} |"
            )


def rows(graph: str, attack: Attack) -> Iterator[str]:
    """What a reader noticed of a hundred hostile queries."""
    for kind, idle in attack.idle.items():
        ratio = attack.during[kind] / idle
        yield (
            f"| {graph} | {kind} | {idle:.1f} | {attack.during[kind]:.1f} | {ratio:.2f} "
            f"| {'yes' if ratio <= 3 else '**no**'} |"
        )


def memory(graph: str, attack: Attack) -> str:
    """What the server and its workers took."""
    return (
        f"| {graph} | {attack.before:.0f} | {attack.server:.0f} | {attack.workers:.0f} "
        f"| {attack.most} | {attack.told()} |"
    )


def measured(graphs: dict[str, list[str]], seconds: int, hostile: int) -> dict[str, str]:
    """The three tables."""
    tables = {
        "readers": [
            "| graph | page | clients | a second | median, ms | 99th percentile, ms | sent away |",
            "|---|---|---|---|---|---|---|",
        ],
        "attacks": [
            "| graph | pages | median idle, ms | median during, ms | ratio | within 3 × |",
            "|---|---|---|---|---|---|",
        ],
        "memory": [
            "| graph | server at first, MB | server at most, MB | its workers together at most, MB "
            "| most workers at a time | what became of the queries |",
            "|---|---|---|---|---|---|",
        ],
    }
    for graph, options in graphs.items():
        with served(*options) as server:
            for line in readers(server, graph, seconds):
                print(line, flush=True)
                tables["readers"].append(line)
            attack = attacked(server, graph, hostile)
            tables["attacks"] += rows(graph, attack)
            tables["memory"].append(memory(graph, attack))
            print(*tables["attacks"], *tables["memory"], sep="\n", flush=True)
    return {name: "\n".join(lines) for name, lines in tables.items()}


def main() -> None:
    """Measure, print, and write the page."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--seconds", type=int, default=5, help="for each row")
    parser.add_argument("--hostile", type=int, default=30, help="seconds of hostile queries")
    parser.add_argument("--large", type=Path, help="a graph or store in place of the million")
    parser.add_argument("--keep", type=Path, help="a folder for the store")
    parser.add_argument("-o", dest="output", type=Path, default=HERE.parent / "docs" / "load.md")
    asked = parser.parse_args()
    version, busy = wrk_version(), os.getloadavg()[0]
    with tempfile.TemporaryDirectory() as spare:
        folder = asked.keep or Path(spare)
        folder.mkdir(parents=True, exist_ok=True)
        large = ["-g", str(store(asked.large, folder))]
        graphs: dict[str, list[str]] = {"shipped": [], "a million triples": large}
        tables = measured(graphs, asked.seconds, asked.hostile)
    page = PAGE.format(
        seconds=asked.seconds,
        hostile=asked.hostile,
        machine=described(),
        wrk=version,
        busy=busy,
        **tables,
    )
    asked.output.write_text(page, "utf-8")


if __name__ == "__main__":
    main()
