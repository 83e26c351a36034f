"""The attributes of things and bonds, the same in every format that has room for them.

Names of columns are English in every language, so that a style made for one file fits the next;
what stands in them is in the language that was asked for.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Generic, TypeVar

from libgraph.desktop.days import Times
from libgraph.desktop.model import Bond, Thing
from libgraph.drawing.kinds import kind_of
from libgraph.graph.labels import LANGUAGES

BETWEEN = " | "
"""Between several values in one cell."""
_One = TypeVar("_One")


@dataclass(frozen=True, slots=True)
class Column(Generic[_One]):
    """An attribute: what it is called, and its value, '' if none."""

    name: str
    value: Callable[[_One], str]


def certainty(times: Times) -> str:
    """Whether it is certain of any day or window, only possible, or no date is known."""
    if times.certain:
        return "certain"
    return "possible" if times.possible() != "../.." else "undated"


def certain(times: Times | None) -> str:
    """The certain days and windows in EDTF."""
    return "; ".join(days.edtf() for days in times.certain) if times else ""


def possible(times: Times | None) -> str:
    """The outermost days in EDTF; nothing where no date is known."""
    return times.possible() if times and certainty(times) != "undated" else ""


def _label(language: str) -> Callable[[Thing], str]:
    return lambda thing: thing.labels.get(language, "")


THINGS: tuple[Column[Thing], ...] = (
    Column("kind", lambda thing: thing.kind),
    Column("kind_label", lambda thing: thing.called),
    Column("colour", lambda thing: kind_of(thing.kind).fill),
    *(Column(f"label_{language}", _label(language)) for language in LANGUAGES),
    Column(
        "names",
        lambda thing: BETWEEN.join(f"{name} @{tag}" if tag else name for tag, name in thing.names),
    ),
    Column("edtf", lambda thing: thing.edtf),
    Column("when", lambda thing: thing.when if thing.times else ""),
    Column("certain_days", lambda thing: certain(thing.times)),
    Column("possible_days", lambda thing: possible(thing.times)),
)
BONDS: tuple[Column[Bond], ...] = (
    Column("relation", lambda bond: bond.kind),
    Column("edtf", lambda bond: bond.edtf),
    Column("when", lambda bond: bond.when),
    Column("certainty", lambda bond: certainty(bond.times)),
    Column("certain_days", lambda bond: certain(bond.times)),
    Column("possible_days", lambda bond: possible(bond.times)),
    Column("holds", lambda bond: bond.holds),
    Column("says", lambda bond: BETWEEN.join(dict.fromkeys(part.says for part in bond.parts))),
    Column("sources", lambda bond: BETWEEN.join(source.title for source in bond.sources)),
    Column("source_iris", lambda bond: " ".join(source.iri for source in bond.sources)),
    Column("relationships", lambda bond: " ".join(iri for p in bond.parts for iri in p.iris)),
)
