"""What users install is what is tested: sdist, the wheel built from it, another folder."""

from __future__ import annotations

import os
import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path

import pytest

from libgraph.cli.main import COMMANDS

ROOT = Path(__file__).parent.parent


def run(*command: str, cwd: Path, **environment: str) -> str:
    result = subprocess.run(
        command,
        cwd=cwd,
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
        check=False,
    )
    assert result.returncode == 0, result.stdout + result.stderr
    return result.stdout


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel that is built from the sdist."""
    place = tmp_path_factory.mktemp("dist")
    run(
        sys.executable,
        "-m",
        "build",
        "--no-isolation",
        "--outdir",
        str(place),
        str(ROOT),
        cwd=place,
    )
    assert len(list(place.glob("*.tar.gz"))) == 1
    return next(place.glob("*.whl"))


def test_sdist_and_wheel_carry_everything(wheel: Path) -> None:
    with tarfile.open(next(wheel.parent.glob("*.tar.gz"))) as archive:
        names = {name.partition("/")[2] for name in archive.getnames()}
    assert {
        "data/curation.ttl",
        "ontology/libgraph.ttl",
        "queries/members.rq",
        "README.md",
    } <= names
    with zipfile.ZipFile(wheel) as archive:
        names = set(archive.namelist())
    bundled = "libgraph/_bundled"
    for folder in ("data", "ontology", "queries"):
        here = {p.relative_to(ROOT).as_posix() for p in (ROOT / folder).rglob("*") if p.is_file()}
        assert {f"{bundled}/{name}" for name in here} <= names
    assert "libgraph/py.typed" in names
    assert not [name for name in names if "test" in name.lower() or name.endswith(".pyc")]


def test_the_installed_package_does_the_main_job(wheel: Path, tmp_path: Path) -> None:
    site = tmp_path / "site"
    run(
        sys.executable,
        "-m",
        "pip",
        "install",
        "--quiet",
        "--no-deps",
        "--target",
        str(site),
        str(wheel),
        cwd=tmp_path,
    )
    environment = {"PYTHONPATH": str(site), "LIBGRAPH_CACHE": str(tmp_path / "cache")}

    def libgraph(*arguments: str) -> str:
        code = "import libgraph, sys; from libgraph.cli.main import run; run()"
        return run(sys.executable, "-c", code, *arguments, cwd=tmp_path, **environment)

    where = run(
        sys.executable,
        "-c",
        "import libgraph; print(libgraph.__file__)",
        cwd=tmp_path,
        **environment,
    )
    assert where.startswith(str(site))
    for command in COMMANDS:
        assert "Usage" in libgraph(command, "--help")
    assert "Kyrgyzstan" in libgraph("query", "coverage", "--as-of", "2020")
    assert "tied in" in libgraph("path", "nl-korea", "ifla")
    libgraph("validate")
    libgraph("export", "-f", "jsonld", "-o", "all.jsonld")
    libgraph("draw", "network", "-o", "all.dot")
    assert (tmp_path / "all.jsonld").stat().st_size > 10_000
