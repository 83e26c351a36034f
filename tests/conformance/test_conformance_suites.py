"""The W3C's suites, where `make conformance` has fetched them: a part of them, or all.

LIBGRAPH_SUITES=all runs every case.
"""

from __future__ import annotations

import os
from pathlib import Path
from types import ModuleType

import pytest
import suite_jsonld
import suite_shacl
import suite_sparql
from suites import JSONLD, SHACL, SPARQL, Package, unexplained

ALL = os.environ.get("LIBGRAPH_SUITES") == "all"
SUITES = [(SPARQL, suite_sparql, 20), (SHACL, suite_shacl, 10), (JSONLD, suite_jsonld, 40)]


@pytest.mark.parametrize(("package", "suite", "part"), SUITES, ids=["SPARQL", "SHACL", "JSON-LD"])
def test_a_suite_passes_but_for_what_is_explained(
    tmp_path: Path, package: Package, suite: ModuleType, part: int
) -> None:
    if not package.is_here:
        pytest.skip(f"{package.name} {package.version} is not here: run  make conformance")
    found = suite.run(tmp_path, 1 if ALL else part)
    for way, outcomes in found.items():
        assert unexplained(outcomes) == [], way
        assert len(outcomes) >= 6, way
