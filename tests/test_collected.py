"""The cases that lie in files are all collected: a pattern that finds nothing fails no test."""

from __future__ import annotations

import subprocess
import sys
from collections import Counter
from pathlib import Path

HERE = Path(__file__).parent
# what is added to a folder of cases is added here too
CASES = {
    "test_shapes.py::test_what_passes_is_wholly_clean": 34,
    "test_shapes.py::test_what_fails_is_told_exactly": 54,
    "test_shapes.py::test_every_shape_file_has_examples_of_both_sorts": 24,
    "test_shapes.py::test_every_constraint_is_fired_by_an_example_of_its_file": 119,
    "test_shapes.py::test_every_shape_says_what_to_write": 119,
    "graph/test_rules.py::test_rule": 17,
    "query/test_questions.py::test_each_question_takes_and_shows_what_is_promised": 16,
    "query/test_questions.py::test_every_parameter_and_column_is_explained_and_bound": 16,
    "query/test_questions.py::test_one_row_per_relationship": 16,
}


def test_every_shape_rule_and_question_is_a_case() -> None:
    files = dict.fromkeys(case.partition("::")[0] for case in CASES)
    command = [sys.executable, "-m", "pytest", "--collect-only", "-p", "no:cacheprovider"]
    done = subprocess.run([*command, *files], cwd=HERE, capture_output=True, text=True, check=True)
    names = [line.removeprefix("tests/").partition("[")[0] for line in done.stdout.splitlines()]
    found = Counter(name for name in names if name in CASES)
    assert found == CASES
