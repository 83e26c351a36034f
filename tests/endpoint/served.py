"""The three servers: each started once in a run, filled, and ended with it."""

from __future__ import annotations

from contextlib import AbstractContextManager, ExitStack
from pathlib import Path

import pytest
import servers

from conftest import OF_DOCUMENTS, SMALL
from libgraph.cli.main import outcome

PASSWORD = "dba"  # Virtuoso's own, of a server that lives for seconds
FEW = 1000
"""So few rows this Virtuoso gives at once: what is longer is cut without a word."""

OF_SMALL = ("-g", SMALL / "data.ttl")
OF = {"oxigraph": OF_DOCUMENTS, "virtuoso": OF_DOCUMENTS, "comunica": OF_SMALL}
"""What each server holds; Comunica, which keeps no index of its own, the small graph."""

_running: dict[str, str] = {}
_kept = ExitStack()


def address(name: str, config: pytest.Config, folder: Path) -> str:
    """Where the queries of the server called `name` go; it ends with the run."""
    if not _running:
        config.add_cleanup(_kept.close)
    if name not in _running:
        _running[name] = _STARTED[name](folder)
    return _running[name]


def _started(server: AbstractContextManager[str]) -> str:
    return _kept.enter_context(server)


def _oxigraph(folder: Path) -> str:
    there = _started(servers.oxigraph())
    push(there)
    return there


def _virtuoso(folder: Path) -> str:
    there = _started(servers.virtuoso(folder, rows=FEW))
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("LIBGRAPH_PASSWORD", PASSWORD)
        push(there, "--user", "dba")
    return there


def _comunica(folder: Path) -> str:
    push(str(folder / "small.nq"), graph=OF_SMALL)
    return _started(servers.comunica(folder / "small.nq"))


_STARTED = {"oxigraph": _oxigraph, "virtuoso": _virtuoso, "comunica": _comunica}


def push(there: str, *more: str, graph: tuple[object, ...] = OF_DOCUMENTS) -> None:
    """Push a graph: the three documents, if none is named."""
    assert outcome([str(word) for word in (*graph, "push", *more, there)]) == 0
