"""Looks for names in an edition of the graph; they are read into memory once."""

from __future__ import annotations

from libgraph.query.find import Match, ranked
from libgraph.query.spellings import Spellings
from libgraph.web.held import Edition


def spellings(edition: Edition) -> Spellings:
    """All names of an edition."""
    return edition.answers.get("spellings", lambda: Spellings(edition.graph))


def finding(edition: Edition, words: str) -> list[Match]:
    """What is called so, the closest first, sources last.

    Raises:
        UsageError: there is no letter or digit to look for.
        UnknownName: the words are longer than a name can be.
    """
    return ranked(words, spellings(edition))
