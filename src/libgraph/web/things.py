"""Lists of things, narrowed by kind, country, year, and whether an agreement is in force."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from itertools import islice

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from libgraph.dates import Span
from libgraph.errors import BadDate, UsageError
from libgraph.history.lives import lives
from libgraph.history.within import today
from libgraph.namespaces import ID, LG, local_name
from libgraph.web.asked import Asked, asked
from libgraph.web.catalogue import Thing, catalogue, names
from libgraph.web.held import Edition
from libgraph.web.kept import kept
from libgraph.web.pages import page

PER_PAGE = 60
FACETS = ("kind", "country", "year", "inforce")


@dataclass(frozen=True, slots=True)
class Choice:
    """A value that a facet offers: how it is written in an address, its name, how many it has."""

    value: str
    name: str
    number: int


@dataclass(frozen=True, slots=True)
class Row:
    """A thing in the list."""

    iri: str
    name: str
    kind: str
    countries: str


@dataclass(frozen=True, slots=True)
class Facet:
    """A test on things, and the values that each thing has in it."""

    chosen: str
    passes: Callable[[Thing], bool]
    values: Callable[[Thing], Iterable[str]]


def routes() -> list[Route]:
    """The routes of this room."""
    return [Route("/things", things)]


@kept
def things(request: Request) -> Response:
    """The page: what is chosen, counts for each further choice, and the things."""
    question = asked(request)
    edition = request.app.state.held.edition(question.known_at)
    known, words = names(edition, question.lang), request.query_params
    facets = _facets(edition, question, {name: words.get(name, "").strip() for name in FACETS})
    every = catalogue(edition)
    chosen = [one for one in every if all(facet.passes(one) for facet in facets.values())]
    chosen.sort(key=lambda one: (known[one.iri].casefold(), one.iri))
    number, last = _page_number(words.get("page", "1")), max(1, -(-len(chosen) // PER_PAGE))
    shown = islice(chosen, (number - 1) * PER_PAGE, number * PER_PAGE)
    return page(
        request,
        "things.html",
        asked=question,
        rows=[_row(one, known) for one in shown],
        total=len(chosen),
        number=min(number, last),
        last=last,
        chosen={name: facet.chosen for name, facet in facets.items()},
        choices={name: _choices(name, facets, every, known) for name in facets},
        names=known,
        kept_facets={name: facet.chosen for name, facet in facets.items() if facet.chosen},
    )


def _facets(edition: Edition, question: Asked, chosen: dict[str, str]) -> dict[str, Facet]:
    kind, country, year = chosen["kind"], chosen["country"], _year(chosen["year"])
    place, force = ID + country, chosen["inforce"]
    held = _in_force(edition, question) if force or kind in _DEALS else {}
    found = {
        "kind": Facet(kind, lambda one: not kind or kind in one.kinds, lambda one: one.kinds),
        "country": Facet(
            country,
            lambda one: not country or place in one.countries,
            lambda one: map(local_name, one.countries),
        ),
        "year": Facet(chosen["year"], lambda one: not year or one.tied_in(year), lambda one: ()),
    }
    if held:
        found["inforce"] = Facet(
            force,
            lambda one: not force or held.get(one.iri) == force,
            lambda one: [held[one.iri]] if one.iri in held else [],
        )
    return found


_DEALS = ("Agreement", "Memorandum", "Contract")


def _in_force(edition: Edition, question: Asked) -> dict[str, str]:
    """Whether each agreement is in force at the time asked about: yes, possibly, no."""
    span = question.span or today()
    return edition.answers.get(
        ("in force", span),
        lambda: {one.agreement.iri: str(one.in_force) for one in lives(edition.graph, span)},
    )


def _choices(
    name: str, facets: dict[str, Facet], every: Iterable[Thing], known: dict[str, str]
) -> list[Choice]:
    """The values of a facet with how many things each would leave, the most first."""
    others = [facet for other, facet in facets.items() if other != name]
    counted = Counter(
        value
        for one in every
        if all(facet.passes(one) for facet in others)
        for value in facets[name].values(one)
    )
    base = {"kind": LG, "country": ID}.get(name, "")
    ranked = sorted(counted.items(), key=lambda pair: (-pair[1], pair[0]))
    return [Choice(value, known.get(base + value, value), number) for value, number in ranked]


def _row(one: Thing, known: dict[str, str]) -> Row:
    countries = sorted(known[iri] for iri in one.countries if iri != one.iri)
    return Row(one.iri, known[one.iri], known[LG + one.kinds[0]], ", ".join(countries))


def _year(words: str) -> int | None:
    if not words:
        return None
    span = Span.parse(words)
    if span.first.year != span.last.year:
        raise BadDate(f"{words!r} is no year: write it with four digits, as in 2012")
    return span.first.year


def _page_number(words: str) -> int:
    if not (words.isascii() and words.isdigit() and 0 < int(words[:9]) < 1_000_000):
        raise UsageError(f"there is no page {words!r}: pages are numbered from 1")
    return int(words)
