"""The doctor, with things that are really broken: each is found, and its own command mends it."""

from __future__ import annotations

import json
import os
import re
import shlex
import shutil
import socket
import subprocess
import sys
from collections.abc import Callable
from importlib import metadata
from pathlib import Path
from typing import Any

import pytest

from conftest import SMALL, Said
from libgraph.cli.main import outcome
from libgraph.curation import journal
from libgraph.doctor import Case, Finding, State, examine, verdict
from libgraph.doctor.cache import kept
from libgraph.doctor.graph import held
from libgraph.doctor.requirements import installed, required
from libgraph.graph import open_graph

Run = Callable[..., Said]
ROOT = Path(__file__).parent.parent.parent
SESSION = re.compile(r"\$ libgraph -g my\.store doctor\n…\n(.*?)```", re.DOTALL)


def ill(findings: Any) -> list[Finding]:
    """The findings that say that something is wrong."""
    return [one for one in findings if one.state not in (State.FINE, State.ABSENT)]


def one_ill(findings: Any) -> Finding:
    (found,) = ill(findings)
    return found


def mend(found: Finding) -> int:
    """Run the command that a finding names, and give its exit code."""
    words = shlex.split(found.mend)
    if words[0] == "libgraph":
        return outcome(words[1:])
    return subprocess.run(words, check=False).returncode


@pytest.fixture
def own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of data, a store built of it, and a cache of their own."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("LIBGRAPH_CACHE", str(tmp_path / "cache"))
    Path("my-data").mkdir()
    shutil.copy(SMALL / "data.ttl", "my-data")
    assert outcome(["build", "my-data", "-o", "my.store"]) == 0
    return tmp_path


def add_a_comment() -> None:
    with Path("my-data/data.ttl").open("a", encoding="utf-8") as file:
        file.write("# looked over\n")


def test_where_all_is_fine_everything_was_tried(libgraph: Run) -> None:
    said = libgraph("doctor", "-f", "json")
    assert said.code == 0, said
    told = json.loads(said.out)
    assert told["verdict"] == "fine"
    by_name = {(one["part"], one["name"]): one for one in told["findings"]}
    assert by_name["engine", "Oxigraph"]["says"] == "a store was written, opened again and asked"
    assert by_name["extra", "draw"]["says"] == "a small SVG and a small PNG were drawn"
    assert by_name["extra", "serve"]["says"] == "a page was made"
    assert by_name["extra", "remote"]["says"] == "a server on this machine was asked"
    assert by_name["extra", "fast"]["state"] == "fine"
    assert by_name["installed", "pyoxigraph"]["facts"]["version"] == metadata.version("pyoxigraph")
    assert by_name["graph", "where"]["facts"]["kind"] == "shipped"
    assert by_name["graph", "contents"]["facts"]["statement"] > 3000
    assert by_name["graph", "curation"]["facts"]["decisions"] > 100
    assert by_name["cache", "folder"]["facts"]["bytes"] > 0


def test_a_stale_store_is_mended_by_the_command_in_the_docs(libgraph: Run, own: Path) -> None:
    assert ill(held(Case(("my.store",)))) == []
    add_a_comment()
    said = libgraph("-g", "my.store", "doctor")
    assert said.code == 1
    (session,) = SESSION.findall((ROOT / "docs" / "install.md").read_text("utf-8"))
    assert said.out.endswith(session)
    found = one_ill(held(Case(("my.store",))))
    assert found.state is State.STALE
    assert found.facts["changes"] == ["data.ttl was changed"]
    assert mend(found) == 0
    assert ill(held(Case(("my.store",)))) == []


def test_a_damaged_store_cannot_be_asked_until_it_is_built_again(own: Path) -> None:
    (current,) = Path("my.store").glob("made-*/store/CURRENT")
    current.unlink()
    found = one_ill(held(Case(("my.store",))))
    assert found.state is State.CANNOT_RUN
    assert "damaged" in found.says
    assert mend(found) == 0
    assert ill(held(Case(("my.store",)))) == []


def test_a_store_with_a_damaged_file_is_not_asked_at_all(own: Path) -> None:
    """Its answers may be wrong, and questions may never end."""
    for path in sorted(Path("my.store").glob("made-*/store/*.sst")):
        kept = path.read_bytes()
        path.write_bytes(bytes(len(kept) // 2) + kept[len(kept) // 2 :])
        found = one_ill(held(Case(("my.store",))))
        assert found.state is State.CANNOT_RUN
        path.write_bytes(kept)
    path.write_bytes(kept[:-1] + bytes([kept[-1] ^ 1]))
    found = one_ill(held(Case(("my.store",))))
    assert path.name in found.says or "damaged" in found.says
    assert mend(found) == 0
    assert ill(held(Case(("my.store",)))) == []


def test_a_manifest_that_is_no_json_leaves_the_files_to_be_named(own: Path) -> None:
    Path("my.store/libgraph-store.json").write_text("{", "utf-8")
    found = one_ill(held(Case(("my.store",))))
    assert (found.state, found.mend) == (State.CANNOT_RUN, "libgraph build FILES -o my.store")


def test_a_kept_graph_that_is_damaged_is_named_and_removed(own: Path) -> None:
    open_graph(["my-data"])
    (current,) = Path("cache").glob("*/made-*/store/CURRENT")
    current.write_text("nothing")
    found = one_ill(kept())
    assert found.state is State.BROKEN
    assert mend(found) == 0
    assert ill(kept()) == []


def test_a_cache_that_is_a_file_is_removed(own: Path) -> None:
    Path("cache").write_text("not a folder")
    assert open_graph(["my-data"])  # it costs time, never an answer
    found = one_ill(kept())
    assert "is no folder" in found.says
    assert mend(found) == 0
    assert ill(kept()) == []


def test_a_cache_that_cannot_be_written_is_opened_again(
    own: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    Path("cache").mkdir(mode=0o500)

    def access(path: Path, _: int) -> bool:  # root may write everywhere
        return bool(path.stat().st_mode & 0o200)

    monkeypatch.setattr(os, "access", access)
    found = one_ill(kept())
    assert "cannot be written" in found.says
    assert mend(found) == 0
    assert ill(kept()) == []


def test_a_graph_that_cannot_be_read_exits_with_3(libgraph: Run, own: Path) -> None:
    Path("bad.ttl").write_text("<a> <b> ", "utf-8")
    said = libgraph("-g", "bad.ttl", "doctor")
    assert said.code == 3
    assert "  libgraph validate bad.ttl    # graph opening: cannot run\n" in said.out
    assert "Nothing can be asked until this is mended." in said.out


def test_a_server_that_is_down_is_named_with_how_to_look_at_it() -> None:
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))  # and nobody listens
        address = f"http://127.0.0.1:{unused.getsockname()[1]}/sparql"
        findings = list(held(Case((address,))))
    found = one_ill(findings)
    assert found.state is State.CANNOT_RUN
    assert "cannot be reached" in found.says
    assert found.mend == f"curl -fsS '{address}?query=ASK%7B%7D'"


def test_texts_that_were_changed_are_told(tmp_path: Path) -> None:
    folder = tmp_path / "texts"
    shutil.copytree(SMALL, folder)
    case = Case((str(SMALL / "data.ttl"),), texts=folder)
    assert ill(held(case)) == []
    for path in folder.rglob("*.txt"):
        path.write_text("Something else.", "utf-8")
    found = one_ill(held(case))
    assert found.state is State.STALE
    assert found.facts["wrong"]
    gone = one_ill(held(Case(case.paths, texts=tmp_path / "nowhere")))
    assert gone.state is State.BROKEN


def test_a_package_that_is_too_old_or_gone_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    asked = {one.name: str(one.specifier) for one in required()}
    versions = {"click": "7.0", "rich": None}

    def version(name: str) -> str:
        found = versions.get(name, metadata.distribution(name).version)
        if found is None:
            raise metadata.PackageNotFoundError(name)
        return found

    monkeypatch.setattr(metadata, "version", version)
    old, gone = sorted(ill(installed()), key=lambda one: one.name)
    assert (old.state, old.mend) == (State.BROKEN, f"pip install --upgrade 'click{asked['click']}'")
    assert (gone.name, gone.state) == ("rich", State.CANNOT_RUN)


HIDING = """
import importlib.abc, importlib.metadata, sys
hidden, also_its_metadata = {names!r}, {metadata!r}
class Hide(importlib.abc.MetaPathFinder):
    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] in hidden:
            raise ModuleNotFoundError(f"No module named {{name!r}}", name=name)
sys.meta_path.insert(0, Hide())
if also_its_metadata:
    real = importlib.metadata.version
    def version(name):
        if name == also_its_metadata:
            raise importlib.metadata.PackageNotFoundError(name)
        return real(name)
    importlib.metadata.version = version
{then}
"""
DOCTOR = f"""
from libgraph.cli.main import outcome
sys.exit(outcome(["-g", {str(SMALL / "data.ttl")!r}, "doctor", "-f", "json"]))
"""
DRAW = """
import dataclasses, json
from libgraph.doctor import verdict
from libgraph.doctor.extras import extras
found = next(one for one in extras() if one.name == "draw")
print(json.dumps({"verdict": verdict([found]), "findings": [dataclasses.asdict(found)]}))
"""


def without(name: str, then: str, also: str = "") -> tuple[str, dict[str, Any]]:
    """The verdict and the findings of a process in which a module cannot be imported."""
    code = HIDING.format(names={name}, metadata=also, then=then)
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.stdout, done.stderr
    told = json.loads(done.stdout)
    return told["verdict"], {one["name"]: one for one in told["findings"]}


def test_an_extra_that_is_installed_and_does_not_import_is_broken() -> None:
    verdict, found = without("vl_convert", DRAW)
    assert verdict == "broken"
    assert found["draw"]["state"] == "broken"
    assert found["draw"]["mend"].startswith("pip install --force-reinstall")
    assert "vl-convert-python" in found["draw"]["mend"]


def test_an_extra_that_is_not_installed_is_no_fault() -> None:
    verdict, found = without("vl_convert", DRAW, also="vl-convert-python")
    assert verdict == "fine"
    assert found["draw"]["state"] == "not installed"
    assert found["draw"]["mend"] == "pip install 'libgraph[draw]'"


def test_without_the_store_nothing_runs_and_the_doctor_still_speaks() -> None:
    verdict, found = without("pyoxigraph", DOCTOR)
    assert verdict == "cannot run"
    assert found["Oxigraph"]["state"] == "cannot run"
    assert found["Oxigraph"]["mend"] == "pip install --force-reinstall pyoxigraph"
    assert "contents" not in found


def test_a_journal_with_a_torn_line_is_told(own: Path) -> None:
    shutil.copy(ROOT / "data" / "curation.ttl", "my-data")
    beside = journal.place(Path("my-data/curation.ttl"))
    beside.write_bytes(b"")
    assert ill(held(Case(("my-data",)))) == []
    beside.write_bytes(b"no json\n")
    found = one_ill(held(Case(("my-data",))))
    assert (found.state, found.facts["torn"]) == (State.BROKEN, [1])
    assert found.mend.startswith("libgraph match --journal --curation ")
    assert found.mend.endswith("my-data/curation.ttl")


def test_what_says_nothing_to_the_doctor_is_refused(libgraph: Run) -> None:
    said = libgraph("doctor", "--as-of", "2020")
    assert said.code == 2
    assert "as it is" in said.err


def test_the_limits_hold_for_the_doctor_too(own: Path) -> None:
    found = one_ill(held(Case(("my.store",), timeout=1e-9)))
    assert found.state is State.CANNOT_RUN
    assert found.mend == "libgraph -g my.store doctor"


def test_the_verdict_is_the_worst_of_all() -> None:
    def one(state: State) -> Finding:
        return Finding("", "", state, "")

    assert verdict([]) is State.FINE
    assert verdict(map(one, (State.FINE, State.ABSENT))) is State.FINE
    assert verdict(map(one, (State.STALE, State.BROKEN))) is State.BROKEN
    assert verdict(map(one, State)) is State.CANNOT_RUN


def test_findings_come_one_by_one() -> None:
    first = next(iter(examine(Case())))
    assert first.name == "libgraph"
