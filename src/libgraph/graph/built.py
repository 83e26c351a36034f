"""Open a store that was built into a folder, and say where it lags behind its files."""

from __future__ import annotations

import shlex
from collections.abc import Iterable, Sequence
from pathlib import Path

from pyoxigraph import Store

from libgraph.errors import BadFile, DamagedStore, UsageError
from libgraph.graph import folders, manifest, origins
from libgraph.graph.manifest import Manifest
from libgraph.graph.stored import Stored
from libgraph.reading import files

STORE, SAID = "store", "said"


def the_store(paths: Sequence[str | Path]) -> Path | None:
    """The built store that is asked for; None where files are.

    Raises:
        UsageError: a built store is asked for together with something else.
    """
    built = [Path(path) for path in paths if folders.is_store(Path(path))]
    if built and len(paths) > 1:
        raise UsageError(
            f"{built[0]} is a built store, and is asked alone: build one store of all the files"
        )
    return built[0] if built else None


def opened(folder: Path) -> Stored:
    """The graph in a built store, with a notice where it lags behind.

    Raises:
        DamagedStore: it is damaged, or of a version that cannot be read.
    """
    graph, made = attached(folder)
    graph.notices = tuple(_lag(folder, made))
    return graph


def attached(folder: Path) -> tuple[Stored, Manifest]:
    """The graph in a built store as it is, and its manifest.

    Raises:
        DamagedStore: it is damaged, or of a version that cannot be read.
    """
    try:
        made, held = hold(folder)
    except (OSError, ValueError) as error:
        raise DamagedStore(
            f"{folder} is a damaged store, or of another version of libgraph ({error}): "
            f"build it again from its files:  libgraph build FILES -o {folder}"
        ) from None
    place = folder / made.making / STORE
    try:
        store = Store.read_only(str(place))
    except (OSError, RuntimeError):
        folders.let_go(held)
        again = shlex.join(["libgraph", "build", *made.paths, "-o", str(folder)])
        raise DamagedStore(
            f"{folder} is a damaged store, or of pyoxigraph {made.pyoxigraph}: "
            f"build it again with  {again}"
        ) from None
    found = [Path(one.path) for one in made.files]
    return Stored(store, found, place, held), made


def hold(folder: Path) -> tuple[Manifest, int]:
    """The manifest, with its making held; a newer one may take its place meanwhile.

    Raises:
        OSError, ValueError: it is damaged, or of a version that cannot be read.
    """
    for _ in range(5):
        made = manifest.read(folder)
        try:
            return made, folders.hold(folder / made.making)
        except FileNotFoundError:
            continue
    raise FileNotFoundError(f"{made.making} is not there")


def _lag(folder: Path, made: Manifest) -> Iterable[str]:
    changes = [*changed(made), *([] if made.by_the_same() else ["libgraph itself changed"])]
    if changes:
        more = f", and {len(changes) - 3} more changes" if len(changes) > 3 else ""
        yield (
            f"{folder} answers as of when it was built ({', '.join(changes[:3])}{more}): run  "
            f"libgraph build --update -o {folder}"
        )


def changed(made: Manifest) -> Iterable[str]:
    """What happened since to the files of a store, each change in a few words."""
    known = {one.path for one in made.files}
    for one in made.files:
        if not one.is_unchanged():
            path = Path(one.path)
            yield f"{path.name} {'was changed' if path.exists() else 'is gone'}"
    for path in present(made):
        if str(path.absolute()) not in known:
            yield f"{path.name} is new"


def present(made: Manifest) -> list[Path]:
    """The files that stand today in the paths that a store was built from."""
    found: list[Path] = []
    for path in origins.found(made.paths):
        try:
            found += files.discover([path])
        except BadFile:
            continue
    return found
