"""One reader under atheris: inputs are made up and kept where they reach new code.

Started by tools/fuzz.py. What does not hold is kept as an input of its own in the folder of
findings, once for each place that it fails at; the search goes on. A hang, or a fall of the
process, ends it, and libFuzzer keeps the input.
"""

from __future__ import annotations

import hashlib
import importlib
import sys
import tempfile
import time
import traceback
from pathlib import Path

import atheris

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "tests" / "fuzz"))
SEEN = ("libgraph", "openpyxl")
"""The packages that are watched for new code; what is imported before is not."""
with atheris.instrument_imports(include=SEEN):
    from targets import Target

PATIENCE = 5.0
"""Seconds of the processor that one input may take."""


class Search:
    """Reads inputs, and keeps those that do not hold."""

    def __init__(self, target: Target, found: Path, at: Path) -> None:
        self._target, self._found, self._at = target, found, at
        self._known = set(map(self._fails, (kept.read_bytes() for kept in target.corpus())))

    def __call__(self, data: bytes) -> None:
        where = self._fails(data)
        if where and where not in self._known:
            self._known.add(where)
            name = f"found-{hashlib.sha256(data).hexdigest()[:8]}"
            (self._found / name).write_bytes(data)
            print(f"FOUND {self._target.name}: {where}: {name}", flush=True)

    def _fails(self, data: bytes) -> str:
        """Where an input does not hold; '' where it does."""
        begun = time.process_time()
        try:
            self._target.hold(data, self._at)
        except Exception as error:
            frames = traceback.extract_tb(error.__traceback__)
            ours = [one for one in frames if "libgraph" in one.filename or "fuzz" in one.filename]
            last = ours[-1]
            return f"{type(error).__name__} in {Path(last.filename).name}, {last.name}"
        return "takes too long" if time.process_time() - begun > PATIENCE else ""


def main() -> None:
    """ROOM NAME FOUND and what libFuzzer takes."""
    room, name, found, *rest = sys.argv[1:]
    with (
        tempfile.TemporaryDirectory(prefix="libgraph-fuzz-", dir=_memory()) as at,
        atheris.instrument_imports(include=SEEN),  # much is imported when it is first called
    ):
        known: list[Target] = importlib.import_module(room).TARGETS
        target = next(one for one in known if one.name == name)
        search = Search(target, Path(found), Path(at))
        atheris.Setup([sys.argv[0], *rest], search)
        atheris.Fuzz()


def _memory() -> str | None:
    """A folder in memory, where there is one: thousands of files are written in a second."""
    return "/dev/shm" if Path("/dev/shm").is_dir() else None


if __name__ == "__main__":
    main()
