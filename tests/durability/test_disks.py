"""A disk that is read-only, or full: one sentence, exit code 3, and all stands as it did."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from disks import fill, read_only, small_disk
from processes import data

from conftest import Said
from libgraph.curation import journal

Run = Callable[..., Said]
BY = ("--by", "B. L.")
ROR = {
    "id": "https://ror.org/012345601", "types": [], "established": 1979, "status": "active",
    "names": [{"lang": "en", "types": ["ror_display", "label"], "value": "Institute"}],
    "external_ids": [], "links": [], "relationships": [], "locations": [],
}  # fmt: skip
WRITERS = {
    "query": ("query", "members", "-f", "csv", "-o", "DISK/out.csv"),
    "timeline": ("timeline", "riverland", "-f", "json", "-o", "DISK/t.json"),
    "export": ("export", "-o", "DISK/out.ttl"),
    "export, a folder": ("export", "-f", "parquet", "-o", "DISK/net.parquet"),
    "draw": ("draw", "network", "-o", "DISK/net.svg"),
    "import template": ("import", "template", "people", "-o", "DISK/people.csv", "--force"),
    "import table": ("import", "table", "HERE/organizations.csv", "-o", "DISK/org.ttl"),
    "import ror": ("import", "ror", "HERE/ror.jsonl", "-o", "DISK/ror.ttl"),
    "match": ("match", "--accept", "aigul", "serikova", *BY, "--curation", "DISK/curation.ttl"),
    "match --undo": ("match", "--undo", *BY, "--curation", "DISK/curation.ttl"),
    "build": ("build", "HERE/data", "-o", "DISK/new.store"),
    "build, again": ("build", "HERE/data", "-o", "DISK/my.store"),
    "build --update": ("build", "--update", "-o", "DISK/my.store"),
    "site": ("site", "DISK/site", "--lang", "en"),
}
LARGE = {"build, again", "build --update"}  # on the full disk there is no store to begin with


@pytest.fixture
def here(tmp_path: Path) -> Path:
    data(tmp_path / "data")
    (tmp_path / "organizations.csv").write_text("id,label,type\nlow,Low Library,library\n", "utf-8")
    (tmp_path / "ror.jsonl").write_text(json.dumps(ROR) + "\n", "utf-8")
    (tmp_path / "disk").mkdir()
    return tmp_path


def asked(name: str, here: Path) -> list[str]:
    words = [
        one.replace("HERE", str(here)).replace("DISK", f"{here}/disk") for one in WRITERS[name]
    ]
    return words if name.startswith("build") else ["-g", str(here / "data"), *words]


def content(disk: Path) -> dict[str, object]:
    """All files; of a journal, what it says to hold."""
    found: dict[str, object] = {
        str(path.relative_to(disk)): path.read_bytes() for path in disk.rglob("*") if path.is_file()
    }
    return found | {"curation-journal.jsonl": journal.read(disk / "curation.ttl").standing()}


def begun(libgraph: Run, here: Path, *, store: bool) -> None:
    """What stands there already."""
    disk = here / "disk"
    for name in ("out.csv", "t.json", "out.ttl", "net.svg", "people.csv", "org.ttl", "ror.ttl"):
        (disk / name).write_text("what stood there before\n")
    decide = ("match", "--reject", "aigul", "berg", *BY, "--reason", "Two.")
    said = libgraph("-g", here / "data", *decide, "--curation", disk / "curation.ttl")
    assert said.code == 0, said.err
    if store:
        assert libgraph("build", here / "data", "-o", disk / "my.store").code == 0
        file = here / "data" / "data.ttl"
        file.write_text(file.read_text("utf-8").replace("Hill Library", "Dale Library"), "utf-8")


def refused(said: Said, disk: Path, before: dict[str, object], words: str) -> None:
    """One sentence says what cannot be written and why; nothing changed."""
    assert said.code == 3, (said, words)
    (sentence,) = [line for line in said.err.splitlines() if "cannot be written" in line]
    assert sentence.startswith(f"libgraph: {disk}/")
    assert words in sentence
    assert "choose another place" in sentence
    assert "Traceback" not in said.err
    assert content(disk) == before


@pytest.fixture
def locked(libgraph: Run, here: Path) -> Iterator[Path]:
    begun(libgraph, here, store=True)
    with read_only(here / "disk"):
        yield here


def test_a_read_only_disk(libgraph: Run, locked: Path) -> None:
    disk = locked / "disk"
    before = content(disk)
    for name in WRITERS:
        refused(libgraph(*asked(name, locked)), disk, before, "Read-only file system")


def test_what_is_on_a_read_only_disk_can_be_read(libgraph: Run, locked: Path) -> None:
    store = locked / "disk" / "my.store"
    assert "Aigul Serikova" in libgraph("-g", store, "query", "tenures").out
    shown = libgraph("match", "--journal", "--curation", locked / "disk" / "curation.ttl")
    assert "Anna Berg" in shown.out


def test_without_a_place_to_keep_anything_answers_come_all_the_same(
    libgraph: Run, locked: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LIBGRAPH_CACHE", str(locked / "disk" / "cache"))
    said = libgraph("-g", locked / "data", "query", "tenures")
    assert (said.code, "Aigul Serikova" in said.out, said.err) == (0, True, "")


def test_a_full_disk(libgraph: Run, here: Path) -> None:
    disk = here / "disk"
    with small_disk(disk):
        begun(libgraph, here, store=False)
        fill(disk)
        before = content(disk)
        for name in WRITERS.keys() - LARGE:
            refused(libgraph(*asked(name, here)), disk, before, "No space left on device")
        (disk / "filling").unlink()
        for name in ("query", "export", "match --undo"):
            assert libgraph(*asked(name, here)).code == 0


def test_a_disk_with_room_for_a_draft_of_the_journal_alone(libgraph: Run, here: Path) -> None:
    disk = here / "disk"
    with small_disk(disk):
        begun(libgraph, here, store=False)
        place = disk / "curation-journal.jsonl"
        place.write_bytes(place.read_bytes() + b" " * (-place.stat().st_size % 4096 - 1) + b"\n")
        fill(disk, free=4096)
        before = (disk / "curation.ttl").read_bytes()
        said = libgraph(*asked("match", here))
        (disk / "filling").unlink()
        if said.code:
            assert (disk / "curation.ttl").read_bytes() == before
            assert len(journal.read(disk / "curation.ttl").standing()) == 1
        assert libgraph(*asked("match", here)).code == 0
        assert len(journal.read(disk / "curation.ttl").standing()) == 2
        assert libgraph(*asked("match --undo", here)).code == 0


def test_an_answer_that_has_no_room(here: Path) -> None:
    from processes import RUN, start

    full = Path("/dev/full")
    if not full.exists():
        pytest.skip("this system has no full device")
    code = f"import os; os.dup2(os.open('{full}', os.O_WRONLY), 1)\n{RUN}"
    process = start("-g", here / "data", "query", "tenures", code=code)
    _, err = process.communicate(timeout=60)
    assert process.returncode == 3
    assert err == ("libgraph: the answer cannot be written (No space left on device): make room\n")
