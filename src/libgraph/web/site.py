"""The explorer as files: every page that links lead to, for any web host or none."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, replace
from html import escape
from importlib.metadata import version
from pathlib import Path
from urllib.parse import quote

from libgraph.errors import CannotRun, UsageError
from libgraph.graph.progress import Progress, unseen
from libgraph.namespaces import RELATIONSHIP
from libgraph.web.held import Held
from libgraph.web.pages import ROOMS, place
from libgraph.web.settings import Settings
from libgraph.web.site_graph import Still
from libgraph.web.site_helpers import written
from libgraph.web.site_known import known
from libgraph.web.site_pages import Job
from libgraph.web.site_places import NAMES, Place, Places
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
        CannotRun: a page cannot be made, or the data changed meanwhile.
        UsageError: the base is no address of the web.
    """
    if settings.base and not settings.base.startswith(("https://", "http://")):
        raise UsageError(f"{settings.base!r} is no address of the web: write https://…")
    with writing_folder(folder, MARK) as fresh:
        progress("reading the graph", 0, 0)
        held = Still(replace(settings, served=False))
        try:
            job = Job(held.settings, fresh, known(held.current), languages)
            made = _Writing(job, held).write(progress)
            if held.refresh():
                raise CannotRun("the data changed while the site was written: write it again")
            return made
        finally:
            held.close()


class _Writing:
    """Has the pages of the menu and of all things written, and whatever they lead to."""

    def __init__(self, job: Job, held: Held) -> None:
        self._job, self._held = job, held
        self._places = Places(job.known, job.languages)
        self._found: dict[str, Place] = {}
        self._waiting: list[Place] = []
        self._pages: list[str] = []
        self._files = self._size = 0

    def write(self, progress: Progress) -> Made:
        """Write everything."""
        for address in self._first():
            if found := self._places.of(address):
                self._wait(found[0])
        with closing(written(self._job, self._held, self._waiting)) as each:
            for one in each:
                self._size, self._files = self._size + one.size, self._files + 1
                self._pages += [one.file] if one.is_page else []
                for leads in one.leads:
                    self._wait(leads)
                progress("writing pages", self._files, len(self._waiting))
        self._pages.sort()
        if self._job.base:
            self._put("sitemap.xml", self._sitemap())
        self._put(MARK, self._mark())
        return Made(self._files, len(self._pages), self._size)

    def _first(self) -> Iterator[str]:
        """The addresses to begin with; those of one thing follow each other, and share reading."""
        paths = [path for path, _ in ROOMS]
        for path in (*paths, "/search", NAMES, *map(place, sorted(self._job.known.things))):
            for lang in self._job.languages:
                yield f"{quote(path)}?lang={lang}"
            if path.startswith("/id/") and not path.startswith(_TIES):
                yield from (quote(path) + form for form in _SHARED)

    def _wait(self, leads: Place) -> None:
        """Have a file written, if nobody has yet."""
        file = self._places.file(leads)
        if file not in self._found:
            self._found[file] = leads
            self._waiting.append(leads)
        elif self._found[file] != leads:
            raise CannotRun(f"two pages want the file {file}: please report it")

    def _put(self, file: str, content: bytes) -> None:
        (self._job.folder / file).write_bytes(content)
        self._size, self._files = self._size + len(content), self._files + 1

    def _sitemap(self) -> bytes:
        rows = "".join(
            f"<url><loc>{escape(self._job.public(file))}</loc></url>\n" for file in self._pages
        )
        start = f'<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="{_SITEMAP}">'
        return f"{start}\n{rows}</urlset>\n".encode()

    def _mark(self) -> bytes:
        made = {"made_by": f"libgraph {version('libgraph')}", "languages": self._job.languages,
                "pages": len(self._pages)}  # fmt: skip
        return (json.dumps(made, indent=2) + "\n").encode()


_TIES = place(RELATIONSHIP)
