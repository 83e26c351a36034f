"""The tools that judge the suite: what they count, and the page that they write anew."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

TOOLS = Path(__file__).parent.parent / "tools"
sys.path.append(str(TOOLS))

import breach  # noqa: E402
import mutate  # noqa: E402
import soak  # noqa: E402


def run(seed: int, *failed: str) -> soak.Run:
    return soak.Run("2026-11-22", seed, 3, 1.0, frozenset(failed))


def test_what_fails_sometimes_is_flaky_and_what_fails_always_is_broken() -> None:
    assert soak.wavering([run(1), run(2)]) == ({}, [])
    assert soak.wavering([run(1, "a", "c"), run(2, "a")]) == ({"c": [1]}, ["a"])
    told = soak.summary([run(1, "a", "c"), run(2, "a")])
    assert "3 tests, 1 flaky, 1 broken" in told
    assert "- flaky: `c` failed under 1\n- broken: `a`\n" in told


def test_runs_are_added_to_those_of_the_page() -> None:
    runs = [run(1, "t::a[x|y]", "c"), run(2)]
    assert soak.told(soak.HEAD + soak.summary(runs)) == runs


def test_what_a_run_left_is_read(tmp_path: Path) -> None:
    (tmp_path / "1.xml").write_text(
        "<testsuites><testsuite>"
        '<testcase classname="t" name="good"/>'
        '<testcase classname="t" name="bad"><failure/></testcase>'
        '<testcase classname="t" name="broken"><error/></testcase>'
        '<testcase classname="t" name="left"><skipped/></testcase>'
        "</testsuite></testsuites>"
    )
    tests, failed = soak.outcomes(tmp_path / "1.xml")
    assert tests == {"t::good", "t::bad", "t::broken"}
    assert failed == {"t::bad", "t::broken"}


SEEN = dict.fromkeys("abcdefg", "killed")
LEFT = [
    mutate.Survivor("f", "a | b", "a & b"),
    mutate.Survivor("f", "raise X('no')", "raise X('NO')"),
    mutate.Survivor("g", "x", ""),
]
JUDGED = [
    mutate.Judged("one", "f", "a | b", "equivalent", "the same here", now="a & b"),
    mutate.Judged("one", "f", "a | b", "equivalent", "another change", now="a"),
    mutate.Judged("one", "f", "raise X('no')", "message", "letters"),
    mutate.Judged("two", "g", "x", "equivalent", "of another part"),
]


def test_the_page_counts_and_is_read_again() -> None:
    part = mutate.Part("one", ("a.py",), ("test_a.py",))
    told = mutate.told(part, SEEN | dict.fromkeys("hij", "survived"), LEFT, JUDGED)
    assert "| one | 10 | 7 | 1 | 1 | 1 | 70.0% | 77.8% |" in told
    assert "| `f` | `a \\| b` | `a & b` | equivalent: the same here |" in told
    assert "| `g` | `x` | ` ` | **open** |" in told
    clean = mutate.told(mutate.Part("two", ("b.py",), ("t.py",)), SEEN, [], JUDGED)
    sections = {"one": told, "two": clean}
    assert mutate.kept(mutate.page(sections)) == sections


def test_the_plan_names_files_and_tests_that_are_there() -> None:
    parts, judged = mutate.plan()
    assert {"dates", "evidence", "entities", "tables", "conflicts"} <= {one.name for one in parts}
    for part in parts:
        tests = [name.removeprefix("--deselect=").partition("::")[0] for name in part.tests]
        assert all((mutate.ROOT / name).is_file() for name in (*part.files, *tests)), part
    assert {one.part for one in judged} <= {part.name for part in parts}
    assert {one.verdict for one in judged} <= {"equivalent", "message"}


@pytest.mark.parametrize(
    ("mutant", "function"),
    [
        ("libgraph.dates.x__moved__mutmut_19", "_moved"),
        ("libgraph.dates.xǁSpanǁparse__mutmut_12", "Span.parse"),
        ("libgraph.evidence.xǁLibraryǁ__init____mutmut_3", "Library.__init__"),
    ],
)
def test_the_function_of_a_mutant(mutant: str, function: str) -> None:
    assert mutate._function(mutant) == function


def test_no_kept_answer_hides_a_broken_function() -> None:
    code = "@cache\ndef f(): ...\n@lru_cache(maxsize=1)\ndef g(): ...\n@cached_property\ndef h(): ...\n"
    assert (
        mutate.CACHED.sub("", code)
        == "def f(): ...\ndef g(): ...\n@cached_property\ndef h(): ...\n"
    )


def test_each_defence_of_the_security_page_has_a_breach() -> None:
    breaches, rows = breach.plan(), breach.rows()
    assert {one.threat for one in breaches} == set(rows)
    for threat, tests in rows.items():
        assert tests == {name for one in breaches if one.threat == threat for name in one.tests}
    assert len({str(one) for one in breaches}) == len(breaches) > 100


@pytest.mark.parametrize("one", breach.plan(), ids=str)
def test_a_breach_changes_what_is_there(one: breach.Breach) -> None:
    assert {breach.places()[name] for name in one.tests}
    for change in one.changes:
        text = change.made(breach.ROOT)
        if change.file.endswith(".py"):
            compile(text, change.file, "exec")  # red because of what is gone, not of a slip
