"""The explorer as files: every page that links lead to, for any web host or none."""

from __future__ import annotations

import json
import posixpath
from collections.abc import Iterator
from dataclasses import dataclass, replace
from html import escape
from importlib.metadata import version
from pathlib import Path
from urllib.parse import quote

from libgraph.errors import CannotRun, UsageError
from libgraph.graph.progress import Progress, unseen
from libgraph.namespaces import RELATIONSHIP
from libgraph.web.app import application
from libgraph.web.held import Held
from libgraph.web.pages import ROOMS, place
from libgraph.web.settings import Settings
from libgraph.web.site_asking import Asking, asking
from libgraph.web.site_graph import Still
from libgraph.web.site_known import known
from libgraph.web.site_places import NAMES, Place, Places, relative
from libgraph.web.site_rewriting import rewritten
from libgraph.web.site_search import script
from libgraph.writing import writing_folder

MARK = "libgraph-site.json"
"""A folder with this file was made here, and may be made anew."""
_SITEMAP = "http://www.sitemaps.org/schemas/sitemap/0.9"
_SHARED = (".ttl", ".jsonld")


@dataclass(frozen=True, slots=True)
class Made:
    """How many files there are, of which pages, and how many bytes they take together."""

    files: int
    pages: int
    size: int


def site(
    settings: Settings,
    folder: Path,
    languages: tuple[str, ...] = ("en", "ru", "kk"),
    progress: Progress = unseen,
) -> Made:
    """Write the explorer into a folder, whole or not at all; the first language is at its root.

    `settings.base` is where it will be found, for the site map; '' where that is not known.

    Raises:
        BadFile: the folder cannot be written, or holds something else.
        UsageError: the base is no address of the web.
    """
    if settings.base and not settings.base.startswith(("https://", "http://")):
        raise UsageError(f"{settings.base!r} is no address of the web: write https://…")
    with writing_folder(folder, MARK) as fresh:
        held = Still(replace(settings, served=False))
        try:
            with asking(application(held.settings, held)) as ask:
                return _Writing(fresh, held, ask, languages).write(progress)
        finally:
            held.close()


class _Writing:
    """Writes the pages of the menu and of all things, and whatever they lead to."""

    def __init__(self, folder: Path, held: Held, ask: Asking, languages: tuple[str, ...]) -> None:
        self._folder, self._ask, self._languages = folder, ask, languages
        self._base, self._edition = held.settings.base.rstrip("/"), held.current
        self._known = known(held.current)
        self._places = Places(self._known, languages)
        self._found: dict[str, Place] = {}
        self._waiting: list[str] = []
        self._pages: list[str] = []
        self._size = 0

    def write(self, progress: Progress) -> Made:
        """Write everything."""
        for address in self._first():
            self._lead(address, "")
        done = 0
        while done < len(self._waiting):
            file = self._waiting[done]
            self._put(file, self._content(file, self._found[file]))
            done += 1
            progress("writing pages", done, len(self._waiting))
        if self._base:
            self._put("sitemap.xml", self._sitemap())
        self._put(MARK, self._mark())
        return Made(done + 1 + bool(self._base), len(self._pages), self._size)

    def _first(self) -> Iterator[str]:
        """The addresses to begin with."""
        things = sorted(self._known.things)
        for lang in self._languages:
            for path in (*(path for path, _ in ROOMS), "/search", NAMES, *map(place, things)):
                yield f"{quote(path)}?lang={lang}"
        for iri in things:
            if not iri.startswith(RELATIONSHIP):
                yield from (quote(place(iri)) + form for form in _SHARED)

    def _lead(self, address: str, page: str) -> str | None:
        """Where an address leads to from a page; that file will be written."""
        found = self._places.of(address)
        if found is None:
            return None
        leads, anchor = found
        file = self._places.file(leads)
        if file not in self._found:
            self._found[file] = leads
            self._waiting.append(file)
        elif self._found[file] != leads:
            raise CannotRun(f"two pages want the file {file}: please report it")
        return relative(file, page) + (f"#{anchor}" if anchor else "")

    def _content(self, file: str, wanted: Place) -> bytes:
        """What belongs into a file."""
        if wanted.path == NAMES:
            return self._names(file, wanted.lang).encode()
        answer = self._ask.get(wanted.path, wanted.query)
        if answer.status != 200:
            raise CannotRun(f"{wanted.path} answers with {answer.status}: please report it")
        if not answer.media_type.startswith("text/html"):
            return answer.body
        self._pages.append(file)
        return self._page(answer.body.decode(), file).encode()

    def _page(self, page: str, file: str) -> str:
        page = rewritten(page, lambda address: self._lead(address, file))
        if not self._base:
            return page
        link = f'<link rel="canonical" href="{escape(self._public(file))}">'
        return page.replace("</head>", f"{link}\n</head>", 1)

    def _names(self, file: str, lang: str) -> str:
        def leads(iri: str) -> str:
            return self._lead(f"{quote(place(iri))}?lang={lang}", file) or ""

        return script(self._edition, lang, leads)

    def _put(self, file: str, content: bytes) -> None:
        path = self._folder / file
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
        self._size += len(content)

    def _public(self, file: str) -> str:
        """The address of a page at its web host, where a folder shows its index.html."""
        plain = posixpath.dirname(file) if file.endswith("index.html") else file
        return f"{self._base}/{quote(plain)}" + ("/" if plain and plain != file else "")

    def _sitemap(self) -> bytes:
        rows = "".join(
            f"<url><loc>{escape(self._public(file))}</loc></url>\n" for file in self._pages
        )
        start = f'<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="{_SITEMAP}">'
        return f"{start}\n{rows}</urlset>\n".encode()

    def _mark(self) -> bytes:
        made = {"made_by": f"libgraph {version('libgraph')}", "languages": self._languages,
                "pages": len(self._pages)}  # fmt: skip
        return (json.dumps(made, indent=2) + "\n").encode()
