"""A disagreement as it is found: two groups of statements, and what to say about them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum

from libgraph.graph.written import by_time
from libgraph.history.conflict_reading import Said
from libgraph.namespaces import NORMAL, local_name
from libgraph.query.wording import dated

CONTRADICTION = "contradiction"
COVERAGE = "coverage-difference"
GAP = "gap"
OFFICE = "out-of-office"
SUCCESSION = "succession"
REFINEMENT = "refinement"
SPELLING = "spelling"
KINDS = (CONTRADICTION, COVERAGE, GAP, OFFICE, SUCCESSION, REFINEMENT, SPELLING)

Group = tuple[Said, ...]
_DATES = 5


class Concerns(Enum):
    """Which sides must possibly hold at a time for the conflict to concern that time."""

    EITHER = "either"
    BOTH = "both"
    LATER = "later"


@dataclass(frozen=True, slots=True)
class Found:
    """A disagreement on one matter.

    `words` make up the explanation; those that are IRIs are to be named. `resolved` is the
    reason of a curator who decided, or ''.
    """

    kind: str
    about: str
    sides: tuple[Group, Group]
    words: tuple[str, ...]
    resolved: str
    concerns: Concerns = Concerns.BOTH


def between_sources(one: Iterable[Said], other: Iterable[Said]) -> bool:
    """Whether not all of it is said by one and the same source."""
    return len({said.source for group in (one, other) for said in group}) > 1


def best(group: Iterable[Said]) -> Group:
    """The statements of a side in order, without those a curator deprecated, unless all are."""
    known = sorted(group, key=lambda said: said.iri)
    return tuple(said for said in known if said.rank) or tuple(known)


def decided(one: Group, other: Group, *, preferring: bool = True) -> str:
    """Why a curator holds one side for right; '' where nobody decided.

    Without `preferring` only a deprecated side decides: that a statement is the best of its
    kind does not settle a matter between statements of different kinds.
    """
    ranks = [max(said.rank for said in group) for group in (one, other)]
    if 0 not in ranks and (not preferring or ranks[0] == ranks[1]):
        return ""
    farthest = max(ranks, key=lambda rank: (abs(rank - NORMAL), rank))
    group = one if ranks[0] == farthest else other
    reasons = sorted({said.reason for said in group if said.reason})
    return " ".join(reasons) or "A curator ranked one side above the other."


def when(group: Iterable[Said], lang: str = "en") -> str:
    """The dates of a side in words, each once, in order of time."""
    known = sorted(group, key=lambda said: (not said.way, by_time(said.text)))
    dates = list(dict.fromkeys(dated(said.way, said.text, lang) for said in known))
    return " / ".join(dates if len(dates) <= _DATES else [*dates[:2], "…", dates[-1]])


def listed(names: Iterable[str]) -> tuple[str, ...]:
    """Words that list names: a, b and c.

    >>> "".join(listed(["a", "b", "c"]))
    'a, b and c'
    """
    words = [word for name in names for word in (", ", name)][1:]
    if len(words) >= 3:
        words[-2] = " and "
    return tuple(words)


def sources(group: Iterable[Said]) -> str:
    """The slugs of the sources of a side."""
    return "".join(listed(sorted({local_name(said.source) for said in group})))
