"""Run the rules in ``ontology/rules/``: shortcuts that hold at some time, and display names.

The rules are SPARQL CONSTRUCT queries, run in the order of their file names; each sees what
those before it found.
"""

from __future__ import annotations

from pathlib import Path

from pyoxigraph import Quad, QueryTriples, Store

from libgraph import resources
from libgraph.namespaces import PREFIXES


def rules() -> list[Path]:
    """The rule files, in the order in which they run."""
    return sorted((resources.folder("ontology") / "rules").glob("*.rq"))


def derive(store: Store) -> None:
    """Add what the rules find to the default graph of `store`."""
    for rule in rules():
        found = store.query(rule.read_text("utf-8"), prefixes=PREFIXES)
        assert isinstance(found, QueryTriples), rule
        store.extend([Quad(*triple) for triple in found])
