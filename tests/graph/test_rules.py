"""Every rule fires where it should, and only there."""

from __future__ import annotations

from pathlib import Path

import pytest
from pyoxigraph import RdfFormat, Store, parse

from libgraph.graph import shortcuts
from libgraph.namespaces import PREFIXES

CASES = Path(__file__).parent / "rules"
RULES = {path.stem: path for path in shortcuts.rules()}


def triples(path: Path, suffix: str) -> Store:
    store = Store()
    file = path.with_name(path.name + suffix)
    header = "".join(f"@prefix {p}: <{iri}> .\n" for p, iri in PREFIXES.items())
    store.extend(parse(header + file.read_text("utf-8"), format=RdfFormat.TURTLE))
    return store


@pytest.mark.parametrize("name", sorted(RULES))
def test_rule(name: str) -> None:
    given, wanted = triples(CASES / name, ".in.ttl"), triples(CASES / name, ".out.ttl")
    found = given.query(shortcuts.whole(RULES[name]), prefixes=PREFIXES)
    assert {str(triple) for triple in found} == {str(quad.triple) for quad in wanted}


def test_every_rule_has_a_case_with_something_to_find_and_something_to_leave() -> None:
    assert len(RULES) == 17
    assert {path.name.removesuffix(".in.ttl") for path in CASES.glob("*.in.ttl")} == set(RULES)
    for name in RULES:
        assert len(triples(CASES / name, ".in.ttl")) > len(triples(CASES / name, ".out.ttl")) > 0
