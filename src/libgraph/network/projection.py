"""The declared projections: which bodies are tied, and by what; one SPARQL query each.

A query in ``queries/projections/`` selects ``?from ?to ?via`` and one or several variables
whose names begin with ``relationship``: the relationships that the tie rests on. `via` is the
thing that the two share (an agreement, an event, a person, a thing helped); a tie that needs
no third thing names its second end there.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from libgraph import resources
from libgraph.errors import UnknownName
from libgraph.query.header import read


@dataclass(frozen=True, slots=True)
class Projection:
    """One way in which bodies are tied.

    `question` is what it answers, `leaves_out` what it does not count, in words.
    """

    name: str
    title: str
    question: str
    leaves_out: str
    directed: bool
    sparql: str


def projections() -> tuple[Projection, ...]:
    """The declared projections, by name."""
    return tuple(_read(path) for path in sorted(_folder().glob("*.rq")))


def projection(name: str) -> Projection:
    """One projection by its name.

    Raises:
        UnknownName: there is none; the message lists those there are.
    """
    return chosen([name])[0]


def chosen(names: Sequence[str] = ()) -> tuple[Projection, ...]:
    """The projections of these names, each once, in the order of their names; with none, all.

    Raises:
        UnknownName: there is none of a name; the message lists those there are.
    """
    declared = {found.name: found for found in projections()}
    for name in names:
        if name not in declared:
            raise UnknownName(f"no projection is called {name!r}: write {_either(declared)}")
    return tuple(found for name, found in declared.items() if name in names or not names)


def _folder() -> Path:
    return resources.folder("queries") / "projections"


def _read(path: Path) -> Projection:
    said = read(path)
    return Projection(
        name=said.name,
        title=said.title,
        question=said.question,
        leaves_out=said.extra["leaves out"],
        directed=said.extra["directed"] == "yes",
        sparql=said.text,
    )


def _either(names: Sequence[str] | dict[str, Projection]) -> str:
    *others, last = names
    return f"{', '.join(others)} or {last}" if others else last
