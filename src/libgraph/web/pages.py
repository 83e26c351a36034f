"""Puts answers into templates: everything is escaped, and every link keeps what is asked."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from starlette.requests import Request
from starlette.responses import HTMLResponse

from libgraph.graph.labels import LANGUAGES
from libgraph.history.conflicts import Conflict
from libgraph.namespaces import DATINGS, ID, LG, local_name, shorten
from libgraph.query.wording import dated
from libgraph.web.asked import KEPT, Asked, asked
from libgraph.web.phrases import Phrases

_HERE = Path(__file__).parent
ROOMS = (
    ("/", "home"),
    ("/things", "things"),
    ("/agreements", "agreements"),
    ("/coverage", "coverage"),
    ("/conflicts", "conflicts"),
    ("/questions", "questions"),
    ("/editor", "editor"),
    ("/ontology", "ontology"),
    ("/about", "about"),
)
"""What the menu of each page leads to: a path, and the key of its name."""
_SAME = re.compile(r"\b([AB])(?:(?:, | and )\1\b)+")
"""One side of a disagreement, named once for each of its sources."""
_ALIVE = ("/editor",)
"""Only a server can answer these."""
STATIC = (_HERE / "static", _HERE.parent / "drawing" / "static")


@cache
def _templates() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(_HERE / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.globals |= {"local": local_name, "short": shorten, "languages": LANGUAGES}
    environment.filters |= {"capital": capital, "explained": explained}
    return environment


def capital(words: str) -> str:
    """Words that begin a line.

    >>> capital("PAC centre"), capital("кітапхана")
    ('PAC centre', 'Кітапхана')
    """
    return words[:1].upper() + words[1:]


def explained(conflict: Conflict) -> str:
    """What differs, with A and B in place of the sources of either side."""
    words = conflict.explanation
    for letter, side in zip("AB", conflict.sides, strict=True):
        for source in side.sources:
            slug = re.escape(local_name(source.iri))
            words = re.sub(rf"(?<![\w-]){slug}(?![\w-])", letter, words)
    return _SAME.sub(r"\1", words)


@cache
def fingerprint(name: str) -> str:
    """A few letters that change with a static file."""
    for folder in STATIC:
        if (folder / name).is_file():
            return hashlib.sha256((folder / name).read_bytes()).hexdigest()[:10]
    raise FileNotFoundError(name)


def place(iri: str) -> str:
    """Where a thing's page is on this site.

    >>> place("https://w3id.org/libgraph/id/source/001")
    '/id/source/001'
    >>> place("https://w3id.org/libgraph/ontology#Library")
    '/ontology#Library'
    """
    if iri.startswith(ID):
        return "/id/" + iri.removeprefix(ID)
    if iri.startswith(LG):
        return "/ontology#" + iri.removeprefix(LG)
    return "/thing"


@dataclass(frozen=True, slots=True)
class Links:
    """Makes addresses on this site: of a path, or of a thing by its IRI."""

    asked: Asked

    def __call__(self, target: str, /, **more: str) -> str:
        """The address that keeps what is asked, with `more` words (see Asked.address)."""
        if ":" not in target.partition("/")[0]:  # a path; what else has a scheme is a thing
            return self.asked.address(target, **more)
        path = place(target)
        foreign = {"iri": target} if path == "/thing" else {}
        return self.asked.address(path, **{**more, **foreign})

    def path(self, target: str) -> str:
        """The address alone: a form adds the words itself."""
        return target


def _is_other(name: str) -> bool:
    """Whether a word of an address is none that is kept, and a template can hand it on by name."""
    return name.replace("_", "-") not in KEPT and not name.startswith("_")


def page(request: Request, name: str, *, status: int = 200, **values: Any) -> HTMLResponse:
    """A page from the template `name`, in the language that is asked."""
    question = values.pop("asked", None) or asked(request)
    words, served = dict(request.query_params), request.app.state.settings.served
    common = {
        "say": Phrases(question.lang),
        "in_words": lambda text: dated(DATINGS[0], text, question.lang),
        "asked": question,
        "to": Links(question),
        "here": request.url.path,
        "words": words,
        "rest": {name: value for name, value in words.items() if _is_other(name)},
        "rooms": ROOMS if served else [room for room in ROOMS if room[0] not in _ALIVE],
        "served": served,
        "static": lambda file: f"/static/{file}?v={fingerprint(file)}",
    }
    text = _templates().get_template(name).render({**common, **values})
    return HTMLResponse(text, status_code=status)
