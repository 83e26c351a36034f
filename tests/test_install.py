"""What users install is what is tested: sdist, the wheel built from it, another folder."""

from __future__ import annotations

import os
import subprocess
import sys
import sysconfig
import tarfile
import venv
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


def built(source: Path, place: Path, *what: str) -> Path:
    """Build what is released from the folder `source` into another."""
    place.mkdir()
    run(sys.executable, "-m", "build", "--no-isolation", *what, "-o", str(place), str(source),
        cwd=place, SOURCE_DATE_EPOCH="1700000000")  # fmt: skip
    return place


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel that is built from the sdist."""
    place = built(ROOT, tmp_path_factory.mktemp("built") / "dist")
    assert len(list(place.glob("*.tar.gz"))) == 1
    return next(place.glob("*.whl"))


def test_another_folder_gives_the_same_bytes(wheel: Path, tmp_path: Path) -> None:
    sdist = next(wheel.parent.glob("*.tar.gz"))
    with tarfile.open(sdist) as archive:
        archive.extractall(tmp_path, filter="data")
    (elsewhere,) = tmp_path.iterdir()
    again = built(elsewhere, tmp_path / "again", "--sdist", "--wheel")
    assert next(again.glob("*.tar.gz")).read_bytes() == sdist.read_bytes()
    assert next(again.glob("*.whl")).read_bytes() == wheel.read_bytes()


def test_the_wheel_of_the_sdist_is_the_wheel_of_the_tree(wheel: Path, tmp_path: Path) -> None:
    straight = built(ROOT, tmp_path / "straight", "--wheel")
    assert next(straight.glob("*.whl")).read_bytes() == wheel.read_bytes()


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


@pytest.fixture
def environment(wheel: Path, tmp_path: Path) -> Path:
    """An empty environment with the wheel in it, and nothing else."""
    place = tmp_path / "environment"
    venv.create(place)
    pip(place, "install", "--quiet", "--no-deps", "--no-index", str(wheel))
    return place


def pip(environment: Path, *words: str) -> None:
    """Run our own pip on another environment."""
    python = str(environment / "bin" / "python")
    run(sys.executable, "-m", "pip", "--python", python, *words, cwd=environment.parent)


def test_the_installed_package_does_the_main_job(environment: Path, tmp_path: Path) -> None:
    # what it needs is lent from here; libgraph itself is not there, for its path is in a .pth file
    variables = {
        "PYTHONPATH": sysconfig.get_path("purelib"),
        "LIBGRAPH_CACHE": str(tmp_path / "cache"),
    }
    work = tmp_path / "work"
    work.mkdir()

    def libgraph(*arguments: str) -> str:
        return run(str(environment / "bin" / "libgraph"), *arguments, cwd=work, **variables)

    where = "import libgraph; print(libgraph.__file__)"
    python = str(environment / "bin" / "python")
    assert run(python, "-c", where, cwd=work, **variables).startswith(str(environment))
    for command in COMMANDS:
        assert "Usage" in libgraph(command, "--help")
    assert "Kyrgyzstan" in libgraph("query", "coverage", "--as-of", "2020")
    assert "tied in" in libgraph("path", "nl-korea", "ifla")
    libgraph("validate")
    libgraph("export", "-f", "jsonld", "-o", "all.jsonld")
    libgraph("draw", "network", "-o", "all.dot")
    assert (work / "all.jsonld").stat().st_size > 10_000


def test_uninstalling_leaves_nothing(environment: Path) -> None:
    def left() -> list[str]:
        found = (str(path.relative_to(environment)) for path in environment.rglob("*libgraph*"))
        return sorted(found)

    assert "share/man/man1/libgraph-query.1" in left()
    assert "share/zsh/site-functions/_libgraph" in left()
    pip(environment, "uninstall", "--quiet", "--yes", "libgraph")
    assert left() == []
