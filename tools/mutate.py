"""Break the code on purpose, one place at a time, and see whether a test notices.

make mutate                               every part of tools/mutate.toml; writes docs/mutation.md
python tools/mutate.py dates evidence     some parts; the page keeps what it says of the others
python tools/mutate.py dates --again      only what nobody noticed the last time

The work is done by mutmut, in copies under build/mutate. What survives is either judged in
tools/mutate.toml, or open; the exit code is 1 where something is open.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
BUILD = ROOT / "build" / "mutate"
PLAN = ROOT / "tools" / "mutate.toml"
PAGE = ROOT / "docs" / "mutation.md"
COPIED = ("src", "tests", "ontology", "data", "queries")
NOTICED = {"killed", "timeout", "segfault"}
SETTINGS = """
[tool.mutmut]
source_paths = ["src"]
only_mutate = {files}
also_copy = ["ontology", "data", "queries"]
pytest_add_cli_args = ["--hypothesis-seed=0", "-p", "no:cacheprovider"]
pytest_add_cli_args_test_selection = {tests}
process_isolation = "forkserver"
use_git_change_detection = false
track_dependencies = false
"""
# a kept answer would hide that the code behind it is broken
CACHED = re.compile(r"^@(?:functools\.)?(?:lru_)?cache\b.*\n", re.MULTILINE)
HEAD = """# Mutation

Written by `make mutate` ({by}). Each mutant is the code with one thing changed: a
comparison, a number, a word, an argument. It is noticed where a test of the narrow set named with
the part fails. What no test noticed is judged in `tools/mutate.toml`: it makes no difference
(*equivalent*), or only to the words of a message (*message*); the rest is *open*. The score counts
every mutant; the second one leaves out what makes no difference. Tables and patterns of a module
(the regular expressions of dates and passages, too), and functions under a
decorator other than a cache, are not changed by mutmut.

| part | mutants | noticed | equivalent | message | open | score | without equivalent ones |
|---|--:|--:|--:|--:|--:|--:|--:|
"""


@dataclass(frozen=True)
class Part:
    """Files, and the narrow set of tests that proves them."""

    name: str
    files: tuple[str, ...]
    tests: tuple[str, ...]


@dataclass(frozen=True)
class Judged:
    """What somebody said of a survivor; without `now`, of every change of the line."""

    part: str
    function: str
    was: str
    verdict: str
    why: str
    now: str | None = None


@dataclass(frozen=True)
class Survivor:
    """A change that no test noticed."""

    function: str
    was: str
    now: str

    def judgement(self, judged: Iterable[Judged], part: str) -> Judged | None:
        """What the plan says of it."""
        for one in judged:
            if (one.part, one.function, one.was) != (part, self.function, self.was):
                continue
            if one.now in (None, self.now):
                return one
        return None


def plan() -> tuple[list[Part], list[Judged]]:
    """The parts, and what was judged."""
    read = tomllib.loads(PLAN.read_text("utf-8"))
    parts = [
        Part(name, tuple(sorted(map(str, _files(one["files"])))), tuple(one["tests"]))
        for name, one in read["parts"].items()
    ]
    return parts, [Judged(**one) for one in read.get("judged", ())]


def _files(patterns: list[str]) -> list[Path]:
    found = [path.relative_to(ROOT) for one in patterns for path in ROOT.glob(one)]
    if not found:
        raise SystemExit(f"tools/mutate.toml: {patterns} name no file: write paths below {ROOT}")
    return found


# ── Run ──────────────────────────────────────────────────────────────────────────────────


def prepare(part: Part, again: bool) -> Path:
    """A copy of the project to break; with `again`, what was noticed before stands."""
    folder = BUILD / part.name
    if not again:
        shutil.rmtree(folder, ignore_errors=True)
    for name in COPIED:
        ignored = shutil.ignore_patterns("__pycache__", ".*")
        shutil.copytree(ROOT / name, folder / name, ignore=ignored, dirs_exist_ok=True)
    for name in part.files:
        _plain(folder / name, ROOT / name)
    settings = SETTINGS.format(files=json.dumps(part.files), tests=json.dumps(part.tests))
    (folder / "pyproject.toml").write_text((ROOT / "pyproject.toml").read_text("utf-8") + settings)
    (folder / "mutants" / "mutmut-stats.json").unlink(missing_ok=True)  # which test runs what
    for meta in (folder / "mutants").rglob("*.meta"):
        _forget(meta)
    return folder


def _plain(copy: Path, original: Path) -> None:
    """Take the caches off; the time stays the original's, by which mutmut knows old from new."""
    copy.write_text(CACHED.sub("", original.read_text("utf-8")), "utf-8")
    shutil.copystat(original, copy)


def _forget(meta: Path) -> None:
    """Let mutmut try again what nobody noticed."""
    told = json.loads(meta.read_text("utf-8"))
    codes = told["exit_code_by_key"]
    told["exit_code_by_key"] = {
        key: None if code in (0, 5, 33) else code for key, code in codes.items()
    }
    meta.write_text(json.dumps(told), "utf-8")


def mutmut(folder: Path, *arguments: str, quiet: bool = True) -> str:
    """Run mutmut in a folder; what it printed.

    Raises:
        CalledProcessError: it could not run, or the tests fail without any change.
    """
    environment = os.environ | {"LIBGRAPH_CACHE": str(folder / "cache")}
    command = [str(Path(sys.executable).with_name("mutmut")), *arguments]
    output = subprocess.PIPE if quiet else None
    done = subprocess.run(
        command, cwd=folder, env=environment, stdout=output, text=True, check=True
    )
    return done.stdout or ""


def outcomes(folder: Path) -> dict[str, str]:
    """What became of every mutant."""
    lines = mutmut(folder, "results", "--all", "true").splitlines()
    return dict(line.strip().rsplit(": ", 1) for line in lines if ": " in line)


def survivor(folder: Path, name: str) -> Survivor:
    """What was changed, as the lines that differ."""
    shown = mutmut(folder, "show", name).splitlines()
    was = [line[1:].strip() for line in shown if re.match(r"-(?!--)", line)]
    now = [line[1:].strip() for line in shown if re.match(r"\+(?!\+\+)", line)]
    return Survivor(_function(name), " ".join(was), " ".join(now))


def _function(name: str) -> str:
    """The function in a mutant's name: module.x_NAME__mutmut_3, module.xǁCLASSǁNAME__mutmut_3."""
    plain = name.rpartition(".")[2].partition("__mutmut_")[0]
    return plain[2:].replace("ǁ", ".")


# ── Told ─────────────────────────────────────────────────────────────────────────────────


def told(part: Part, found: dict[str, str], left: list[Survivor], judged: list[Judged]) -> str:
    """A part of the page: its row, its files, its survivors."""
    verdicts = [(one, one.judgement(judged, part.name)) for one in left]
    count = dict.fromkeys(("equivalent", "message", "open"), 0)
    for _, verdict in verdicts:
        count[verdict.verdict if verdict else "open"] += 1
    noticed, total = len(found) - len(left), len(found)
    counts = " | ".join(str(number) for number in (total, noticed, *count.values()))
    scores = f"{noticed / total:.1%} | {noticed / (total - count['equivalent']):.1%}"
    lines = [
        f"## {part.name}",
        "",
        f"| {part.name} | {counts} | {scores} |",
        "",
        f"{_listed(part.files)}, proved by {_listed(part.tests)}.",
        *(["", "| in | was | became | verdict |", "|---|---|---|---|"] if left else []),
        *sorted(_row(one, verdict) for one, verdict in verdicts),
    ]
    return "\n".join(lines) + "\n"


def _listed(names: Iterable[str]) -> str:
    return ", ".join(f"`{name}`" for name in names)


def _row(one: Survivor, verdict: Judged | None) -> str:
    said = f"{verdict.verdict}: {verdict.why}" if verdict else "**open**"
    was, now = (text.replace("|", "\\|").replace("`", "´") for text in (one.was, one.now))
    return f"| `{one.function}` | `{was}` | `{now or ' '}` | {said} |"


def page(sections: dict[str, str]) -> str:
    """The page: the rows of all parts on top, then what each leaves open."""
    rows, rest = [], []
    for section in sections.values():
        heading, _, row, *others = section.split("\n")
        rows.append(row)
        rest.append("\n".join((heading, *others)))
    head = HEAD.format(by=f"mutmut {version('mutmut')}")
    return head + "\n".join(rows) + "\n\n" + "\n".join(rest)


def kept(text: str) -> dict[str, str]:
    """What the page says of each part, with its row put back."""
    rows = {
        row.split(" | ")[0][2:]: row for row in re.findall(r"^\| \w[^\n]*%[^\n]*\|$", text, re.M)
    }
    found = {}
    for section in re.split(r"^(?=## )", text, flags=re.MULTILINE)[1:]:
        heading, _, body = section.partition("\n")
        name = heading.removeprefix("## ")
        found[name] = f"{heading}\n\n{rows[name]}\n{body.rstrip()}\n"
    return found


def main() -> int:
    """Run, judge, write; 1 where something is open."""
    parts, judged = plan()
    reader = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    reader.add_argument("parts", nargs="*", metavar="PART", help="all, if none is named")
    reader.add_argument("--again", action="store_true", help="only what nobody noticed last time")
    reader.add_argument("--told", action="store_true", help="write the page from the last run")
    reader.add_argument("--processes", default="1", help="how many at a time (1)")
    asked = reader.parse_args()
    if unknown := set(asked.parts) - {part.name for part in parts}:
        reader.error(f"no part is called {', '.join(unknown)}: see tools/mutate.toml")
    sections = kept(PAGE.read_text("utf-8")) if PAGE.exists() else {}
    unjudged = 0
    for part in parts:
        if asked.parts and part.name not in asked.parts:
            continue
        folder = BUILD / part.name
        if not asked.told:
            mutmut(
                prepare(part, asked.again), "run", "--max-children", asked.processes, quiet=False
            )
        found = outcomes(folder)
        left = [survivor(folder, name) for name, how in found.items() if how not in NOTICED]
        unjudged += sum(one.judgement(judged, part.name) is None for one in left)
        sections[part.name] = told(part, found, left, judged)
        ordered = {one.name: sections[one.name] for one in parts if one.name in sections}
        PAGE.write_text(page(ordered), "utf-8")
    print(f"{PAGE.relative_to(ROOT)}: {unjudged} survivors are open", file=sys.stderr)
    return 1 if unjudged else 0


if __name__ == "__main__":
    sys.exit(main())
