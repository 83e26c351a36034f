"""Which countries have a PAC centre at a time: a map, the countries without, and how it changed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from libgraph.dates import Span
from libgraph.history.coverage import Audit, Claim, Place, audit
from libgraph.history.coverage_history import Period, history
from libgraph.history.within import today
from libgraph.web.asked import Asked, asked
from libgraph.web.cited import Cited
from libgraph.web.disagreements import large
from libgraph.web.held import Edition
from libgraph.web.kept import kept
from libgraph.web.pages import page


@dataclass(frozen=True, slots=True)
class Counted:
    """Years in which the counts are the same: how many certainly, and certainly or possibly."""

    first: int
    last: int
    served: str
    several: str
    none: int
    centres: str


def routes() -> list[Route]:
    """The routes of this room."""
    return [Route("/coverage", coverage)]


@kept
def coverage(request: Request) -> Response:
    """The page, at the time asked about or today."""
    question = asked(request)
    edition = request.app.state.held.edition(question.known_at)
    span = question.span or today()
    found = _audit(edition, question, span)
    sources = (s for place in _claimed(found) for claim in _claims(place) for s in claim.sources)
    periods = edition.answers.get("coverage history", lambda: history(edition.graph))
    return page(
        request,
        "coverage.html",
        asked=question,
        audit=found,
        cited=Cited(edition.graph, sources, question.lang),
        periods=[_counted(one) for one in periods],
        year=span.first.year,
        years=[f"{year:04}" for year in _beside(span.first.year)],
        when=question.as_of or span.first.isoformat(),
        drawable=not large(edition),
        claims=_claims,
    )


def _beside(year: int) -> tuple[int, int]:
    """The years before and after, as far as the calendar goes."""
    return max(date.min.year, year - 1), min(date.max.year, year + 1)


def _audit(edition: Edition, question: Asked, span: Span) -> Audit:
    return edition.answers.get(
        ("audit", question.lang, span, question.certain),
        lambda: audit(edition.graph, span, certain=question.certain, lang=question.lang),
    )


def _claimed(found: Audit) -> tuple[Place, ...]:
    return (*found.several, *found.one, *found.seated, *found.areas)


def _claims(place: Place) -> tuple[Claim, ...]:
    """Who covers a place; where nobody does, the centres that lie there."""
    return place.claims or place.seats


def _counted(one: Period) -> Counted:
    counts = one.counts
    return Counted(
        one.first,
        one.last,
        _pair(counts.served),
        _pair(counts.several),
        counts.none,
        _pair(counts.centres),
    )


def _pair(numbers: tuple[int, int]) -> str:
    """Certain and possible numbers: one where they are the same.

    >>> _pair((3, 3)), _pair((3, 5))
    ('3', '3–5')
    """
    certain, possible = numbers
    return str(certain) if certain == possible else f"{certain}–{possible}"
