"""Build a store: read what files say, place it, derive, and say in a manifest what was done."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path

from pyoxigraph import Store

from libgraph.errors import BadFile, ChangedMeanwhile
from libgraph.graph import folders, manifest, origins
from libgraph.graph.built import SAID, STORE
from libgraph.graph.copies import Copies
from libgraph.graph.derive import populate
from libgraph.graph.given import Input
from libgraph.graph.layout import Layout
from libgraph.graph.loading import arranged, gather
from libgraph.graph.manifest import Manifest, Source
from libgraph.graph.progress import Progress, unseen
from libgraph.graph.vocabulary import vocabulary

# triples that are worked on in memory, and written once: each writing waits for the disk
_LITTLE = 100_000


def build(
    folder: Path,
    given: Input,
    progress: Progress = unseen,
    unchanged: Callable[[], bool] = lambda: True,
) -> Manifest:
    """Build the store in `folder`; until it is whole, what was there stays.

    `unchanged` says, at the end, whether it is still what was asked for.

    Raises:
        BadFile: a file cannot be read or parsed, or there is nothing in any of them.
        BadTables: tables have faults; the error has all of them.
        ChangedMeanwhile: a file was changed meanwhile.
        OSError: the folder cannot be written.
    """
    with folders.making(folder) as fresh:
        sources = noted(() if given.said else given.files)
        made = _filled(fresh, given, sources, progress)
        check_unchanged(sources)
        if not unchanged():
            raise ChangedMeanwhile("a file was changed while it was read: build again")
        folders.publish(fresh, made.bytes())
    return made


def noted(files: Iterable[Path]) -> list[Source]:
    """The files as they are now.

    Raises:
        BadFile: one cannot be read.
    """
    return [_source(path) for path in files]


def _source(path: Path) -> Source:
    try:
        return Source.of(path)
    except OSError as error:
        raise BadFile(
            f"{path} cannot be read ({error.strerror}): check its name and its rights"
        ) from None


def check_unchanged(sources: Iterable[Source]) -> None:
    """See that the files are still those that were noted.

    Raises:
        ChangedMeanwhile: one was changed.
    """
    for source in sources:
        if not source.is_unchanged():
            raise ChangedMeanwhile(f"{source.path} was changed while it was read: build again")


def _filled(fresh: Path, given: Input, sources: list[Source], progress: Progress) -> Manifest:
    copies = Copies(given.said or fresh / SAID)
    layout = read(given, copies, progress)
    store = Store(str(fresh / STORE))
    if sum(layout.quads.values()) > _LITTLE:
        counts = populate(store, copies, layout, given.day, progress, fresh)
    else:
        quick = Store()
        counts = populate(quick, copies, layout, given.day, progress)
        store.bulk_extend(quick)
    store.flush()
    return Manifest(
        making=fresh.name,
        paths=origins.kept(given.paths),
        files=sources,
        texts=str(given.texts.absolute()) if given.texts else "",
        quads=layout.quads,
        counts=counts,
        notices=list(layout.notices),
        has_blank_nodes=layout.has_blank_nodes,
        rules=manifest.rules(),
    )


def in_memory(given: Input) -> Store:
    """The same in memory; nothing is left of it."""
    copies, store = Copies(given.said), Store()
    populate(store, copies, read(given, copies), given.day)
    return store


def read(given: Input, copies: Copies, progress: Progress = unseen) -> Layout:
    """What the files say, in `copies`, and where it belongs."""
    if given.said:
        return arranged(copies)
    derived = vocabulary().derived
    return gather(given.files, copies, derived, given.texts, progress, given.context)
