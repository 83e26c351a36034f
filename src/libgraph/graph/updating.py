"""Bring a built store up to date: beside it, and only where its files changed."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from pyoxigraph import Store

from libgraph.graph import folders, origins
from libgraph.graph.building import check_unchanged
from libgraph.graph.built import SAID, STORE
from libgraph.graph.change import change, identities
from libgraph.graph.copies import Copies
from libgraph.graph.difference import Difference, TooMuch, difference
from libgraph.graph.given import Input
from libgraph.graph.manifest import Manifest
from libgraph.graph.progress import Progress, unseen
from libgraph.graph.rederive import Again
from libgraph.graph.touched import Touched
from libgraph.graph.vocabulary import vocabulary

_SHARE = 5  # of the statements: when more are touched, all are derived again


def update(
    folder: Path, given: Input, before: Manifest, progress: Progress = unseen
) -> tuple[Manifest, int]:
    """Bring the store in `folder` up to date; until that is done, the old one stays.

    Returns the new manifest, and how many triples of the files came or went.

    Raises:
        TooMuch: it touches so much that a new build is better; the store is as it was.
        BadFile: a file cannot be read or parsed.
        BadTables: tables have faults; the error has all of them.
        ChangedMeanwhile: a file was changed meanwhile.
        OSError: the folder cannot be written.
    """
    with folders.making(folder) as fresh:
        old = folder / before.making
        copies = Copies(fresh / SAID)
        progress("reading what changed", 0, 0)
        told = difference(given, before, Copies(old / SAID), copies)
        _copy(old / STORE, fresh / STORE)
        counts = before.counts
        if told.added or told.removed:
            progress("deriving what it touches", 0, 0)
            counts = _applied(Store(str(fresh / STORE)), told, before.counts)
        made = replace(
            before,
            making=fresh.name,
            paths=origins.kept(given.paths),
            texts=str(given.texts.absolute()) if given.texts else "",
            files=told.sources,
            quads=told.layout.quads,
            counts={**counts, "triples": sum(told.layout.quads.values())},
            notices=list(told.layout.notices),
        )
        check_unchanged(told.sources)
        folders.publish(fresh, made.bytes())
    return made, len(told.added) + len(told.removed)


def can_update(before: Manifest) -> None:
    """See whether a store is one to update.

    Raises:
        TooMuch: it is not; it must be built anew.
    """
    if not before.by_the_same():
        raise TooMuch("libgraph itself changed")
    if before.has_blank_nodes:
        raise TooMuch("a file has blank nodes")


def _copy(old: Path, new: Path) -> None:
    """A store to change: tables of rows never change once written, and need no second copy."""
    new.mkdir()
    for path in old.iterdir():
        if path.suffix == ".sst":
            folders.same(path, new / path.name)
        elif path.name != "LOCK":
            (new / path.name).write_bytes(path.read_bytes())


def _applied(store: Store, told: Difference, counts: dict[str, int]) -> dict[str, int]:
    words, layout = vocabulary(), identities(store)
    touched = Touched(store, words, layout, max(1000, counts["statements"] // _SHARE))
    nodes = {line.split(" ", 1)[0] for line in told.added | told.removed}
    near = {layout.kept.get(node, node) for node in nodes}
    groups, statements = touched.groups(near), touched.number(near)
    found = change(store, told, layout)
    far = touched.statements(found)
    again = Again(touched)
    again.stand(near & far, layout)
    relationships = again.relate(far, groups | touched.groups(far))
    again.name(found)
    store.flush()
    return {
        **counts,
        "statements": counts["statements"] + touched.number(near) - statements,
        "relationships": counts["relationships"] + relationships,
    }
