"""Install what was built in empty environments, use it there, and take it away again.

make install-everywhere       every Python at hand, every extra; writes docs/install.md
python tools/install_everywhere.py --python 3.12 --extra draw    only these (--versions too)

Each environment gets the lowest or the newest versions of what libgraph asks for, and nothing
but one extra. There, in a folder of its own, every command shows its help, the main job runs
(whole without an extra and with all), and `libgraph doctor` must find that the extra works. Then
what is installed is checked as by pip check, libgraph is uninstalled, and not a file of it may be
left. Needs uv (pip install uv).
"""

from __future__ import annotations

import argparse
import json
import os
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import astuple, dataclass, field
from itertools import product
from pathlib import Path
from tempfile import TemporaryDirectory

ROOT = Path(__file__).resolve().parent.parent
PAGE = ROOT / "docs" / "install.md"
KEPT = ROOT / "build" / "install-everywhere.json"
EXTRAS = ("", "remote", "draw", "serve", "fast", "spark", "all")
VERSIONS = {"lowest": "lowest-direct", "newest": "highest"}
_MARKS = "<!-- written by make install-everywhere -->", "<!-- end of what it wrote -->"
_COMPILED = ("graphviz-pure", "igraph", "lxml", "numpy", "pyarrow", "pyoxigraph", "scipy",
             "vl-convert-python")  # fmt: skip
"""The lowest version of these is the lowest that has a wheel for this Python."""
_OLDEST = (3, 11)
_JOB = (
    "query coverage --as-of 2020 -o coverage.csv",
    "show nlrk",
    "path nl-korea ifla",
    "analyze summary",
    "validate",
    "import template agreements -o agreements.xlsx",
    "export -f jsonld -o all.jsonld",
    "export -f gexf -o all.gexf",
    "draw network -o all.dot",
)
_JOBS = {
    "draw": ("draw network --around nlrk -o nlrk.svg", "draw map -o map.png"),
    "fast": ("analyze centrality --engine igraph",),
}
_JOBS["all"] = _JOBS["draw"]
_WHOLE = ("", "all")
"""The whole job runs with these; with another extra its first step, and what the extra is for."""
_EVERY_HELP = """
import click
from libgraph.cli.main import main, outcome
def below(one, path):
    assert outcome([*path, "--help"]) == 0, path
    for name in one.list_commands(None) if isinstance(one, click.Group) else ():
        below(one.get_command(None, name), [*path, name])
below(main, [])
"""
_TRIED = {"all": ("draw", "remote", "serve"), "": ()}


class Failed(Exception):
    """A step that did not do what it should."""


@dataclass(frozen=True)
class Case:
    """One environment: a Python, the versions of what libgraph needs, and an extra."""

    python: str = field(compare=False)
    version: str
    versions: str
    extra: str

    def __str__(self) -> str:
        return f"Python {self.version}, {self.versions}, [{self.extra}]"


@dataclass(frozen=True)
class Place:
    """Where a case is tried: its environment, and a folder to work in."""

    case: Case
    folder: Path

    @property
    def environment(self) -> Path:
        return self.folder / "environment"

    @property
    def python(self) -> Path:
        return self.environment / "bin" / "python"

    def libgraph(self, *words: str) -> str:
        """Run the installed command, away from the project."""
        work = self.folder / "work"
        work.mkdir(exist_ok=True)
        kept = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
        kept["LIBGRAPH_CACHE"] = str(self.folder / "cache")
        return run(str(self.environment / "bin" / "libgraph"), *words, cwd=work, env=kept)


def run(*command: str, cwd: Path, env: dict[str, str] | None = None) -> str:
    """What a command prints.

    Raises:
        Failed: it came to nothing; the error has its last line.
    """
    done = subprocess.run(command, cwd=cwd, env=env, capture_output=True, text=True)
    if done.returncode != 0:
        last = (done.stderr.strip() or done.stdout.strip() or "no word").splitlines()[-1]
        raise Failed(f"{' '.join([Path(command[0]).name, *command[1:4]])}: {last[:200]}")
    return done.stdout


def uv(*words: str, cwd: Path) -> str:
    """Run uv, the one beside this Python if there is one."""
    beside = Path(sys.executable).parent / "uv"
    return run(str(beside) if beside.exists() else "uv", *words, cwd=cwd)


def pythons() -> Iterator[tuple[str, str]]:
    """Every Python at hand that libgraph may run on, the newest of each kind: path and version."""
    folders = os.environ.get("PATH", "").split(os.pathsep)
    pyenv = Path(os.environ.get("PYENV_ROOT") or Path.home() / ".pyenv")
    folders += map(str, sorted(pyenv.glob("versions/*/bin"), reverse=True))
    found: dict[tuple[int, int], str] = {}
    for minor in range(_OLDEST[1], 30):
        for folder in folders:
            path = shutil.which(f"python3.{minor}", path=folder)
            if path and (version := _version(path)):
                found.setdefault((3, minor), f"{path} {version}")
    for line in found.values():
        path, _, version = line.rpartition(" ")
        yield path, version


def _version(path: str) -> str:
    asked = "import platform, venv; print(platform.python_version())"
    done = subprocess.run([path, "-c", asked], capture_output=True, text=True)
    return done.stdout.strip()


def built(folder: Path) -> Path:
    """The wheel, made from the sdist."""
    run(sys.executable, "-m", "build", "--no-isolation", "-o", str(folder), str(ROOT), cwd=folder)
    return next(folder.glob("*.whl"))


def attempt(case: Case, wheel: Path) -> None:
    """Install, use and uninstall.

    Raises:
        Failed: something of it did not work.
    """
    with TemporaryDirectory(prefix="libgraph-install-") as folder:
        place = Place(case, Path(folder))
        before = _install(place, wheel)
        uv("pip", "check", "--python", str(place.python), cwd=place.folder)
        _use(place)
        uv("pip", "uninstall", "--python", str(place.python), "libgraph", cwd=place.folder)
        if left := _files(place.environment) - before:
            raise Failed(f"uninstalling left {len(left)} files, such as {min(left)}")


def _install(place: Place, wheel: Path) -> set[str]:
    """Install what is needed, then libgraph; the files that were there in between."""
    case, here = place.case, place.folder
    needed = str(here / "needed.txt")
    wheels = [word for name in _COMPILED for word in ("--only-binary", name)]
    uv("pip", "compile", "--quiet", "--python", case.python, "--no-header", *wheels,
       "--resolution", VERSIONS[case.versions], *(["--extra", case.extra] if case.extra else []),
       "-o", needed, str(ROOT / "pyproject.toml"), cwd=here)  # fmt: skip
    uv("venv", "--quiet", "--python", case.python, str(place.environment), cwd=here)
    into = ("pip", "install", "--quiet", "--python", str(place.python))
    uv(*into, "-r", needed, cwd=here)
    before = _files(place.environment)
    uv(*into, "--no-deps", str(wheel), cwd=here)
    return before


def _files(folder: Path) -> set[str]:
    """The files in a folder, save what Python itself compiles."""
    return {
        str(path.relative_to(folder))
        for path in folder.rglob("*")
        if "__pycache__" not in path.parts and not path.is_dir()
    }


def _use(place: Place) -> None:
    where = run(str(place.python), "-c", "import libgraph; print(libgraph.__file__)", cwd=Path("/"))
    if not where.startswith(str(place.environment)):
        raise Failed(f"libgraph came from {where.strip()}")
    kept = {**os.environ, "LIBGRAPH_CACHE": str(place.folder / "cache")}
    run(str(place.python), "-c", _EVERY_HELP, cwd=place.folder, env=kept)
    extra = place.case.extra
    for job in (*(_JOB if extra in _WHOLE else _JOB[:1]), *_JOBS.get(extra, ())):
        place.libgraph(*job.split())
    _doctor(place)


def _doctor(place: Place) -> None:
    """Let the doctor try all engines, and the extra that the case is about."""
    found = place.folder / "doctor.json"
    code = f"libgraph doctor -f json > {found}"
    kept = {**os.environ, "LIBGRAPH_CACHE": str(place.folder / "cache")}
    kept["PATH"] = f"{place.environment / 'bin'}{os.pathsep}{kept['PATH']}"
    subprocess.run(["sh", "-c", code], cwd=place.folder, env=kept, check=False)
    told = json.loads(found.read_text("utf-8"))["findings"]
    if ill := [one for one in told if one["state"] not in ("fine", "not installed")]:
        raise Failed(f"doctor: {ill[0]['name']} is {ill[0]['state']}, {ill[0]['says']}")
    extra = place.case.extra
    works = {one["name"] for one in told if one["part"] == "extra" and one["state"] == "fine"}
    if missing := set(_TRIED.get(extra, (extra,))) - works:
        raise Failed(f"doctor does not find that [{', '.join(sorted(missing))}] works")


def page(results: dict[Case, str]) -> str:
    """The results as Markdown: a line for each Python and choice of versions."""
    found = {(case.version, case.versions, case.extra): said for case, said in results.items()}
    rows = sorted(
        {key[:2] for key in found}, key=lambda row: [*map(int, row[0].split(".")), row[1]]
    )
    heads = ["Python", "versions", *(f"[{extra}]" if extra else "alone" for extra in EXTRAS)]
    cells = ([*row, *(_cell(found.get((*row, extra))) for extra in EXTRAS)] for row in rows)
    table = "".join(f"| {' | '.join(line)} |\n" for line in (heads, ["---"] * len(heads), *cells))
    faults = "".join(f"- {case}: {said}\n" for case, said in results.items() if said)
    works = sum(not said for said in results.values())
    when = time.strftime("%Y-%m-%d", time.gmtime())
    head = f"{works} of {len(results)} environments that were tried work ({when})."
    return f"{head}\n\n{table}" + (faults and f"\n{faults}")


def _cell(said: str | None) -> str:
    return "not tried" if said is None else "fails" if said else "works"


def earlier() -> dict[Case, str]:
    """What other runs found, so that one of a few cases leaves the rest of the page as it is."""
    if not KEPT.exists():
        return {}
    return {Case(*case): said for case, said in json.loads(KEPT.read_text("utf-8"))}


def keep(results: dict[Case, str]) -> None:
    """Keep what was found, for the next run."""
    KEPT.parent.mkdir(exist_ok=True)
    KEPT.write_text(json.dumps([[astuple(case), said] for case, said in results.items()]), "utf-8")


def write(text: str) -> None:
    """Put the results into the page, between the marks."""
    begin, end = map(re.escape, _MARKS)
    said = PAGE.read_text("utf-8")
    new = re.sub(f"(?s){begin}.*{end}", lambda _: f"{_MARKS[0]}\n{text}{_MARKS[1]}", said)
    PAGE.write_text(new, "utf-8")


def cases(wanted: argparse.Namespace) -> list[Case]:
    """What is to be tried."""
    there = [one for one in pythons() if one[1].startswith(wanted.python or "3.")]
    choices = product(there, wanted.versions or VERSIONS, wanted.extra or EXTRAS)
    return [Case(*python, versions, extra) for python, versions, extra in choices]


def main(words: Sequence[str]) -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--python", help="only this one, as in 3.12")
    parser.add_argument("--versions", action="append", choices=VERSIONS)
    parser.add_argument("--extra", action="append", choices=EXTRAS)
    parser.add_argument("--write", action="store_true", help="write the results to docs/install.md")
    wanted = parser.parse_args(words)
    results, bad = earlier(), False
    with TemporaryDirectory() as folder:
        wheel = built(Path(folder))
        for case in cases(wanted):
            begun = time.monotonic()
            try:
                attempt(case, wheel)
                results[case] = ""
            except Failed as error:
                results[case], bad = str(error), True
            took = time.monotonic() - begun
            print(f"{case}: {results[case] or 'works'} ({took:.0f} s)", flush=True)
            if wanted.write:
                keep(results)
                write(page(results))
    return int(bad)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
