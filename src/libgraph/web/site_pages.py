"""Writes single files of a static site, and tells which others they lead to."""

from __future__ import annotations

import posixpath
from dataclasses import dataclass
from html import escape
from pathlib import Path
from urllib.parse import quote

from libgraph.web.app import application
from libgraph.web.held import Held
from libgraph.web.pages import place as place_of
from libgraph.web.settings import Settings
from libgraph.web.site_asking import Asking
from libgraph.web.site_graph import Still
from libgraph.web.site_known import Known
from libgraph.web.site_places import NAMES, Place, Places, relative
from libgraph.web.site_rewriting import rewritten
from libgraph.web.site_search import script


@dataclass(frozen=True, slots=True)
class Job:
    """What a site is made of, and where it is put."""

    settings: Settings
    folder: Path
    known: Known
    languages: tuple[str, ...]

    @property
    def base(self) -> str:
        """Where the site will be found, without a slash at its end; '' where nobody said."""
        return self.settings.base.rstrip("/")

    def public(self, file: str) -> str:
        """The address of a page at its web host, where a folder shows its index.html."""
        plain = posixpath.dirname(file) if file.endswith("index.html") else file
        return f"{self.base}/{quote(plain)}" + ("/" if plain and plain != file else "")


@dataclass(frozen=True, slots=True)
class Written:
    """A file that was written: how large it is, whether it is a page, where it leads to."""

    file: str
    size: int
    is_page: bool
    leads: tuple[Place, ...]


class Writer:
    """Writes one file after the other; the order does not matter."""

    def __init__(self, job: Job, held: Held | None = None) -> None:
        self._job, self._held = job, held or Still(job.settings)
        self._ask = Asking(application(job.settings, self._held))
        self._places = Places(job.known, job.languages)
        self._leads: dict[Place, None] = {}

    def write(self, wanted: Place) -> Written:
        """Write the file of a place.

        Raises:
            CannotRun: the explorer does not answer there.
            OSError: the file cannot be written.
        """
        self._leads = {}
        file = self._places.file(wanted)
        content, is_page = self._content(file, wanted)
        path = self._job.folder / file
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
        return Written(file, len(content), is_page, tuple(self._leads))

    def _content(self, file: str, wanted: Place) -> tuple[bytes, bool]:
        """What belongs into a file, and whether that is a page."""
        if wanted.path == NAMES:
            return self._names(file, wanted.lang).encode(), False
        answer = self._ask.get(wanted.path, wanted.query)
        if not answer.media_type.startswith("text/html"):
            return answer.body, False
        return self._page(answer.body.decode(), file).encode(), True

    def _page(self, page: str, file: str) -> str:
        page = rewritten(page, lambda address: self._lead(address, file))
        if not self._job.base:
            return page
        link = f'<link rel="canonical" href="{escape(self._job.public(file))}">'
        return page.replace("</head>", f"{link}\n</head>", 1)

    def _names(self, file: str, lang: str) -> str:
        def leads(iri: str) -> str:
            return self._lead(f"{quote(place_of(iri))}?lang={lang}", file) or ""

        return script(self._held.current, lang, leads)

    def _lead(self, address: str, page: str) -> str | None:
        """Where an address leads to from a page; None where there is no such file."""
        found = self._places.of(address)
        if found is None:
            return None
        leads, anchor = found
        self._leads[leads] = None
        return relative(self._places.file(leads), page) + (f"#{anchor}" if anchor else "")
