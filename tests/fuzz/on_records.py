"""What libgraph itself keeps, after somebody else has had a hand in it."""

from __future__ import annotations

import atexit
import shutil
from contextlib import suppress
from datetime import date
from functools import cache
from pathlib import Path
from tempfile import mkdtemp

from on_statements import has_blank
from on_words import SMALL
from targets import Target, headed

from libgraph.curation import journal, turtle
from libgraph.curation.decision import Decision, relation
from libgraph.curation.decisions import Decided, decide
from libgraph.curation.undoing import undo
from libgraph.errors import LibgraphError
from libgraph.graph import builder, manifest, open_graph
from libgraph.graph.folders import MANIFEST
from libgraph.namespaces import DIFFERENT_FROM, ID, SAME_AS

_DECISION = Decision(ID + "hill", ID + "riverland", False, "Two.", "B. L.", date(2026, 11, 22))
_RELATION = relation(_DECISION.one, _DECISION.other, same=False)


def _journal(data: bytes, at: Path) -> None:
    """Nothing is lost of a journal, whatever stands in it; what is decided is added to it."""
    path = at / "curation.ttl"
    path.unlink(missing_ok=True)
    place = journal.place(path)
    place.write_bytes(data)
    found = journal.read(path)
    assert set(found.torn).isdisjoint({0})
    with suppress(LibgraphError):
        undo(path, None, "B. L.")
    with suppress(LibgraphError):
        undo(path, 1, "B. L.")
    assert not data or place.read_bytes().startswith(data)  # an empty one is put away
    assert decide(path, _DECISION, Decided())
    again = journal.read(path)
    assert again.entries[-1].relation() == _RELATION
    assert again.entries[: len(found.entries)] == found.entries
    assert undo(path, None, "B. L.").one == _DECISION.one


def _curation(data: bytes, at: Path) -> None:
    """A decision is added and taken back, and all else stays."""
    path = at / "curation.ttl"
    journal.place(path).unlink(missing_ok=True)
    path.write_bytes(data)
    before = turtle.parsed(data, path)
    known = Decided()
    if decide(path, _DECISION, known):
        after = turtle.parsed(path.read_bytes(), path)
        assert len(after) > len(before)
        assert (_DECISION.one, _DECISION.other) in turtle.pairs(after, DIFFERENT_FROM)
        assert turtle.pairs(after, SAME_AS) == turtle.pairs(before, SAME_AS)
        assert undo(path, None, "C. D.").one == _DECISION.one
        left = turtle.parsed(path.read_bytes(), path)
        assert len(left) == len(before)
        assert left == before or any(map(has_blank, before))
    else:
        assert path.read_bytes() == data


@cache
def _store() -> tuple[Path, bytes]:
    """A store, and what it says of itself."""
    home = Path(mkdtemp(prefix="libgraph-fuzz-"))
    atexit.register(shutil.rmtree, home, ignore_errors=True)
    folder = home / "my.store"
    builder.build(folder, [SMALL])
    return folder, (folder / MANIFEST).read_bytes()


def _manifest(data: bytes, at: Path) -> None:
    """The manifest of a store: a whole one, or what is put into the place of one of its parts."""
    folder, whole = _store()
    said, rest = headed(data)
    old, found, new = rest.partition(b"\n")
    (folder / MANIFEST).write_bytes(
        whole.replace(old, new) if said == "replace" and found and old else data
    )
    with suppress(ValueError):
        told = manifest.read(folder)
        (at / MANIFEST).write_bytes(told.bytes())
        assert manifest.read(at) == told
    open_graph([folder])


TARGETS = [
    Target("journal", "the journal of decisions", _journal,
           (b'{"number": 1, "at": "', b'"settled": 1', b'"undoes": 1', b'"names": ["', b"\n", b"null", b"1e999", b"[[[[")),
    Target("curation", "the file of decisions", _curation,
           (b"id:hill owl:sameAs id:riverland .\n", b"@prefix id: <", b"\r\n", b"#", b'"""', b"PREFIX ", b"\xef\xbb\xbf")),
    Target("manifest", "what a built store says of itself", _manifest,
           (b"replace\n", b'"format": 1', b'"files": [', b'"making": "', b"null", b"1e999", b"\n", b"..")),
]  # fmt: skip
