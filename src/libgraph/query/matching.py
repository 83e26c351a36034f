"""Which names match words: each word stands in the name, a short one by itself."""

from __future__ import annotations

SHORT = 3


def pattern(folded: str) -> str:
    """A SPARQL condition on ?key (a folded name) for folded words.

    >>> pattern("al kitap")
    'CONTAINS(CONCAT(" ", ?key, " "), " al ") && CONTAINS(?key, "kitap")'
    """
    return " && ".join(_one(part) for part in folded.split())


def _one(part: str) -> str:
    if len(part) < SHORT:
        return f'CONTAINS(CONCAT(" ", ?key, " "), " {part} ")'
    return f'CONTAINS(?key, "{part}")'
