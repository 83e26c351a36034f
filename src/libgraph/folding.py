"""Fold a name so that its spellings meet: case, accents, scripts and romanisations.

Transliteration is anyascii's; what follows are the habits of romanised Kazakh and Russian
(q, kh and k; gh and g; y and i; zh, dj and j; doubled letters), which sources mix freely. Folding
is for finding: it proposes, and never decides that two things are one.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_WORDS = re.compile(r"[a-z]+|[0-9]+")
HABITS = (
    (re.compile("dzh|dj|zh"), "j"),
    (re.compile("kh|q"), "k"),
    (re.compile("gh"), "g"),
    (re.compile("ph"), "f"),
    (re.compile("w"), "v"),
    (re.compile("[yi]e"), "e"),
    (re.compile("y"), "i"),
    (re.compile(r"([a-z])\1+"), r"\1"),
)
"""Ways to write a sound, and the one that they become; done over until nothing changes."""


def fold(name: str) -> str:
    """The folded words of a name, with single spaces.

    >>> fold("Issakhov O.I.") == fold("Исахов О. И.")
    True
    >>> fold("Ospanova Bakhytzhamal Kairbekovna") == fold("Оспанова Бақытжамал Қайырбековна")
    True
    >>> fold("Gaziza Nurgaliyeva") == fold("Ғазиза Нұрғалиева")
    True
    >>> fold("Göteborg, 2010")
    'goteborg 2010'
    """
    return " ".join(_fold_word(word) for word in ascii_words(name))


def ascii_words(text: str) -> list[str]:
    """The words of a text in small Latin letters and digits, readable, for an address.

    >>> ascii_words("Библиотека Göteborg’s, 2010")
    ['biblioteka', 'goteborgs', '2010']
    """
    return _WORDS.findall(plain(text))


def plain(text: str) -> str:
    """A text in small Latin letters, each character by itself, with its spaces and marks."""
    from anyascii import anyascii

    return anyascii(unicodedata.normalize("NFKC", text)).lower().replace("'", "")


@lru_cache(maxsize=1 << 16)  # names are made of few words
def _fold_word(word: str) -> str:
    before = ""
    while word != before:
        before = word
        for habit, usual in HABITS:
            word = habit.sub(usual, word)
    return word
