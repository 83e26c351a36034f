"""A static site is written whole or not at all: ended, interrupted, on a full disk, by many."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from conftest import SMALL
from libgraph.errors import CannotRun
from libgraph.web import site_helpers
from libgraph.web.held import Held
from libgraph.web.settings import Settings
from libgraph.web.site import MARK, site

sys.path.insert(0, str(Path(__file__).parents[2] / "tools"))
from check_site import check, main

DATA = SMALL / "data.ttl"
SETTINGS = Settings(paths=(str(DATA),), base="https://example.org/a b")
OLD = {MARK: "{}", "index.html": "the old one"}
HEARING = (
    "import signal; signal.signal(signal.SIGINT, signal.default_int_handler)"  # with nohup, too
)
RUN = f"{HEARING}; from libgraph.cli.main import run; run()"
HELPED = f"import libgraph.web.site_helpers as helpers; helpers._MANY = 0; {RUN}"
LIMITED = f"import resource; resource.setrlimit(resource.RLIMIT_FSIZE, (90_000, 90_000)); {HELPED}"


@pytest.fixture
def old(tmp_path: Path) -> Path:
    """A folder that holds an older site."""
    folder = tmp_path / "host" / "public"
    folder.mkdir(parents=True)
    for name, text in OLD.items():
        (folder / name).write_text(text, "utf-8")
    return folder


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("host") / "public"
    site(SETTINGS, folder, ("kk",))
    return folder


def begun(code: str, folder: Path) -> subprocess.Popen[str]:
    words = [sys.executable, "-c", code, "-g", str(DATA), "site", str(folder)]
    return subprocess.Popen(words, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def untouched(folder: Path) -> None:
    """The old site is there, and nothing beside it."""
    assert [path.name for path in folder.parent.iterdir()] == [folder.name]
    assert {path.name: path.read_text("utf-8") for path in folder.iterdir()} == OLD


def content(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


@pytest.mark.parametrize(
    ("code", "sent", "status"),
    [(HELPED, signal.SIGTERM, 128 + signal.SIGTERM), (RUN, signal.SIGINT, 130)],
    ids=["ended", "interrupted"],
)
def test_who_ends_it_finds_the_old_site_and_nothing_else(
    old: Path, code: str, sent: signal.Signals, status: int
) -> None:
    process = begun(code, old)
    try:
        until = time.monotonic() + 60
        while not list(old.parent.glob(".*/new/*.html")):
            assert process.poll() is None, process.communicate()
            assert time.monotonic() < until
            time.sleep(0.01)
        process.send_signal(sent)
        _, said = process.communicate(timeout=30)
    finally:
        process.kill()
    assert process.returncode == status, said
    assert "Traceback" not in said
    untouched(old)


def test_a_disk_that_takes_no_more(old: Path) -> None:
    process = begun(LIMITED, old)
    out, said = process.communicate(timeout=120)
    assert process.returncode == 3, (out, said)
    assert f"{old} cannot be written (File too large)" in said
    assert said.count("\n") == 1
    untouched(old)


@pytest.fixture
def full(tmp_path: Path) -> Iterator[Path]:
    """A disk with little room; where this user may not make one, the test is skipped."""
    place = tmp_path / "disk"
    place.mkdir()
    mount = shutil.which("mount")
    words = [str(mount), "-t", "tmpfs", "-o", "size=300k", "tmpfs", str(place)]
    if mount is None or os.getuid() or subprocess.run(words, capture_output=True).returncode:
        pytest.skip("this user may not mount a small disk")
    yield place
    subprocess.run(["umount", str(place)], check=True)


def test_a_full_disk(full: Path) -> None:
    process = begun(RUN, full / "public")
    out, said = process.communicate(timeout=120)
    assert process.returncode == 3, (out, said)
    assert "No space left on device" in said
    assert not list(full.iterdir())


def test_many_hands_write_the_same_bytes(
    made: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(site_helpers, "_MANY", 0)
    monkeypatch.setattr(site_helpers, "_processors", lambda: 2)
    told: list[tuple[int, int]] = []
    site(
        SETTINGS,
        tmp_path / "out",
        ("kk",),
        lambda what, done, whole: told.append((done, whole)),
    )
    assert content(tmp_path / "out") == content(made)
    assert told[-1][0] == told[-1][1] > 100


def test_a_helper_that_dies_is_said_to(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(site_helpers, "_MANY", 0)
    monkeypatch.setattr(site_helpers, "_processors", lambda: 2)
    monkeypatch.setattr(site_helpers, "_MODULE", "libgraph.no_such_module")
    with pytest.raises(CannotRun, match="ended by itself"):
        site(SETTINGS, tmp_path / "out", ("en",))
    assert not list(tmp_path.iterdir())


def test_data_that_change_meanwhile_make_no_site(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Held, "refresh", lambda self: True)
    with pytest.raises(CannotRun, match="changed while"):
        site(SETTINGS, tmp_path / "out", ("en",))
    assert not list(tmp_path.iterdir())


def test_the_link_checker_is_content(made: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([str(made)]) == 0, capsys.readouterr().out
    assert "0 lead nowhere" in capsys.readouterr().out


def test_the_link_checker_sees_what_is_wrong(made: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy"
    shutil.copytree(made, copy)
    (copy / "id" / "riverland.ttl").unlink()
    (copy / "lost.html").write_text("<p>nobody comes here</p>")
    about = copy / "about.html"
    links = ["id/nothing.html", "/about.html", "../../out.html", "index.html?as-of=2009",
             "index.html#nowhere", "javascript:alert(1)"]  # fmt: skip
    added = "".join(f'<a href="{link}">x</a>' for link in links)
    about.write_text(about.read_text("utf-8").replace("</main>", f"{added}</main>"), "utf-8")
    faults = check(copy).faults
    for link in links:
        assert any(fault.startswith(f"about.html: {link} ") for fault in faults), link
    assert "lost.html: nothing leads here" in faults
    assert any("riverland.ttl leads to no file" in fault for fault in faults)
