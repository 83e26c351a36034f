"""Which addresses of the explorer become files of a static site, and what those are called.

Languages have a folder each, the first one none. What can only be worked out for each who asks
has no file: other times than the years of the coverage, and lists narrowed twice.
"""

from __future__ import annotations

import hashlib
import posixpath
import re
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import parse_qsl, quote, unquote, urlencode, urlsplit

from libgraph.graph.labels import LANGUAGES
from libgraph.namespaces import ID, RELATIONSHIP, STATEMENT, local_name
from libgraph.web.site_known import Known

_UNSAFE = re.compile(r"[^a-z0-9._-]+")
_ROOMS = ("/", "/about", "/ontology", "/search", "/questions", "/draw/map", "/draw/map.svg",
          "/draw/network")  # fmt: skip
_PICTURES = {"/draw/network.svg": "around", "/draw/timeline.svg": "of", "/draw/map.svg": "of"}
_FORMS = (".ttl", ".jsonld")
NAMES = "/names.js"


@dataclass(frozen=True, slots=True)
class Place:
    """An address of the explorer that is a file: `lang` is '' where all languages share it."""

    lang: str
    path: str
    words: tuple[tuple[str, str], ...] = ()

    @property
    def query(self) -> str:
        """The words of the address, with the language."""
        return urlencode([*self.words, *([("lang", self.lang)] if self.lang else [])])


class Places:
    """Finds the file that an address leads to."""

    def __init__(self, known: Known, languages: tuple[str, ...]) -> None:
        self._known, self._languages = known, languages

    def of(self, address: str) -> tuple[Place, str] | None:
        """The place and the anchor in it; None where there is no such file."""
        parts = urlsplit(address)
        words = dict(parse_qsl(parts.query))
        lang = words.pop("lang", LANGUAGES[0])
        if lang not in self._languages and not parts.path.startswith("/static/"):
            return None
        found = self._found(unquote(parts.path), words)
        if found is None:
            return None
        path, words, anchor = found
        shared = path.endswith(_FORMS) or path.startswith("/static/")
        place = Place("" if shared else lang, path, tuple(sorted(words.items())))
        return place, parts.fragment or anchor

    def _found(self, path: str, words: dict[str, str]) -> tuple[str, dict[str, str], str] | None:
        time = words.pop("as-of", "")
        words = {k: v for k, v in words.items() if k not in ("known-at", "certain", "v") and v}
        if path.startswith("/static/"):
            return path, {}, ""
        if path.startswith("/id/"):
            return self._thing(path)
        if path == "/conflicts" and "of" in words:
            return self._thing("/id/" + words["of"].removeprefix(ID))
        if path == "/coverage":
            return self._coverage(time)
        if path == "/draw/network":
            around = words.get("around", "")
            return path, {}, f"node={quote(local_name(around))}" if around else ""
        if path == "/draw/timeline":
            path = "/draw/timeline.svg"
        if path in _PICTURES and words:
            drawn = words.get(_PICTURES[path], "") in self._known.pictured
            return (path, words, "") if drawn else None
        if path == "/draw/map.svg" and time:
            return None
        if path == "/draw/map":
            words = {}
        return (path, words, "") if self._is_list(path, words) else None

    def _thing(self, path: str) -> tuple[str, dict[str, str], str] | None:
        """A page or its data; a statement's page is a place on the page of its relationship."""
        form = next((form for form in _FORMS if path.endswith(form)), "")
        iri = ID + path.removeprefix("/id/").removesuffix(form)
        iri = self._known.kept.get(iri, iri)
        if form and iri.startswith((RELATIONSHIP, STATEMENT)):
            return None  # its data are with those of the things that it ties
        anchor = ""
        if iri in self._known.statements:
            iri, anchor = self._known.statements[iri], local_name(iri)
        if iri not in self._known.things:
            return None
        return "/id/" + iri.removeprefix(ID) + form, {}, anchor

    def _coverage(self, time: str) -> tuple[str, dict[str, str], str] | None:
        if time and time not in self._known.years:
            return None
        return "/coverage", {"as-of": time} if time else {}, ""

    def _is_list(self, path: str, words: Mapping[str, str]) -> bool:
        names = set(words)
        if path in _ROOMS or path == NAMES:
            return not names
        if path == "/things":
            return len(names - {"page"}) < 2 and not names - {"kind", "country", "inforce", "page"}
        if path.startswith("/api/query/"):
            return words.get("format") == "csv"
        if path == "/draw/places.svg":
            return names == {"at"}
        narrowed = {"/agreements": {"status"}, "/conflicts": {"kind"}}
        return path.startswith("/questions/") or (path in narrowed and names <= narrowed[path])

    def file(self, place: Place) -> str:
        """The name of the file, from the root of the site.

        >>> Places(Known(), ("en", "ru")).file(Place("ru", "/things", (("kind", "Library"),)))
        'ru/things-kind-library-dec7662c.html'
        """
        stem, suffix = posixpath.splitext(place.path.strip("/"))
        if suffix not in (*_FORMS, ".svg", ".js", ".css"):
            stem, suffix = place.path.strip("/") or "index", ".html"
        if place.path.startswith("/api/query/"):
            stem, suffix = "questions/" + local_name(place.path), ".csv"
        if place.path.startswith("/static/"):
            return stem + suffix
        said = [word for name, value in place.words for word in (name, value.removeprefix(ID))]
        whole = "/".join(_safe(part) for part in "-".join([stem, *said]).split("/")[:40])
        folder = "" if place.lang in ("", self._languages[0]) else place.lang + "/"
        return folder + whole + suffix


def _safe(name: str) -> str:
    """A name that every file system keeps apart from others, in small letters.

    >>> _safe("nlrk"), _safe("Año")
    ('nlrk', 'a-o-9100502b')
    """
    safe = _UNSAFE.sub("-", name.lower()).strip(".-")[:100]
    return safe if safe == name else f"{safe}-{hashlib.sha256(name.encode()).hexdigest()[:8]}"


def relative(target: str, page: str) -> str:
    """The address of a file from a page of the same site.

    >>> relative("id/nlrk.html", "ru/index.html")
    '../id/nlrk.html'
    """
    return quote(posixpath.relpath(target, posixpath.dirname(page) or "."))
