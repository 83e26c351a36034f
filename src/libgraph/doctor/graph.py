"""What the graph that was asked for holds, where it lives, and whether it is behind its files."""

from __future__ import annotations

import shlex
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from libgraph.doctor.cache import quoted
from libgraph.doctor.curation import decided
from libgraph.doctor.finding import Finding, State, words
from libgraph.errors import BadEndpoint, LimitReached, MissingExtra, UsageError
from libgraph.graph import built, folders, manifest, open_graph, sums
from libgraph.graph.addresses import the_address
from libgraph.graph.counts import counts
from libgraph.graph.limited import limited
from libgraph.graph.limits import Limits
from libgraph.graph.stored import Stored

if TYPE_CHECKING:
    from libgraph.doctor.examination import Case
    from libgraph.graph import Graph

_PART = "graph"


def held(case: Case) -> Iterator[Finding]:
    """Where it lives and how much is in it; or the one sentence why it cannot be asked.

    Raises:
        UsageError: what was asked for cannot be meant.
    """
    try:
        whole = graph = open_graph(case.paths, keep=case.keep, user=case.user, timeout=case.timeout)
        yield _place(case, graph)
        if store := built.the_store(case.paths):
            found = _whole(store)
            yield found
            if found.state is not State.FINE:
                return
        if case.timeout or case.memory:
            graph = limited(graph, Limits(seconds=case.timeout, memory=case.memory))
        yield _contents(graph, case.lang)
    except UsageError:
        raise
    except Exception as error:
        says, mend = words(error), _mend(case, error)
        yield Finding(_PART, "opening", State.CANNOT_RUN, says, mend)
        return
    if store := built.the_store(case.paths):
        yield _lag(store)
    yield from decided(whole)
    yield from _proved(graph, case.texts)


def _place(case: Case, graph: Graph) -> Finding:
    if address := the_address(case.paths):
        facts = {"kind": "server", "address": address}
        return Finding(_PART, "where", State.FINE, f"a server: {address}", facts=facts)
    if store := built.the_store(case.paths):
        return _store(store)
    return _files(case.paths, graph.files if isinstance(graph, Stored) else ())


def _files(paths: Sequence[str], files: Sequence[Path]) -> Finding:
    newest = _day(max((path.stat().st_mtime for path in files), default=0.0))
    facts = {
        "kind": "files" if paths else "shipped", "paths": list(paths),
        "files": len(files), "changed": newest,
    }  # fmt: skip
    what = f"own: {', '.join(paths)}" if paths else "the one that ships with libgraph"
    says = f"{what} ({len(files)} files, the newest of {newest})"
    return Finding(_PART, "where", State.FINE, says, facts=facts)


def _store(store: Path) -> Finding:
    made = manifest.read(store)
    when = _day((store / folders.MANIFEST).stat().st_mtime)
    says = (
        f"a built store: {store}, of {len(made.files)} files, built on {when} "
        f"by libgraph {made.libgraph} with pyoxigraph {made.pyoxigraph}"
    )
    facts = {
        "kind": "store", "path": str(store), "files": len(made.files), "built": when,
        "libgraph": made.libgraph, "pyoxigraph": made.pyoxigraph,
    }  # fmt: skip
    return Finding(_PART, "where", State.FINE, says, facts=facts)


def _whole(store: Path) -> Finding:
    """Whether its files still are what was written; a damaged one can answer wrongly, or never."""
    bad = sums.damaged(store / manifest.read(store).making)
    if not bad:
        return Finding(_PART, "whole", State.FINE, "each of its files is as it was written")
    more = f", and {len(bad) - 1} more" if len(bad) > 1 else ""
    says = f"{Path(bad[0]).name} is not as it was written{more}: what it answers may be wrong"
    return Finding(_PART, "whole", State.CANNOT_RUN, says, _again(store), {"damaged": bad})


def _contents(graph: Graph, lang: str) -> Finding:
    found = counts(graph, lang)
    says = ", ".join(f"{name} {number:,}" for name, number in found.items())
    return Finding(_PART, "contents", State.FINE, says, facts=found)


def _lag(store: Path) -> Finding:
    made = manifest.read(store)
    behind = [*built.changed(made), *([] if made.by_the_same() else ["libgraph itself changed"])]
    if not behind:
        return Finding(_PART, "up to date", State.FINE, "it holds what its files say today")
    mend = f"libgraph build --update -o {quoted(store)}"
    more = f", and {len(behind) - 5} more" if len(behind) > 5 else ""
    says = f"it is behind its files: {', '.join(behind[:5])}{more}"
    return Finding(_PART, "up to date", State.STALE, says, mend, {"changes": behind})


def _proved(graph: Graph, texts: Path | None) -> Iterator[Finding]:
    """Whether the texts at hand are the ones that the passages count in."""
    if texts is None:
        return
    from libgraph.query.proof import prove

    try:
        wrong = prove(graph, texts).wrong
    except Exception as error:
        mend = f"mkdir -p {quoted(texts)}"
        yield Finding(_PART, "texts", State.BROKEN, words(error), mend, {"path": str(texts)})
        return
    facts = {"path": str(texts), "wrong": list(wrong)}
    if wrong:
        says = f"{wrong[0]}{f', and {len(wrong) - 1} more' if len(wrong) > 1 else ''}"
        mend = f"libgraph validate --sources {quoted(texts)}"
        yield Finding(_PART, "texts", State.STALE, says, mend, facts)
        return
    yield Finding(_PART, "texts", State.FINE, f"{texts}: all that are there are right", facts=facts)


def _mend(case: Case, error: Exception) -> str:
    if isinstance(error, MissingExtra):
        return "pip install 'libgraph[remote]'"
    if isinstance(error, LimitReached):
        return " ".join(["libgraph", *(f"-g {quoted(path)}" for path in case.paths), "doctor"])
    if isinstance(error, BadEndpoint):
        return f"curl -fsS {shlex.quote(f'{case.paths[0]}?query=ASK%7B%7D')}"
    if store := next((Path(path) for path in case.paths if folders.is_store(Path(path))), None):
        return _again(store)
    return f"libgraph validate {' '.join(map(quoted, case.paths))}".rstrip()


def _again(store: Path) -> str:
    """Build a store anew of what it was built from, where it still knows."""
    try:
        paths = " ".join(map(quoted, manifest.read(store).paths))
    except (OSError, ValueError):
        paths = "FILES"
    return f"libgraph build {paths} -o {quoted(store)}"


def _day(seconds: float) -> str:
    return datetime.fromtimestamp(seconds, UTC).isoformat(timespec="minutes")
