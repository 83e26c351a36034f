"""Agreements with their lives: status, dates, parties, and what renews them."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from libgraph.errors import UsageError
from libgraph.history.lives import Life, Status, lives
from libgraph.history.phrases import LIFE, PASSIVE, when
from libgraph.history.within import Within, today
from libgraph.query.entities import Entity, resolve
from libgraph.web.asked import Asked, asked
from libgraph.web.cited import Cited, Source
from libgraph.web.held import Edition
from libgraph.web.kept import kept
from libgraph.web.pages import page

_NEAR = Within(months=24)


@dataclass(frozen=True, slots=True)
class Row:
    """An agreement in the list."""

    life: Life
    begins: str
    ends: str
    renewals: tuple[tuple[str, Entity], ...]
    sources: tuple[Source, ...]


def routes() -> list[Route]:
    """The routes of this room."""
    return [Route("/agreements", agreements)]


@kept
def agreements(request: Request) -> Response:
    """The page: those of a party and status, at the time asked about or today."""
    question = asked(request)
    edition = request.app.state.held.edition(question.known_at)
    wanted, party = request.query_params.get("status", ""), request.query_params.get("party", "")
    if wanted and wanted not in list(Status):
        raise UsageError(f"no agreement stands {wanted!r}: write {', '.join(Status)}")
    every = _lives(edition, question)
    of = resolve(edition.graph, party, question.lang) if party else None
    if of:
        every = [one for one in every if of in one.parties]
    shown = [one for one in every if not wanted or one.status == wanted]
    cited = Cited(edition.graph, (s for one in shown for s in one.sources), question.lang)
    return page(
        request,
        "agreements.html",
        asked=question,
        rows=[_row(one, cited, question.lang) for one in shown],
        cited=cited,
        statuses=[(status, Counter(one.status for one in every)[status]) for status in Status],
        chosen=wanted,
        party=of,
        total=len(every),
        when=question.as_of or today().first.isoformat(),
    )


def _lives(edition: Edition, question: Asked) -> list[Life]:
    span = question.span or today()
    return edition.answers.get(
        ("lives", question.lang, span, question.certain),
        lambda: lives(
            edition.graph, span, within=_NEAR, certain=question.certain, lang=question.lang
        ),
    )


def _row(life: Life, cited: Cited, lang: str) -> Row:
    words = LIFE[lang]
    begins = when(life.begins, lang)
    if not begins and life.signed:
        begins = words["signed"].format(when(life.signed, lang))
    ends = [when(life.ends, lang)] if life.ends else []
    before = ((words[relation], one) for relation, one in life.before)
    after = ((words[PASSIVE[relation]], one) for relation, one in life.after)
    return Row(
        life,
        begins or words["silent"],
        "; ".join([*ends, *[words["open"]][: life.open]]) or words["silent"],
        tuple((how.replace("{}", "").strip(" :"), one) for how, one in (*before, *after)),
        cited.of(life.sources),
    )
