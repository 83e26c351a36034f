"""What every page is asked besides its own question: language, time, and what was known."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlencode

from starlette.requests import Request

from libgraph.dates import Span
from libgraph.errors import UsageError
from libgraph.graph.labels import LANGUAGES
from libgraph.web.formats import weights

KEPT = ("lang", "as-of", "known-at", "certain")
"""The words of an address that every link of a page keeps."""
_HYPHENS = {"as_of": "as-of", "known_at": "known-at"}


@dataclass(frozen=True, slots=True)
class Asked:
    """The shared part of a question; texts are as the reader wrote them, '' where nothing."""

    lang: str = "en"
    as_of: str = ""
    known_at: str = ""
    certain: bool = False

    @property
    def span(self) -> Span | None:
        """The days that are asked about.

        Raises:
            BadDate: the words are no date.
        """
        return Span.parse(self.as_of) if self.as_of else None

    def kept(self) -> dict[str, str]:
        """The words that a link of this page keeps, by their names."""
        given = {
            "lang": "" if self.lang == "en" else self.lang,
            "as-of": self.as_of,
            "known-at": self.known_at,
            "certain": "1" if self.certain else "",
        }
        return {name: value for name, value in given.items() if value}

    def address(self, path: str, /, **more: str) -> str:
        """An address on this site that keeps what is asked; '' in `more` takes a word away.

        ``as_of`` and ``known_at`` may be written so.
        """
        changed = {_HYPHENS.get(name, name): value for name, value in more.items()}
        words = {name: value for name, value in {**self.kept(), **changed}.items() if value}
        path, mark, anchor = path.partition("#")
        return path + (f"?{urlencode(words)}" if words else "") + mark + anchor


def asked(request: Request) -> Asked:
    """What a request asks; the language also by what the browser prefers.

    Raises:
        UsageError: no such language, or certainty without a time.
    """
    words = request.query_params
    lang = words.get("lang") or preferred(request.headers.get("accept-language", ""))
    if lang not in LANGUAGES:
        raise UsageError(f"there is no language {lang!r} here: write en, ru or kk")
    as_of = words.get("as-of", "").strip()
    certain = words.get("certain", "") in ("1", "yes", "on") and bool(as_of)
    return Asked(lang, as_of, words.get("known-at", "").strip(), certain)


def preferred(header: str) -> str:
    """The first of our languages that an Accept-Language header names, in its order of weight.

    >>> preferred("de, kk;q=0.5, ru;q=0.8")
    'ru'
    >>> preferred("")
    'en'
    """
    weighed = [
        (-weight, place, base)
        for place, (tag, weight) in enumerate(weights(header))
        if (base := tag.partition("-")[0]) in LANGUAGES
    ]
    return min(weighed)[2] if weighed else "en"
