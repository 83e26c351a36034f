"""Ten kills; make crash does a thousand."""

from __future__ import annotations

import importlib
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest

TOOLS = Path(__file__).parent.parent.parent / "tools"


@pytest.fixture
def jobs(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    monkeypatch.syspath_prepend(str(TOOLS))
    return importlib.import_module("crash_jobs")


def test_ten_kills(tmp_path: Path) -> None:
    """In a process of its own: engines that are open here would not survive a fork."""
    names = [f"--only={name}" for name in ("isil", "undo")]
    tool = [sys.executable, str(TOOLS / "crash.py"), "--dry", "--times=10", "--seed=8", *names]
    said = subprocess.run(tool, capture_output=True, text=True, cwd=tmp_path)
    assert said.returncode == 0, said.stdout + said.stderr
    total = said.stdout.strip().splitlines()[-1].split(" | ")
    by_clock, at_a_step, findings = int(total[3]), int(total[4]), total[-1]
    assert by_clock + at_a_step == 10
    assert findings == "0 |"


def test_what_would_be_found(tmp_path: Path, jobs: ModuleType) -> None:
    """The eye of the tool: a decision that the journal lacks, and one that the file lacks."""
    job = next(one for one in jobs.jobs() if one.name == "match --undo")
    job.before(tmp_path)
    path = tmp_path / "data" / "curation.ttl"
    text = path.read_text("utf-8")
    assert len(job.parts(tmp_path)[0]) == 2
    path.write_text(text.partition("\nid:riverland")[0], "utf-8")
    with pytest.raises(jobs.Broken, match="the journal"):
        job.parts(tmp_path)
    path.write_text(text.replace("id:hill", "id:dale"), "utf-8")
    with pytest.raises(jobs.Broken, match="the journal"):
        job.parts(tmp_path)
