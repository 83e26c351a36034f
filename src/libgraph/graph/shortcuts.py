"""Run the rules in ``ontology/rules/``: shortcuts that hold at some time, and display names.

The rules are SPARQL CONSTRUCT queries, run in the order of their file names; each sees what
those before it found. A rule declares ``VALUES ?x { UNDEF }`` for each variable such that what
it finds can change only with one of their values: so it can be run for a few things alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from pyoxigraph import QueryTriples, Store

from libgraph import resources
from libgraph.graph.lines import add, lines
from libgraph.graph.progress import Progress, unseen
from libgraph.namespaces import PREFIXES

_SCOPE = re.compile(r"VALUES \?(\w+) \{ UNDEF \}")
_AT_ONCE = 200


def rules() -> list[Path]:
    """The rule files, in the order in which they run."""
    return sorted((resources.folder("ontology") / "rules").glob("*.rq"))


def derive(store: Store, progress: Progress = unseen) -> None:
    """Add what the rules find to the default graph of `store`."""
    every = rules()
    for number, rule in enumerate(every):
        progress("applying rules", number, len(every))
        add(store, _found(store, whole(rule)))


def again(store: Store, things: Iterable[str]) -> None:
    """Add what the rules find about a few things (texts of IRIs)."""
    every = sorted(things)
    batches = [every[start : start + _AT_ONCE] for start in range(0, len(every), _AT_ONCE)]
    for rule in rules():
        text = rule.read_text("utf-8")
        for variable in sorted(set(_SCOPE.findall(text))):
            for batch in batches:
                add(store, list(_found(store, _scoped(text, variable, batch))))


def whole(rule: Path) -> str:
    """A rule as a query about everything."""
    return _SCOPE.sub("", rule.read_text("utf-8"))


def _scoped(text: str, variable: str, things: Iterable[str]) -> str:
    values = f"VALUES ?{variable} {{ {' '.join(things)} }}"
    return _SCOPE.sub(lambda found: values if found[1] == variable else "", text)


def _found(store: Store, rule: str) -> Iterator[str]:
    found = store.query(rule, prefixes=PREFIXES)
    assert isinstance(found, QueryTriples), rule
    return lines(found)
