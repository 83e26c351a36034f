"""`libgraph serve` as people start it: a process of its own on a free port of this machine."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

COMMAND = [sys.executable, "-c", "from libgraph.cli.main import run; run()", "serve"]


@dataclass(frozen=True)
class Served:
    """A running server, and where it is."""

    address: str
    process: subprocess.Popen[str]

    @property
    def port(self) -> int:
        """The port it listens on."""
        return int(self.address.rstrip("/").rpartition(":")[2])


@contextmanager
def served(*options: object) -> Iterator[Served]:
    """Serve as long as the block lasts."""
    words = [*COMMAND, "--port", "0", *map(str, options)]
    process = subprocess.Popen(words, stderr=subprocess.PIPE, text=True)
    assert process.stderr
    try:
        said = process.stderr.readline()
        assert "http://" in said, said + process.stderr.read()
        yield Served(said[said.index("http://") :].strip(), process)
    finally:
        process.kill()
        process.wait()
        process.stderr.close()
