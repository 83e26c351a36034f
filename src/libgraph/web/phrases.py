"""The interface's own words, in English, Russian and Kazakh: ``words/LANG.json``, by key."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path

_FOLDER = Path(__file__).parent / "words"


@cache
def phrases(lang: str) -> dict[str, str]:
    """All phrases in a language; every language has the same keys (a test sees to it)."""
    found: dict[str, str] = {}
    for path in sorted((_FOLDER / lang).glob("*.json")):
        found |= json.loads(path.read_text("utf-8"))
    return found


class Phrases:
    """Says a phrase by its key, with values put in: ``say("found", number=3)``."""

    def __init__(self, lang: str) -> None:
        self._known = phrases(lang)

    def __call__(self, key: str, **values: object) -> str:
        return self._known[key].format(**values)

    def __contains__(self, key: object) -> bool:
        return key in self._known
