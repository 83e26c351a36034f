"""Networks by hand: `tied("ab", "bc")` is a path of three bodies."""

from __future__ import annotations

from libgraph.dates import Holds, Span
from libgraph.network import Network, Tie, projections

ALL = projections()
AGREEMENTS = tuple(layer for layer in ALL if layer.name == "agreements")


def tied(*pairs: str, possibly: tuple[str, ...] = (), year: str = "", more: str = "") -> Network:
    """Bodies named by letters; a pair that is written twice shares two things."""
    said = [(pair, Holds.YES) for pair in pairs] + [(pair, Holds.POSSIBLY) for pair in possibly]
    ties = [
        Tie(pair[0], pair[1], f"thing {number}", "agreements", holds, (f"r{number}",))
        for number, (pair, holds) in enumerate(said)
    ]
    bodies = sorted({letter for pair, _ in said for letter in pair} | set(more))
    span = Span.parse(year) if year else None
    names = {body: f"Library {body.upper()}" for body in bodies}
    return Network(AGREEMENTS, span, tuple(ties), tuple(bodies), (), names)


def clique(letters: str) -> list[str]:
    """Everybody tied to everybody."""
    return [one + other for one in letters for other in letters if one < other]
