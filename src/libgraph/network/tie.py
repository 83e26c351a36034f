"""A tie: two bodies and what they share."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from libgraph.dates import Holds


@dataclass(frozen=True, slots=True, order=True)
class Tie:
    """Two bodies (IRIs), `layer` by which projection they are tied, and `via` what.

    `holds` says whether it held at the network's time: yes or possibly; over all time, yes.
    `relationships` are those it rests on.
    """

    start: str
    end: str
    via: str
    layer: str
    holds: Holds
    relationships: tuple[str, ...]


def weights(ties: Iterable[Tie]) -> dict[tuple[str, str], int]:
    """How many ties two bodies have, in whichever direction; in the order of their IRIs."""
    return dict(sorted(Counter(map(pair, ties)).items()))


def pair(tie: Tie) -> tuple[str, str]:
    """The two bodies of a tie, in the order of their IRIs."""
    return (tie.start, tie.end) if tie.start < tie.end else (tie.end, tie.start)
