"""libgraph push"""

from __future__ import annotations

import dataclasses
from pathlib import Path
from typing import TYPE_CHECKING

import click

from libgraph.cli import options, output
from libgraph.cli.saying import note

if TYPE_CHECKING:
    from libgraph.graph.remote_push import Push
    from libgraph.graph.stored import Stored


@click.command("push")
@click.argument("address")
@click.option("--store", metavar="ADDRESS", help="Where the server takes graphs, if not found.")
@click.option("--overwrite", is_flag=True, help="Replace a default graph that is not ours.")
@click.option("--dry-run", is_flag=True, help="Say what would be sent, and send nothing.")
@options.shared
@click.pass_obj
def command(
    asked: options.Asked, address: str, store: str | None, overwrite: bool, dry_run: bool
) -> None:
    """Put the graph on the server whose queries go to ADDRESS, so that -g ADDRESS can ask it.

    Each source's graph is put as it is said, and the merge of all with what is worked out. Only
    what changed since the last push is sent; graphs that libgraph put there and that are gone
    are removed; others are left alone. Graphs travel by the SPARQL 1.1 Graph Store Protocol.

    ADDRESS may be a FILE.nq: what the server would hold, for servers that read files.

    \b
    libgraph push http://localhost:7878/query
    LIBGRAPH_PASSWORD=… libgraph push --user dba http://localhost:8890/sparql
    """
    graph = _own(asked)
    if address.lower().endswith(".nq"):
        _write(graph, Path(address), dry_run=dry_run)
        return
    from libgraph.graph.remote_push import Push

    push = Push(
        graph, address, store=store, user=asked.user, timeout=asked.timeout, overwrite=overwrite
    )
    if not dry_run:
        push.begin()
        for part in output.progress(push.todo, "pushing"):
            push.put(part)
        push.finish()
    note(f"{address}: {_summary(push, dry_run=dry_run)}")


def _own(asked: options.Asked) -> Stored:
    """The graph to push, out of files: what is on a server is there already."""
    from libgraph.graph.addresses import files_alone
    from libgraph.graph.stored import Stored

    files_alone(asked.graph, "push")
    graph = dataclasses.replace(asked, timeout=None, max_memory=None).open()
    assert isinstance(graph, Stored)
    return graph


def _write(graph: Stored, target: Path, *, dry_run: bool) -> None:
    from libgraph.graph.remote_parts import nquads

    if not dry_run:
        output.emit_bytes(nquads(graph.store), target)
    does = "would hold" if dry_run else "holds"
    note(f"{target} {does} {len(graph.store):,} triples")


def _summary(push: Push, *, dry_run: bool) -> str:
    triples = sum(part.triples for part in push.todo)
    would = "would be " if dry_run else ""
    told = [f"{_graphs(len(push.todo))} ({triples:,} triples) {would}put"]
    if push.same:
        told.append(f"{len(push.same):,} unchanged")
    if push.gone:
        told.append(f"{len(push.gone):,} {would}removed")
    return ", ".join(told)


def _graphs(number: int) -> str:
    return "1 graph" if number == 1 else f"{number:,} graphs"
