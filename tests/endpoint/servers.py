"""Real SPARQL servers on loopback, started for the tests and ended with them."""

from __future__ import annotations

import ctypes
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

HERE = Path(__file__).parent
ROOT = HERE.parent.parent
COMUNICA = ROOT / "build" / "comunica" / "node_modules" / ".bin" / "comunica-sparql-file-http"
_PATIENCE = 60.0

VIRTUOSO = """[Database]
DatabaseFile = virtuoso.db
ErrorLogFile = virtuoso.log
LockFile = virtuoso.lck
TransactionFile = virtuoso.trx
xa_persistent_file = virtuoso.pxa
FileExtend = 200
[TempDatabase]
DatabaseFile = virtuoso-temp.db
TransactionFile = virtuoso-temp.trx
[Parameters]
ServerPort = {sql}
DisableUnixSocket = 1
NumberOfBuffers = 10000
MaxDirtyBuffers = 6000
ThreadsPerQuery = 2
[HTTPServer]
ServerPort = {http}
ServerThreads = 8
[SPARQL]
ResultSetMaxRows = {rows}
MaxQueryExecutionTime = 60
"""


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def missing(what: str) -> None:
    """Skip a test where a server is not installed; in CI that is an error."""
    if os.environ.get("LIBGRAPH_SERVERS") == "all":
        pytest.fail(f"{what}: .ci/run installs it")
    pytest.skip(what)


@contextmanager
def oxigraph() -> Iterator[str]:
    """`oxigraph serve`, empty; yields where its queries go."""
    program = shutil.which("oxigraph", path=f"{Path(sys.executable).parent}:{os.environ['PATH']}")
    if program is None:
        missing("oxigraph is not installed (pip install oxigraph)")
    port = free_port()
    with _running([str(program), "serve", "--bind", f"127.0.0.1:{port}"]):
        yield _ready(f"http://127.0.0.1:{port}/query")


@contextmanager
def virtuoso(folder: Path, rows: int = 10_000) -> Iterator[str]:
    """Virtuoso, empty, that gives `rows` rows at once; yields where its queries go."""
    program = shutil.which("virtuoso-t")
    if program is None:
        missing("Virtuoso is not installed (Debian: virtuoso-opensource)")
    sql, http = free_port(), free_port()
    (folder / "virtuoso.ini").write_text(VIRTUOSO.format(sql=sql, http=http, rows=rows), "utf-8")
    command = [str(program), "-f", "-c", str(folder / "virtuoso.ini")]
    with _running(command, folder):
        yield _ready(f"http://127.0.0.1:{http}/sparql")


@contextmanager
def comunica(file: Path) -> Iterator[str]:
    """Comunica over a file of N-Quads; yields where its queries go."""
    found = os.environ.get("LIBGRAPH_COMUNICA", str(COMUNICA))
    if shutil.which("node") is None or not Path(found).exists():
        missing("Comunica is not installed (npm: @comunica/query-sparql-file@4 in build/comunica)")
    port = free_port()
    with _running(["node", found, str(file), "-p", str(port), "-w", "1", "-t", "120"], file.parent):
        yield _ready(f"http://127.0.0.1:{port}/sparql")


def _end_with_us() -> None:
    """Tell Linux to end a server whose tests were killed."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(1, signal.SIGKILL)  # 1 is PR_SET_PDEATHSIG


@contextmanager
def _running(command: list[str], folder: Path | None = None) -> Iterator[None]:
    """A process in a session of its own, ended with all that it started."""
    process = subprocess.Popen(
        command,
        cwd=folder,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
        preexec_fn=_end_with_us,
    )
    try:
        yield
        assert process.poll() is None, f"{command[0]} ended by itself"
    finally:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait(20)


def _ready(address: str) -> str:
    """Wait until a server answers."""
    until = time.monotonic() + _PATIENCE
    while time.monotonic() < until:
        try:
            with urllib.request.urlopen(f"{address}?query=ASK%7B%7D", timeout=5):
                return address
        except urllib.error.HTTPError:
            return address
        except OSError:
            time.sleep(0.1)
    raise AssertionError(f"{address} did not start")
