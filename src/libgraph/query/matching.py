"""Which names match words: each word stands in the name, a short one by itself."""

from __future__ import annotations

from libgraph.errors import UnknownName

SHORT = 3
LONGEST = 1_000
"""Letters of words; with ten thousand words the engine's parser falls."""


def parts(folded: str, *, whole: bool = False) -> list[str]:
    """What stands in a folded name between spaces, for it to have all of the folded words.

    Words of fewer than three letters stand there as they are, and with `whole` all of them.

    Raises:
        UnknownName: they are longer than a name can be.

    >>> parts("al kitap")
    [' al ', 'kitap']
    """
    if len(folded) > LONGEST:
        raise UnknownName(
            f"no name has {len(folded):,} letters: write a part of it, {LONGEST:,} at most"
        )
    return [f" {word} " if whole or len(word) < SHORT else word for word in folded.split()]


def pattern(folded: str, *, whole: bool = False) -> str:
    """A SPARQL condition on ?key (a folded name) for folded words (see `parts`).

    Raises:
        UnknownName: they are longer than a name can be.

    >>> pattern("al kitap")
    'CONTAINS(CONCAT(" ", ?key, " "), " al ") && CONTAINS(?key, "kitap")'
    """
    return " && ".join(map(_holds, parts(folded, whole=whole)))


def _holds(part: str) -> str:
    name = 'CONCAT(" ", ?key, " ")' if part.startswith(" ") else "?key"
    return f'CONTAINS({name}, "{part}")'
