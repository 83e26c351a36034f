"""Which names match words: each word stands in the name, a short one by itself."""

from __future__ import annotations

from libgraph.errors import UnknownName

SHORT = 3
LONGEST = 1_000
"""Letters of words; with ten thousand words the engine's parser falls."""


def pattern(folded: str) -> str:
    """A SPARQL condition on ?key (a folded name) for folded words.

    Raises:
        UnknownName: they are longer than a name can be.

    >>> pattern("al kitap")
    'CONTAINS(CONCAT(" ", ?key, " "), " al ") && CONTAINS(?key, "kitap")'
    """
    if len(folded) > LONGEST:
        raise UnknownName(
            f"no name has {len(folded):,} letters: write a part of it, {LONGEST:,} at most"
        )
    return " && ".join(_one(part) for part in folded.split())


def _one(part: str) -> str:
    if len(part) < SHORT:
        return f'CONTAINS(CONCAT(" ", ?key, " "), " {part} ")'
    return f'CONTAINS(?key, "{part}")'
