"""Looks for names in an edition of the graph; they are read into memory once."""

from __future__ import annotations

from libgraph.query.find import Match, all_tied, ranked
from libgraph.query.spellings import Spellings
from libgraph.web.held import Edition


def spellings(edition: Edition) -> Spellings:
    """All names of an edition."""
    return edition.answers.get("spellings", lambda: Spellings(edition.graph))


def ties(edition: Edition) -> dict[str, int]:
    """How often each thing of an edition is an end of relationships and of statements."""
    return edition.answers.get("ties", lambda: all_tied(edition.graph))


def finding(edition: Edition, words: str) -> list[Match]:
    """What is called so, in the order of `ranked`.

    Raises:
        UsageError: there is no letter or digit to look for.
        UnknownName: the words are longer than a name can be.
    """
    return ranked(words, spellings(edition), lambda _: ties(edition))
