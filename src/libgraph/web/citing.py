"""How a page is cited: as a sentence, and for BibTeX."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.metadata import version

from libgraph.namespaces import local_name
from libgraph.web.asked import Asked

_SPECIAL = re.compile(r"[&%$#_{}]")
_AUTHORS = "The libgraph authors"


@dataclass(frozen=True, slots=True)
class Citation:
    """A citation in both forms."""

    text: str
    bibtex: str


def citation(title: str, iri: str, asked: Asked) -> Citation:
    """How to cite what stands under an address, for the time that is asked about."""
    release, year = _release(), date.today().year
    asked_for = [
        *([f"as of {asked.as_of}"] if asked.as_of else []),
        *([f"as known by {asked.known_at}"] if asked.known_at else []),
    ]
    note = "; ".join([f"version {release}", *asked_for])
    text = f"{_AUTHORS}. “{title}.” libgraph ({note}), {year}. {iri}"
    fields = {
        "author": f"{{{_AUTHORS}}}",
        "title": f"{{{_escaped(title)}}}",
        "howpublished": "libgraph",
        "year": str(year),
        "note": _escaped(note),
        "url": iri,
    }
    body = ",\n".join(f"  {name} = {{{value}}}" for name, value in fields.items())
    key = re.sub(r"[^A-Za-z0-9-]", "-", local_name(iri))
    return Citation(text, f"@misc{{libgraph-{key},\n{body}\n}}")


@cache
def _release() -> str:
    return version("libgraph")


def _escaped(words: str) -> str:
    r"""Words for a field of BibTeX.

    >>> _escaped("R&D at 5%")
    'R\\&D at 5\\%'
    """
    plain = words.replace("\\", "/")
    return _SPECIAL.sub(lambda match: f"\\{match[0]}", plain)
